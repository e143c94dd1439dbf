using Shouldly;

namespace Waldur.Fake.Tests.Docs;

/// <summary>Nothing in the pages is only claimed: code is compiled and run beside this file, commands are run, files are loaded.</summary>
public sealed class BlockTests
{
    /// <summary>Code that is shown and not run: how it begins, with the reason.</summary>
    private static readonly Dictionary<string, string> s_notCompiled = new(StringComparer.Ordinal)
    {
        ["await Verifier.Verify("] = "Verify, whose packages can't be had where these tests are built",
        ["Action(\"set_state_requested\""] = "a row of a table, shown to tell how one is added; it would change what the fake does",
    };

    /// <summary>Languages that a sample of its own runs: what a page shows of them is in one of its files.</summary>
    private static readonly Dictionary<string, string> s_sampled = new(StringComparer.Ordinal)
    {
        ["python"] = "samples/python/*.py",
        ["typescript"] = "samples/typescript/*.ts",
        ["javascript"] = "samples/typescript/*.mjs",
        ["jsonc"] = "samples/typescript/*.json",
    };

    /// <summary>Every page, by its path below the root of the repository.</summary>
    public static IEnumerable<TheoryDataRow<string>> All => Pages.All.Select(page => new TheoryDataRow<string>(page));

    public static IEnumerable<TheoryDataRow<string>> WithCommands =>
        Pages.All.Where(page => Pages.Blocks(page, "sh").Count > 0).Select(page => new TheoryDataRow<string>(page));

    [Theory]
    [MemberData(nameof(All))]
    public void Every_block_of_csharp_is_compiled_and_run(string page)
    {
        foreach (var snippet in Pages.Blocks(page, "csharp").Where(snippet => !s_notCompiled.Keys.Any(snippet.StartsWith)))
            Pages.Regions.ShouldContain(Pages.Unindented(snippet), page);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_block_of_another_language_is_in_its_sample(string page)
    {
        foreach (var (language, text) in Pages.Blocks(page).Where(block => s_sampled.ContainsKey(block.Language)))
        {
            Directory.GetFiles(Path.Combine(Pages.Root, Path.GetDirectoryName(s_sampled[language])!), Path.GetFileName(s_sampled[language]))
                .ShouldContain(
                    file => File.ReadAllText(file).ReplaceLineEndings("\n").Contains(text, StringComparison.Ordinal), $"{page}:\n{text}");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_block_of_yaml_is_a_scenario(string page)
    {
        foreach (var yaml in Pages.Blocks(page, "yaml"))
            Scenario.FromText(yaml, page).Validate();
    }

    [Theory]
    [MemberData(nameof(WithCommands))]
    public async Task Every_command_is_run_and_prints_what_is_shown(string page)
    {
        using var walk = new Walk(page);

        await walk.RunAsync();
    }

    [Fact]
    public void Every_block_says_what_it_is()
    {
        string[] known = ["csharp", "sh", "yaml", "json", "text", "xml", "mermaid", "yml", .. s_sampled.Keys];

        foreach (var page in Pages.All.Where(page => !page.StartsWith("docs/behaviour/", StringComparison.Ordinal)))
            Pages.Blocks(page).Select(block => block.Language).ShouldBeSubsetOf(known, page);
    }

    [Fact]
    public void Every_exception_is_still_in_a_page()
    {
        var commands = Pages.All.SelectMany(page => Pages.Blocks(page, "sh")).SelectMany(Walk.Lines).ToHashSet(StringComparer.Ordinal);
        var code = Pages.All.SelectMany(page => Pages.Blocks(page, "csharp")).ToList();

        Walk.NotRun.Keys.ShouldAllBe(line => commands.Contains(line));
        s_notCompiled.Keys.ShouldAllBe(start => code.Any(snippet => snippet.StartsWith(start, StringComparison.Ordinal)));
    }
}
