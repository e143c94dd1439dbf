using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Waldur.Fake.Conformance;

/// <summary>One node of a case file or fixture, with the line it stands on.</summary>
public abstract partial record Node(int Line)
{
    /// <summary>Reads one YAML document; what is not YAML, or holds a key twice, is a <see cref="CaseFileException"/>.</summary>
    public static Node Parse(string text, string file)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count == 1
                ? From(stream.Documents[0].RootNode, file)
                : throw new CaseFileException(file, 1, $"one YAML document is expected, {stream.Documents.Count} found");
        }
        catch (YamlException error)
        {
            throw new CaseFileException(file, (int)error.Start.Line, error.Message, error);
        }
    }

    /// <summary>The same tree with <c>${name}</c> replaced by the variables, in keys too; other templates stay.</summary>
    public abstract Node Substitute(IReadOnlyDictionary<string, Node> variables);

    /// <summary>The tree as JSON, strings passed through <paramref name="text"/> (which may give any JSON value).</summary>
    public abstract JsonNode? ToJson(Func<ScalarNode, JsonNode?> text);

    /// <summary>The tree as JSON with its strings as they are.</summary>
    public JsonNode? ToJson() => ToJson(scalar => JsonValue.Create(scalar.Text));

    [GeneratedRegex(@"\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private protected static partial Regex Variable { get; }

    private protected static string Replace(string text, IReadOnlyDictionary<string, Node> variables) =>
        Variable.Replace(text, match => variables.TryGetValue(match.Groups["name"].Value, out var value) && value is ScalarNode scalar
            ? scalar.Text
            : match.Value);

    private static Node From(YamlNode node, string file)
    {
        var line = (int)node.Start.Line;
        return node switch
        {
            YamlScalarNode scalar => new ScalarNode(scalar.Value ?? "", scalar.Style is ScalarStyle.Plain, line),
            YamlSequenceNode list => new ListNode([.. list.Children.Select(child => From(child, file))], line),
            YamlMappingNode map => new MapNode(
                [.. map.Children.Select(pair => new Entry(
                    pair.Key is YamlScalarNode key ? key.Value ?? "" : throw new CaseFileException(file, line, "a key must be text"),
                    From(pair.Value, file),
                    (int)pair.Key.Start.Line))],
                line),
            _ => throw new CaseFileException(file, line, "unsupported YAML node"),
        };
    }
}

/// <summary>One key of a map with its value.</summary>
public sealed record Entry(string Key, Node Value, int Line);

/// <summary>A map; keys stay in file order.</summary>
public sealed record MapNode(IReadOnlyList<Entry> Entries, int Line) : Node(Line)
{
    /// <inheritdoc/>
    public override Node Substitute(IReadOnlyDictionary<string, Node> variables) =>
        this with { Entries = [.. Entries.Select(e => new Entry(Replace(e.Key, variables), e.Value.Substitute(variables), e.Line))] };

    /// <inheritdoc/>
    public override JsonNode ToJson(Func<ScalarNode, JsonNode?> text)
    {
        var json = new JsonObject();
        foreach (var entry in Entries)
        {
            json[entry.Key] = entry.Value.ToJson(text);
        }

        return json;
    }
}

/// <summary>A list.</summary>
public sealed record ListNode(IReadOnlyList<Node> Items, int Line) : Node(Line)
{
    /// <inheritdoc/>
    public override Node Substitute(IReadOnlyDictionary<string, Node> variables) =>
        this with { Items = [.. Items.Select(item => item.Substitute(variables))] };

    /// <inheritdoc/>
    public override JsonNode ToJson(Func<ScalarNode, JsonNode?> text) => new JsonArray([.. Items.Select(item => item.ToJson(text))]);
}

/// <summary>
/// A scalar; unquoted ones are null, a boolean or a number where they look like it (and text otherwise, also <c>yes</c> and dates).
/// </summary>
public sealed partial record ScalarNode(string Text, bool IsPlain, int Line) : Node(Line)
{
    /// <summary>Whether this is an unquoted null.</summary>
    public bool IsNull => IsPlain && Text is "" or "~" or "null";

    /// <summary>Whether this is text, and not a null, a boolean or a number.</summary>
    public bool IsText => !IsPlain || !(IsNull || Text is "true" or "false" || Number.IsMatch(Text));

    /// <inheritdoc/>
    public override Node Substitute(IReadOnlyDictionary<string, Node> variables)
    {
        if (Variable.Match(Text) is { Success: true } match && match.Length == Text.Length && variables.TryGetValue(
            match.Groups["name"].Value, out var whole))
        {
            return whole;
        }

        var replaced = Replace(Text, variables);
        return string.Equals(replaced, Text, StringComparison.Ordinal) ? this : new ScalarNode(replaced, IsPlain: false, Line);
    }

    /// <inheritdoc/>
    public override JsonNode? ToJson(Func<ScalarNode, JsonNode?> text) => IsNull ? null : IsText ? text(this) : JsonNode.Parse(Text);

    /// <summary>The whole number written here.</summary>
    public int? Integer => int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Number { get; }
}
