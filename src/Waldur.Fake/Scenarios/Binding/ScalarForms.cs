using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Waldur.Fake;

/// <summary>Text. A number or a boolean must be quoted to be text, so that nothing changes its spelling on the way.</summary>
internal sealed class TextForm(int max = int.MaxValue, int min = 0) : Form<string>
{
    public override string Name => max == int.MaxValue ? "text" : string.Create(CultureInfo.InvariantCulture, $"text of at most {max} characters");

    public override bool TryRead(Node node, BindingContext context, [MaybeNullWhen(false)] out string value)
    {
        value = (node as ScalarNode)?.Text ?? "";
        if (node is not ScalarNode { Type: ScalarType.Text } scalar)
        {
            context.Expected(node, node is ScalarNode { Type: not ScalarType.Null } ? "text in quotes" : "text");
            return false;
        }
        // Python counts code points, and so do Waldur's limits.
        var length = scalar.Text.EnumerateRunes().Count();
        if (length > max)
            context.Problems.Add(node.At, string.Create(CultureInfo.InvariantCulture, $"expected at most {max} characters, not {length}"));
        else if (string.IsNullOrWhiteSpace(scalar.Text) && min > 0)
            context.Problems.Add(node.At, "must not be blank");
        else if (scalar.Text.Contains('\0', StringComparison.Ordinal))
            context.Problems.Add(node.At, "a null character is not allowed");
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

    public override JsonNode Write(object value) => JsonValue.Create((string)value);
}

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed class FlagForm : Form<bool>
{
    public override string Name => "true or false";

    public override bool TryRead(Node node, BindingContext context, out bool value)
    {
        value = node is ScalarNode { Type: ScalarType.Boolean, Text: "true" or "True" or "TRUE" };
        if (node is ScalarNode { Type: ScalarType.Boolean })
            return true;
        context.Expected(node, "true or false");
        return false;
    }

    public override JsonObject Schema(SchemaBook book) => new() { ["type"] = "boolean" };

    public override JsonNode Write(object value) => JsonValue.Create((bool)value);
}

/// <summary>A whole number.</summary>
internal sealed class IntegerForm(long min = long.MinValue, long max = long.MaxValue) : Form<long>
{
    public override string Name => (min, max) switch
    {
        (long.MinValue, long.MaxValue) => "whole number",
        _ when min == max => string.Create(CultureInfo.InvariantCulture, $"the number {min}"),
        (_, long.MaxValue) => string.Create(CultureInfo.InvariantCulture, $"whole number from {min}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"whole number from {min} to {max}"),
    };

    public override bool TryRead(Node node, BindingContext context, out long value)
    {
        value = 0;
        if (node is ScalarNode { Type: ScalarType.Integer } scalar
            && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
            && value >= min && value <= max)
        {
            return true;
        }
        context.Expected(node, min == max ? Name : "a " + Name);
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

    public override JsonNode Write(object value) => JsonValue.Create((long)value);
}

/// <summary>A number with at most four decimals, as Waldur stores the bounds of questions.</summary>
internal sealed class DecimalForm : Form<decimal>
{
    public override string Name => "number with at most 4 decimals";

    public override bool TryRead(Node node, BindingContext context, out decimal value)
    {
        value = 0;
        if (node is ScalarNode { Type: ScalarType.Integer or ScalarType.Float } scalar
            && decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && Math.Abs(value) < 1e16m
            && decimal.Round(value, 4) == value)
        {
            return true;
        }
        context.Expected(node, "a number with at most 16 digits before and 4 after the point");
        return false;
    }

    public override JsonObject Schema(SchemaBook book) => new() { ["type"] = "number" };

    public override JsonNode Write(object value) => JsonValue.Create((decimal)value);
}

/// <summary>One of a few texts.</summary>
internal sealed class ChoiceForm(params IReadOnlyList<string> choices) : Form<string>
{
    public IReadOnlyList<string> Choices => choices;

    public override string Name => string.Join(", ", choices.Select(choice => $"`{choice}`"));

    public override bool TryRead(Node node, BindingContext context, [MaybeNullWhen(false)] out string value)
    {
        value = (node as ScalarNode)?.Text ?? "";
        if (node is ScalarNode { Type: ScalarType.Text } && choices.Contains(value, StringComparer.Ordinal))
            return true;
        context.Problems.Add(
            node.At,
            $"expected one of {string.Join(", ", choices.Select(choice => $"'{choice}'"))}, not {node.Described}",
            Nearest.To(value, choices));
        return false;
    }

    public override JsonObject Schema(SchemaBook book) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. choices.Select(choice => JsonValue.Create(choice))]) };

