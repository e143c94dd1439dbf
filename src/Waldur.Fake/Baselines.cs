namespace Waldur.Fake;

/// <summary>
/// The data that worlds of this process began with, by what they were read from: a further start with the same scenarios and seed is a
/// fork. It keeps the last ones only, and large ones only while somebody has a world that began with them.
/// </summary>
internal static class Baselines
{
    private const int Room = 32;
    private const int Large = 20_000;

    private static readonly Lock s_gate = new();
    private static readonly List<Baseline> s_known = [];

    /// <summary>The data of a world that starts with these options.</summary>
    /// <exception cref="ScenarioException">Something is wrong with a scenario.</exception>
    public static WorldData Of(WaldurFakeOptions options)
    {
        var key = $"{options.Seed}\n{options.Key}";
        Baseline? known;
        lock (s_gate)
            known = s_known.Find(baseline => baseline.Key == key);
        if (known?.Data is { } data && known.Texts.All(IsSame))
            return data;

        var scenario = options.Read();
        data = ScenarioLoader.Load(scenario, options.Seed).AsOrigin();
        lock (s_gate)
        {
            s_known.RemoveAll(baseline => baseline.Key == key);
            if (s_known.Count == Room)
                s_known.RemoveAt(0);
            s_known.Add(new(key, scenario.Texts, data));
        }
        return data;
    }

    /// <summary>Whether a file still says what it said. One that can't be read says something else.</summary>
    private static bool IsSame((ScenarioSource Source, string Text) read)
    {
        try
        {
            return read.Source is ShippedSource || read.Source.Text() == read.Text;
        }
        catch (ScenarioException)
        {
            return false;
        }
    }

    /// <summary>Data that a world began with.</summary>
    /// <param name="key">What was asked for.</param>
    /// <param name="texts">What was read, with all that was included.</param>
    /// <param name="data">What came of it.</param>
    private sealed class Baseline(string key, IReadOnlyList<(ScenarioSource Source, string Text)> texts, WorldData data)
    {
        private readonly WeakReference<WorldData> _data = new(data);
        private readonly WorldData? _small = data.Sequence <= Large ? data : null;

        public string Key => key;

        public IReadOnlyList<(ScenarioSource Source, string Text)> Texts => texts;

        public WorldData? Data => _small ?? (_data.TryGetTarget(out var large) ? large : null);
    }
}
