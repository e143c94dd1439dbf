using System.Collections;
using System.Numerics;

namespace Waldur.Fake;

/// <summary>
/// The rows of a table in its default order, in leaves of at most 64. A row keeps its place, a leaf and a slot in it, until its key changes
/// or its leaf is split. So a set of rows can be the bits of leaves, and any page of a set is found by counting bits. Immutable: a change
/// copies a leaf and the way to it.
/// </summary>
/// <typeparam name="T">Kind of the rows.</typeparam>
internal sealed class OrderedRows<T> : IEnumerable<T>, IComparer<int>
    where T : Entity
{
    public static readonly OrderedRows<T> Empty = new([], [], 0);

    /// <summary>Slots of a leaf, and leaves of a group and of a chunk.</summary>
    private const int Width = Places.Width;

    /// <summary>How full leaves are made: what comes between has room.</summary>
    private const int Fill = 48;

    private readonly Leaf<T>?[][] _chunks;
    private readonly Group[] _groups;
    private readonly int _numbers;

    private OrderedRows(Leaf<T>?[][] chunks, Group[] groups, int numbers) => (_chunks, _groups, _numbers) = (chunks, groups, numbers);

    /// <summary>Rows, sorted already.</summary>
    public static OrderedRows<T> Of(IReadOnlyList<(T Row, RowKey Key)> sorted)
    {
        var leaves = new List<Leaf<T>>();
        for (var start = 0; start < sorted.Count; start += Fill)
        {
            var length = Math.Min(Fill, sorted.Count - start);
            var leaf = new Leaf<T>(new T[length], new RowKey[length], new byte[length]);
            for (var slot = 0; slot < length; slot++)
                (leaf.Rows[slot], leaf.Keys[slot], leaf.Order[slot]) = (sorted[start + slot].Row, sorted[start + slot].Key, (byte)slot);
            leaves.Add(leaf);
        }
        var chunks = leaves.Chunk(Width).Select(chunk => (Leaf<T>?[])[.. chunk, .. new Leaf<T>?[Width - chunk.Length]]).ToArray();
        var groups = Enumerable.Range(0, leaves.Count).Chunk(Fill).Select(numbers => GroupOf(chunks, numbers)).ToArray();
        return new(chunks, groups, leaves.Count);
    }

    /// <summary>The rows at their places in the order; that of a whole table is quick, whatever its size.</summary>
    public T this[int index] => Page(null, index, 1) is [var row] ? row : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>Compares two places by what lies there.</summary>
    public int Compare(int x, int y) => RowKeyOrder.Instance.Compare(KeyAt(x), KeyAt(y));

    /// <summary>The row at a place.</summary>
    public T At(int place) => LeafOf(place / Width).Rows[place % Width]!;

    /// <summary>The place of a row.</summary>
    public int PlaceOf(RowKey key)
    {
        var (group, index) = Find(key);
        var number = _groups[group].Leaves[index];
        var leaf = LeafOf(number);
        return (number * Width) + leaf.Order[leaf.IndexOf(key)];
    }

    public OrderedRows<T> Insert(T row, RowKey key)
    {
        if (_groups.Length == 0)
            return Of([(row, key)]);
        var (at, index) = Find(key);
        var (group, number) = (_groups[at], _groups[at].Leaves[index]);
        var leaf = LeafOf(number);
        if (leaf.Order.Length < Width)
        {
            var counted = group with { Count = group.Count + 1 };
            return new(WithLeaf(_chunks, number, leaf.Insert(row, key)), With(_groups, at, counted), _numbers);
        }

        // What comes last begins a new leaf and moves nobody.
        var isLast = at == _groups.Length - 1 && index == group.Leaves.Length - 1
            && RowKeyOrder.Instance.Compare(key, leaf.Last) > 0;
        var (low, high) = isLast ? (leaf, new Leaf<T>([row], [key], [0])) : leaf.Split();
        if (!isLast && RowKeyOrder.Instance.Compare(key, low.Last) < 0)
            low = low.Insert(row, key);
        else if (!isLast)
            high = high.Insert(row, key);
        var free = Free();
        var chunks = free / Width < _chunks.Length ? _chunks : [.. _chunks, new Leaf<T>?[Width]];
        chunks = WithLeaf(WithLeaf(chunks, number, low), free, high);
        int[] leaves = [.. group.Leaves[..(index + 1)], free, .. group.Leaves[(index + 1)..]];
        var split = leaves.Length <= Width ? leaves.Length : isLast ? Width : Width / 2;
        Group[] parts = split == leaves.Length
            ? [GroupOf(chunks, leaves)]
            : [GroupOf(chunks, leaves[..split]), GroupOf(chunks, leaves[split..])];
        return new(chunks, [.. _groups[..at], .. parts, .. _groups[(at + 1)..]], Math.Max(_numbers, free + 1));
    }

    /// <summary>Puts a row in the place of the one with the same key.</summary>
    public OrderedRows<T> Replace(T row, RowKey key)
    {
        var (group, index) = Find(key);
        var number = _groups[group].Leaves[index];
        return new(WithLeaf(_chunks, number, LeafOf(number).Replace(row, key)), _groups, _numbers);
    }

    public OrderedRows<T> Remove(RowKey key)
    {
        var (at, index) = Find(key);
        var (group, number) = (_groups[at], _groups[at].Leaves[index]);
        var leaf = LeafOf(number).Remove(key);
        if (leaf.Order.Length > 0)
            return new(WithLeaf(_chunks, number, leaf), With(_groups, at, group with { Count = group.Count - 1 }), _numbers);
        var left = new Group([.. group.Leaves[..index], .. group.Leaves[(index + 1)..]], group.Count - 1);
        Group[] groups = left.Leaves.Length > 0 ? With(_groups, at, left) : [.. _groups[..at], .. _groups[(at + 1)..]];
        return new(WithLeaf(_chunks, number, null), groups, _numbers);
    }

    /// <summary>Some rows, in order.</summary>
    /// <param name="among">Which rows count; null: all.</param>
    /// <param name="skip">How many of these come before.</param>
    /// <param name="take">How many are wanted.</param>
    public IReadOnlyList<T> Page(Places? among, int skip, int take)
    {
        if (among?.Few is { } few)
            return [.. few.Skip(skip).Take(take).Select(At)];
        var page = new List<T>(take);
        foreach (var group in _groups)
        {
            if (among is null && skip >= group.Count)
            {
                skip -= group.Count;
                continue;
            }
            foreach (var number in group.Leaves)
            {
                if (page.Count == take)
                    return page;
                var leaf = LeafOf(number);
                var bits = among?.WordOf(number) ?? ulong.MaxValue;
                var count = among is null ? leaf.Order.Length : BitOperations.PopCount(bits);
                if (skip >= count)
                {
                    skip -= count;
                    continue;
                }
                foreach (var slot in leaf.Order)
                {
                    if ((bits & (1UL << slot)) != 0 && skip-- <= 0 && page.Count < take)
                        page.Add(leaf.Rows[slot]!);
                }
                skip = 0;
            }
        }
        return page;
    }

    /// <summary>The places of all rows, in order.</summary>
    public IEnumerable<(T Row, int Place)> Placed()
    {
        foreach (var group in _groups)
        {
            foreach (var number in group.Leaves)
            {
                var leaf = LeafOf(number);
                foreach (var slot in leaf.Order)
                    yield return (leaf.Rows[slot]!, (number * Width) + slot);
            }
        }
    }

    public IEnumerator<T> GetEnumerator()
    {
        foreach (var group in _groups)
        {
            foreach (var number in group.Leaves)
            {
                var leaf = LeafOf(number);
                foreach (var slot in leaf.Order)
                    yield return leaf.Rows[slot]!;
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Collects the rows that are not the same in both, or not at the same place.</summary>
    public void Differences(OrderedRows<T> other, HashSet<Guid> into)
    {
        for (var chunk = 0; chunk < Math.Max(_chunks.Length, other._chunks.Length); chunk++)
        {
            var (mine, theirs) = (_chunks.ElementAtOrDefault(chunk), other._chunks.ElementAtOrDefault(chunk));
            for (var index = 0; index < Width && mine != theirs; index++)
                Differences(mine?[index], theirs?[index], into);
        }
    }

    private static void Differences(Leaf<T>? mine, Leaf<T>? theirs, HashSet<Guid> into)
    {
        for (var slot = 0; mine != theirs && slot < Width; slot++)
        {
            var (one, other) = (mine?.Rows.ElementAtOrDefault(slot), theirs?.Rows.ElementAtOrDefault(slot));
            if (ReferenceEquals(one, other))
                continue;
            if (one is not null)
                into.Add(one.Uuid);
            if (other is not null)
                into.Add(other.Uuid);
        }
    }

    private RowKey KeyAt(int place) => LeafOf(place / Width).Keys[place % Width]!;

    private Leaf<T> LeafOf(int number) => _chunks[number / Width][number % Width]!;

    /// <summary>The first leaf that ends at a key or after it; the last leaf if there is none.</summary>
    private (int Group, int Index) Find(RowKey key)
    {
        var at = First(_groups.Length, index => Last(_groups[index]));
        var leaves = _groups[at].Leaves;
        return (at, First(leaves.Length, index => LeafOf(leaves[index]).Last));

        RowKey Last(Group group) => LeafOf(group.Leaves[^1]).Last;

        int First(int length, Func<int, RowKey> last)
        {
            var (low, high) = (0, length - 1);
            // Most rows come last.
            if (RowKeyOrder.Instance.Compare(last(Math.Max(high - 1, 0)), key) < 0)
                return high;
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (RowKeyOrder.Instance.Compare(last(middle), key) < 0)
                    low = middle + 1;
                else
                    high = middle;
            }
            return low;
        }
    }

    /// <summary>A number that no leaf has.</summary>
    private int Free()
    {
        if (_groups.Sum(group => group.Leaves.Length) == _numbers)
            return _numbers;
        return Enumerable.Range(0, _numbers).First(number => _chunks[number / Width][number % Width] is null);
    }

    private static Group GroupOf(Leaf<T>?[][] chunks, int[] leaves) =>
        new(leaves, leaves.Sum(number => chunks[number / Width][number % Width]!.Order.Length));

    private static Leaf<T>?[][] WithLeaf(Leaf<T>?[][] chunks, int number, Leaf<T>? leaf) =>
        With(chunks, number / Width, With(chunks[number / Width], number % Width, leaf));

    private static TItem[] With<TItem>(TItem[] items, int index, TItem item)
    {
        var copy = (TItem[])items.Clone();
        copy[index] = item;
        return copy;
    }

    /// <summary>Neighbouring leaves: their numbers, in order, and how many rows they have.</summary>
    private sealed record Group(int[] Leaves, int Count);
}
