using System.Collections.Immutable;

namespace Waldur.Fake;

/// <summary>A secondary index of a table. It holds keys, not rows: a changed row touches only the indexes whose value changed.</summary>
/// <typeparam name="T">Kind of the rows.</typeparam>
internal abstract class TableIndex<T>
    where T : Entity
{
    internal int Slot { get; set; }

    internal abstract object Empty { get; }

    internal abstract object Add(object state, T row, RowKey key);

    internal abstract object AddAll(object state, IReadOnlyList<T> rows, IReadOnlyList<RowKey> keys);

    internal abstract object Remove(object state, T row, RowKey key);

    internal abstract bool SameValue(T before, T after);
}

/// <summary>An index that finds rows by one value of theirs, or by each of several.</summary>
/// <typeparam name="T">Kind of the rows.</typeparam>
/// <typeparam name="TKey">Kind of the value.</typeparam>
internal sealed class TableIndex<T, TKey> : TableIndex<T>
    where T : Entity
    where TKey : notnull
{
    private readonly Func<T, IEnumerable<TKey>>? _many;
    private readonly Func<T, TKey>? _one;
    private readonly bool _unique;

    private TableIndex(Func<T, TKey>? one, Func<T, IEnumerable<TKey>>? many, bool unique)
    {
        _one = one;
        _many = many;
        _unique = unique;
    }

    /// <summary>An index by one value.</summary>
    public static TableIndex<T, TKey> On(Func<T, TKey> value) => new(value, null, unique: false);

    /// <summary>An index by a value that no two rows share; inserting a second one fails.</summary>
    public static TableIndex<T, TKey> Unique(Func<T, TKey> value) => new(value, null, unique: true);

    /// <summary>An index by each of several values, or by none.</summary>
    public static TableIndex<T, TKey> OnEach(Func<T, IEnumerable<TKey>> values) => new(null, values, unique: false);

    /// <summary>The value of a row that has one.</summary>
    public TKey Get(T row) =>
        TryGet(row, out var value) ? value : throw new KeyNotFoundException($"This {typeof(T).Name} has no such value.");

    /// <summary>The value of a row, or the first of several.</summary>
    public bool TryGet(T row, out TKey value)
    {
        if (_one is not null)
        {
            value = _one(row);
            return true;
        }
        foreach (var first in _many!(row))
        {
            value = first;
            return true;
        }
        value = default!;
        return false;
    }

    internal override object Empty => ImmutableDictionary<TKey, ImmutableSortedSet<RowKey>>.Empty;

    internal static ImmutableSortedSet<RowKey> Find(object state, TKey key) =>
        ((ImmutableDictionary<TKey, ImmutableSortedSet<RowKey>>)state).GetValueOrDefault(key) ?? Table<T>.NoKeys;

    internal override object Add(object state, T row, RowKey key)
    {
        var map = (ImmutableDictionary<TKey, ImmutableSortedSet<RowKey>>)state;
        if (_one is not null)
            return AddOne(map, _one(row), key);
        foreach (var value in _many!(row))
            map = AddOne(map, value, key);
        return map;
    }

    internal override object AddAll(object state, IReadOnlyList<T> rows, IReadOnlyList<RowKey> keys)
    {
        var map = ((ImmutableDictionary<TKey, ImmutableSortedSet<RowKey>>)state).ToBuilder();
        var added = new Dictionary<TKey, List<RowKey>>();
        for (var i = 0; i < rows.Count; i++)
        {
            if (_one is not null)
            {
                Add(_one(rows[i]), keys[i]);
            }
            else
            {
                foreach (var value in _many!(rows[i]))
                    Add(value, keys[i]);
            }
        }
        // A set that is made of all at once is balanced once.
        foreach (var (value, all) in added)
            map[value] = (map.GetValueOrDefault(value) ?? Table<T>.NoKeys).Union(all);
        return map.ToImmutable();

        void Add(TKey value, RowKey key)
        {
            if (_unique)
            {
                if (!map.TryAdd(value, Table<T>.NoKeys.Add(key)))
                    throw new UniqueViolationException($"A {typeof(T).Name} with {value} exists already.");
                return;
            }
            if (!added.TryGetValue(value, out var all))
                added.Add(value, all = []);
            all.Add(key);
        }
    }

    internal override object Remove(object state, T row, RowKey key)
    {
        var map = (ImmutableDictionary<TKey, ImmutableSortedSet<RowKey>>)state;
        if (_one is not null)
            return RemoveOne(map, _one(row), key);
        foreach (var value in _many!(row))
            map = RemoveOne(map, value, key);
        return map;
    }

    internal override bool SameValue(T before, T after) => _one is not null
        ? EqualityComparer<TKey>.Default.Equals(_one(before), _one(after))
        : _many!(before).SequenceEqual(_many(after));

    private ImmutableDictionary<TKey, ImmutableSortedSet<RowKey>> AddOne(
        ImmutableDictionary<TKey, ImmutableSortedSet<RowKey>> map, TKey value, RowKey key)
    {
        var keys = map.GetValueOrDefault(value) ?? Table<T>.NoKeys;
        if (_unique && keys.Count > 0)
            throw new UniqueViolationException($"A {typeof(T).Name} with {value} exists already.");
        return map.SetItem(value, keys.Add(key));
    }

    private static ImmutableDictionary<TKey, ImmutableSortedSet<RowKey>> RemoveOne(
        ImmutableDictionary<TKey, ImmutableSortedSet<RowKey>> map, TKey value, RowKey key)
    {
        if (!map.TryGetValue(value, out var keys))
            return map;
        keys = keys.Remove(key);
        return keys.IsEmpty ? map.Remove(value) : map.SetItem(value, keys);
    }
}

/// <summary>Two rows would have the same value of an index that allows it once.</summary>
public sealed class UniqueViolationException : InvalidOperationException
{
    /// <inheritdoc/>
    public UniqueViolationException()
    {
    }

    /// <inheritdoc/>
    public UniqueViolationException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public UniqueViolationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
