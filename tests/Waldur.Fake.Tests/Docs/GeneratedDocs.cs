using Shouldly;

namespace Waldur.Fake.Tests.Docs;

/// <summary>Pages under <c>docs/</c> that are made from the tables of the fake, and tests that they are up to date.</summary>
internal static class GeneratedDocs
{
    /// <summary>Set to 1, it makes the tests write the pages anew.</summary>
    private const string Update = "UPDATE_DOCS";

    /// <summary>The folder of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Compares a page with what it should say, or writes it.</summary>
    /// <param name="page">Its path below the root of the repository, for example <c>docs/divergences.md</c>.</param>
    /// <param name="text">What it should say.</param>
    public static void ShouldBeUpToDate(string page, string text)
    {
        var file = Path.Combine(Root, page);
        if (Environment.GetEnvironmentVariable(Update) == "1")
            File.WriteAllText(file, text);
        (File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "")
            .ShouldBe(text, $"{page} is out of date: run the tests with {Update}=1 and commit it.");
    }

    /// <summary>The text of a page, by its path below the root of the repository.</summary>
    public static string Read(string page) => File.ReadAllText(Path.Combine(Root, page)).ReplaceLineEndings("\n");

    /// <summary>A table.</summary>
    public static string Table(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows) =>
        string.Join('\n', [Row(heads), Row([.. heads.Select(_ => "---")]), .. rows.Select(Row)]);

    private static string Row(IReadOnlyList<string> cells) =>
        $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |";

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Waldur.Fake.sln")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException("The tests run outside the repository, where there are no docs.");
    }
}
