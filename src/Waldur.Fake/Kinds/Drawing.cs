using System.Collections;
using System.Collections.Immutable;
using System.Globalization;

namespace Waldur.Fake;

/// <summary>How objects of a kind are made up, as if they stood in a file.</summary>
/// <param name="Doc">What the reference page says to their number.</param>
/// <param name="Draw">Draws the object of a number: its fields.</param>
internal sealed record Drawing(string Doc, Func<Draw, int, Drawn> Draw)
{
    /// <summary>What they point at: as many of those are made up too.</summary>
    public IReadOnlyList<Pool> Pools { get; init; } = [];

    /// <summary>Draws what comes with the object of a number; or null.</summary>
    public Action<Draw, int>? Besides { get; init; }

    /// <summary>What can be asked for besides their number.</summary>
    public IReadOnlyList<GenerateOption> Options { get; init; } = [];
}

/// <summary>
/// Those that objects of another kind point at. Number n points at one of the first n/each, rounded up: which one follows from n alone,
/// never from how many there are, so that one more user changes nothing but that there is one more user. In return as many are made as that
/// takes, so the counts that are asked for are the least.
/// </summary>
/// <param name="Kind">Their kind.</param>
/// <param name="First">How many of them number n may point at.</param>
internal sealed record Pool(string Kind, Func<int, int> First)
{
    private readonly string _key = Kind.TrimEnd('s').Replace('_', '-');

    /// <summary>A pool in which each stands for so many of those that point at it.</summary>
    public Pool(TableDefinition table, int each)
        : this(table.Kind, number => (number + each - 1) / each)
    {
    }

    public string Key(int number) => Draw.Key(_key, number);
}

/// <summary>The fields of an object that is made up; what is empty is left out.</summary>
internal sealed class Drawn : IEnumerable
{
    private readonly List<Entry> _entries = new(capacity: 10);

    /// <summary>The fields as a file has them.</summary>
    public MapNode Map => new(default, _entries);

    public void Add(string key, Node value) => _entries.Add(new(key, default, value));

    public void Add(string key, Drawn value) => Add(key, value.Map);

    public void Add(string key, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            Add(key, Node.Of(text));
    }

    public void Add(string key, bool flag)
    {
        if (flag)
            Add(key, Node.Of(flag));
    }

    public void Add(string key, int number) => Add(key, Node.Of(number));

    public void Add(string key, DateTime moment) => Add(key, new MomentNode(moment));

    public void Add(string key, DateOnly day) => Add(key, Forms.Date.Write(day, new(null)));

    public void Add(string key, IEnumerable<Node> items)
    {
        if (items.ToArray() is { Length: > 0 } list)
            Add(key, new ListNode(default, list));
    }

    public void Add(string key, IEnumerable<string> texts) => Add(key, texts.Select(Node.Of));

    IEnumerator IEnumerable.GetEnumerator() => _entries.GetEnumerator();
}

/// <summary>What is asked for: how many objects are made up, and what they are like.</summary>
internal sealed record Asked
{
    /// <summary>What values are made from; null: the seed of the world.</summary>
    public long? Seed { get; init; }

    /// <summary>Where names come from.</summary>
    public string Locale { get; init; } = "en";

    private ImmutableDictionary<string, object> Values { get; init; } = ImmutableDictionary<string, object>.Empty;

    /// <summary>What is asked for, or what is when nothing is asked.</summary>
    public T Of<T>(GenerateOption<T> option) => Values.TryGetValue(option.Key, out var value) ? (T)value : option.Otherwise;

    /// <summary>Asks for something.</summary>
    public Asked With<T>(GenerateOption<T> option, T value) => this with { Values = Values.SetItem(option.Key, value!) };
}

/// <summary>Something that can be asked for when objects are made up.</summary>
/// <param name="key">Its key under <c>generate</c>.</param>
/// <param name="rank">Its place: numbers first, then shares, then weights.</param>
internal abstract class GenerateOption(string key, int rank)
{
    public string Key => key;

    public int Rank => rank;

    /// <summary>The option as one of the tool, if it is a number.</summary>
    public GenerateNumber? Number { get; private init; }

    /// <summary>Adds the field of the option.</summary>
    public abstract void AddTo(Fields<Asked> fields);

    /// <summary>A number of objects.</summary>
    public static GenerateOption<int> Count(string key, string doc, int otherwise = 0, int most = 1_000_000, int rank = 0) =>
        new(key, Forms.Whole(0, most), otherwise, doc, rank) { Number = new(key, doc, most) };

    /// <summary>How many of a hundred.</summary>
    public static GenerateOption<int> Share(string key, string doc, int otherwise) => Count(key, doc, otherwise, most: 100, rank: 1);

    /// <summary>Weights of states.</summary>
    public static GenerateOption<ImmutableArray<Named<int>>> Weights(
        string key, IEnumerable<string> states, string doc, params IEnumerable<(string State, int Weight)> otherwise) =>
        new(key, new WeightsForm([.. states]), [.. otherwise.Select(one => new Named<int>(one.State, one.Weight, default))], doc, rank: 2);
}

/// <inheritdoc/>
/// <typeparam name="T">What is asked for.</typeparam>
internal sealed class GenerateOption<T>(string key, Form<T> form, T otherwise, string doc, int rank) : GenerateOption(key, rank)
{
    /// <summary>What is when nothing is asked.</summary>
    public T Otherwise => otherwise;

    /// <inheritdoc/>
    public override void AddTo(Fields<Asked> fields) =>
        fields.Add(Key, form, asked => asked.Of(this), (asked, value) => asked.With(this, value), doc);
}

/// <summary>A number that can be asked for when objects are made up.</summary>
/// <param name="Key">Its key under <c>generate</c>, for example <c>robot_accounts</c>.</param>
/// <param name="Doc">What it means.</param>
/// <param name="Most">The greatest one.</param>
internal sealed record GenerateNumber(string Key, string Doc, int Most);
