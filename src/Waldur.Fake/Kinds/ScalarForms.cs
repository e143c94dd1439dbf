using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;

namespace Waldur.Fake;

/// <summary>Text. A number or a boolean must be quoted to be text, so that nothing changes its spelling on the way.</summary>
internal sealed class TextForm(int max = int.MaxValue, int min = 0) : Form<string>
{
    public override string Name => max == int.MaxValue ? "text" : string.Create(CultureInfo.InvariantCulture, $"text of at most {max} characters");

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out string value)
    {
        value = (node as ScalarNode)?.Text ?? "";
        if (node is not ScalarNode { Type: ScalarType.Text } scalar)
        {
            reading.Expected(node, node is ScalarNode { Type: not ScalarType.Null } ? "text in quotes" : "text");
            return false;
        }
        // Python counts code points, and so do Waldur's limits.
        if (scalar.Text.Length > max && Python.Length(scalar.Text) is var length && length > max)
            reading.Problems.Add(node.At, string.Create(CultureInfo.InvariantCulture, $"expected at most {max} characters, not {length}"));
        else if (string.IsNullOrWhiteSpace(scalar.Text) && min > 0)
            reading.Problems.Add(node.At, "must not be blank");
        else if (scalar.Text.Contains('\0', StringComparison.Ordinal))
            reading.Problems.Add(node.At, "a null character is not allowed");
        return true;
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

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed class FlagForm : Form<bool>
{
    public override string Name => "true or false";

    public override bool TryRead(Node node, Reading reading, out bool value)
    {
        value = node is ScalarNode { Type: ScalarType.Boolean, Text: "true" or "True" or "TRUE" };
        if (node is ScalarNode { Type: ScalarType.Boolean })
            return true;
        reading.Expected(node, "true or false");
        return false;
    }

    public override JsonObject Schema(SchemaBook book) => new() { ["type"] = "boolean" };

    public override Node Write(bool value, Writing writing) => Node.Of(value);
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

/// <summary>A number with at most four decimals, as Waldur stores the bounds of questions.</summary>
internal sealed class DecimalForm : Form<decimal>
{
    public override string Name => "number with at most 4 decimals";

    public override bool TryRead(Node node, Reading reading, out decimal value)
    {
        value = 0;
        if (node is ScalarNode { Type: ScalarType.Integer or ScalarType.Float } scalar
            && decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && Math.Abs(value) < 1e16m
            && decimal.Round(value, 4) == value)
        {
            return true;
        }
        reading.Expected(node, "a number with at most 16 digits before and 4 after the point");
        return false;
    }

    public override JsonObject Schema(SchemaBook book) => new() { ["type"] = "number" };

    public override Node Write(decimal value, Writing writing) => Node.Of(value);
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
        reading.Problems.Add(
            node.At, $"expected one of {string.Join(", ", Texts.Select(known => $"'{known}'"))}, not {node.Described}", Nearest.To(text, Texts));
        return false;
    }

    public override JsonObject Schema(SchemaBook book) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. Texts.Select(text => JsonValue.Create(text))]) };

    public override Node Write(T value, Writing writing) =>
        Node.Of(choices.First(choice => EqualityComparer<T>.Default.Equals(choice.Value, value)).Text);
}

/// <summary>An identifier, in any usual spelling.</summary>
internal sealed class UuidForm : Form<Guid>
{
    public override string Name => "uuid";

    public override bool TryRead(Node node, Reading reading, out Guid value)
    {
        value = default;
        if (node is ScalarNode scalar && TryParse(scalar, out value))
            return true;
        reading.Expected(node, "a uuid such as 0b9d8c7e6f5a4b3c2d1e0f9a8b7c6d5e");
        return false;
    }

    public static bool TryParse(ScalarNode node, out Guid value)
    {
        // 32 digits without a letter are a number to YAML; nobody means one here.
        var text = node.Text;
        if (text.StartsWith("urn:uuid:", StringComparison.OrdinalIgnoreCase))
            text = text["urn:uuid:".Length..];
        return Guid.TryParse(text, out value) && value != Guid.Empty;
    }

    public override JsonObject Schema(SchemaBook book) =>
        new() { ["type"] = "string", ["pattern"] = @"^(urn:uuid:)?\{?[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}\}?$" };

    public override Node Write(Guid value, Writing writing) => Node.Of(value.ToString("N"));
}

/// <summary>A moment: ISO 8601 with a zone, or a bare date, which is its midnight.</summary>
internal sealed class MomentForm : Form<DateTime>
{
    private static readonly string[] s_formats =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFK", "yyyy-MM-dd' 'HH:mm:ss.FFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"];

    public override string Name => "date-time";

    public override bool TryRead(Node node, Reading reading, out DateTime value)
    {
        if (node is MomentNode known)
        {
            value = known.Moment;
            return true;
        }
        value = default;
        if (node is ScalarNode { Type: ScalarType.Text } scalar
            && DateTime.TryParseExact(scalar.Text, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out value))
        {
            return true;
        }
        reading.Expected(node, "a date-time such as 2026-01-03T03:04:13Z");
        return false;
    }

    public override JsonObject Schema(SchemaBook book) => new() { ["type"] = "string", ["pattern"] = @"^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?)?$" };

    public override Node Write(DateTime value, Writing writing) => new MomentNode(value);
}

/// <summary>A day.</summary>
internal sealed class DateForm : Form<DateOnly>
{
    public override string Name => "date";

    public override bool TryRead(Node node, Reading reading, out DateOnly value)
    {
        value = default;
        if (node is ScalarNode { Type: ScalarType.Text } scalar
            && DateOnly.TryParseExact(scalar.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value))
        {
            return true;
        }
        reading.Expected(node, "a date such as 2026-01-31");
        return false;
    }

    public override JsonObject Schema(SchemaBook book) => new() { ["type"] = "string", ["pattern"] = @"^\d{4}-\d\d-\d\d$" };

    public override Node Write(DateOnly value, Writing writing) => Node.Of(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
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

    public override JsonObject Schema(SchemaBook book) => new() { ["type"] = new JsonArray("string", "integer") };

    public override Node Write(Guid value, Writing writing) => Node.Of(writing.KeyOf(table.Kind, value));
}
