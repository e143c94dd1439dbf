using System.Net;
using System.Net.Http.Json;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Waldur.Fake.Tests.Scenarios.Generation;
using Xunit;

namespace Waldur.Fake.Tests.Scenarios.Export;

public sealed class ExportTests
{
    public static TheoryData<string> Shipped { get; } = [.. Scenario.ShippedNames];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void A_shipped_scenario_exports_to_a_file_that_loads_to_an_equal_world(string name) =>
        ShouldSurvive(ScenarioLoader.Load(Scenario.Shipped(name)));

    [Fact]
    public void A_generated_world_exports_to_a_file_that_loads_to_an_equal_world()
    {
        string[] kinds = ["users", "customers", "offerings", "resources", "robot_accounts", "offering_users", "resource_users",
            "course_accounts"];
        Prop.ForAll(Gen.Choose(0, 30).ListOf(kinds.Length + 1).ToArbitrary(), counts =>
        {
            var asked = kinds.Zip(counts, (kind, count) => FormattableString.Invariant($"{kind}: {count}"));
            var locale = Locales.All[counts[kinds.Length]];
            ShouldSurvive(
                ScenarioLoader.Load(Scenario.FromText($"seed: {counts[0]}\ngenerate: {{locale: {locale}, {string.Join(", ", asked)}}}")));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20).WithReplay(new Replay(new Rnd(42, 43), default)));
    }

    [Fact]
    public async Task What_the_api_made_is_exported_under_a_key_of_kind_and_number()
    {
        using var fake = WaldurFake.Start();
        using var staff = fake.CreateClient("staff");
        var resource = fake.World.Uuid("resources", "climate-hpc");
        using var answer = await staff.PostAsJsonAsync(
            "/api/marketplace-robot-accounts/",
            new { resource = $"http://localhost/api/marketplace-resources/{resource:n}/", type = "new" },
            TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        fake.World.Add.User(
            user => user with { FirstName = "Ünï \u0001 \"quoted\" # 'x'\n\ttab 😀", LastName = "no", Description = "null" });
        fake.World.Change(changes => OfferingUserRecords.Delete(changes, changes.Data.Table(OfferingUser.Table)[0]));

        var again = ShouldSurvive(fake.World.Data);
        Name.Find(again, "robot_accounts", "robot-account-1").ShouldNotBeNull();
    }

    [Fact]
    public void A_completion_and_its_answers_survive_although_the_account_was_moved()
    {
        using var fake = WaldurFake.Start();
        var (hpc, store) = (fake.World.Uuid("offerings", "hpc"), fake.World.Uuid("offerings", "store"));
        var record = fake.World.OfferingUsers.First(record =>
            record.Offering == hpc && fake.World.CompletionOf(record) is { } completion && fake.World.AnswersOf(completion).Count > 0
            && fake.World.OfferingUsers.All(other => other.User != record.User || other.Offering != store));
        var (completion, answers) = (fake.World.CompletionOf(record)!, fake.World.AnswersOf(fake.World.CompletionOf(record)!));
        record = fake.World.Save(record with { Offering = store });
        fake.World.CompletionOf(record).ShouldBeNull();

        ShouldSurvive(fake.World.Data);
        using var again = WaldurFake.Start(options => options.ScenarioText(fake.Export()));
        var back = again.World.Save(again.World.OfferingUsers.Get(record.Uuid) with { Offering = hpc });

        again.World.CompletionOf(back).ShouldBe(completion);
        again.World.AnswersOf(completion).Select(answer => (answer.Uuid, answer.Question))
            .ShouldBe(answers.Select(answer => (answer.Uuid, answer.Question)));
    }

    [Fact]
    public void A_loaded_export_goes_on_with_the_same_random_values()
    {
        using var fake = WaldurFake.Start();
        fake.World.Add.Customer();
        using var again = WaldurFake.Start(options => options.ScenarioText(fake.Export()));

        again.World.Add.Customer().ShouldBe(
            fake.World.Add.Customer() with { OrganizationGroups = again.World.Customers[^1].OrganizationGroups });
    }

    [Fact]
    public async Task The_scenario_is_served_as_the_map_of_the_world_is()
    {
        using var fake = WaldurFake.Start(options => options.ControlKey = "secret");
        using var client = fake.CreateAnonymousClient();

        using var refused = await client.GetAsync("/_fake/scenario", TestContext.Current.CancellationToken);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        client.DefaultRequestHeaders.Add("X-Waldur-Fake-Key", "secret");
        using var answer = await client.GetAsync("/_fake/scenario", TestContext.Current.CancellationToken);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/yaml");
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(fake.Export());
    }

    private static WorldData ShouldSurvive(WorldData data)
    {
        var yaml = ScenarioExporter.ToYaml(data);
        var again = ScenarioLoader.Load(Scenario.FromText(yaml));
        var (expected, actual) = (WorldRows.Lines(data), WorldRows.Lines(again));
        actual.Except(expected).ShouldBeEmpty();
        expected.Except(actual).ShouldBeEmpty();
        // In the same order, too; compared plainly, for some worlds are large.
        actual.SequenceEqual(expected, StringComparer.Ordinal).ShouldBeTrue();
        // What an export loads to exports to the same bytes.
        ScenarioExporter.ToYaml(again).ShouldBe(yaml);
        return again;
    }
}
