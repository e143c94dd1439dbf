using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Waldur.Fake.Tests.House;

/// <summary>One use of a symbol of another room.</summary>
/// <param name="From">The folder of the file that uses it; empty: the door.</param>
/// <param name="To">The folder of the file that declares it.</param>
/// <param name="Place">File and line of the use, with what is used.</param>
public sealed record RoomUse(string From, string To, string Place);

/// <summary>Which room uses which, by symbols: a room is a folder that holds files.</summary>
public static class Rooms
{
    /// <summary>
    /// The floors of the house: a room uses rooms of lower floors only. What lies on one floor knows nothing of each other. A group needs no
    /// line here: a room that hands over a module stands on the floor of the groups.
    /// </summary>
    private static readonly string[][] s_floors =
    [
        ["Worlds"],
        ["Rest"],
        ["Kinds"],
        ["Checklists"],
        ["Structure"],
        [.. OfTheLibrary().Where(file => file.Path.EndsWith("Module.cs", StringComparison.Ordinal)).Select(file => Room(FolderOf(file.Path)))
            .Except(["Kinds", "Checklists", "Structure", "Testing", ""])],
        ["Scenarios"],
        ["Testing"],
        ["Journal"],
        ["Control"],
        ["Hosting"],
        [""],
    ];

    /// <summary>All uses of one room by another.</summary>
    /// <param name="sources">The files: path below the library, and text.</param>
    public static IReadOnlyList<RoomUse> Uses(IEnumerable<(string Path, string Text)> sources)
    {
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);
        var trees = sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, options, source.Path)).ToList();
        trees.Add(CSharpSyntaxTree.ParseText(
            "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
                + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;",
            options));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Waldur.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create("Library", trees, references, new(OutputKind.DynamicallyLinkedLibrary));
        return [.. trees.AsParallel().SelectMany(tree => UsesIn(tree, compilation.GetSemanticModel(tree)))];
    }

    /// <summary>The uses that lead up, or sideways to another room of the same floor.</summary>
    public static IEnumerable<string> Upward(IEnumerable<RoomUse> uses) => uses
        .Where(use => Room(use.From) != Room(use.To) && FloorOf(use.To) >= FloorOf(use.From))
        .Select(use => $"{Called(use.From)} reaches up to {Called(use.To)}: {use.Place}")
        .Order(StringComparer.Ordinal);

    /// <summary>The rings of folders that use each other, each with a place for every use in it.</summary>
    public static IEnumerable<string> Rings(IReadOnlyList<RoomUse> uses)
    {
        var below = uses.ToLookup(use => use.From, use => use.To, StringComparer.Ordinal);
        foreach (var (from, to) in uses.Select(use => (use.From, use.To)).Distinct().Order())
        {
            if (Reaches(below, to, from))
                yield return $"{Called(from)} uses {Called(to)}, which leads back: {uses.First(use => use.From == from && use.To == to).Place}";
        }
    }

    /// <summary>The files of the library.</summary>
    public static IEnumerable<(string Path, string Text)> OfTheLibrary()
    {
        var root = Path.Combine(Docs.GeneratedDocs.Root, "src", "Waldur.Fake");
        return Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(root, file).Replace('\\', '/'), File: file))
            .Where(
                file => !file.Path.StartsWith("obj/", StringComparison.Ordinal) && !file.Path.StartsWith("bin/", StringComparison.Ordinal))
            .Select(file => (file.Path, File.ReadAllText(file.File)));
    }

    private static IEnumerable<RoomUse> UsesIn(SyntaxTree tree, SemanticModel model)
    {
        var from = FolderOf(tree.FilePath);
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            if (node is not (SimpleNameSyntax { IsVar: false } or BaseObjectCreationExpressionSyntax)
                || model.GetSymbolInfo(node).Symbol is not { } symbol)
            {
                continue;
            }

            if (DeclaredIn(symbol) is { } to && to != from)
            {
                yield return new(
                    from, to, $"{tree.FilePath}:{tree.GetLineSpan(node.Span).StartLinePosition.Line + 1} {symbol.ToDisplayString()}");
            }
        }
    }

    private static string? DeclaredIn(ISymbol symbol)
    {
        if (symbol is INamespaceSymbol or ILocalSymbol or IParameterSymbol or ITypeParameterSymbol or ILabelSymbol or IRangeVariableSymbol)
            return null;
        var location = symbol.OriginalDefinition.Locations.FirstOrDefault(location => location.IsInSource);
        return location is null ? null : FolderOf(location.SourceTree!.FilePath);
    }

    private static bool Reaches(ILookup<string, string> below, string from, string to)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([from]);
        while (open.TryPop(out var room))
        {
            if (room == to)
                return true;
            if (seen.Add(room))
            {
                foreach (var next in below[room])
                    open.Push(next);
            }
        }
        return false;
    }

    private static string FolderOf(string path) => path.LastIndexOf('/') is > 0 and var end ? path[..end] : "";

    private static string Room(string folder) => folder.Split('/')[0];

    private static int FloorOf(string folder) => Array.FindIndex(s_floors, floor => floor.Contains(Room(folder))) is >= 0 and var floor
        ? floor
        : throw new InvalidOperationException($"The room {folder} stands on no floor; add it to the table.");

    private static string Called(string folder) => folder.Length == 0 ? "the door" : folder;
}
