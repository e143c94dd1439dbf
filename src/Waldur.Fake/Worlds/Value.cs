namespace Waldur.Fake;

/// <summary>
/// A value of each row of a table: its own, or that of a row which it points at. It tells whose values may have changed between two states
/// of a world, so that what is kept by it can follow (<see cref="Facet{T, TKey}"/>, <see cref="SortedBy{T}"/>).
/// </summary>
/// <typeparam name="T">Kind of the rows.</typeparam>
/// <typeparam name="TValue">Kind of the value.</typeparam>
/// <param name="table">Where the rows are kept.</param>
internal abstract class Value<T, TValue>(TableDefinition<T> table)
    where T : Entity
    where TValue : notnull
{
    /// <summary>Where the rows are kept.</summary>
    public TableDefinition<T> Table => table;

    /// <summary>The value of a row, if it has one.</summary>
    public abstract bool TryGet(In<T> row, out TValue value);

    /// <summary>Whether all tables that the values depend on have the same rows in both.</summary>
    public virtual bool IsSame(WorldData before, WorldData now) => ReferenceEquals(before.Table(table), now.Table(table));

    /// <summary>Whether a row has the same value in two states of a world.</summary>
    public bool IsSame(In<T> before, In<T> now) =>
        TryGet(before, out var was) == TryGet(now, out var value) && EqualityComparer<TValue>.Default.Equals(was, value);

    /// <summary>Collects the rows whose value, or place, may not be the same in both.</summary>
    public virtual void Changed(WorldData before, WorldData now, HashSet<Guid> into)
    {
        if (!ReferenceEquals(before.Table(table), now.Table(table)))
            now.Table(table).InOrder.Differences(before.Table(table).InOrder, into);
    }

    /// <summary>The same value, read otherwise.</summary>
    public Value<T, TOther> As<TOther>(Func<TValue, TOther> read)
        where TOther : notnull => new ValueAs<T, TValue, TOther>(this, read);

    /// <summary>The value, and another one where there is none.</summary>
    public Value<T, TValue> Or(TValue other) => new ValueOr<T, TValue>(this, other);
}

/// <summary>A value of the row itself.</summary>
internal sealed class OwnValue<T, TValue>(TableDefinition<T> table, Func<T, TValue> read) : Value<T, TValue>(table)
    where T : Entity
    where TValue : notnull
{
    public override bool TryGet(In<T> row, out TValue value)
    {
        value = read(row.It);
        return true;
    }
}

/// <summary>The value of a row that it is indexed by, if it has one.</summary>
internal sealed class IndexedValue<T, TValue>(TableDefinition<T> table, TableIndex<T, TValue> index) : Value<T, TValue>(table)
    where T : Entity
    where TValue : notnull
{
    public override bool TryGet(In<T> row, out TValue value) => index.TryGet(row.It, out value);
}

/// <summary>The value of another row: that which has the same key in its index as this one in its own.</summary>
internal sealed class ValueVia<T, TOther, TKey, TValue>(
    TableDefinition<T> table,
    TableIndex<T, TKey> by,
    Func<Table<TOther>, TKey, TOther?> find,
    Func<TOther, TKey> key,
    Value<TOther, TValue> of)
    : Value<T, TValue>(table)
    where T : Entity
    where TOther : Entity
    where TKey : notnull
    where TValue : notnull
{
    public override bool TryGet(In<T> row, out TValue value)
    {
        if (by.TryGet(row.It, out var at) && find(row.World.Table(of.Table), at) is { } other)
            return of.TryGet(new(other, row.World), out value);
        value = default!;
        return false;
    }

    public override bool IsSame(WorldData before, WorldData now) => base.IsSame(before, now) && of.IsSame(before, now);

    public override void Changed(WorldData before, WorldData now, HashSet<Guid> into)
    {
        base.Changed(before, now, into);
        if (of.IsSame(before, now))
            return;
        var others = new HashSet<Guid>();
        of.Changed(before, now, others);
        foreach (var other in others)
        {
            var (was, isNow) = (before.Table(of.Table).Find(other), now.Table(of.Table).Find(other));
            if (was is not null && isNow is not null
                && EqualityComparer<TKey>.Default.Equals(key(was), key(isNow))
                && of.IsSame(new(was, before), new In<TOther>(isNow, now)))
            {
                continue;
            }
            // A row that points elsewhere than it did has changed itself.
            foreach (var pointed in new[] { was, isNow }.OfType<TOther>())
                into.UnionWith(now.Table(Table).By(by, key(pointed)).Select(pointing => pointing.Uuid));
        }
    }
}

/// <summary>A value, read otherwise.</summary>
internal sealed class ValueAs<T, TValue, TOther>(Value<T, TValue> value, Func<TValue, TOther> read) : Value<T, TOther>(value.Table)
    where T : Entity
    where TValue : notnull
    where TOther : notnull
{
    public override bool TryGet(In<T> row, out TOther other)
    {
        var has = value.TryGet(row, out var found);
        other = has ? read(found) : default!;
        return has;
    }

    public override bool IsSame(WorldData before, WorldData now) => value.IsSame(before, now);

    public override void Changed(WorldData before, WorldData now, HashSet<Guid> into) => value.Changed(before, now, into);
}

/// <summary>A value, and another one where there is none.</summary>
internal sealed class ValueOr<T, TValue>(Value<T, TValue> value, TValue other) : Value<T, TValue>(value.Table)
    where T : Entity
    where TValue : notnull
{
    public override bool TryGet(In<T> row, out TValue found)
    {
        if (!value.TryGet(row, out found))
            found = other;
        return true;
    }

    public override bool IsSame(WorldData before, WorldData now) => value.IsSame(before, now);

    public override void Changed(WorldData before, WorldData now, HashSet<Guid> into) => value.Changed(before, now, into);
}
