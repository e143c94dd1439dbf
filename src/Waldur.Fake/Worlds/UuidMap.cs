using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Waldur.Fake;

/// <summary>
/// Rows and their keys by identifier: a trie of 32 ways over a hash, of which a change copies the few nodes on the way. It is four levels
/// deep where a balanced tree is seventeen.
/// </summary>
/// <typeparam name="T">Kind of the rows.</typeparam>
internal sealed class UuidMap<T>
    where T : Entity
{
    public static readonly UuidMap<T> Empty = new(new([], [], 0, 0), 0);

    private const int Bits = 5;
    private const int Deepest = 60;

    private readonly Node _root;

    private UuidMap(Node root, int count) => (_root, Count) = (root, count);

    public int Count { get; }

    /// <summary>The row with its key, if there is one.</summary>
    public bool TryGet(Guid uuid, [MaybeNullWhen(false)] out T row, [MaybeNullWhen(false)] out RowKey key)
    {
        var (node, hash) = (_root, Hash(uuid));
        var (shift, bit) = (0, Bit(hash, 0));
        while ((node.Children & bit) != 0)
        {
            node = node.Nodes[Index(node.Children, bit)];
            shift += Bits;
            bit = Bit(hash, shift);
        }
        var index = shift >= Deepest
            ? Array.FindIndex(node.Entries, entry => entry.Row.Uuid == uuid)
            : (node.Own & bit) != 0 && node.Entries[Index(node.Own, bit)].Row.Uuid == uuid ? Index(node.Own, bit) : -1;
        (row, key) = index < 0 ? default : node.Entries[index];
        return index >= 0;
    }

    /// <summary>The map with a row in place of the one with its identifier, if there is one.</summary>
    public UuidMap<T> Set(T row, RowKey key)
    {
        var root = Set(_root, 0, Hash(row.Uuid), (row, key), out var added);
        return new(root, Count + (added ? 1 : 0));
    }

    /// <summary>The map with many rows.</summary>
    public UuidMap<T> SetAll(IReadOnlyList<(T Row, RowKey Key)> all)
    {
        var map = this;
        if (Count > all.Count / 8)
        {
            foreach (var (row, key) in all)
                map = map.Set(row, key);
            return map;
        }
        var hashed = new (ulong Hash, (T Row, RowKey Key) Entry)[all.Count];
        for (var index = 0; index < hashed.Length; index++)
            hashed[index] = (Hash(all[index].Row.Uuid), all[index]);
        var count = 0;
        map = new(Made(hashed, 0, ref count), count);
        foreach (var (row, key) in Entries(_root))
            map = map.Set(row, key);
        return map;
    }

    /// <summary>The map without a row that it has.</summary>
    public UuidMap<T> Remove(Guid uuid) => new(Remove(_root, 0, Hash(uuid), uuid), Count - 1);

    private static ulong Hash(Guid uuid)
    {
        Span<byte> bytes = stackalloc byte[16];
        uuid.TryWriteBytes(bytes);
        var halves = MemoryMarshal.Cast<byte, ulong>(bytes);
        return Randomness.Mix(halves[0] + (halves[1] * 0x9E3779B97F4A7C15UL));
    }

    private static uint Bit(ulong hash, int shift) => 1U << (int)((hash >> shift) & 31);

    private static int Index(uint map, uint bit) => BitOperations.PopCount(map & (bit - 1));

    private static Node Set(Node node, int shift, ulong hash, (T Row, RowKey Key) entry, out bool added)
    {
        added = false;
        if (shift >= Deepest)
        {
            // All of these have one hash, as good as never: they stand side by side.
            var same = Array.FindIndex(node.Entries, other => other.Row.Uuid == entry.Row.Uuid);
            added = same < 0;
            return node with { Entries = added ? [.. node.Entries, entry] : With(node.Entries, same, entry) };
        }
        var bit = Bit(hash, shift);
        if ((node.Children & bit) != 0)
        {
            var at = Index(node.Children, bit);
            return node with { Nodes = With(node.Nodes, at, Set(node.Nodes[at], shift + Bits, hash, entry, out added)) };
        }
        var index = Index(node.Own, bit);
        if ((node.Own & bit) == 0)
        {
            added = true;
            return node with { Entries = [.. node.Entries[..index], entry, .. node.Entries[index..]], Own = node.Own | bit };
        }
        var there = node.Entries[index];
        if (there.Row.Uuid == entry.Row.Uuid)
            return node with { Entries = With(node.Entries, index, entry) };
        added = true;
        var child = Set(Set(new([], [], 0, 0), shift + Bits, Hash(there.Row.Uuid), there, out _), shift + Bits, hash, entry, out _);
        var place = Index(node.Children, bit);
        return new(
            [.. node.Entries[..index], .. node.Entries[(index + 1)..]], [.. node.Nodes[..place], child, .. node.Nodes[place..]],
            node.Own & ~bit, node.Children | bit);
    }

    private static Node Remove(Node node, int shift, ulong hash, Guid uuid)
    {
        var bit = Bit(hash, shift);
        if ((node.Children & bit) != 0)
        {
            var at = Index(node.Children, bit);
            var child = Remove(node.Nodes[at], shift + Bits, hash, uuid);
            if (child.Nodes.Length > 0 || child.Entries.Length > 1)
                return node with { Nodes = With(node.Nodes, at, child) };
            var index = Index(node.Own, bit);
            return new(
                [.. node.Entries[..index], child.Entries[0], .. node.Entries[index..]], [.. node.Nodes[..at], .. node.Nodes[(at + 1)..]],
                node.Own | bit, node.Children & ~bit);
        }
        return node with { Entries = Array.FindAll(node.Entries, entry => entry.Row.Uuid != uuid), Own = node.Own & ~bit };
    }

    private static Node Made(ReadOnlySpan<(ulong Hash, (T Row, RowKey Key) Entry)> all, int shift, ref int count)
    {
        if (all.Length <= 1 || shift >= Deepest)
        {
            var few = new Node([], [], 0, 0);
            foreach (var (hash, entry) in all)
            {
                few = Set(few, shift, hash, entry, out var added);
                count += added ? 1 : 0;
            }
            return few;
        }
        Span<int> ends = stackalloc int[32];
        ends.Clear();
        foreach (var (hash, _) in all)
            ends[(int)((hash >> shift) & 31)]++;
        for (var way = 1; way < 32; way++)
            ends[way] += ends[way - 1];
        var sorted = new (ulong Hash, (T Row, RowKey Key) Entry)[all.Length];
        for (var index = all.Length - 1; index >= 0; index--)
            sorted[--ends[(int)((all[index].Hash >> shift) & 31)]] = all[index];
        var (entries, nodes, own, children) = (new List<(T Row, RowKey Key)>(), new List<Node>(), 0U, 0U);
        for (var way = 0; way < 32; way++)
        {
            var of = sorted.AsSpan(ends[way]..(way < 31 ? ends[way + 1] : sorted.Length));
            if (of.Length == 1)
            {
                entries.Add(of[0].Entry);
                own |= 1U << way;
                count++;
            }
            else if (of.Length > 1)
            {
                nodes.Add(Made(of, shift + Bits, ref count));
                children |= 1U << way;
            }
        }
        return new([.. entries], [.. nodes], own, children);
    }

    private static IEnumerable<(T Row, RowKey Key)> Entries(Node node) => node.Entries.Concat(node.Nodes.SelectMany(Entries));

    private static TItem[] With<TItem>(TItem[] items, int index, TItem item)
    {
        var copy = (TItem[])items.Clone();
        copy[index] = item;
        return copy;
    }

    /// <summary>A node: rows, and nodes of the next level, each at the place that its bit has among those of its map.</summary>
    private sealed record Node((T Row, RowKey Key)[] Entries, Node[] Nodes, uint Own, uint Children);
}
