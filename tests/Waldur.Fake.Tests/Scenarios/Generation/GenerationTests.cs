using System.Globalization;
using System.Text.RegularExpressions;
using Bogus;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.Scenarios.Generation;

public sealed partial class GenerationTests
{
    [GeneratedRegex("^[0-9a-z_.@+-]{1,128}$")]
    private static partial Regex Username { get; }

    private static WaldurFake Fake(Action<GenerateOptions> generate) => WaldurFake.Start(options => options.Generate(generate));

    [Fact]
    public void Generated_values_are_ones_that_the_api_would_take()
    {
        using var fake = Fake(g => g.Users(300).SshKeys(2).RobotAccounts(300).OfferingUsers(100).ResourceUsers(50).CourseAccounts(50));
        var world = fake.World;

        world.Users.ShouldAllBe(user => Username.IsMatch(user.Username));
        world.Users.ShouldAllBe(user => EmailRule.IsValid(user.Email));
        world.Users.Count.ShouldBe(1 + 300 + 50);
        world.SshKeys.Count.ShouldBe(600);
        world.SshKeys.ShouldAllBe(key => SshPublicKey.IsValid(key.PublicKey));
        world.SshKeys.Select(key => key.Fingerprints.Sha256).ShouldBeUnique();
        world.RobotAccounts.SelectMany(account => account.Keys).ShouldAllBe(key => SshPublicKey.IsValid(key));
        world.RobotAccounts.Select(account => account.State).Distinct().Count().ShouldBe(6);
        world.OfferingUsers.Select(account => account.State).Distinct().Count().ShouldBeGreaterThan(5);
        world.Projects.ShouldAllBe(project => project.StartDate < project.EndDate);
        world.RobotAccounts.ShouldAllBe(account => account.Created < world.Data.Now);
        world.Data.Table(ChecklistAnswer.Table).Count.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void States_come_by_their_weights_and_questions_are_answered_to_the_degree()
    {
        using var fake = Fake(g => g.RobotAccounts(1000).RobotAccountStates(("OK", 3), ("Error", 1)).OfferingUsers(200).Answered(100));
        using var none = Fake(g => g.OfferingUsers(200).Answered(0));

        var erred = fake.World.RobotAccounts.Count(account => account.State == RobotAccountState.Error);
        erred.ShouldBeInRange(200, 300);
        fake.World.RobotAccounts.Count(account => account.State == RobotAccountState.Ok).ShouldBe(1000 - erred);
        var completions = fake.World.Data.Table(ChecklistCompletion.Table);
        completions.Count.ShouldBeGreaterThan(0);
        fake.World.Data.Table(ChecklistAnswer.Table).Count.ShouldBe(4 * completions.Count);
        completions.ShouldAllBe(completion => completion.IsCompleted);
        none.World.Data.Table(ChecklistAnswer.Table).Count.ShouldBe(0);
    }

    [Fact]
    public void One_more_of_a_kind_changes_no_other_object()
    {
        string[] kinds = ["users", "customers", "projects", "checklists", "offerings", "resources", "robot_accounts", "offering_users",
            "resource_users", "course_accounts"];
        var counts = Gen.Choose(0, 60).ListOf(kinds.Length);
        Prop.ForAll(Gen.Zip(counts, Gen.Choose(0, kinds.Length - 1)).ToArbitrary(), given =>
        {
            var (before, more) = (given.Item1.ToArray(), given.Item1.ToArray());
            more[given.Item2]++;
            var (smaller, larger) = (Rows(Text(kinds, before)), Rows(Text(kinds, more)));
            foreach (var (uuid, row) in smaller)
                larger[uuid].ShouldBe(row);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25).WithReplay(new Replay(new Rnd(42, 43), default)));
    }

    [Theory]
    [InlineData("de")]
    [InlineData("ja")]
    [InlineData("ar")]
    public void Names_come_from_the_locale_and_user_names_stay_ascii(string locale)
    {
        using var fake = Fake(g => g.Users(50).Locale(locale));
        using var english = Fake(g => g.Users(50));

        fake.World.Users.ShouldAllBe(user => Username.IsMatch(user.Username));
        fake.World.Users.Select(user => user.FullName).ShouldNotBe(english.World.Users.Select(user => user.FullName));
    }

    [Fact]
    public void The_locales_are_those_of_bogus() => Locales.All.ShouldBe(Database.GetAllLocales(), ignoreOrder: true);

    [Fact]
    public void The_seed_makes_the_values_and_the_seed_of_the_world_the_identifiers()
    {
        using var first = Fake(g => g.Users(5).Seed(1));
        using var second = Fake(g => g.Users(5).Seed(2));

        first.World.Users.Select(user => user.Uuid).ShouldBe(second.World.Users.Select(user => user.Uuid), ignoreOrder: true);
        first.World.Users.Select(user => user.FullName).Order(StringComparer.Ordinal).ShouldNotBe(
            second.World.Users.Select(user => user.FullName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Objects_of_the_file_stand_beside_generated_ones_and_may_point_at_them()
    {
        var data = ScenarioLoader.Load(Scenario.FromText(
            "users: {user-2: {first_name: Own}}\ncustomers: {acme: {roles: {CUSTOMER.OWNER: [user-1]}}}\ngenerate: {users: 3}"));

        data.Table(User.Table).Count.ShouldBe(3);
        data.Table(User.Table).Get(Name.Find(data, "users", "user-2")!.Value).FirstName.ShouldBe("Own");
        data.Table(Grant.Table).Single().User.ShouldBe(Name.Find(data, "users", "user-1")!.Value);
    }

    [Theory]
    [InlineData("generate: {users: -1}", "generate.users")]
    [InlineData("generate: {locale: xx}", "generate.locale")]
    [InlineData("generate: {robot_account_states: {Okay: 1}}", "generate.robot_account_states.Okay")]
    [InlineData("generate: {robot_account_states: {OK: 0}}", "generate.robot_account_states")]
    [InlineData("generate: {user: 1}", "generate.user")]
    public void What_is_asked_for_wrongly_is_told_with_its_place(string text, string path)
    {
        var error = Should.Throw<ScenarioException>(() => Scenario.FromText(text).Validate()).Errors.ShouldHaveSingleItem();

        error.Path.ShouldBe(path);
        error.Line.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_scenario_gives_the_same_bytes_in_every_process()
    {
        // The hash was printed by another process.
        using var fake = Fake(g => g.Users(20).RobotAccounts(30).OfferingUsers(10).CourseAccounts(5));
        using var client = fake.CreateAnonymousClient();

        var map = await client.GetByteArrayAsync("/_fake/world", TestContext.Current.CancellationToken);
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(map))[..16].ShouldBe("e8965a8c76dfbb9e");
    }

    [Fact]
    public void The_culture_of_the_thread_changes_nothing()
    {
        var scenario = "generate: {locale: tr, robot_accounts: 40, offering_users: 60, course_accounts: 20}";
        var (before, expected) = (CultureInfo.CurrentCulture, Rows(scenario));
        try
        {
            CultureInfo.CurrentCulture = new("tr-TR");
            Rows(scenario).ShouldBe(expected);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Text(string[] kinds, int[] counts) =>
        $"generate: {{{string.Join(", ", kinds.Zip(counts, (kind, count) => FormattableString.Invariant($"{kind}: {count}")))}}}";

    private static Dictionary<Guid, string> Rows(string text) => WorldRows.Of(ScenarioLoader.Load(Scenario.FromText(text)));
}
