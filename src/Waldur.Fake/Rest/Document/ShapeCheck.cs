using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Waldur.Fake;

/// <summary>Compares a JSON value with its form: type, null, choices, format, and the members with their order.</summary>
/// <param name="selected">The members that <c>?field=</c> asked for; null: all are sent.</param>
internal sealed partial class ShapeCheck(IReadOnlySet<string>? selected)
{
    private const int Shown = 60;

    /// <summary>The first difference, beginning with the path to it; null if there is none.</summary>
    public string? Difference(JsonElement value, Shape shape, string path = "$")
    {
        if (value.ValueKind == JsonValueKind.Null)
            return shape.Nullable || shape is { Type: null, Enum: null } ? null : $"{path}: null where {Describe(shape)} was expected";
        if (!HasType(value, shape.Type))
            return $"{path}: {Text(value)} where {Describe(shape)} was expected";
        if (shape.Enum is { } choices && !choices.Any(choice => Convert.ToString(choice, CultureInfo.InvariantCulture) == value.ToString()))
            return $"{path}: {Text(value)} is none of {string.Join(", ", choices)}";
        if (shape.Format is { } format && !HasFormat(value, format))
            return $"{path}: {Text(value)} where {Describe(shape)} was expected";
        if (shape.Items is { } items)
        {
            return value.EnumerateArray().Select((item, i) => Difference(item, items, $"{path}[{i}]")).FirstOrDefault(
                wrong => wrong is not null);
        }

        return shape is { Members: { } members, Open: false } ? MembersDifference(value, shape, members, path) : null;
    }

    private string? MembersDifference(JsonElement value, Shape shape, IReadOnlyList<Shape.Member> members, string path)
    {
        var next = 0;
        var only = shape.Selectable ? selected : null;
        foreach (var sent in value.EnumerateObject())
        {
            var at = next;
            while (at < members.Count && members[at].Name != sent.Name)
                at++;
            if (at == members.Count)
            {
                return members.Any(member => member.Name == sent.Name)
                    ? $"{path}.{sent.Name}: out of order, or twice"
                    : $"{path}.{sent.Name}: not a member that the contract knows";
            }

            if (only?.Contains(sent.Name) == false)
                return $"{path}.{sent.Name}: was not asked for";
            if (Missing(members, next, at, only) is { } skipped)
                return $"{path}.{skipped}: missing, or after {sent.Name}";
            if (Difference(sent.Value, members[at].Shape, $"{path}.{sent.Name}") is { } wrong)
                return wrong;
            next = at + 1;
        }
        return Missing(members, next, members.Count, only) is { } missing ? $"{path}.{missing}: missing" : null;
    }

    private static string? Missing(IReadOnlyList<Shape.Member> members, int from, int to, IReadOnlySet<string>? only)
    {
        for (var i = from; i < to; i++)
        {
            if (members[i].Required && only?.Contains(members[i].Name) != false)
                return members[i].Name;
        }
        return null;
    }

    internal static bool HasType(JsonElement value, string? type) => type switch
    {
        null => true,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetRawText().All(digit => char.IsAsciiDigit(digit) || digit == '-'),
        "number" => value.ValueKind == JsonValueKind.Number,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => throw new ArgumentException($"There is no JSON type {type}.", nameof(type)),
    };

    // An address that nobody gave is an empty string.
    private static bool HasFormat(JsonElement value, string format) =>
        value.ValueKind != JsonValueKind.String || value.GetString()! is var text && format switch
    {
        "uuid" => Uuid.IsMatch(text),
        "uri" => text.Length == 0 || (
            Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "ftp" or "ftps"),
        "email" => text.Length == 0 || text.Contains('@', StringComparison.Ordinal),
        "date-time" => Moment.IsMatch(text),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "decimal" => Fraction.IsMatch(text),
        _ => throw new ArgumentException($"There is no format {format}.", nameof(format)),
    };

    internal static string Describe(Shape shape) => (shape.Type ?? "a value") + (shape.Format is { } format ? $" ({format})" : "");

    internal static string Text(JsonElement value) => value.GetRawText() is var text && text.Length > Shown ? text[..Shown] + "…" : text;

    [GeneratedRegex("^[0-9a-f]{32}$", RegexOptions.CultureInvariant)]
    private static partial Regex Uuid { get; }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?\+00:00$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Moment { get; }

    [GeneratedRegex(@"^-?\d+(\.\d+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Fraction { get; }
}
