using System.Collections;

namespace Waldur.Fake;

/// <summary>
/// The table of what a list can be ordered by with <c>?o=</c>: comma-joined, <c>-</c> turns round. Null comes last ascending and first
/// descending; ties stay in order of insertion, also descending.
/// </summary>
/// <typeparam name="T">Kind of the rows.</typeparam>
internal sealed class Ordering<T> : IEnumerable<string>
    where T : Entity
{
    private readonly Dictionary<string, SortedBy<T>> _keys = new(StringComparer.Ordinal);

    /// <summary>Adds a key.</summary>
    public void Add(string name, Value<T, SortKey> key) => _keys.Add(name, new(key));

    /// <summary>Reads the order that was asked for; null: the default.</summary>
    public Outcome<Order<T>?> Read(Query query)
    {
        var keys = new List<(SortedBy<T> By, bool Descending)>();
        foreach (var part in (query.Last("o") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var descending = part.StartsWith('-');
            if (!_keys.TryGetValue(descending ? part[1..] : part, out var key))
                return Match.NotAChoice(part);
            keys.Add((key, descending));
        }
        return keys.Count == 0 ? default : new Order<T>(keys);
    }

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => _keys.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>An order that was asked for.</summary>
/// <typeparam name="T">Kind of the rows.</typeparam>
/// <param name="keys">What is looked at, one after the other.</param>
internal sealed class Order<T>(IReadOnlyList<(SortedBy<T> By, bool Descending)> keys)
    where T : Entity
{
    /// <summary>Some rows, in this order.</summary>
    /// <param name="data">The data.</param>
    /// <param name="table">Where the rows are kept.</param>
    /// <param name="among">Which rows count; null: all.</param>
    /// <param name="skip">How many of these come before.</param>
    /// <param name="take">How many are wanted.</param>
    public IReadOnlyList<T> Page(WorldData data, TableDefinition<T> table, Places? among, int skip, int take)
    {
        var rows = data.Table(table);
        if (keys is not [(var by, var descending)])
            return [.. Sort(data, table, among is null ? rows : rows.InOrder.Page(among, 0, among.Count)).Skip(skip).Take(take)];
        // The sorted rows are walked through where they are likely to end sooner than the sorting of those that count.
        if (among is null || (long)(skip + take) * rows.Count < (long)among.Count * among.Count)
            return by.Page(data, descending, among, skip, take);
        return [.. Sort(data, table, rows.InOrder.Page(among, 0, among.Count)).Skip(skip).Take(take)];
    }

    /// <summary>Rows, in this order. That of insertion decides ties, whatever the default order of the table.</summary>
    public IEnumerable<T> Sort(WorldData data, TableDefinition<T> table, IEnumerable<T> rows)
    {
        var sorted = rows.OrderBy(static _ => 0);
        foreach (var (by, descending) in keys)
            sorted = descending ? sorted.ThenByDescending(row => by.KeyOf(new(row, data))) : sorted.ThenBy(row => by.KeyOf(new(row, data)));
        return sorted.ThenBy(row => data.Table(table).SequenceOf(row.Uuid));
    }
}
