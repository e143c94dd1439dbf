using Shouldly;

namespace Waldur.Fake.Tests.Scenarios;

/// <summary>A further start with the same scenarios and seed begins with the same data; with any other it does not.</summary>
public sealed class BaselineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_same_options_begin_with_the_same_data_whatever_was_done_in_a_world()
    {
        using var first = WaldurFake.Start();
        var export = first.Export();
        first.World.Add.Customer();

        using var second = WaldurFake.Start();

        second.World.Baseline.ShouldBeSameAs(first.World.Baseline);
        second.Export().ShouldBe(export);
    }

    [Fact]
    public void Another_seed_text_name_or_number_makes_other_data()
    {
        Action<WaldurFakeOptions>[] all =
        [
            options => options.ScenarioText("users: {a: }"),
            options => options.ScenarioText("users: {b: }"),
            options => options.ScenarioText("users: {a: }").Seed = 7,
            options => options.ScenarioText("users: {a: }").ScenarioText("users: {b: }"),
            options => options.Scenario("empty").ScenarioText("users: {a: }"),
            options => options.ScenarioText("users: {a: }").Generate(g => g.Users(3)),
            options => options.ScenarioText("users: {a: }").Generate(g => g.Users(4)),
            options => options.Generate(g => g.Users(4)),
        ];

        all.Select(Baseline).Distinct().Count().ShouldBe(all.Length);
        all.Select(Baseline).ShouldBe(all.Select(Baseline));
    }

    [Fact]
    public void A_file_that_has_changed_is_read_again_and_one_that_it_includes_too()
    {
        var (file, included) = (Path.Combine(_folder, "site.yaml"), Path.Combine(_folder, "people.yaml"));
        File.WriteAllText(included, "version: 1\nusers: {a: }");
        File.WriteAllText(file, "version: 1\ninclude: [people.yaml]\ncustomers: {c: }");
        var before = Baseline(options => options.ScenarioFile(file));

        Baseline(options => options.ScenarioFile(file)).ShouldBeSameAs(before);
        File.WriteAllText(included, "version: 1\nusers: {b: }");
        var after = Baseline(options => options.ScenarioFile(file));
        Name.Find(after, "users", "b").ShouldNotBeNull();
        File.WriteAllText(file, "version: 1\ncustomers: {c: }");
        Name.Find(Baseline(options => options.ScenarioFile(file)), "users", "b").ShouldBeNull();
        File.Delete(file);
        Should.Throw<ScenarioException>(() => Baseline(options => options.ScenarioFile(file)));
    }

    private static WorldData Baseline(Action<WaldurFakeOptions> configure)
    {
        using var fake = WaldurFake.Start(configure);
        return fake.World.Baseline;
    }
}
