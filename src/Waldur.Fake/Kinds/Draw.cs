using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Bogus;

namespace Waldur.Fake;

/// <summary>
/// Draws values. There is one faker for all objects, because making one costs a millisecond; <see cref="For"/> gives it new randomness
/// for each object, made from seed, kind and number.
/// </summary>
/// <param name="asked">What is asked for.</param>
/// <param name="seed">What everything is made from.</param>
/// <param name="clock">The time of the world.</param>
internal sealed class Draw(Asked asked, long seed, DateTime clock)
{
    private static readonly string[] s_tasks = ["Builds", "Tests", "Copies", "Checks", "Collects", "Publishes", "Compares", "Measures",
        "Archives", "Renders"];
    private static readonly string[] s_subjects =
        ["the models", "new releases", "results", "sensor data", "the raw images", "reference runs", "sequences", "checkpoints",
            "the yearly survey", "meshes"];

    private static readonly string[] s_ways =
        ["every night", "on each commit", "once a week", "on request", "for all groups", "before the audit", "as long as there is room",
            "for the partners"];

    private readonly Faker _faker = new(asked.Locale);
    private readonly Dictionary<string, List<Entry>> _drawn = new(StringComparer.Ordinal);

    /// <summary>The values of an object.</summary>
    public Draw For(string kind, int number)
    {
        // FNV-1a: the hash codes of .NET differ from process to process.
        var hash = 14695981039346656037UL;
        foreach (var letter in kind)
            hash = unchecked((hash ^ letter) * 1099511628211UL);
        var mixed = Randomness.Mix(unchecked(Randomness.Mix((ulong)seed + hash) + ((ulong)number * 0x9E3779B97F4A7C15UL)));
        _faker.Random = new Randomizer((int)(mixed >> 32));
        return this;
    }

    /// <summary>Bogus' values, made from the randomness of the object.</summary>
    public Faker Fake => _faker;

    /// <summary>What was drawn of each kind.</summary>
    public IReadOnlyDictionary<string, List<Entry>> All => _drawn;

    /// <summary>Adds an object.</summary>
    public void Add(string kind, string key, Node fields)
    {
        if (!_drawn.TryGetValue(kind, out var drawn))
            _drawn.Add(kind, drawn = []);
        drawn.Add(new(key, default, fields));
    }

    public bool Chance(int percent) => _faker.Random.Int(0, 99) < percent;

    /// <summary>The key of one of those that the object of that number may point at.</summary>
    public string Among(Pool pool, int number) => pool.Key(_faker.Random.Int(1, pool.First(number)));

    public T Pick<T>(params IReadOnlyList<T> from) => from[_faker.Random.Int(0, from.Count - 1)];

    /// <summary>What is asked for.</summary>
    public T Asked<T>(GenerateOption<T> option) => asked.Of(option);

    /// <summary>One of some names, by their weights.</summary>
    public string Weighed(GenerateOption<ImmutableArray<Named<int>>> option)
    {
        var weights = asked.Of(option);
        // Not Bogus' Long, which rounds, so that the first and the last come half as often.
        var sum = 0;
        foreach (var weight in weights)
            sum += weight.Value;
        var at = _faker.Random.Int(0, sum - 1);
        foreach (var (name, weight, _) in weights)
        {
            if (at < weight)
                return name;
            at -= weight;
        }
        return weights[^1].Name;
    }

    /// <summary>32 bytes that depend on the seed, a kind and a key.</summary>
    public byte[] Bytes(string kind, string key) => Randomness.Bytes(seed, kind, key);

    /// <summary>A moment in the two years before the world's clock.</summary>
    public DateTime Moment() => clock.AddTicks(-_faker.Random.Long(1, 730L * 24 * 3600 * 1_000_000) * TimeSpan.TicksPerMicrosecond);

    /// <summary>A day so many days from the world's clock, before it if below 0.</summary>
    public DateOnly Day(int from, int to) => DateOnly.FromDateTime(clock).AddDays(_faker.Random.Int(from, to));

    /// <summary>A sentence. Bogus' own take their capital letters from the culture of the thread.</summary>
    public string Sentence()
    {
        var (task, subject) = (Pick(s_tasks), Pick(s_subjects));
        return $"{task} {subject}, {Pick(s_ways)}";
    }

    /// <summary>What is left of a text in lower-case letters of ASCII; something else if nothing is.</summary>
    public static string Letters(string text, string otherwise, int most = 20)
    {
        var letters = new StringBuilder();
        foreach (var character in Decomposition.Of(text))
        {
            if (char.IsAsciiLetter(character) && letters.Length < most)
                letters.Append(char.ToLowerInvariant(character));
        }
        return letters.Length > 0 ? letters.ToString() : otherwise;
    }

    /// <summary>The text, not longer than that.</summary>
    public static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    /// <summary>A key such as <c>user-17</c>.</summary>
    public static string Key(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{number}");
}
