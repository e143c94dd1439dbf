using System.Collections.Frozen;
using System.Globalization;

namespace Waldur.Fake;

/// <summary>Where something stands in a file; line and column count from 1.</summary>
internal readonly record struct Position(string File, int Line, int Column);

/// <summary>A value of a scenario file, with its place.</summary>
internal abstract class Node(Position at)
{
    public Position At { get; } = at;

    /// <summary>What it is, for people: <c>the number 42</c>, <c>a list</c>.</summary>
    public abstract string Described { get; }

    /// <summary>What it is, without what it says.</summary>
    public virtual string Sort => Described;

    public bool IsNull => this is ScalarNode { Type: ScalarType.Null };

    public static ScalarNode Null { get; } = new(default, "null", ScalarType.Null);

    public static ScalarNode Of(string text) => new(default, text, ScalarType.Text);

    public static ScalarNode Of(bool flag) => new(default, flag ? "true" : "false", ScalarType.Boolean);

    public static ScalarNode Of<T>(T number)
        where T : IFormattable
    {
        var text = number.ToString(null, CultureInfo.InvariantCulture);
        return new(default, text, CoreSchema.TypeOf(text));
    }

    /// <summary>Whether both say the same.</summary>
    public static bool AreSame(Node? left, Node? right) => (left, right) switch
    {
        (ScalarNode one, ScalarNode other) => one.Type == other.Type && one.Text == other.Text,
        (ListNode one, ListNode other) =>
            one.Items.Count == other.Items.Count && one.Items.Zip(other.Items).All(pair => AreSame(pair.First, pair.Second)),
        (MapNode one, MapNode other) =>
            one.Entries.Count == other.Entries.Count && one.Entries.All(entry => AreSame(entry.Value, other[entry.Key])),
        _ => left is null && right is null,
    };
}

/// <summary>An object that is made up whenever it is looked at: a hundred thousand need not be there at once.</summary>
internal sealed class DrawnNode(Func<Node> draw) : Node(default)
{
    public override string Described => Node.Described;

    /// <summary>The object.</summary>
    public Node Node => draw();
}

/// <summary>What a scalar means by the core schema of YAML 1.2.</summary>
internal enum ScalarType
{
    Null,
    Boolean,
    Integer,
    Float,

    /// <summary>Infinity or not a number, which JSON doesn't have.</summary>
    NotFinite,
    Text,
}

/// <summary>A single value, as written.</summary>
internal class ScalarNode(Position at, string text, ScalarType type) : Node(at)
{
    public virtual string Text => text;

    public ScalarType Type { get; } = type;

    public override string Described => Type switch
    {
        ScalarType.Null => "null",
        ScalarType.Boolean => Text.ToLowerInvariant(),
        ScalarType.Integer or ScalarType.Float or ScalarType.NotFinite when Text.Length <= 40 => $"the number {Text}",
        ScalarType.Integer or ScalarType.Float or ScalarType.NotFinite => $"the number {Text[..37]}...",
        _ when Text.Length > 40 => $"the text '{Text[..37]}...'",
        _ => $"the text '{Text}'",
    };

    public override string Sort => Type switch
    {
        ScalarType.Null => "null",
        ScalarType.Boolean => "true or false",
        ScalarType.Text => "a text",
        _ => "a number",
    };
}

/// <summary>A moment that was not read; its text is made when it is asked for.</summary>
internal sealed class MomentNode(DateTime moment) : ScalarNode(default, "", ScalarType.Text)
{
    public DateTime Moment => moment;

    public override string Text => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}

internal sealed class ListNode(Position at, IReadOnlyList<Node> items) : Node(at)
{
    public IReadOnlyList<Node> Items { get; } = items;

    public override string Described => "a list";
}

/// <summary>A key of a map with its value.</summary>
internal readonly record struct Entry(string Key, Position At, Node Value);

/// <summary>A map; its keys are different texts, in the order of the file.</summary>
internal sealed class MapNode(Position at, IReadOnlyList<Entry> entries) : Node(at)
{
    private const int Few = 32;

    private FrozenDictionary<string, Node>? _byKey;

    public static MapNode Empty { get; } = new(default, []);

    public IReadOnlyList<Entry> Entries { get; } = entries;

    public override string Described => "a map";

    /// <summary>The text of a key; empty if it has none.</summary>
    public string TextOf(string key) => (this[key] as ScalarNode)?.Text ?? "";

    /// <summary>The value of a key, or null.</summary>
    public Node? this[string key]
    {
        get
        {
            if (Entries.Count > Few)
            {
                return (_byKey ??= Entries.ToFrozenDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal))
                    .GetValueOrDefault(key);
            }

            foreach (var entry in Entries)
            {
                if (entry.Key == key)
                    return entry.Value;
            }
            return null;
        }
    }
}
