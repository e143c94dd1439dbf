using System.Text.RegularExpressions;

namespace Waldur.Fake.Tests.Docs;

/// <summary>The pages that people read, and the code that is shown in them.</summary>
internal static partial class Pages
{
    /// <summary>The README.</summary>
    public const string Readme = "README.md";

    /// <summary>The root of the repository.</summary>
    public static string Root => GeneratedDocs.Root;

    /// <summary>The folder of the behaviour documents.</summary>
    public static string Behaviour { get; } = Path.Combine(Root, "docs", "behaviour");

    /// <summary>All pages, by their paths below the root.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Readme,
        .. Directory.GetFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The regions of the code beside this file and of the samples: what a page shows of C# is one of them.</summary>
    public static IReadOnlySet<string> Regions { get; } = new[] { "tests/Waldur.Fake.Tests/Docs", "samples" }
        .SelectMany(folder => Directory.GetFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
        .SelectMany(file => Region().Matches(File.ReadAllText(file).ReplaceLineEndings("\n")))
        .Select(match => Unindented(match.Groups["code"].Value))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>The blocks of a page.</summary>
    public static IReadOnlyList<(string Language, string Text)> Blocks(string page) =>
        [.. Fence().Matches(GeneratedDocs.Read(page)).Select(match => (match.Groups["language"].Value, match.Groups["text"].Value))];

    /// <summary>The blocks of a language in a page.</summary>
    public static IReadOnlyList<string> Blocks(string page, string language) =>
        [.. Blocks(page).Where(block => block.Language == language).Select(block => block.Text)];

    /// <summary>Code without indentation and empty lines: how deep it stands does not matter.</summary>
    public static string Unindented(string code) =>
        string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    [GeneratedRegex(
        @"^```(?<language>\w*)\n(?<text>.*?)^```$",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fence();

    [GeneratedRegex(@"#region [\w-]+\n(?<code>.*?)#endregion", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Region();
}
