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
    private readonly ImmutableDictionary<Guid, (T Row, RowKey Key)> _rows;
    private readonly OrderedRows<T> _order;
    private readonly ImmutableArray<object> _indexes;

    private Table(
        TableDefinition<T> definition,
        ImmutableDictionary<Guid, (T Row, RowKey Key)> rows,
        OrderedRows<T> order,
        ImmutableArray<object> indexes)
    {
        _definition = definition;
        _rows = rows;
        _order = order;
        _indexes = indexes;
    }

    internal static Table<T> Of(TableDefinition<T> definition) => new(
        definition,
        ImmutableDictionary<Guid, (T, RowKey)>.Empty,
        OrderedRows<T>.Empty,
        [.. definition.Indexes.Select(index => index.Empty)]);

    /// <summary>Number of rows.</summary>
    public int Count => _rows.Count;

    /// <summary>The row at that place of the default order.</summary>
    public T this[int index] => _order[index];

    /// <summary>The row with that identifier, or null.</summary>
    public T? Find(Guid uuid) => _rows.TryGetValue(uuid, out var found) ? found.Row : null;

    /// <summary>The row with that identifier.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public T Get(Guid uuid) => Find(uuid) ?? throw new KeyNotFoundException($"There is no row {uuid:n} in {_definition.Kind}.");

    /// <summary>The rows with that value of the index, in the default order.</summary>
    internal RowSet<T> By<TKey>(TableIndex<T, TKey> index, TKey key)
        where TKey : notnull => new(this, TableIndex<T, TKey>.Find(_indexes[index.Slot], key));

    /// <summary>The row with that value of a unique index, or null.</summary>
    internal T? Find<TKey>(TableIndex<T, TKey> unique, TKey key)
        where TKey : notnull => TableIndex<T, TKey>.Find(_indexes[unique.Slot], key) is [var found] ? Row(found) : null;

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => _order.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal T Row(RowKey key) => _rows[key.Uuid].Row;

    /// <summary>The rows in the default order, by their places.</summary>
    internal OrderedRows<T> InOrder => _order;

    internal long SequenceOf(Guid uuid) => _rows[uuid].Key.Sequence;

    /// <summary>A row with its key, and thereby its place.</summary>
    internal bool TryFind(Guid uuid, [MaybeNullWhen(false)] out T row, [MaybeNullWhen(false)] out RowKey key)
    {
        var has = _rows.TryGetValue(uuid, out var found);
        (row, key) = found;
        return has;
    }

    internal Table<T> Insert(T row, long sequence)
    {
        var key = new RowKey(_definition.Order(row), sequence, row.Uuid);
        var indexes = _indexes.ToBuilder();
        foreach (var index in _definition.Indexes)
            indexes[index.Slot] = index.Add(indexes[index.Slot], row, key);
        if (_rows.ContainsKey(row.Uuid))
            throw new UniqueViolationException($"There is a row {row.Uuid:n} in {_definition.Kind} already.");
        return new(_definition, _rows.Add(row.Uuid, (row, key)), _order.Insert(row, key), indexes.DrainToImmutable());
    }

    /// <summary>Inserts many rows; their sequence numbers follow the one given.</summary>
    internal Table<T> InsertAll(IReadOnlyList<T> added, long sequence)
    {
        var (rows, indexes) = (_rows.ToBuilder(), _indexes.ToBuilder());
        var keys = new RowKey[added.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = new RowKey(_definition.Order(added[i]), ++sequence, added[i].Uuid);
            if (!rows.TryAdd(added[i].Uuid, (added[i], keys[i])))
                throw new UniqueViolationException($"There is a row {added[i].Uuid:n} in {_definition.Kind} already.");
        }
        foreach (var index in _definition.Indexes)
            indexes[index.Slot] = index.AddAll(indexes[index.Slot], added, keys);
        return new(_definition, rows.ToImmutable(), Merged(added, keys), indexes.DrainToImmutable());
    }

    internal Table<T> Replace(T row)
    {
        var (before, key) = _rows[row.Uuid];
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
        return new(_definition, _rows.SetItem(row.Uuid, (row, newKey)), order, indexes.DrainToImmutable());
    }

    internal Table<T> Remove(Guid uuid)
    {
        var (row, key) = _rows[uuid];
        var indexes = _indexes.ToBuilder();
        foreach (var index in _definition.Indexes)
            indexes[index.Slot] = index.Remove(indexes[index.Slot], row, key);
        return new(_definition, _rows.Remove(uuid), _order.Remove(key), indexes.DrainToImmutable());
    }

    /// <summary>A few rows are put in one by one; of many, all are laid out anew.</summary>
    private OrderedRows<T> Merged(IReadOnlyList<T> added, RowKey[] keys)
    {
        var order = _order;
        if (added.Count < Count / 8)
        {
            for (var i = 0; i < keys.Length; i++)
                order = order.Insert(added[i], keys[i]);
            return order;
        }
        var all = new (T Row, RowKey Key)[Count + keys.Length];
        var next = 0;
        foreach (var row in _order)
            all[next++] = _rows[row.Uuid];
        for (var i = 0; i < keys.Length; i++)
            all[next++] = (added[i], keys[i]);
        Array.Sort(all, static (one, other) => RowKeyOrder.Instance.Compare(one.Key, other.Key));
        return OrderedRows<T>.Of(all);
    }
}

/// <summary>Some rows of a table in the default order. Counting and skipping cost nothing much, whatever the size.</summary>
/// <typeparam name="T">Kind of the rows.</typeparam>
internal readonly struct RowSet<T> : IReadOnlyList<T>
    where T : Entity
{
    private readonly Table<T> _table;
    private readonly ImmutableSortedSet<RowKey> _keys;

    internal RowSet(Table<T> table, ImmutableSortedSet<RowKey> keys)
    {
        _table = table;
        _keys = keys;
    }

    /// <summary>Number of rows.</summary>
    public int Count => _keys.Count;

    /// <summary>The row at that place.</summary>
    public T this[int index] => _table.Row(_keys[index]);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        foreach (var key in _keys)
            yield return _table.Row(key);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
