using System.Globalization;

namespace Waldur.Fake;

/// <summary>JSON values of generated objects, as a file would have them.</summary>
internal static class Values
{
    public static readonly Node True = new ScalarNode(default, "true", ScalarType.Boolean);

    public static readonly Node False = new ScalarNode(default, "false", ScalarType.Boolean);

    public static Node Text(string text) => new ScalarNode(default, text, ScalarType.Text);

    public static Node Number(int number) => new ScalarNode(default, number.ToString(CultureInfo.InvariantCulture), ScalarType.Integer);

    public static Node List(params IReadOnlyList<Node> items) => new ListNode(default, items);

    public static Node Map(params ReadOnlySpan<(string Key, Node Value)> entries)
    {
        var list = new Entry[entries.Length];
        for (var i = 0; i < entries.Length; i++)
            list[i] = new(entries[i].Key, default, entries[i].Value);
        return new MapNode(default, list);
    }

    /// <summary>What stands for the identifier of an option.</summary>
    public static Node Option(string key) => Map(("option", Text(key)));
}
