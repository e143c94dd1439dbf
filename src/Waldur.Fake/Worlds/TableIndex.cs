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

    internal abstract object AddAll(object state, IReadOnlyList<(T Row, RowKey Key)> entries);

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

    internal override object Empty =>
        _unique ? ImmutableDictionary<TKey, RowKey>.Empty : ImmutableDictionary<TKey, ImmutableSortedSet<RowKey>>.Empty;

    /// <summary>The keys of the rows with a value, or the one that a unique index has; null: there is none.</summary>
    internal object? Find(object state, TKey key) => _unique
        ? FindOne(state, key)
        : ((ImmutableDictionary<TKey, ImmutableSortedSet<RowKey>>)state).GetValueOrDefault(key);

    /// <summary>The key of the row with a value of a unique index.</summary>
    internal static RowKey? FindOne(object state, TKey key) => ((ImmutableDictionary<TKey, RowKey>)state).GetValueOrDefault(key);

    internal override object Add(object state, T row, RowKey key)
    {
        if (_unique)
        {
            var all = (ImmutableDictionary<TKey, RowKey>)state;
            return all.ContainsKey(_one!(row)) ? throw IsThere(_one(row)) : all.Add(_one(row), key);
        }
        var map = (ImmutableDictionary<TKey, ImmutableSortedSet<RowKey>>)state;
        foreach (var value in ValuesOf(row))
            map = map.SetItem(value, (map.GetValueOrDefault(value) ?? Table<T>.NoKeys).Add(key));
        return map;
    }

    internal override object AddAll(object state, IReadOnlyList<(T Row, RowKey Key)> entries)
    {
        if (_unique)
        {
            var all = ((ImmutableDictionary<TKey, RowKey>)state).ToBuilder();
            foreach (var (row, key) in entries)
            {
                if (!all.TryAdd(_one!(row), key))
                    throw IsThere(_one(row));
            }
            return all.ToImmutable();
        }
        var map = ((ImmutableDictionary<TKey, ImmutableSortedSet<RowKey>>)state).ToBuilder();
        var added = new Dictionary<TKey, List<RowKey>>();
        foreach (var (row, key) in entries)
        {
            foreach (var value in ValuesOf(row))
            {
                if (!added.TryGetValue(value, out var keys))
                    added.Add(value, keys = []);
                keys.Add(key);
            }
        }
        // A set that is made of all at once is balanced once.
        foreach (var (value, keys) in added)
            map[value] = (map.GetValueOrDefault(value) ?? Table<T>.NoKeys).Union(keys);
        return map.ToImmutable();
    }

    internal override object Remove(object state, T row, RowKey key)
    {
        if (_unique)
            return ((ImmutableDictionary<TKey, RowKey>)state).Remove(_one!(row));
        var map = (ImmutableDictionary<TKey, ImmutableSortedSet<RowKey>>)state;
        foreach (var value in ValuesOf(row))
        {
            if (!map.TryGetValue(value, out var keys))
                continue;
            keys = keys.Remove(key);
            map = keys.IsEmpty ? map.Remove(value) : map.SetItem(value, keys);
        }
        return map;
    }

    internal override bool SameValue(T before, T after) => _one is not null
        ? EqualityComparer<TKey>.Default.Equals(_one(before), _one(after))
        : _many!(before).SequenceEqual(_many(after));

    private IEnumerable<TKey> ValuesOf(T row) => _one is null ? _many!(row) : [_one(row)];

    private static UniqueViolationException IsThere(TKey value) => new($"A {typeof(T).Name} with {value} exists already.");
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
