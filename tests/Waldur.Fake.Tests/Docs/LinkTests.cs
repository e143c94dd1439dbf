using System.Text.RegularExpressions;
using Shouldly;

namespace Waldur.Fake.Tests.Docs;

public sealed partial class LinkTests
{
    [Fact]
    public void Every_link_between_pages_leads_somewhere()
    {
        foreach (var page in Pages.All)
        {
            foreach (System.Text.RegularExpressions.Match link in Link().Matches(GeneratedDocs.Read(page)))
            {
                var (path, anchor) = (link.Groups["path"].Value, link.Groups["anchor"].Value);
                var target = path.Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, path);
                Path.Exists(Path.Combine(Pages.Root, target)).ShouldBeTrue($"{page}: {link.Value}");
                if (anchor.Length > 0)
                    Anchors(GeneratedDocs.Read(target)).ShouldContain(anchor, $"{page}: {link.Value}");
            }
        }
    }

    [Fact]
    public void Every_page_is_named_in_the_README()
    {
        var named = Link().Matches(GeneratedDocs.Read(Pages.Readme)).Select(link => link.Groups["path"].Value);

        Pages.All.Where(page => page.StartsWith("docs/guides/", StringComparison.Ordinal) || page.Count(letter => letter == '/') == 1)
            .ShouldBeSubsetOf(named);
    }

    /// <summary>What headings are called in links.</summary>
    private static IEnumerable<string> Anchors(string text) =>
        Heading().Matches(text).Select(heading => Mark().Replace(heading.Groups["text"].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?!https?:)(?<path>[^)#]*)(#(?<anchor>[^)]*))?\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (?<text>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.None, 1000)]
    private static partial Regex Mark();
}
