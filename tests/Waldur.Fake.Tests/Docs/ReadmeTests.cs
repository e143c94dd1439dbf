using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Shouldly;

namespace Waldur.Fake.Tests.Docs;

/// <summary>What the README shows is code that is compiled and run beside this file.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public void Every_snippet_of_the_README_is_compiled()
    {
        var compiled = string.Join('\n', Directory.GetFiles(Here(), "*.cs").Select(File.ReadAllText).Select(Unindented));

        var snippets = Blocks("csharp").Where(snippet => !snippet.StartsWith("Action(", StringComparison.Ordinal)).ToList();

        snippets.Count.ShouldBeGreaterThan(2);
        foreach (var snippet in snippets)
            compiled.ShouldContain(Unindented(snippet));
    }

    [Fact]
    public void A_first_test_stands_within_forty_lines()
    {
        var lines = File.ReadAllLines(Readme());
        var first = Array.FindIndex(lines, line => line == "```csharp");

        Array.FindIndex(lines, first, line => line == "```").ShouldBeLessThan(40);
    }

    /// <summary>The first block of that language in the README.</summary>
    public static string Block(string language) => Blocks(language)[0];

    private static List<string> Blocks(string language) =>
        [.. Fence().Matches(File.ReadAllText(Readme())).Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["code"].Value)];

    private static string Unindented(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    private static string Readme() => Path.Combine(Here(), "..", "..", "..", "README.md");

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex("```(?<language>\\w+)\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Fence();
}
