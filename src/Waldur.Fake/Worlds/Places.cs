using System.Numerics;

namespace Waldur.Fake;

/// <summary>
/// Some rows of a table, by their places (<see cref="OrderedRows{T}"/>): few of them one by one, in the default order; many as the bits of
/// leaves, in chunks that are copied when they change.
/// </summary>
internal sealed class Places
{
    /// <summary>Slots of a leaf, and leaves of a chunk.</summary>
    public const int Width = 64;

    public static readonly Places None = new([]);

    private const int FewAtMost = 256;

    private readonly (Places Mine, Places Theirs)? _both;
    private ulong[]?[]? _words;

    private Places(int[] few) => (Few, Count, _words) = (few, few.Length, []);

    private Places(ulong[]?[] chunks, int count) => (_words, Count) = (chunks, count);

    /// <summary>What is in both of two sets that are not few: most are counted, and shown in part, without being laid out.</summary>
    private Places(Places mine, Places theirs, int count) => (_both, Count) = ((mine, theirs), count);

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>The places in the default order, if they are few.</summary>
    public int[]? Few { get; }

    /// <summary>These places; they come in the default order.</summary>
    public static Places Of(List<int> places) => places.Count switch
    {
        0 => None,
        <= FewAtMost => new([.. places]),
        _ => Bits(places),
    };

    /// <summary>The slots of a leaf that are in the set, if the set is not few.</summary>
    public ulong WordOf(int leaf)
    {
        if (_words is null)
            return _both!.Value.Mine.WordOf(leaf) & _both.Value.Theirs.WordOf(leaf);
        return leaf / Width < _words.Length && _words[leaf / Width] is { } words ? words[leaf % Width] : 0;
    }

    public bool Has(int place) => Few is { } few ? Array.IndexOf(few, place) >= 0 : (WordOf(place / Width) & (1UL << (place % Width))) != 0;

    /// <summary>The set with a place that it does not have.</summary>
    /// <param name="place">The place.</param>
    /// <param name="order">The default order of places.</param>
    public Places With(int place, IComparer<int> order)
    {
        if (Few is { Length: < FewAtMost } few)
        {
            var index = ~Array.BinarySearch(few, place, order);
            return new([.. few[..index], place, .. few[index..]]);
        }
        var bits = Few is { } last ? Bits(last) : this;
        return new(bits.Flipped(place), Count + 1);
    }

    /// <summary>The set without a place that it has.</summary>
    public Places Without(int place)
    {
        if (Count == 1)
            return None;
        return Few is { } few ? new(Array.FindAll(few, other => other != place)) : new(Flipped(place), Count - 1);
    }

    /// <summary>What is in both.</summary>
    public Places And(Places other)
    {
        if (Few is { } few)
            return new(Array.FindAll(few, other.Has));
        if (other.Few is not null)
            return other.And(this);
        var (one, two, count) = (Chunks, other.Chunks, 0);
        for (var chunk = 0; chunk < Math.Min(one.Length, two.Length); chunk++)
        {
            if (one[chunk] is not { } mine || two[chunk] is not { } theirs)
                continue;
            count += CountBoth(mine, theirs);
        }
        return count == 0 ? None : new(this, other, count);
    }

    /// <summary>What is not in the other set.</summary>
    public Places Except(Places other)
    {
        if (Few is { } few)
            return new(Array.FindAll(few, place => !other.Has(place)));
        var (without, both) = (other.Count > 0 && other.Few is { } others ? Bits(others) : other, And(other).Count);
        return Count == both ? None : new(Each((leaf, word) => word & ~without.WordOf(leaf)), Count - both);
    }

    /// <summary>What is in either.</summary>
    /// <param name="other">The other set.</param>
    /// <param name="order">The default order of places.</param>
    public Places Or(Places other, IComparer<int> order) => Union([this, other], order);

    /// <summary>What is in any of several sets.</summary>
    /// <param name="sets">The sets.</param>
    /// <param name="order">The default order of places.</param>
    public static Places Union(IEnumerable<Places> sets, IComparer<int> order)
    {
        var all = sets.Where(set => set.Count > 0).ToList();
        if (all.Count <= 1)
            return all is [var only] ? only : None;
        if (all.TrueForAll(set => set.Few is not null) && all.Sum(set => set.Count) <= FewAtMost)
            return new([.. all.SelectMany(set => set.Few!).Distinct().Order(order)]);
        var chunks = new List<ulong[]?>();
        foreach (var set in all)
        {
            foreach (var place in set.Few ?? [])
                WordsOf(place / (Width * Width))[place / Width % Width] |= 1UL << (place % Width);
            for (var chunk = 0; chunk < set.Chunks.Length; chunk++)
            {
                if (set.Chunks[chunk] is not { } theirs)
                    continue;
                var words = WordsOf(chunk);
                for (var word = 0; word < Width; word++)
                    words[word] |= theirs[word];
            }
        }
        return new([.. chunks], chunks.Sum(words => words?.Sum(BitOperations.PopCount) ?? 0));

        ulong[] WordsOf(int chunk)
        {
            while (chunks.Count <= chunk)
                chunks.Add(null);
            return chunks[chunk] ??= new ulong[Width];
        }
    }

    private static int CountBoth(ReadOnlySpan<ulong> mine, ReadOnlySpan<ulong> theirs)
    {
        // Four at a time, so that none waits for the sum of those before.
        var (one, two, three, four) = (0, 0, 0, 0);
        for (var word = 0; word + 3 < mine.Length && word + 3 < theirs.Length; word += 4)
        {
            one += BitOperations.PopCount(mine[word] & theirs[word]);
            two += BitOperations.PopCount(mine[word + 1] & theirs[word + 1]);
            three += BitOperations.PopCount(mine[word + 2] & theirs[word + 2]);
            four += BitOperations.PopCount(mine[word + 3] & theirs[word + 3]);
        }
        return one + two + three + four;
    }

    /// <summary>The words of leaves, in chunks; null where a chunk has none.</summary>
    private ulong[]?[] Chunks => _words ??= _both!.Value.Mine.Each((leaf, word) => word & _both.Value.Theirs.WordOf(leaf));

    private ulong[]?[] Each(Func<int, ulong, ulong> change) =>
        [.. Chunks.Select((words, chunk) => words?.Select((word, index) => change((chunk * Width) + index, word)).ToArray())];

    private static Places Bits(IReadOnlyCollection<int> places)
    {
        var chunks = new ulong[]?[(places.Max() / (Width * Width)) + 1];
        foreach (var place in places)
            (chunks[place / (Width * Width)] ??= new ulong[Width])[place / Width % Width] |= 1UL << (place % Width);
        return new(chunks, places.Count);
    }

    private ulong[]?[] Flipped(int place)
    {
        var chunk = place / (Width * Width);
        var chunks = new ulong[]?[Math.Max(Chunks.Length, chunk + 1)];
        Chunks.CopyTo(chunks, 0);
        var words = chunks[chunk] = (ulong[]?)chunks[chunk]?.Clone() ?? new ulong[Width];
        words[place / Width % Width] ^= 1UL << (place % Width);
        return chunks;
    }
}
