using System.Collections.Immutable;

namespace Waldur.Fake;

/// <summary>Rows in the order of a value. Ties stay in order of insertion, also descending.</summary>
/// <typeparam name="T">Kind of the rows.</typeparam>
/// <param name="value">The value; each row has one.</param>
internal sealed class SortedBy<T>(Value<T, SortKey> value) : Derived<ImmutableSortedSet<RowKey>>
    where T : Entity
{
    /// <summary>The value of a row.</summary>
    public SortKey KeyOf(In<T> row) => value.TryGet(row, out var key) ? key : default;

    /// <summary>Some rows, in order.</summary>
    /// <param name="data">The data.</param>
    /// <param name="descending">Whether the order is turned round.</param>
    /// <param name="among">Which rows count; null: all.</param>
    /// <param name="skip">How many of these come before.</param>
    /// <param name="take">How many are wanted.</param>
    public IReadOnlyList<T> Page(WorldData data, bool descending, Places? among, int skip, int take)
    {
        var (keys, table) = (data.Of(this), data.Table(value.Table));
        if (take <= 0 || skip >= keys.Count)
            return [];
        var first = among is null ? skip : 0;
        var sorted = descending ? Descending(keys, first) : Ascending(keys, first);
        if (among is not null)
            sorted = sorted.Where(key => table.TryFind(key.Uuid, out _, out var at) && among.Has(table.InOrder.PlaceOf(at))).Skip(skip);
        return [.. sorted.Take(take).Select(key => table.Get(key.Uuid))];
    }

    public override bool IsCurrent(WorldData before, WorldData now) => value.IsSame(before, now);

    public override ImmutableSortedSet<RowKey> Make(WorldData data) =>
        Table<T>.NoKeys.Union(data.Table(value.Table).Select(row => KeyOf(row, data)));

    public override ImmutableSortedSet<RowKey> Follow(ImmutableSortedSet<RowKey> state, WorldData before, WorldData now)
    {
        var changed = new HashSet<Guid>();
        value.Changed(before, now, changed);
        if (changed.Count > now.Table(value.Table).Count / 8)
            return Make(now);
        var keys = state.ToBuilder();
        foreach (var uuid in changed)
        {
            var old = before.Table(value.Table).Find(uuid) is { } was ? KeyOf(was, before) : null;
            var key = now.Table(value.Table).Find(uuid) is { } isNow ? KeyOf(isNow, now) : null;
            if (old == key)
                continue;
            if (old is not null)
                keys.Remove(old);
            if (key is not null)
                keys.Add(key);
        }
        return keys.ToImmutable();
    }

    private RowKey KeyOf(T row, WorldData data) =>
        new(KeyOf(new In<T>(row, data)), data.Table(value.Table).SequenceOf(row.Uuid), row.Uuid);

    private static IEnumerable<RowKey> Ascending(ImmutableSortedSet<RowKey> keys, int skip)
    {
        for (var index = skip; index < keys.Count; index++)
            yield return keys[index];
    }

    private static IEnumerable<RowKey> Descending(ImmutableSortedSet<RowKey> keys, int skip)
    {
        // Rows of the same value are a run of keys: the runs come backwards, each of them forwards.
        var order = keys[keys.Count - 1 - skip].Order;
        var (start, end) = (Start(order), ~keys.IndexOf(new(order, long.MaxValue, Guid.Empty)));
        for (var index = start + skip - (keys.Count - end); ;)
        {
            yield return keys[index++];
            if (index < end)
                continue;
            if (start == 0)
                yield break;
            end = start;
            order = keys[end - 1].Order;
            start = end > 1 && keys[end - 2].Order == order ? Start(order) : end - 1;
            index = start;
        }

        int Start(SortKey order) => ~keys.IndexOf(new(order, long.MinValue, Guid.Empty));
    }
}
