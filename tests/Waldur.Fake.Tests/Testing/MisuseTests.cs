using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Waldur.Fake.Tests.Testing;

/// <summary>What code makes is held to what scenario files may say; what is wrong is told at once, with the words that a file gets.</summary>
public sealed class MisuseTests : IDisposable
{
    private static readonly Guid s_nobody = new("00000000-0000-4000-8000-000000000001");

    private readonly WaldurFake _fake = WaldurFake.Start();

    public void Dispose() => _fake.Dispose();

    /// <summary>Each misuse, with the text that it is refused with.</summary>
    public static TheoryData<string, Action<World>, string> All() => new()
    {
        {
            "an undefined state",
            world => world.Add.RobotAccount(row => row with { State = (RobotAccountState)99 }),
            "robot_account.state: expected one of 'Requested', 'Creating', 'OK', 'Requested deletion', 'Deleted', 'Error', not '99' (Parameter 'row')"
        },
        {
            "an undefined state of an offering user",
            world => world.Add.OfferingUser(row => row with { State = default }),
            "offering_user.state: expected one of 'Requested', 'Creating', 'Pending account linking', 'Pending additional validation', 'OK', "
                + "'Requested deletion', 'Deleting', 'Deleted', 'Error creating', 'Error deleting', not '0' (Parameter 'row')"
        },
        {
            "a resource that does not exist",
            world => world.Add.RobotAccount(row => row with { Resource = s_nobody }),
            "robot_account.resource: 00000000000040008000000000000001 is the identifier of none of the resources (Parameter 'row')"
        },
        {
            "a user among others that does not exist",
            world => world.Add.RobotAccount(row => row with { Users = [world.Users[0].Uuid, s_nobody] }),
            "robot_account.users.1: 00000000000040008000000000000001 is the identifier of none of the users (Parameter 'row')"
        },
        {
            "too long a type",
            world => world.Add.RobotAccount(row => row with { Type = "too-long-type" }),
            "robot_account.type: expected at most 5 characters, not 13 (Parameter 'row')"
        },
        { "no type", world => world.Add.RobotAccount(row => row with { Type = null! }),
            "robot_account.type: must not be null (Parameter 'row')" },
        { "a blank type", world => world.Add.RobotAccount(row => row with { Type = " " }),
            "robot_account.type: must not be blank (Parameter 'row')" },
        {
            "two mistakes at once",
            world => world.Add.RobotAccount(row => row with { Type = "", Username = new('x', 33) }),
            "robot_account.type: must not be blank; robot_account.username: expected at most 32 characters, not 33 (Parameter 'row')"
        },
        {
            "a state of an offering that there is not",
            world => world.Add.Offering(row => row with { State = "Actve" }),
            "offering.state: expected one of 'Draft', 'Active', 'Paused', 'Archived', 'Unavailable', not 'Actve' (Parameter 'row')"
        },
        {
            "a mistake that is saved",
            world => world.Save(world.RobotAccounts[0] with { Type = "too-long-type" }),
            "robot_account.type: expected at most 5 characters, not 13 (Parameter 'row')"
        },
        {
            "a row that the world does not have",
            world => world.Save(world.RobotAccounts[0] with { Uuid = s_nobody }),
            "The world has no object 00000000000040008000000000000001 among its robot_accounts: save what it has, and add what is new with world.Add."
        },
        {
            "a misspelt role",
            world => world.Add.Role(world.Users[0], "PROJECT.ADMN", world.Projects[0]),
            "There is no role PROJECT.ADMN; on a project there are PROJECT.ADMIN, PROJECT.MANAGER, PROJECT.MEMBER. (Parameter 'role')"
        },
        {
            "a misspelt role of an organization",
            world => world.Add.Role(world.Users[0], "CUSTOMER.OWNR", world.Customers[0]),
            "There is no role CUSTOMER.OWNR; on a customer there are CUSTOMER.OWNER, CUSTOMER.MANAGER, CUSTOMER.SUPPORT. (Parameter 'role')"
        },
        {
            "a role of another kind",
            world => world.Add.Role(world.Users[0], "PROJECT.ADMIN", world.Customers[0]),
            "The role PROJECT.ADMIN can't be granted on a customer; there are CUSTOMER.OWNER, CUSTOMER.MANAGER, CUSTOMER.SUPPORT. (Parameter 'role')"
        },
        {
            "a role on what has none",
            world => world.Add.Role(world.Users[0], "PROJECT.ADMIN", world.Resources[0]),
            "Roles are granted on customers, projects and offerings, not on a Resource. (Parameter 'scope')"
        },
        {
            "joining a project as what there is not",
            world => world.JoinProject(world.Users[0].Uuid, world.Projects[0].Uuid, role: "MEMBER"),
            "There is no role MEMBER; on a project there are PROJECT.ADMIN, PROJECT.MANAGER, PROJECT.MEMBER. (Parameter 'role')"
        },
        {
            "a key that is nobody's",
            world => world.UserNamed("dav"),
            "No object of the scenario is called users.dav; there are staff, support, olga, max, oskar, alice, bob, carol, dave, hanna, erin, frank, "
                + "outsider, leaver. Did you mean dave?"
        },
        {
            "a kind that there is not",
            world => world.Uuid("robot_account", "ci"),
            "There is no kind of objects called robot_account; there are users, organization_groups, customers, projects, checklists, "
                + "offerings, resources, consents, robot_accounts, offering_users, resource_users, course_accounts, ssh_keys, questions, question_options, "
                + "offering_user_roles. Did you mean robot_accounts?"
        },
        {
            "a clock that goes back",
            world => world.Clock.Set(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero)),
            "The clock can't go back from 2026-01-03 03:04:13Z to 2020-01-01 00:00:00Z; restore a checkpoint instead. (Parameter 'time')"
        },
    };

    [Theory]
    [MemberData(nameof(All), DisableDiscoveryEnumeration = true)]
    public void A_misuse_is_told_at_once_and_changes_nothing(string misuse, Action<World> attempt, string text)
    {
        var before = _fake.World.Data;

        Should.Throw<Exception>(() => attempt(_fake.World), misuse).Message.ShouldBe(text);

        _fake.World.Data.ShouldBeSameAs(before);
    }

    /// <summary>Each misuse of a fake as a whole, with the text that it is refused with.</summary>
    public static TheoryData<string, Action<WaldurFake>, string> OfAFake() => new()
    {
        { "a client of null", fake => fake.CreateClient(null!), "Value cannot be null. (Parameter 'user')" },
        {
            "a client of a misspelt user", fake => fake.CreateClient("dav"),
            "There is no user dav; there are staff, course_1000, support, course_1001, olga, course_1002, max, course_1003, oskar, alice, bob, carol, dave, "
                + "hanna, erin, frank, outsider, leaver. Did you mean dave? (Parameter 'user')"
        },
        {
            "a negative size of bodies", _ => WaldurFake.Start(options => options.MaxBodySize = -1),
            "value ('-1') must be a non-negative value. (Parameter 'value')|Actual value was -1."
        },
        {
            "clients for a misspelt user", fake => new ServiceCollection().AddWaldurFake(fake, user: "stff"),
            "There is no user stff; there are staff, course_1000, support, course_1001, olga, course_1002, max, course_1003, oskar, alice, bob, carol, dave, "
                + "hanna, erin, frank, outsider, leaver. Did you mean staff? (Parameter 'user')"
        },
        {
            "a typed client that is not registered", fake => new ServiceCollection().AddHttpClient("waldur").Services.AddWaldurFake<Uri>(fake)
                .BuildServiceProvider().GetRequiredService<IHttpClientFactory>().CreateClient("waldur"),
            "AddWaldurFake<Uri> is to serve a typed client, and none is registered with AddHttpClient<Uri>; the client 'waldur' is made, which "
                + "would go to the network. Call UseWaldurFake on what AddHttpClient gives back."
        },
        {
            "a named client that is not registered", fake => new ServiceCollection().AddHttpClient("waldur").Services.AddWaldurFake(fake, client: "wladur")
                .BuildServiceProvider().GetRequiredService<IHttpClientFactory>().CreateClient("waldur"),
            "AddWaldurFake is to serve the client 'wladur', of which nothing is configured, and a client 'waldur' is made, which would go to the "
                + "network. Did you mean 'waldur'? Call UseWaldurFake on what AddHttpClient gives back, or AddWaldurFake without a name for all clients."
        },
        {
            "a failure inside", fake =>
            {
                using var strict = fake.Fork(options => options.ThrowOnFailure = true);
                strict.World.AccountService = new() { OnCreate = _ => throw new InvalidOperationException("no service") };
                using var client = strict.CreateClient("staff");
                client.PostAsJsonAsync("/api/marketplace-course-accounts/", new { project = strict.World.Uuid("projects", "course").ToString("n"), email = "x@example.com" })
                    .GetAwaiter().GetResult();
            },
            "The fake itself failed; this is no answer of Waldur's. InvalidOperationException: no service"
        },
        {
            "use after the end", fake =>
            {
                var fork = fake.Fork();
                fork.Dispose();
                fork.CreateClient("staff");
            },
            "Cannot access a disposed object.|Object name: 'WaldurFake'."
        },
    };

    [Theory]
    [MemberData(nameof(OfAFake), DisableDiscoveryEnumeration = true)]
    public void A_misuse_of_a_fake_is_told(string misuse, Action<WaldurFake> attempt, string text) =>
        Should.Throw<Exception>(() => attempt(_fake), misuse).Message.ReplaceLineEndings("|").ShouldBe(text);

    [Fact]
    public void A_user_added_in_code_is_found_by_the_username()
    {
        var zoe = _fake.World.Add.User(user => user with { Username = "zoe" });

        _fake.World.UserNamed("zoe").ShouldBe(zoe);
    }
}
