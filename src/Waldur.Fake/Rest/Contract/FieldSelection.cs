namespace Waldur.Fake;

/// <summary>The fields that <c>?field=</c> asks for (HTTP conventions, section 12).</summary>
internal sealed class FieldSelection
{
    private readonly HashSet<string> _names;

    private FieldSelection(HashSet<string> names) => _names = names;

    /// <summary>The fields that were asked for.</summary>
    public IReadOnlySet<string> Names => _names;

    /// <summary>Whether that field was asked for.</summary>
    public bool Has(string name) => _names.Contains(name);

    /// <summary>The selection of a query; null when no known field is named: then all are sent.</summary>
    public static FieldSelection? Of(Query query, IEnumerable<string> known)
    {
        if (query.Pairs.Count == 0)
            return null;
        var asked = query.All("field").ToHashSet(StringComparer.Ordinal);
        if (asked.Count == 0)
            return null;
        asked.IntersectWith(known);
        return asked.Count == 0 ? null : new(asked);
    }
}
