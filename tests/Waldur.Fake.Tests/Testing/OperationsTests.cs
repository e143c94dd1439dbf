using System.Reflection;
using System.Text.RegularExpressions;
using Shouldly;

namespace Waldur.Fake.Tests.Testing;

/// <summary>The typed names of operations, held to the tables that are served.</summary>
public sealed partial class OperationsTests
{
    private static readonly IReadOnlyList<Operation> s_served =
        [.. WaldurModules.Operations.Where(operation => operation is { Disabled: false, Open: false })];

    [Fact]
    public void Every_operation_that_is_served_has_a_name_and_every_name_an_operation()
    {
        var served = s_served.SelectMany(operation => new[] { operation.Name, operation.CountName }).OfType<OperationName>().ToList();

        served.Distinct().Count().ShouldBe(served.Count);
        Operations.All.Except(served).ShouldBeEmpty();
        served.Except(Operations.All).ShouldBeEmpty();
        Operations.All.Distinct().Count().ShouldBe(Operations.All.Count);
    }

    [Fact]
    public void Each_name_is_spelled_in_code_as_in_text()
    {
        var properties = typeof(Operations).GetNestedTypes()
            .SelectMany(group => group.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .ToDictionary(property => (OperationName)property.GetValue(null)!);

        properties.Keys.ShouldBe(Operations.All, ignoreOrder: true);
        foreach (var (name, property) in properties)
            $"{Snake(property.DeclaringType!.Name)}.{Snake(property.Name)}".ShouldBe(name.ToString());
    }

    [Theory]
    [InlineData("GET", "/api/marketplace-robot-accounts/", "robot_accounts.list")]
    [InlineData("GET", "/api/marketplace-robot-accounts/?page=2", "robot_accounts.list")]
    [InlineData("GET", "/api/marketplace-robot-accounts.json", "robot_accounts.list")]
    [InlineData("HEAD", "/api/marketplace-robot-accounts/", "robot_accounts.count")]
    [InlineData("HEAD", "/api/marketplace-robot-accounts/x/", "robot_accounts.retrieve")]
    [InlineData("POST", "/api/marketplace-robot-accounts/x/set_state%5Fok/", "robot_accounts.set_state_ok")]
    [InlineData("HEAD", "/api/marketplace-offering-users/checklist-template/", "offering_users.checklist_template_count")]
    [InlineData("PATCH", "/api/marketplace-offering-users/x/update_comments/", "offering_users.update_comments")]
    [InlineData("GET", "/api/users/me/", "users.me")]
    [InlineData("GET", "/api/marketplace-robot-accounts", null)]
    [InlineData("PUT", "/api/marketplace-course-accounts/x/", null)]
    [InlineData("OPTIONS", "/api/marketplace-course-accounts/", null)]
    [InlineData("GET", "/api/schema/", null)]
    [InlineData("GET", "/api/nothing/", null)]
    public void A_request_asks_for_the_operation_of_its_route(string method, string target, string? name) =>
        $"{WaldurModules.Routes.NameOf(new() { Method = method, Host = "localhost", Target = target })}".ShouldBe(name ?? "");

    [Fact]
    public void A_name_is_found_by_its_text() =>
        Operations.Named("offering_users.set_ok").ShouldBe(Operations.OfferingUsers.SetOk);

    [Theory]
    [InlineData(
        "robot_accounts.crate",
        "There is no operation robot_accounts.crate; robot_accounts has list, count, retrieve, create, update, partial_update, destroy, "
            + "set_state_creating, set_state_ok, set_state_request_deletion, set_state_deleted, set_state_erred. "
            + "Did you mean robot_accounts.create?")]
    [InlineData(
        "keys.delete", "There is no operation keys.delete; keys has list, count, retrieve.")]
    [InlineData(
        "nothing",
        "There is no operation nothing; there are the groups robot_accounts, resource_users, offering_users, course_accounts, users, keys, "
            + "customers, projects, resources, provider_resources, provider_offerings, offering_user_roles.")]
    public void A_wrong_name_is_told_with_the_nearest_one(string name, string message) =>
        Should.Throw<ArgumentException>(() => Operations.Named(name)).Message.ShouldBe(message + " (Parameter 'name')");

    private static string Snake(string name) => Capital.Replace(name, "_$0").TrimStart('_').ToLowerInvariant();

    [GeneratedRegex("[A-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex Capital { get; }
}
