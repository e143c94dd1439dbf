using Shouldly;
using Waldur.Fake.Tests.Worlds;

namespace Waldur.Fake.Tests.Rest;

/// <summary>What a row was rendered to is kept, and shown again only while it would come out the same.</summary>
public sealed class RenderingTests
{
    private static readonly string[] s_lists =
    [
        "marketplace-robot-accounts", "marketplace-offering-users", "marketplace-resource-users", "marketplace-course-accounts",
        "users", "keys", "customers", "projects",
        "marketplace-resources", "marketplace-provider-offerings", "marketplace-offering-user-roles",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Lists_of_a_world_that_changes_are_those_of_an_equal_world_that_was_never_shown(int seed)
    {
        using var fake = WaldurFake.Start(options => options.Generate(g => g
            .Users(12).Customers(3).Projects(4).Offerings(3).Resources(9)
            .RobotAccounts(30).OfferingUsers(30).ResourceUsers(20).CourseAccounts(15)));
        var picker = new Picker(seed);
        fake.World.Change(Staff);
        var (world, other) = (fake.World, fake.World.Fork());
        for (var round = 0; round < 60; round++)
        {
            var changed = round % 3 == 2 ? other : world;
            changed.Change(changes => Moves.Make(changes, picker));
            changed.Change(Staff);
            var host = round % 5 == 4 ? "another.example.com" : "localhost";
            foreach (var list in s_lists)
                Shown(changed, host, list).ShouldBe(Shown(NeverShown(changed), host, list), list);
            Shown(other, host, s_lists[round % 4]).ShouldBe(Shown(NeverShown(other), host, s_lists[round % 4]));
        }
    }

    /// <summary>There is always somebody who sees all.</summary>
    private static void Staff(Transaction changes)
    {
        if (changes.Data.Table(Token.Table).Find(Token.ByKey, "the-token") is not null)
            return;
        var user = changes.Insert(User.Table, new() { Username = $"staff{changes.NextRandom()}", IsStaff = true });
        changes.Insert(Token.Table, new() { User = user.Uuid, Key = "the-token" });
    }

    /// <summary>A world with rows that are equal, and not the same.</summary>
    private static World NeverShown(World world)
    {
        var data = world.Data;
        var copy = new World(WorldData.Empty(data.Schema, data.Seed, data.Now));
        copy.Change(changes =>
        {
            Copy(Role.Table);
            Copy(Setting.Table);
            Copy(User.Table);
            Copy(Token.Table);
            Copy(SshKey.Table);
            Copy(OrganizationGroup.Table);
            Copy(Customer.Table);
            Copy(Project.Table);
            Copy(Checklist.Table);
            Copy(Question.Table);
            Copy(Offering.Table);
            Copy(TermsOfService.Table);
            Copy(OfferingUserRole.Table);
            Copy(Consent.Table);
            Copy(Resource.Table);
            Copy(Grant.Table);
            Copy(RobotAccount.Table);
            Copy(ResourceUser.Table);
            Copy(OfferingUser.Table);
            Copy(ChecklistCompletion.Table);
            Copy(CourseAccount.Table);

            void Copy<T>(TableDefinition<T> table)
                where T : Entity => changes.InsertAll(
                    table, [.. data.Table(table).OrderBy(row => data.Table(table).SequenceOf(row.Uuid)).Select(row => row with { })]);
        });
        return copy;
    }

    private static string Shown(World world, string host, string list)
    {
        var headers = new WireHeaders { { "Authorization", "Token the-token" } };
        var answer = WaldurModules.Api.Handle(
            new() { Method = "GET", Host = host, Target = $"/api/{list}/?page_size=300", Headers = headers }, world, new());
        answer.Status.ShouldBe(200);
        return System.Text.Encoding.UTF8.GetString(answer.Body.Span);
    }
}
