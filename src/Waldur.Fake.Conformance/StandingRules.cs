using System.Text.Json;

namespace Waldur.Fake.Conformance;

/// <summary>What holds for every JSON answer of the API, whatever the case is about (HT-36, HT-57).</summary>
internal static class StandingRules
{
    private static readonly (string Name, string Value)[] Headers =
    [
        ("Content-Type", "application/json"),
        ("Vary", "Accept, Accept-Language, Cookie"),
        ("X-Frame-Options", "DENY"),
        ("Content-Language", "en"),
    ];

    /// <summary>Free-form JSON, whose keys are somebody's own.</summary>
    private static readonly string[] Free = ["offering_plugin_options", "answer", "answer_data", "value", "keys"];

    public static IEnumerable<string> Broken(string path, Answer answer)
    {
        if (!path.StartsWith("/api/", StringComparison.Ordinal)
            || answer.Header("Content-Type")?.StartsWith("application/json", StringComparison.Ordinal) is not true)
        {
            yield break;
        }

        foreach (var (name, value) in Headers.Where(
            header => !string.Equals(answer.Header(header.Name), header.Value, StringComparison.Ordinal)))
        {
            yield return $"every API answer has {name}: {value}; this one has {answer.Header(name) ?? "none"}";
        }

        if (string.IsNullOrEmpty(answer.Header("Allow")))
            yield return "every API answer has Allow; this one has none";
        if (answer is { Status: < 300, Json: { } json })
        {
            foreach (var problem in Uuids(json, "$"))
                yield return problem;
        }
    }

    private static IEnumerable<string> Uuids(JsonElement json, string path) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany((item, i) => Uuids(item, $"{path}[{i}]")),
        JsonValueKind.Object =>
            json.EnumerateObject().Where(property => !Free.Contains(property.Name, StringComparer.Ordinal)).SelectMany(property =>
            property.Name is "uuid" || property.Name.EndsWith("_uuid", StringComparison.Ordinal)
                ? property.Value.ValueKind is JsonValueKind.String && property.Value.GetString() is { Length: > 0 } uuid
                    && !Pattern.IsUuid(uuid)
                    ? [$"{path}.{property.Name} is not 32 lower-case hex digits: {uuid}"]
                    : []
                : Uuids(property.Value, $"{path}.{property.Name}")),
        _ => [],
    };
}
