using System.Diagnostics;
using System.Globalization;
using Shouldly;

namespace Waldur.Fake.Tests.Scenarios;

/// <summary>Files that are made to do harm: they are refused with a short text, and cost in proportion to their size.</summary>
public sealed class ScenarioLimitTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("waldur-fake-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void At_most_a_hundred_errors_are_told()
    {
        var wrong = Should.Throw<ScenarioException>(() =>
            Scenario.FromText("users: {alice: {" + string.Join(", ", Enumerable.Range(0, 5000).Select(i => $"k{i}: 1")) + "}}").Validate());

        wrong.Errors.Count.ShouldBe(101);
        wrong.Errors[^1].ToString().ShouldBe("scenario: there are more errors; these are the first 100");
    }

    [Fact]
    public void A_hundred_errors_are_told_without_a_word_of_more()
    {
        var wrong = Should.Throw<ScenarioException>(() =>
            Scenario.FromText("users: {alice: {" + string.Join(", ", Enumerable.Range(0, 100).Select(i => $"k{i}: 1")) + "}}").Validate());

        wrong.Errors.Count.ShouldBe(100);
        wrong.Message.ShouldNotContain("more errors");
    }

    [Fact]
    public void A_long_key_and_a_long_value_are_cut()
    {
        var wrong = Should.Throw<ScenarioException>(
            () => Scenario.FromText($"{new string('k', 100_000)}: {new string('v', 100_000)}").Validate());

        wrong.Message.Length.ShouldBeLessThan(2_000);
    }

    [Fact]
    public void A_device_is_no_scenario()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "There are no such files here.");

        Should.Throw<ScenarioException>(() => Scenario.FromFile("/dev/zero")).Message.ShouldContain("the file is empty");
        File.CreateSymbolicLink(Path.Combine(_folder, "link.yaml"), "/dev/zero");
        Should.Throw<ScenarioException>(
            () => Scenario.FromFile(Path.Combine(_folder, "link.yaml"))).Message.ShouldContain("the file is empty");
    }

    /// <summary>Nobody ever writes to the pipe: who opened it would wait for ever.</summary>
    [Fact]
    public async Task A_pipe_is_no_scenario()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes are made otherwise here.");
        var pipe = Path.Combine(_folder, "pipe.yaml");
        using (var made = Process.Start("mkfifo", pipe))
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        File.WriteAllText(Path.Combine(_folder, "first.yaml"), "version: 1\ninclude: [pipe.yaml]\n");

        foreach (var file in new[] { "pipe.yaml", "first.yaml" })
        {
            var read = Task.Run(() => Should.Throw<ScenarioException>(() => Scenario.FromFile(Path.Combine(_folder, file))).Message);
            (await read.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).ShouldContain("pipe.yaml:1:1: the file is empty");
        }
    }

    [Fact]
    public void Files_include_each_other_sixty_four_levels_deep_and_no_deeper()
    {
        Chain(64);
        Scenario.FromFile(Path.Combine(_folder, "0.yaml")).Validate();

        Chain(65);
        Should.Throw<ScenarioException>(() => Scenario.FromFile(Path.Combine(_folder, "0.yaml")))
            .Message.ShouldEndWith("63.yaml:2:11: include.0: files include each other deeper than 64 levels");
    }

    [Fact]
    public void A_file_includes_what_lies_in_its_folder_or_below_unless_told_otherwise()
    {
        var inside = Directory.CreateDirectory(Path.Combine(_folder, "inside")).FullName;
        File.WriteAllText(Path.Combine(_folder, "outside.yaml"), "version: 1\nusers: {alice: }\n");
        var file = Path.Combine(inside, "first.yaml");
        File.WriteAllText(file, "version: 1\ninclude: [../outside.yaml]\n");

        Should.Throw<ScenarioException>(() => Scenario.FromFile(file)).Message.ShouldBe(
            $"{file}:2:11: include.0: {Path.Combine(_folder, "outside.yaml")} lies outside of the folder of {file}; such files are included with --include-anywhere only");
        Scenario.FromFile(file, includeAnywhere: true).Validate();
    }

    [Fact]
    public void A_link_to_a_file_elsewhere_lies_elsewhere()
    {
        var inside = Directory.CreateDirectory(Path.Combine(_folder, "inside")).FullName;
        File.WriteAllText(Path.Combine(_folder, "outside.yaml"), "version: 1\n");
        File.CreateSymbolicLink(Path.Combine(inside, "beside.yaml"), Path.Combine(_folder, "outside.yaml"));
        File.WriteAllText(Path.Combine(inside, "first.yaml"), "version: 1\ninclude: [beside.yaml]\n");

        Should.Throw<ScenarioException>(
            () => Scenario.FromFile(Path.Combine(inside, "first.yaml"))).Message.ShouldContain("lies outside of the folder");
    }

    /// <summary>The chain is walked once, and not from each of its offerings.</summary>
    [Fact]
    public void A_long_chain_of_parents_is_loaded()
    {
        var offerings = string.Join(", ", Enumerable.Range(0, 5000).Select(i => i == 0
            ? "o0: {customer: c}"
            : string.Create(CultureInfo.InvariantCulture, $"o{i}: {{customer: c, parent: o{i - 1}}}")));

        ScenarioLoader.Load(Scenario.FromText($"customers: {{c: }}\nofferings: {{{offerings}}}"))
            .Table(Offering.Table).Count.ShouldBe(5000);
    }

    [Fact]
    public void Each_offering_of_a_circle_of_parents_is_told_and_none_that_only_leads_into_it()
    {
        var wrong = Should.Throw<ScenarioException>(() => Scenario.FromText(
            "customers: {c: }\nofferings: {a: {customer: c, parent: b}, b: {customer: c, parent: d}, d: {customer: c, parent: b}}")
                .Validate());

        wrong.Errors.Select(error => error.Path).ShouldBe(["offerings.b.parent", "offerings.d.parent"]);
    }

    private void Chain(int files)
    {
        for (var i = 0; i < files; i++)
        {
            var include = i < files - 1 ? string.Create(CultureInfo.InvariantCulture, $"include: [{i + 1}.yaml]\n") : "";
            File.WriteAllText(Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{i}.yaml")), "version: 1\n" + include);
        }
    }
}
