using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;

namespace Waldur.Fake;

/// <summary>Text. A number or a boolean must be quoted to be text, so that nothing changes its spelling on the way.</summary>
internal sealed class TextForm(int max = int.MaxValue, int min = 0) : Form<string>
{
    public override string Name =>
        max == int.MaxValue ? "text" : string.Create(CultureInfo.InvariantCulture, $"text of at most {max} characters");

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out string value)
    {
        value = (node as ScalarNode)?.Text ?? "";
        if (node is not ScalarNode { Type: ScalarType.Text } scalar)
        {
            reading.Expected(node, node is ScalarNode { Type: not ScalarType.Null } ? "text in quotes" : "text");
            return false;
        }
        if (WrongWith(scalar.Text) is { } wrong)
            reading.Problems.Add(node.At, wrong);
        return true;
    }

    public override IEnumerable<Flaw> Flaws(string value, WorldData world) =>
        value is null ? [new("", "must not be null")] : WrongWith(value) is { } wrong ? [new("", wrong)] : [];

    private string? WrongWith(string text)
    {
        // Python counts code points, and so do Waldur's limits.
        if (text.Length > max && Python.Length(text) is var length && length > max)
            return string.Create(CultureInfo.InvariantCulture, $"expected at most {max} characters, not {length}");
        if (string.IsNullOrWhiteSpace(text) && min > 0)
            return "must not be blank";
        return text.Contains('\0', StringComparison.Ordinal) ? "a null character is not allowed" : null;
    }

    public override JsonObject Schema(SchemaBook book)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (min > 0)
            schema["minLength"] = min;
        if (max != int.MaxValue)
            schema["maxLength"] = max;
        return schema;
    }

    public override Node Write(string value, Writing writing) => Node.Of(value);
}

/// <summary>A single value of one spelling.</summary>
/// <param name="name">What the reference page calls it.</param>
/// <param name="expected">What is told when something else stands there.</param>
/// <param name="type">Its type in the JSON Schema.</param>
/// <param name="pattern">Its pattern there, or null.</param>
/// <param name="read">Reads it; null if it is something else.</param>
/// <param name="write">Writes it.</param>
internal sealed class ScalarForm<T>(
    string name, string expected, string type, string? pattern, Func<ScalarNode, T?> read, Func<T, Node> write)
    : Form<T>
    where T : struct
{
    public override string Name => name;

    public override bool TryRead(Node node, Reading reading, out T value)
    {
        var known = Read(node);
        if (known is null)
            reading.Expected(node, expected);
        value = known ?? default;
        return known is not null;
    }

    /// <summary>The value; null if it is something else, which is not told.</summary>
    public T? Read(Node? node) => node is ScalarNode scalar ? read(scalar) : null;

    public override JsonObject Schema(SchemaBook book)
    {
        var schema = new JsonObject { ["type"] = type };
        if (pattern is not null)
            schema["pattern"] = pattern;
        return schema;
    }

    public override Node Write(T value, Writing writing) => write(value);
}

/// <summary>A moment that the time of a world may be.</summary>
internal sealed class ClockForm : Form<DateTime>
{
    public override string Name => Forms.Moment.Name;

    public override bool TryRead(Node node, Reading reading, out DateTime value)
    {
        if (!Forms.Moment.TryRead(node, reading, out value))
            return false;
        if (value >= WorldData.Earliest && value <= WorldData.Latest)
            return true;
        reading.Expected(node, "a time between the years 1970 and 9000");
        return false;
    }

    public override JsonObject Schema(SchemaBook book) => Forms.Moment.Schema(book);

    public override Node Write(DateTime value, Writing writing) => Forms.Moment.Write(value, writing);
}

/// <summary>A whole number.</summary>
internal sealed class IntegerForm<T>(long min, long max) : Form<T>
    where T : struct, IBinaryInteger<T>
{
    public override string Name => (min, max) switch
    {
        (long.MinValue, long.MaxValue) => "whole number",
        _ when min == max => string.Create(CultureInfo.InvariantCulture, $"the number {min}"),
        (_, long.MaxValue) => string.Create(CultureInfo.InvariantCulture, $"whole number from {min}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"whole number from {min} to {max}"),
    };

    public override bool TryRead(Node node, Reading reading, out T value)
    {
        value = default;
        if (node is ScalarNode { Type: ScalarType.Integer } scalar
            && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max)
        {
            value = T.CreateChecked(number);
            return true;
        }
        reading.Expected(node, min == max ? Name : "a " + Name);
        return false;
    }

    public override IEnumerable<Flaw> Flaws(T value, WorldData world) =>
        long.CreateSaturating(value) is var number && number >= min && number <= max
        ? []
        : [new("", string.Create(CultureInfo.InvariantCulture, $"expected {(min == max ? Name : "a " + Name)}, not {value}"))];

    public override JsonObject Schema(SchemaBook book)
    {
        var schema = new JsonObject { ["type"] = "integer" };
        if (min != long.MinValue)
            schema["minimum"] = min;
        if (max != long.MaxValue)
            schema["maximum"] = max;
        return schema;
    }

    public override Node Write(T value, Writing writing) => Node.Of(value);
}

/// <summary>One of a few values, each with its text.</summary>
internal sealed class ChoiceForm<T>(IReadOnlyList<(string Text, T Value)> choices) : Form<T>
{
    public override string Name => string.Join(", ", Texts.Select(text => $"`{text}`"));

    private IEnumerable<string> Texts => choices.Select(choice => choice.Text);

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out T value)
    {
        var text = (node as ScalarNode)?.Text ?? "";
        foreach (var choice in choices)
        {
            if (choice.Text == text && node is ScalarNode { Type: ScalarType.Text })
            {
                value = choice.Value;
                return true;
            }
        }
        value = default;
        reading.Problems.Add(node.At, Expected(node.Described), Nearest.To(text, Texts));
        return false;
    }

    public override IEnumerable<Flaw> Flaws(T value, WorldData world) =>
        choices.Any(choice => EqualityComparer<T>.Default.Equals(choice.Value, value)) ? [] : [new("", Expected($"'{value}'"))];

    private string Expected(string other) => $"expected one of {string.Join(", ", Texts.Select(known => $"'{known}'"))}, not {other}";

    public override JsonObject Schema(SchemaBook book) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. Texts.Select(text => JsonValue.Create(text))]) };

    public override Node Write(T value, Writing writing) =>
        Node.Of(choices.First(choice => EqualityComparer<T>.Default.Equals(choice.Value, value)).Text);
}

/// <summary>The key of another object; a row has its identifier.</summary>
/// <param name="table">Where the other object is kept.</param>
internal sealed class ReferenceForm(TableDefinition table) : Form<Guid>
{
    public override string Name => $"key of `{table.Kind}`";

    public override bool TryRead(Node node, Reading reading, out Guid value)
    {
        value = default;
        if (node is ScalarNode { Type: not ScalarType.Null } scalar)
            return reading.TryFind(table.Kind, "", scalar.Text, node.At, out value);
        reading.Expected(node, $"a key of {table.Kind}");
        return false;
    }

    public override IEnumerable<Flaw> Flaws(Guid value, WorldData world) =>
        world.Contains(table, value) ? [] : [new("", $"{value:n} is the identifier of none of the {table.Kind}")];

    public override JsonObject Schema(SchemaBook book) => new() { ["type"] = new JsonArray("string", "integer") };

    public override Node Write(Guid value, Writing writing) => Node.Of(writing.KeyOf(table.Kind, value));
}
