using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Waldur.Fake.Tests.Docs;

/// <summary>The pages that people read, and the code that stands beside this file and is shown in them.</summary>
internal static partial class Pages
{
    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "..", ".."));

    /// <summary>The README.</summary>
    public static string Readme { get; } = Path.Combine(Root, "README.md");

    /// <summary>The folder of the guides.</summary>
    public static string Guides { get; } = Path.Combine(Root, "docs", "guides");

    /// <summary>The folder of the behaviour documents.</summary>
    public static string Behaviour { get; } = Path.Combine(Root, "docs", "behaviour");

    /// <summary>The texts of the files whose code is shown: those beside this file, and the samples.</summary>
    public static IEnumerable<string> Code => Directory.GetFiles(Here(), "*.cs")
        .Concat(Directory.GetFiles(Path.Combine(Root, "samples"), "*.cs", SearchOption.AllDirectories))
        .Select(File.ReadAllText);

    /// <summary>The blocks of a language in a page.</summary>
    public static List<string> Blocks(string page, string language) =>
    [
        .. Fence().Matches(File.ReadAllText(page).ReplaceLineEndings("\n"))
            .Where(match => match.Groups["language"].Value == language)
            .Select(match => match.Groups["code"].Value),
    ];

    /// <summary>Code without indentation and empty lines: how deep it stands does not matter.</summary>
    public static string Unindented(string code) =>
        string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex("```(?<language>\\w+)\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Fence();
}
