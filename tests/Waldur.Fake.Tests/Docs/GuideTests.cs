using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Shouldly;

namespace Waldur.Fake.Tests.Docs;

/// <summary>What the guides show is code that is compiled and run beside this file: every snippet is a region of it.</summary>
public sealed partial class GuideTests
{
    public static IEnumerable<TheoryDataRow<string>> Guides =>
        Directory.GetFiles(Folder(), "*.md").Select(file => new TheoryDataRow<string>(Path.GetFileName(file)!));

    [Theory]
    [MemberData(nameof(Guides))]
    public void Every_snippet_of_a_guide_is_compiled(string guide)
    {
        var regions = Directory.GetFiles(Here(), "*.cs").SelectMany(file => Region().Matches(File.ReadAllText(file)))
            .Select(match => Unindented(match.Groups[1].Value))
            .ToHashSet(StringComparer.Ordinal);

        var snippets = Blocks(guide, "csharp");

        snippets.ShouldNotBeEmpty();
        foreach (var snippet in snippets)
            regions.ShouldContain(Unindented(snippet));
    }

    /// <summary>The first block of that language in a guide.</summary>
    public static string Block(string guide, string language) => Blocks(guide, language)[0];

    private static List<string> Blocks(string guide, string language) =>
    [
        .. Fence().Matches(File.ReadAllText(Path.Combine(Folder(), guide)).ReplaceLineEndings("\n"))
            .Where(match => match.Groups[1].Value == language)
            .Select(match => match.Groups[2].Value),
    ];

    private static string Unindented(string code) =>
        string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    private static string Folder() => Path.Combine(Here(), "..", "..", "..", "docs", "guides");

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex("```(\\w+)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("#region [\\w-]+\r?\n(.*?)#endregion", RegexOptions.Singleline)]
    private static partial Regex Region();
}
