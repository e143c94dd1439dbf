using System.Collections.Immutable;

namespace Waldur.Fake.Conformance;

/// <summary>The case files of this project as they ship, read once.</summary>
internal static class Cases
{
    private static readonly Lazy<ImmutableDictionary<string, ConformanceCase>> ById = new(
        () => All().ToImmutableDictionary(one => one.Id, StringComparer.Ordinal));

    public static ConformanceCase Get(string id) => ById.Value[id];

    public static IEnumerable<ConformanceCase> InOrder => ById.Value.Values
        .OrderBy(one => one.File, StringComparer.Ordinal)
        .ThenBy(one => one.Line)
        .ThenBy(one => one.Id.Length)
        .ThenBy(one => one.Id, StringComparer.Ordinal);

    public static string File(string name) => Path.Combine(AppContext.BaseDirectory, name);

    private static IReadOnlyList<ConformanceCase> All() => CaseReader.ReadShipped();
}
