using System.Collections;

namespace Waldur.Fake;

/// <summary>
/// The table of what a list can be ordered by with <c>?o=</c>: comma-joined, <c>-</c> turns round. Null comes last ascending and first
/// descending; ties stay in order of insertion, also descending.
/// </summary>
/// <typeparam name="T">Kind of the rows.</typeparam>
/// <param name="table">The table of the rows.</param>
internal sealed class Ordering<T>(TableDefinition<T> table) : IEnumerable<string>
    where T : Entity
{
    private readonly Dictionary<string, Func<In<T>, SortKey>> _keys = new(StringComparer.Ordinal);

    /// <summary>Adds a key.</summary>
    public void Add(string name, Func<In<T>, SortKey> key) => _keys.Add(name, key);

    /// <summary>Reads the order that was asked for; null: the default.</summary>
    public Outcome<Func<IEnumerable<In<T>>, IEnumerable<In<T>>>?> Read(Query query)
    {
        var parts = (query.Last("o") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        var keys = new List<(Func<In<T>, SortKey> Key, bool Descending)>();
        foreach (var part in parts)
        {
            var descending = part.StartsWith('-');
            if (!_keys.TryGetValue(descending ? part[1..] : part, out var key))
                return Match.NotAChoice(part);
            keys.Add((key, descending));
        }
        Func<IEnumerable<In<T>>, IEnumerable<In<T>>> order = rows => Sort(rows, keys);
        return keys.Count == 0 ? default : order;
    }

    private IOrderedEnumerable<In<T>> Sort(IEnumerable<In<T>> rows, List<(Func<In<T>, SortKey> Key, bool Descending)> keys)
    {
        var sorted = keys[0].Descending ? rows.OrderByDescending(keys[0].Key) : rows.OrderBy(keys[0].Key);
        foreach (var (key, descending) in keys.Skip(1))
            sorted = descending ? sorted.ThenByDescending(key) : sorted.ThenBy(key);
        // The order of insertion decides ties, whatever the default order of the table.
        return sorted.ThenBy(row => row.World.Table(table).SequenceOf(row.Uuid));
    }

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => _keys.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
