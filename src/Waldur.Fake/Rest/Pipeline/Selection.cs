namespace Waldur.Fake;

/// <summary>The rows of a list: how many there are, and any page of them.</summary>
/// <typeparam name="T">Kind of the rows.</typeparam>
internal sealed class Selection<T>
    where T : Entity
{
    private readonly Func<int, int, IReadOnlyList<T>> _page;

    private Selection(int count, Func<int, int, IReadOnlyList<T>> page) => (Count, _page) = (count, page);

    /// <summary>How many rows there are on all pages.</summary>
    public int Count { get; }

    /// <summary>Some of the rows, in order.</summary>
    public IReadOnlyList<T> Page(int skip, int take) => _page(skip, take);

    /// <summary>The rows that filters and sight leave. Where a facet knows them no row is looked at.</summary>
    public static Selection<T> Of(WorldData data, TableDefinition<T> definition, List<Filter<T>> filters, Sight<T> sight, Order<T>? order)
    {
        var table = data.Table(definition);
        Places? places = null;
        foreach (var filter in filters)
        {
            if (filter.Places is { } find)
                places = places?.And(find(data)) ?? find(data);
        }
        var others = filters.FindAll(filter => filter.Places is null);
        if (others.Count == 0)
        {
            places = sight.Among(places) is { } seen && seen.Count < table.Count ? seen : null;
            return new(
                places?.Count ?? table.Count,
                order is null
                    ? (skip, take) => table.InOrder.Page(places, skip, take)
                    : (skip, take) => order.Page(data, definition, places, skip, take));
        }

        var rows = (places is null ? table : table.InOrder.Page(places, 0, places.Count)).Select(row => new In<T>(row, data));
        foreach (var filter in others)
            rows = rows.Where(filter.Keeps);
        // Sight is asked last: what a filter leaves out must not make a divergence of sight matter.
        if (sight.Sees is { } sees)
            rows = rows.Where(sees);
        List<T> all = [.. rows.Select(row => row.It)];
        if (order is not null)
            all = [.. order.Sort(data, definition, all)];
        return new(all.Count, (skip, take) => all.GetRange(skip, Math.Min(take, all.Count - skip)));
    }
}
