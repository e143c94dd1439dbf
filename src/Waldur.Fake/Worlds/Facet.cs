using System.Collections.Immutable;

namespace Waldur.Fake;

/// <summary>
/// Rows by a value that lists are filtered by and callers see rows by. Several can be combined: counts and pages of what they have in
/// common are exact, and cost the same whatever they are. In contrast to a <see cref="TableIndex{T, TKey}"/> it costs a write nothing.
/// </summary>
/// <typeparam name="T">Kind of the rows.</typeparam>
/// <typeparam name="TKey">Kind of the value.</typeparam>
/// <param name="value">The value.</param>
/// <param name="comparer">When values are the same.</param>
internal sealed class Facet<T, TKey>(Value<T, TKey> value, IEqualityComparer<TKey>? comparer = null)
    : Derived<ImmutableDictionary<TKey, Places>>
    where T : Entity
    where TKey : notnull
{
    private readonly IEqualityComparer<TKey> _comparer = comparer ?? EqualityComparer<TKey>.Default;

    /// <summary>The value.</summary>
    public Value<T, TKey> Value => value;

    /// <summary>Whether a row has that value.</summary>
    public bool Has(In<T> row, TKey key) => value.TryGet(row, out var own) && _comparer.Equals(own, key);

    /// <summary>The rows with that value.</summary>
    public Places Find(WorldData data, TKey key) => data.Of(this).GetValueOrDefault(key) ?? Places.None;

    /// <summary>The rows with any of these values.</summary>
    public Places Find(WorldData data, IEnumerable<TKey> keys)
    {
        var (state, order) = (data.Of(this), data.Table(value.Table).InOrder);
        return Places.Union(keys.Select(key => state.GetValueOrDefault(key) ?? Places.None), order);
    }

    public override bool IsCurrent(WorldData before, WorldData now) => value.IsSame(before, now);

    public override ImmutableDictionary<TKey, Places> Make(WorldData data)
    {
        var places = new Dictionary<TKey, List<int>>(_comparer);
        foreach (var (row, place) in data.Table(value.Table).InOrder.Placed())
        {
            if (!value.TryGet(new(row, data), out var key))
                continue;
            if (!places.TryGetValue(key, out var all))
                places.Add(key, all = []);
            all.Add(place);
        }
        return places.ToImmutableDictionary(group => group.Key, group => Places.Of(group.Value), _comparer);
    }

    public override ImmutableDictionary<TKey, Places> Follow(ImmutableDictionary<TKey, Places> state, WorldData before, WorldData now)
    {
        var changed = new HashSet<Guid>();
        value.Changed(before, now, changed);
        var order = now.Table(value.Table).InOrder;
        if (changed.Count > now.Table(value.Table).Count / 8)
            return Make(now);
        var (places, added) = (state.ToBuilder(), new List<(TKey Key, int Place)>());
        // First all go from where they were: a place may be another row's now.
        foreach (var uuid in changed)
        {
            var (was, isNow) = (TryFind(before, uuid, out var old), TryFind(now, uuid, out var one));
            if (was && isNow && old.Place == one.Place && ReferenceEquals(old.Row, one.Row) && _comparer.Equals(old.Key, one.Key))
                continue;
            if (was)
                Put(old.Key, places[old.Key].Without(old.Place));
            if (isNow)
                added.Add((one.Key, one.Place));
        }
        foreach (var (key, place) in added)
            Put(key, places.GetValueOrDefault(key, Places.None).With(place, order));
        return places.ToImmutable();

        void Put(TKey key, Places all)
        {
            if (all.Count > 0)
                places[key] = all;
            else
                places.Remove(key);
        }
    }

    private bool TryFind(WorldData data, Guid uuid, out (RowKey Row, TKey Key, int Place) found)
    {
        found = default;
        var table = data.Table(value.Table);
        if (!table.TryFind(uuid, out var row, out var at) || !value.TryGet(new(row, data), out var key))
            return false;
        found = (at, key, table.InOrder.PlaceOf(at));
        return true;
    }
}
