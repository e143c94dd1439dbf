namespace Waldur.Fake;

/// <summary>Lays one scenario over another: maps merge by key, everything else is replaced.</summary>
internal static class NodeMerge
{
    /// <summary>How deep a null adds nothing instead of taking away: a kind without objects, and an object without fields.</summary>
    private const int NullAddsNothing = 2;

    public static MapNode Over(MapNode below, MapNode above) => Over(below, above, depth: 0);

    private static MapNode Over(MapNode below, MapNode above, int depth)
    {
        var merged = below.Entries.ToList();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < merged.Count; i++)
            places[merged[i].Key] = i;
        foreach (var entry in above.Entries)
        {
            if (places.TryGetValue(entry.Key, out var place))
                merged[place] = Over(merged[place], entry, depth + 1);
            else
                merged.Add(entry);
        }
        return new(above.At, merged);
    }

    private static Entry Over(Entry below, Entry above, int depth) => (below.Value, above.Value) switch
    {
        (MapNode lower, MapNode upper) => above with { Value = Over(lower, upper, depth) },
        (MapNode, { IsNull: true }) when depth <= NullAddsNothing => below,
        _ => above,
    };
}
