using System.Text.RegularExpressions;
using Shouldly;

namespace Waldur.Fake.Tests.Docs;

/// <summary>
/// Comments say where a rule is written: by section of a behaviour document, by case, or by the path of a page. What they name must be
/// there. A section is named with its document (checklists, section 7.3); in the folder of a group the name may be left out.
/// </summary>
public sealed partial class CitationTests
{
    private const string Http = "http-conventions.md";
    private const string Robots = "robot-and-resource-users.md";
    private const string OfferingUsers = "offering-users.md";
    private const string Checklists = "checklists.md";
    private const string Courses = "course-accounts.md";

    /// <summary>What comments call the documents.</summary>
    private static readonly Dictionary<string, string> s_names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["HTTP conventions"] = Http,
        ["robot accounts"] = Robots,
        ["resource users"] = Robots,
        ["offering users"] = OfferingUsers,
        ["checklists"] = Checklists,
        ["course accounts"] = Courses,
    };

    /// <summary>The document that a section without a name belongs to, by folder, wherever that lies. The first that fits counts.</summary>
    private static readonly (string Folder, string Document)[] s_folders =
    [
        ("OfferingUsers/Compliance", Checklists),
        ("OfferingUsers", OfferingUsers),
        ("Checklists", Checklists),
        ("RobotAccounts", Robots),
        ("ResourceUsers", Robots),
        ("CourseAccounts", Courses),
        ("Rest", Http),
    ];

    /// <summary>The document of a case, by its letters.</summary>
    private static readonly Dictionary<string, string> s_cases = new(StringComparer.Ordinal)
    {
        ["HT"] = Http,
        ["RA"] = Robots,
        ["RU"] = Robots,
        ["OU"] = OfferingUsers,
        ["CL"] = Checklists,
        ["CA"] = Courses,
    };

    [Fact]
    public void Every_section_that_a_comment_cites_is_a_heading_of_its_document()
    {
        var cited = Code().SelectMany(file => Sections().Matches(file.Comments).SelectMany(match => SectionsOf(file, match))).ToList();

        cited.ShouldNotBeEmpty("the pattern of a section finds nothing");
        Missing(cited).ShouldBeEmpty();
    }

    /// <summary>A section that is called otherwise than when it was cited may say something else: its citations are to be read again.</summary>
    [Fact]
    public void Sections_that_comments_cite_are_called_as_they_were()
    {
        var cited = Code().SelectMany(file => Sections().Matches(file.Comments).SelectMany(match => SectionsOf(file, match)))
            .Where(citation => citation.Document is not null)
            .Select(citation => (citation.Document, citation.Meant[0]))
            .ToHashSet();
        var headings = s_cases.Values.Distinct().SelectMany(document => Headings().Matches(Read(document))
            .Where(heading => cited.Contains((document, heading.Groups["number"].Value)))
            .Select(heading => $"{document}, {heading.Groups["number"].Value}: {heading.Groups["title"].Value}\n"));

        GeneratedDocs.ShouldBeUpToDate("tests/Waldur.Fake.Tests/Docs/cited-sections.txt", string.Concat(headings));
    }

    [Fact]
    public void Every_case_that_a_comment_cites_is_listed_in_its_document()
    {
        var cited = Code().SelectMany(file => CaseIds().Matches(file.Comments).Select(match => CaseOf(file, match))).ToList();

        cited.ShouldNotBeEmpty("the pattern of a case finds nothing");
        Missing(cited).ShouldBeEmpty();
    }

    [Fact]
    public void Every_page_that_the_code_names_is_there()
    {
        var named = Code().SelectMany(file => PagePaths().Matches(file.Text).Select(match => (file.Name, Path: match.Value))).ToList();

        named.ShouldNotBeEmpty("the pattern of a page finds nothing");
        named.Where(page => !Path.Exists(Path.Combine(Pages.Root, page.Path))).Select(page => $"{page.Name}: {page.Path}").ShouldBeEmpty();
    }

    [Fact]
    public void The_documents_list_the_cases_that_the_conformance_suite_knows()
    {
        var known = File.ReadAllLines(SourceFiles("listed-cases.txt").ShouldHaveSingleItem());
        var listed = s_cases.Values.Distinct().SelectMany(document => ListedCases(Read(document))).ToList();

        listed.Except(known, StringComparer.Ordinal).ShouldBeEmpty();
        known.Except(listed, StringComparer.Ordinal).ShouldBeEmpty();
    }

    private static IEnumerable<Citation> SectionsOf(SourceFile file, System.Text.RegularExpressions.Match match)
    {
        var name = match.Groups["before"].Success ? match.Groups["before"].Value : match.Groups["after"].Value;
        var document = name.Length > 0
            ? s_names[Blanks().Replace(name, " ")]
            : s_folders.FirstOrDefault(row => file.Name.Contains($"/{row.Folder}/", StringComparison.Ordinal)).Document;
        return match.Groups["number"].Captures.Select(number => new Citation(file.Place(match), match.Value, document, [number.Value]));
    }

    /// <summary>HT-6.1a belongs to HTTP conventions, section 6.1, HT-5.0b to HTTP conventions, section 5, and RA-48a to RA-48.</summary>
    private static Citation CaseOf(SourceFile file, System.Text.RegularExpressions.Match match)
    {
        var number = match.Groups["number"].Value;
        string[] meant = !number.Contains('.', StringComparison.Ordinal) ? [$"{match.Groups["group"].Value}-{number}"]
            : number.EndsWith(".0", StringComparison.Ordinal) ? [number, number[..^2]]
            : [number];
        return new(file.Place(match), match.Value, s_cases[match.Groups["group"].Value], meant);
    }

    private static List<string> Missing(List<Citation> cited) =>
    [
        .. cited.GroupBy(citation => citation.Document, StringComparer.Ordinal).SelectMany(group =>
        {
            if (group.Key is not { } document)
                return group.Select(citation => $"{citation.Place}: \"{citation.Text}\" does not say of which document");
            var text = Read(document);
            var sections = Headings().Matches(text).Select(heading => heading.Groups["number"].Value);
            var there = sections.Concat(ListedCases(text)).ToHashSet(StringComparer.Ordinal);
            return group.Where(citation => !citation.Meant.Any(there.Contains)).Select(citation =>
                $"{citation.Place}: \"{citation.Text}\": {document} has no {citation.Meant[0]}");
        }),
    ];

    private static IEnumerable<string> ListedCases(string document) => Rows().Matches(document).Select(row => row.Groups["id"].Value);

    private static string Read(string document) => File.ReadAllText(Path.Combine(Pages.Behaviour, document)).ReplaceLineEndings("\n");

    private static IEnumerable<SourceFile> Code() => SourceFiles("*.cs").Select(SourceFile.Read);

    private static IEnumerable<string> SourceFiles(string pattern) =>
        from folder in (string[])["src", "tests"]
        from file in Directory.EnumerateFiles(Path.Combine(Pages.Root, folder), pattern, SearchOption.AllDirectories)
        where !BuildOutput().IsMatch(file)
        select file;

    /// <summary>That a comment names something.</summary>
    /// <param name="Place">File and line.</param>
    /// <param name="Text">What stands there.</param>
    /// <param name="Document">The document it is in, if that can be told.</param>
    /// <param name="Meant">The number; any of these will do.</param>
    private sealed record Citation(string Place, string Text, string? Document, string[] Meant);

    /// <summary>A file of code.</summary>
    /// <param name="Name">The path below the root of the repository.</param>
    /// <param name="Text">All of it.</param>
    /// <param name="Comments">The comments, each on its line; a semicolon stands for a line without one: no citation goes across.</param>
    private sealed partial record SourceFile(string Name, string Text, string Comments)
    {
        public static SourceFile Read(string file)
        {
            var text = File.ReadAllText(file).ReplaceLineEndings("\n");
            var comments = text.Split('\n').Select(line => Comment().Match(line) is { Success: true } it ? it.Groups["text"].Value : ";");
            return new(Path.GetRelativePath(Pages.Root, file).Replace('\\', '/'), text, string.Join('\n', comments));
        }

        public string Place(System.Text.RegularExpressions.Match match) => $"{Name}:{Comments.AsSpan(0, match.Index).Count('\n') + 1}";

        [GeneratedRegex(@"(?<!:)//+(?<text>.*)$", RegexOptions.ExplicitCapture, 1000)]
        private static partial Regex Comment();
    }

    [GeneratedRegex(
        @"((?<before>HTTP\s+conventions|robot\s+accounts|resource\s+users|offering\s+users|checklists|course\s+accounts),?\s+)?" +
        @"(\bsections?\s+|§\s*)(?<number>\d+(\.\d+)*)((,\s*|,?\s+(and|to)\s+)(?<number>\d+(\.\d+)*))*" +
        @"(\s+of\s+(the\s+)?(?<after>HTTP\s+conventions|robot\s+accounts|resource\s+users|offering\s+users|checklists|course\s+accounts))?",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Sections();

    [GeneratedRegex(@"\b(?<group>HT|RA|RU|OU|CL|CA)-(?<number>\d+(\.\d+)*)[a-z]*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CaseIds();

    [GeneratedRegex(@"\bdocs/[\w-]+(\.[\w-]+)*(/[\w-]+(\.[\w-]+)*)*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PagePaths();

    [GeneratedRegex(@"^#+ (?<number>\d+(\.\d+)*)\.? (?<title>.*)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Headings();

    /// <summary>A case begins a row of a table; those of a matrix stand in its cells.</summary>
    [GeneratedRegex(@"\| (\*\*)?(?<id>(HT|RA|RU|OU|CL|CA)-\d+)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rows();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"[/\\](bin|obj)[/\\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BuildOutput();
}