    public override JsonNode Write(object value) => JsonValue.Create((string)value);
}

/// <summary>An identifier, in any usual spelling.</summary>
internal sealed class UuidForm : Form<Guid>
{
    public override string Name => "uuid";

    public override bool TryRead(Node node, BindingContext context, out Guid value)
    {
        value = default;
        // 32 digits without a letter are a number to YAML; nobody means one here.
        if (node is ScalarNode { Type: not ScalarType.Null } scalar && Guid.TryParse(Bare(scalar.Text), out value) && value != Guid.Empty)
            return true;
        context.Expected(node, "a uuid such as 0b9d8c7e6f5a4b3c2d1e0f9a8b7c6d5e");
        return false;
    }

    private static string Bare(string text) =>
        text.StartsWith("urn:uuid:", StringComparison.OrdinalIgnoreCase) ? text["urn:uuid:".Length..] : text;

    public override JsonObject Schema(SchemaBook book) =>
        new() { ["type"] = "string", ["pattern"] = @"^(urn:uuid:)?\{?[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}\}?$" };

    public override JsonNode Write(object value) => JsonValue.Create(((Guid)value).ToString("N"));
}

/// <summary>A moment: ISO 8601 with a zone, or a bare date, which is its midnight.</summary>
internal sealed class MomentForm : Form<DateTime>
{
    private static readonly string[] s_formats =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFK", "yyyy-MM-dd' 'HH:mm:ss.FFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"];

    public override string Name => "date-time";

    public override bool TryRead(Node node, BindingContext context, out DateTime value)
    {
        value = default;
        if (node is ScalarNode { Type: ScalarType.Text } scalar
            && DateTime.TryParseExact(scalar.Text, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out value))
        {
            return true;
        }
        context.Expected(node, "a date-time such as 2026-01-03T03:04:13Z");
        return false;
    }

    public override JsonObject Schema(SchemaBook book) => new() { ["type"] = "string", ["pattern"] = @"^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?)?$" };

    public override JsonNode Write(object value) =>
        JsonValue.Create(((DateTime)value).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture));
}

/// <summary>A day.</summary>
internal sealed class DateForm : Form<DateOnly>
{
    public override string Name => "date";

    public override bool TryRead(Node node, BindingContext context, out DateOnly value)
    {
        value = default;
        if (node is ScalarNode { Type: ScalarType.Text } scalar
            && DateOnly.TryParseExact(scalar.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value))
        {
            return true;
        }
        context.Expected(node, "a date such as 2026-01-31");
        return false;
    }

    public override JsonObject Schema(SchemaBook book) => new() { ["type"] = "string", ["pattern"] = @"^\d{4}-\d\d-\d\d$" };

    public override JsonNode Write(object value) => JsonValue.Create(((DateOnly)value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}

/// <summary>The key of another object.</summary>
/// <param name="kind">Kind of the other object.</param>
internal sealed class ReferenceForm(string kind) : Form<string>
{
    public override string Name => $"key of `{kind}`";

    public override bool TryRead(Node node, BindingContext context, [MaybeNullWhen(false)] out string value)
    {
        value = (node as ScalarNode)?.Text ?? "";
        if (node is not ScalarNode { Type: not ScalarType.Null } scalar)
        {
            context.Expected(node, $"a key of {kind}");
            return false;
        }
        context.References.Add(new(kind, scalar.Text, node.At, context.Problems.Path));
        return true;
    }

    public override JsonObject Schema(SchemaBook book) => new() { ["type"] = new JsonArray("string", "integer") };

    public override JsonNode Write(object value) => JsonValue.Create((string)value);
}
