using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waldur.Fake.Conformance;

/// <summary>Compares JSON with what was expected, and says where they part.</summary>
internal sealed class JsonMatch(Uri baseAddress)
{
    /// <summary>The same keys in the same order with the same values; null = matches.</summary>
    public string? Exact(JsonNode? expected, JsonElement actual, string path = "$") => Compare(expected, actual, path, exact: true);

    /// <summary>At least what was expected; null = matches.</summary>
    public string? Subset(JsonNode? expected, JsonElement actual, string path = "$") => Compare(expected, actual, path, exact: false);

    private string? Compare(JsonNode? expected, JsonElement actual, string path, bool exact)
    {
        switch (expected)
        {
            case JsonObject map when actual.ValueKind is JsonValueKind.Object:
                return exact ? ExactObject(map, actual, path) : SubsetObject(map, actual, path);
            case JsonArray list when actual.ValueKind is JsonValueKind.Array:
                if (list.Count != actual.GetArrayLength())
                    return $"{path}: {list.Count} elements are expected, got {actual.GetArrayLength()}: {Short(actual)}";
                return list.Select((item, i) => Compare(item, actual[i], $"{path}[{i}]", exact)).FirstOrDefault(
                    problem => problem is not null);
            case JsonValue value when value.TryGetValue<string>(out var text):
                var matches = Pattern.Match(text, actual, baseAddress)
                    ?? (actual.ValueKind is JsonValueKind.String && string.Equals(actual.GetString(), text, StringComparison.Ordinal));
                return matches ? null : Differ(path, expected, actual);
            case null:
                return actual.ValueKind is JsonValueKind.Null ? null : Differ(path, expected, actual);
            default:
                return string.Equals(expected.ToJsonString(), actual.GetRawText(), StringComparison.Ordinal) ? null : Differ(
                    path, expected, actual);
        }
    }

    private string? ExactObject(JsonObject expected, JsonElement actual, string path)
    {
        var keys = actual.EnumerateObject().Select(property => property.Name).ToArray();
        return keys.SequenceEqual(expected.Select(pair => pair.Key), StringComparer.Ordinal)
            ? expected.Zip(
                actual.EnumerateObject(), (pair, property) => Compare(pair.Value, property.Value, $"{path}.{pair.Key}", exact: true))
                .FirstOrDefault(problem => problem is not null)
            : $"{path}: the keys {string.Join(", ", expected.Select(pair => pair.Key))} are expected, got {string.Join(", ", keys)}";
    }

    private string? SubsetObject(JsonObject expected, JsonElement actual, string path)
    {
        foreach (var (key, value) in expected)
        {
            var absent = value is JsonValue text && text.TryGetValue<string>(out var pattern) && pattern is Pattern.Absent;
            if (!actual.TryGetProperty(key, out var property))
            {
                if (!absent)
                    return $"{path}: the key {key} is missing in {Short(actual)}";
            }
            else if (absent)
            {
                return $"{path}.{key} must be absent, got {Short(property)}";
            }
            else if (Compare(value, property, $"{path}.{key}", exact: false) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static string Differ(string path, JsonNode? expected, JsonElement actual) =>
        $"{path}: {expected?.ToJsonString(Plain) ?? "null"} is expected, got {Short(actual)}";

    private static string Short(JsonElement actual)
    {
        var text = actual.GetRawText();
        return text.Length > 300 ? text[..300] + "…" : text;
    }

    private static readonly JsonSerializerOptions Plain = new() {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
