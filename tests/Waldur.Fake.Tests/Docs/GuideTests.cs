using System.Text.RegularExpressions;
using Shouldly;

namespace Waldur.Fake.Tests.Docs;

/// <summary>What the guides show is code that is compiled and run beside this file: every snippet is a region of it.</summary>
public sealed partial class GuideTests
{
    public static IEnumerable<TheoryDataRow<string>> Guides =>
        Directory.GetFiles(Pages.Guides, "*.md").Select(file => Path.GetFileName(file)!).Append("../for-client-authors.md")
            .Select(page => new TheoryDataRow<string>(page));

    [Theory]
    [MemberData(nameof(Guides))]
    public void Every_snippet_of_a_guide_is_compiled(string guide)
    {
        var regions = Pages.Code.SelectMany(code => Region().Matches(code))
            .Select(match => Pages.Unindented(match.Groups["code"].Value))
            .ToHashSet(StringComparer.Ordinal);

        var snippets = Pages.Blocks(Path.Combine(Pages.Guides, guide), "csharp");

        snippets.ShouldNotBeEmpty();
        foreach (var snippet in snippets)
            regions.ShouldContain(Pages.Unindented(snippet));
    }

    /// <summary>The first block of that language in a guide.</summary>
    public static string Block(string guide, string language) => Pages.Blocks(Path.Combine(Pages.Guides, guide), language)[0];

    [GeneratedRegex("#region [\\w-]+\r?\n(?<code>.*?)#endregion", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Region();
}
