using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Waldur.Fake.Conformance;

/// <summary>The patterns that stand for a value in an expectation, such as <c>&lt;uuid&gt;</c>.</summary>
internal static partial class Pattern
{
    public const string Absent = "<absent>";

    /// <summary>Whether a value matches an expected string; null if that string is no pattern.</summary>
    public static bool? Match(string expected, JsonElement actual, Uri baseAddress)
    {
        if (expected.Length < 3 || expected[0] is not '<' || expected[^1] is not '>')
            return null;
        var inner = expected[1..^1];
        var colon = inner.IndexOf(':', StringComparison.Ordinal);
        var text = actual.ValueKind is JsonValueKind.String ? actual.GetString() : null;
        return colon > 0
            ? MatchText(inner[..colon], inner[(colon + 1)..], text)
            : inner switch
            {
                "any" => true,
                "uuid" => text is not null && Uuid.IsMatch(text),
                "datetime" => text is not null && DateTime.IsMatch(text),
                "date" => text is not null && Date.IsMatch(text),
                "url" => text is not null && text.StartsWith(baseAddress.GetLeftPart(UriPartial.Authority) + "/", StringComparison.Ordinal),
                "string" => text is not null,
                "int" => actual.ValueKind is JsonValueKind.Number && long.TryParse(
                    actual.GetRawText(), CultureInfo.InvariantCulture, out _),
                "number" => actual.ValueKind is JsonValueKind.Number,
                "bool" => actual.ValueKind is JsonValueKind.True or JsonValueKind.False,
                "list" => actual.ValueKind is JsonValueKind.Array,
                "object" => actual.ValueKind is JsonValueKind.Object,
                _ => null,
            };
    }

    /// <summary>Whether a text is a uuid as Waldur writes them.</summary>
    public static bool IsUuid(string text) => Uuid.IsMatch(text);

    private static bool? MatchText(string name, string argument, string? text) => name switch
    {
        "matches" => text is not null && Regex.IsMatch(text, argument, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)),
        "contains" => text is not null && text.Contains(argument, StringComparison.Ordinal),
        "starts" => text is not null && text.StartsWith(argument, StringComparison.Ordinal),
        "not" => text is not null && !string.Equals(text, argument, StringComparison.Ordinal),
        "after" => text is not null && Moment(text) > Moment(argument),
        _ => null,
    };

    private static DateTimeOffset? Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    [GeneratedRegex(@"^[0-9a-f]{32}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Uuid { get; }

    [GeneratedRegex(
        @"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.(?!000000)[0-9]{6})?\+00:00$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex DateTime { get; }

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Date { get; }
}
