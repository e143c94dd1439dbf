using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Waldur.Fake.Conformance;

/// <summary>What case files do with the nodes that they are read into: variables are filled in, and the rest becomes JSON.</summary>
internal static partial class CaseNodes
{
    /// <summary>Reads one YAML document; what is not YAML, or holds a key twice, is a <see cref="CaseFileException"/>.</summary>
    public static Node Parse(string text, string file)
    {
        var problems = new Problems();
        var root = string.IsNullOrWhiteSpace(text)
            ? throw new CaseFileException(file, 1, "the file is empty")
            : YamlReader.Read(file, text, problems);
        return problems.Errors is [var error, ..] ? throw new CaseFileException(file, error.Line, error.Message) : root!;
    }

    [GeneratedRegex(@"\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Variable { get; }

    extension(Node node)
    {
        /// <summary>The line that it stands on.</summary>
        public int Line => node.At.Line;

        /// <summary>
        /// The same tree with <c>${name}</c> replaced by the variables, in keys too; other templates stay. A text that is nothing but a
        /// variable becomes its value, of whatever kind.
        /// </summary>
        public Node Substitute(IReadOnlyDictionary<string, Node> variables) => node switch
        {
            MapNode map => new MapNode(map.At, [.. map.Entries.Select(entry =>
                new Entry(Replace(entry.Key, variables), entry.At, entry.Value.Substitute(variables)))]),
            ListNode list => new ListNode(list.At, [.. list.Items.Select(item => item.Substitute(variables))]),
            ScalarNode scalar => Substitute(scalar, variables),
            _ => node,
        };

        /// <summary>The tree as JSON, its texts passed through <paramref name="text"/> (which may give any JSON value).</summary>
        public JsonNode? ToJson(Func<ScalarNode, JsonNode?> text) => node switch
        {
            MapNode map => ToJson(map, text),
            ListNode list => new JsonArray([.. list.Items.Select(item => item.ToJson(text))]),
            ScalarNode { Type: ScalarType.Text } scalar => text(scalar),
            _ => NodeJson.ToJson(node),
        };

        /// <summary>The tree as JSON with its texts as they are.</summary>
        public JsonNode? ToJson() => node.ToJson(static scalar => JsonValue.Create(scalar.Text));
    }

    extension(ScalarNode scalar)
    {
        /// <summary>The whole number written here.</summary>
        public int? Integer =>
            int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    extension(Entry entry)
    {
        /// <summary>The line that its key stands on.</summary>
        public int Line => entry.At.Line;
    }

    /// <summary>A key that a variable has filled in may be one that stands there already: the last one counts.</summary>
    private static JsonObject ToJson(MapNode map, Func<ScalarNode, JsonNode?> text)
    {
        var json = new JsonObject();
        foreach (var entry in map.Entries)
            json[entry.Key] = entry.Value.ToJson(text);
        return json;
    }

    private static Node Substitute(ScalarNode scalar, IReadOnlyDictionary<string, Node> variables)
    {
        var match = Variable.Match(scalar.Text);
        if (match.Success && match.Length == scalar.Text.Length && variables.TryGetValue(match.Groups["name"].Value, out var whole))
            return whole;
        var replaced = Replace(scalar.Text, variables);
        return replaced == scalar.Text ? scalar : new ScalarNode(scalar.At, replaced, ScalarType.Text);
    }

    private static string Replace(string text, IReadOnlyDictionary<string, Node> variables) => Variable.Replace(text, match =>
        variables.TryGetValue(match.Groups["name"].Value, out var value) && value is ScalarNode scalar ? scalar.Text : match.Value);
}
