namespace Waldur.Fake;

/// <summary>Which rows a caller sees.</summary>
/// <typeparam name="T">Kind of the rows.</typeparam>
internal sealed class Sight<T>
    where T : Entity
{
    /// <summary>Every row.</summary>
    public static Sight<T> Everything { get; } = new() { Sees = null, Among = static filtered => filtered };

    /// <summary>Whether a row is seen. Null: every row is.</summary>
    public required Func<In<T>, bool>? Sees { get; init; }

    /// <summary>Which rows are seen of those that the filters leave; null: all.</summary>
    public required Func<Places?, Places?> Among { get; init; }

    /// <summary>The rows with any of these values in any of these facets.</summary>
    public static Sight<T> By(WorldData data, IReadOnlySet<Guid> values, params IReadOnlyList<Facet<T, Guid>> facets) => new()
    {
        Sees = row =>
        {
            foreach (var facet in facets)
            {
                if (facet.Value.TryGet(row, out var value) && values.Contains(value))
                    return true;
            }
            return false;
        },
        Among = filtered =>
        {
            var seen = Places.Union(facets.Select(facet => facet.Find(data, values)), data.Table(facets[0].Value.Table).InOrder);
            return filtered?.And(seen) ?? seen;
        },
    };

    /// <summary>What the chosen side of a divergence sees. Where both see the same it does not matter.</summary>
    public static Sight<T> Chosen(Call call, Divergence divergence, Sight<T> documented, Sight<T> server) => new()
    {
        Sees = row => call.Choose(divergence, documented.Sees!(row), server.Sees!(row)),
        Among = filtered =>
        {
            var (one, other) = (documented.Among(filtered)!, server.Among(filtered)!);
            if (one.Count != other.Count || one.And(other).Count != one.Count)
                call.Note(divergence);
            return call.AsServer(divergence) ? other : one;
        },
    };
}
