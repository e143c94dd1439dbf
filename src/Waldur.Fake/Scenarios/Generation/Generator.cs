namespace Waldur.Fake;

/// <summary>
/// Makes up the objects that <c>generate</c> asks for, as if they stood in the file after its own. Their values depend on seed, kind and
/// number alone; an object of the file with the same key takes the place of a generated one.
/// </summary>
internal static class Generator
{
    /// <summary>The key that asks for them.</summary>
    public const string Key = "generate";

    /// <summary>The scenario with all that it asks for.</summary>
    /// <param name="root">What the files say.</param>
    /// <param name="head">What of that concerns the scenario as a whole.</param>
    /// <param name="kinds">The kinds; what a kind points at comes before it.</param>
    /// <param name="seed">The seed of the world.</param>
    public static MapNode Fill(MapNode root, ScenarioHead head, IReadOnlyList<IKind> kinds, long seed)
    {
        if (head.Generate is not { } asked)
            return root;
        var (counts, draw) = (Counts(asked, kinds), new Draw(asked, asked.Seed ?? seed, head.Clock));
        foreach (var kind in kinds)
        {
            for (var number = 1; number <= counts.GetValueOrDefault(kind.Kind); number++)
            {
                var one = number;
                draw.Add(
                    kind.Kind, Draw.Key(kind.Singular.Replace('_', '-'), number), new DrawnNode(() => kind.Drawing!.Draw(draw, one).Map));
            }
            for (var number = 1; kind.Drawing?.Besides is { } besides && number <= counts[kind.Kind]; number++)
                besides(draw, number);
        }
        var entries = root.Entries.ToList();
        foreach (var (kind, drawn) in draw.All)
        {
            var place = entries.FindIndex(entry => entry.Key == kind);
            if (place < 0)
                entries.Add(new(kind, default, new MapNode(default, drawn)));
            else if (entries[place].Value is MapNode or { IsNull: true })
                entries[place] = entries[place] with { Value = And(entries[place].Value as MapNode, drawn) };
        }
        return new(root.At, entries);
    }

    /// <summary>What is asked for, and what that needs.</summary>
    private static Dictionary<string, int> Counts(Asked asked, IReadOnlyList<IKind> kinds)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var kind in kinds.Where(kind => kind.Drawing is not null).Reverse())
        {
            var count = counts[kind.Kind] = Math.Max(counts.GetValueOrDefault(kind.Kind), asked.Of(ScenarioHead.CountOf(kind)));
            foreach (var pool in count > 0 ? kind.Drawing!.Pools : [])
                counts[pool.Kind] = Math.Max(counts.GetValueOrDefault(pool.Kind), pool.First(count));
        }
        return counts;
    }

    private static MapNode And(MapNode? given, List<Entry> drawn)
    {
        var own = given?.Entries.Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal) ?? [];
        return new(given?.At ?? default, [.. given?.Entries ?? [], .. drawn.Where(entry => !own.Contains(entry.Key))]);
    }
}
