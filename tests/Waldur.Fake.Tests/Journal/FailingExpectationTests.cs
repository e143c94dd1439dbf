using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text;
using Shouldly;

namespace Waldur.Fake.Tests.Journal;

/// <summary>The texts of failed expectations, as they were approved: <c>UPDATE_DOCS=1 dotnet test</c> writes them anew.</summary>
public sealed class FailingExpectationTests : IDisposable
{
    private const string Accounts = "/api/marketplace-robot-accounts/";

    private static readonly Dictionary<string, Action<RequestJournal>> s_failing = new(StringComparer.Ordinal)
    {
        ["none came with that body"] = requests =>
            requests.To(Operations.RobotAccounts.Create).By("olga").With("""{"type": "ci", "description": "Builds"}""").Once(),
        ["none came of that user"] = requests => requests.To(Operations.RobotAccounts.Create).By("alice").Once(),
        ["none came of anybody"] = requests => requests.To(Operations.Keys.List).ByNobody().Once(),
        ["none came to that operation"] = requests => requests.To(Operations.CourseAccounts.CreateBulk).Once(),
        ["an action that was not asked for"] = requests => requests.To(Operations.RobotAccounts.SetStateOk).By("olga").Once(),
        ["too few came"] = requests => requests.To(Operations.RobotAccounts.Create).With("type", "night").Times(3),
        ["too many came"] = requests => requests.To(Operations.RobotAccounts.Create).By("olga").Once(),
        ["one came that should not"] = requests => requests.To(Operations.RobotAccounts.Destroy).Never(),
        ["another query"] = requests => requests.To(Operations.RobotAccounts.List).WithQuery("state", "OK").Once(),
        ["another status"] = requests => requests.To(Operations.RobotAccounts.Create).With("type", "much-too-long").Answered(201).Once(),
        ["another order"] = requests => requests.InOrder(
            requests.To(Operations.RobotAccounts.Destroy), requests.To(Operations.RobotAccounts.Create)),
        ["a condition in code"] = requests =>
            requests.To(Operations.RobotAccounts.Create).Where(request => request.Changes.Count == 2).Once(),
    };

    private readonly WaldurFake _waldur = WaldurFake.Start();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static IEnumerable<TheoryDataRow<string>> All => s_failing.Keys.Select(name => new TheoryDataRow<string>(name));

    public void Dispose() => _waldur.Dispose();

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_failing_expectation_says_what_was_approved(string name)
    {
        await TalkAsync();

        var text = Should.Throw<RequestAssertionException>(() => s_failing[name](_waldur.Requests)).Message + "\n";

        var file = Path.Combine(Folder(), name.Replace(' ', '-') + ".txt");
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") is "1")
            await File.WriteAllTextAsync(file, text, Cancellation);
        text.ShouldBe((await File.ReadAllTextAsync(file, Cancellation)).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void There_are_twelve_and_no_text_is_left_over() =>
        Directory.GetFiles(Folder()).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)
            .ShouldBe(s_failing.Keys.Select(name => name.Replace(' ', '-')).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(All))]
    public async Task Each_names_what_was_expected_the_nearest_request_and_the_first_difference(string name)
    {
        await TalkAsync();

        var lines = Should.Throw<RequestAssertionException>(() => s_failing[name](_waldur.Requests)).Message.Split('\n');

        lines[0].ShouldStartWith("Expected ");
        var nearest = lines.ShouldHaveSingle(line => line.StartsWith("Nearest: ", StringComparison.Ordinal));
        nearest.ShouldContain(_waldur.Requests.Select(request => request.ToString()).Single(request => nearest.EndsWith(request, StringComparison.Ordinal)));
        lines[Array.IndexOf(lines, nearest) + 1].ShouldMatch("^First difference: .{10,}");
    }

    [Fact]
    public void Without_any_request_it_says_so() =>
        Should.Throw<RequestAssertionException>(() => _waldur.Requests.To(Operations.Users.Me).Once()).Message.ShouldBe("""
            Expected one request to users.me, but there was none.

            Nearest:          none, no request came at all
            First difference: there is nothing to compare with
            """);

    [Fact]
    public async Task What_is_so_gives_the_requests()
    {
        await TalkAsync();
        var requests = _waldur.Requests;

        requests.To(Operations.RobotAccounts.Create).By("olga").With("type", "night").Once().Number.ShouldBe(2);
        requests.To(Operations.RobotAccounts.Create).By("olga").Times(3).Select(request => request.Number).ShouldBe([2, 3, 4]);
        requests.To(Operations.Users.Me).Never();
        requests.To(Operations.RobotAccounts.Destroy).On(_waldur.World.Uuid("robot_accounts", "gone")).Answered(204).Once();
        requests.To(Operations.RobotAccounts.List).WithQuery("state", "2").AnsweredWith("""[{"state": "Creating"}]""").Once();
        requests.InOrder(requests.To(Operations.RobotAccounts.Create), requests.To(Operations.RobotAccounts.Create).With("type", "day"))
            .Select(request => request.Number).ShouldBe([2, 3]);
        requests.By("dave").Found.ShouldHaveSingleItem().Status.ShouldBe(403);
    }

    [Fact]
    public void A_body_that_is_no_JSON_is_refused_where_it_is_written() =>
        Should.Throw<ArgumentException>(() => _waldur.Requests.By("olga").With("{type: ci}")).Message.ShouldContain("""such as {"type": "ci"}""");

    /// <summary>A conversation with something in it to be near to.</summary>
    private async Task TalkAsync()
    {
        using var olga = _waldur.CreateClient("olga");
        using var dave = _waldur.CreateClient("dave");
        var resource = $"http://localhost/api/marketplace-resources/{_waldur.World.Uuid("resources", "climate-hpc"):n}/";
        (await olga.GetAsync($"{Accounts}?state=2", Cancellation)).Dispose();
        (await olga.PostAsJsonAsync(Accounts, new { resource, type = "night", description = "Builds" }, Cancellation)).Dispose();
        (await olga.PostAsJsonAsync(Accounts, new { resource, type = "day" }, Cancellation)).Dispose();
        (await olga.PostAsJsonAsync(Accounts, new { resource, type = "much-too-long" }, Cancellation)).Dispose();
        (await dave.PostAsync(
            $"{Accounts}{_waldur.World.Uuid("robot_accounts", "creating"):n}/set_state_ok/",
            new StringContent("{}", Encoding.UTF8, "application/json"), Cancellation)).Dispose();
        (await olga.DeleteAsync($"{Accounts}{_waldur.World.Uuid("robot_accounts", "gone"):n}/", Cancellation)).Dispose();
    }

    private static string Folder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "approved");
}

/// <summary>What Shouldly lacks.</summary>
internal static class ShouldlyMore
{
    public static T ShouldHaveSingle<T>(this IEnumerable<T> all, Func<T, bool> wanted) => all.Where(wanted).ToList().ShouldHaveSingleItem();
}
