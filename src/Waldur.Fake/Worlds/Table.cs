using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Waldur.Fake;

/// <summary>All rows of a kind at one moment, in the kind's default order. Immutable.</summary>
/// <typeparam name="T">Kind of the rows.</typeparam>
public sealed class Table<T> : IReadOnlyList<T>
    where T : Entity
{
    internal static readonly ImmutableSortedSet<RowKey> NoKeys = ImmutableSortedSet.Create<RowKey>(RowKeyOrder.Instance);

    private readonly TableDefinition<T> _definition;
    private readonly UuidMap<T> _rows;
    private readonly OrderedRows<T> _order;
    private readonly ImmutableArray<object> _indexes;

    private Table(
        TableDefinition<T> definition,
        UuidMap<T> rows,
        OrderedRows<T> order,
        ImmutableArray<object> indexes)
    {
        _definition = definition;
        _rows = rows;
        _order = order;
        _indexes = indexes;
    }

    internal static Table<T> Of(TableDefinition<T> definition) =>
        new(definition, UuidMap<T>.Empty, OrderedRows<T>.Empty, [.. definition.Indexes.Select(index => index.Empty)]);

    /// <summary>Number of rows.</summary>
    public int Count => _rows.Count;

    /// <summary>The row at that place of the default order.</summary>
    public T this[int index] => _order[index];

    /// <summary>The row with that identifier, or null.</summary>
    public T? Find(Guid uuid) => _rows.TryGet(uuid, out var row, out _) ? row : null;

    /// <summary>The row with that identifier.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public T Get(Guid uuid) => Find(uuid) ?? throw IsNot(uuid);

    /// <summary>The rows with that value of the index, in the default order.</summary>
    internal RowSet<T> By<TKey>(TableIndex<T, TKey> index, TKey key)
        where TKey : notnull => new(this, index.Find(_indexes[index.Slot], key) ?? NoKeys);

    /// <summary>The row with that value of a unique index, or null.</summary>
    internal T? Find<TKey>(TableIndex<T, TKey> unique, TKey key)
        where TKey : notnull => TableIndex<T, TKey>.FindOne(_indexes[unique.Slot], key) is { } found ? Row(found) : null;

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => _order.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal T Row(RowKey key) => Get(key.Uuid);

    /// <summary>The rows in the default order, by their places.</summary>
    internal OrderedRows<T> InOrder => _order;

    internal long SequenceOf(Guid uuid) => Placed(uuid).Key.Sequence;

    /// <summary>A row with its key, and thereby its place.</summary>
    internal bool TryFind(Guid uuid, [MaybeNullWhen(false)] out T row, [MaybeNullWhen(false)] out RowKey key) =>
        _rows.TryGet(uuid, out row, out key);

    internal Table<T> Insert(T row, long sequence)
    {
        var key = new RowKey(_definition.Order(row), sequence, row.Uuid);
        var indexes = _indexes.ToBuilder();
        foreach (var index in _definition.Indexes)
            indexes[index.Slot] = index.Add(indexes[index.Slot], row, key);
        if (Find(row.Uuid) is not null)
            throw IsThere(row.Uuid);
        return new(_definition, _rows.Set(row, key), _order.Insert(row, key), indexes.DrainToImmutable());
    }

    /// <summary>Inserts many rows; their sequence numbers follow the one given.</summary>
    internal Table<T> InsertAll(IReadOnlyList<T> added, long sequence)
    {
        var (indexes, entries) = (_indexes.ToBuilder(), new (T Row, RowKey Key)[added.Count]);
        for (var i = 0; i < entries.Length; i++)
            entries[i] = (added[i], new(_definition.Order(added[i]), ++sequence, added[i].Uuid));
        var rows = _rows.SetAll(entries);
        if (rows.Count < Count + added.Count)
        {
            var known = new HashSet<Guid>();
            throw IsThere(added.First(row => Find(row.Uuid) is not null || !known.Add(row.Uuid)).Uuid);
        }
        foreach (var index in _definition.Indexes)
            indexes[index.Slot] = index.AddAll(indexes[index.Slot], entries);
        return new(_definition, rows, Merged(entries), indexes.DrainToImmutable());
    }

    internal Table<T> Replace(T row)
    {
        var (before, key) = Placed(row.Uuid);
        var place = _definition.Order(row);
        var newKey = place == key.Order ? key : key with { Order = place };
        var indexes = _indexes.ToBuilder();
        foreach (var index in _definition.Indexes)
        {
            if (ReferenceEquals(key, newKey) && index.SameValue(before, row))
                continue;
            indexes[index.Slot] = index.Add(index.Remove(indexes[index.Slot], before, key), row, newKey);
        }
        var order = ReferenceEquals(key, newKey) ? _order.Replace(row, key) : _order.Remove(key).Insert(row, newKey);
        return new(_definition, _rows.Set(row, newKey), order, indexes.DrainToImmutable());
    }

    internal Table<T> Remove(Guid uuid)
    {
        var (row, key) = Placed(uuid);
        var indexes = _indexes.ToBuilder();
        foreach (var index in _definition.Indexes)
            indexes[index.Slot] = index.Remove(indexes[index.Slot], row, key);
        return new(_definition, _rows.Remove(uuid), _order.Remove(key), indexes.DrainToImmutable());
    }

    /// <summary>A few rows are put in one by one; of many, all are laid out anew.</summary>
    private OrderedRows<T> Merged((T Row, RowKey Key)[] added)
    {
        if (added.Length < Count / 8)
            return added.Aggregate(_order, (order, entry) => order.Insert(entry.Row, entry.Key));
        (T Row, RowKey Key)[] all = [.. _order.Select(row => Placed(row.Uuid)), .. added];
        Array.Sort(all, static (one, other) => RowKeyOrder.Instance.Compare(one.Key, other.Key));
        return OrderedRows<T>.Of(all);
    }

    private (T Row, RowKey Key) Placed(Guid uuid) => _rows.TryGet(uuid, out var row, out var key) ? (row, key) : throw IsNot(uuid);

    private KeyNotFoundException IsNot(Guid uuid) => new($"There is no row {uuid:n} in {_definition.Kind}.");

    private UniqueViolationException IsThere(Guid uuid) => new($"There is a row {uuid:n} in {_definition.Kind} already.");
}

/// <summary>Some rows of a table in the default order. Counting and skipping cost nothing much, whatever the size.</summary>
/// <typeparam name="T">Kind of the rows.</typeparam>
internal readonly struct RowSet<T> : IReadOnlyList<T>
    where T : Entity
{
    private readonly Table<T> _table;

    // Either a set of keys, or the one key that a unique index has.
    private readonly object _keys;

    internal RowSet(Table<T> table, object keys)
    {
        _table = table;
        _keys = keys;
    }

    /// <summary>Number of rows.</summary>
    public int Count => _keys is ImmutableSortedSet<RowKey> keys ? keys.Count : 1;

    /// <summary>The row at that place.</summary>
    public T this[int index] => _table.Row(_keys is ImmutableSortedSet<RowKey> keys ? keys[index] : (RowKey)_keys);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        if (_keys is RowKey only)
        {
            yield return _table.Row(only);
            yield break;
        }
        foreach (var key in (ImmutableSortedSet<RowKey>)_keys)
            yield return _table.Row(key);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
