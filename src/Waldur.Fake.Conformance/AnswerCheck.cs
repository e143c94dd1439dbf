using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Waldur.Fake.Conformance;

/// <summary>Holds an answer against an expectation; gives every difference.</summary>
internal sealed class AnswerCheck(Scope scope, Uri baseAddress)
{
    private readonly JsonMatch _json = new(baseAddress);

    public IEnumerable<string> Differences(Expectation expected, Answer answer) =>
        Wire(expected, answer).Concat(Body(expected, answer)).Concat(Lists(expected, answer)).Where(problem => problem is not null)!;

    private IEnumerable<string?> Wire(Expectation expected, Answer answer)
    {
        if (expected.Status != answer.Status)
            yield return $"status {expected.Status} is expected, got {answer.Status}";
        foreach (var entry in expected.Headers?.Entries ?? [])
            yield return Header(entry.Key, scope.Render(entry.Value), answer.Header(entry.Key));
        if (expected.Empty && (answer.Bytes.Length > 0 || answer.Header("Content-Type") is not null))
            yield return "no body and no Content-Type is expected";
        if (expected.Text is { } text && !string.Equals(answer.Text, scope.Render(text), StringComparison.Ordinal))
            yield return $"the body {scope.Render(text)} is expected";
        if (expected.Matches is { } pattern && !IsMatch(answer.Text, scope.Render(pattern)))
            yield return $"the body does not match {scope.Render(pattern)}";
        if (expected.NotMatches is { } not && IsMatch(answer.Text, scope.Render(not)))
            yield return $"the body matches {scope.Render(not)}";
    }

    private IEnumerable<string?> Body(Expectation expected, Answer answer)
    {
        if (expected is { Body: null, Contains: null, DetailStarts: null })
            yield break;
        if (answer.Json is not { } json)
        {
            yield return "a JSON body is expected";
            yield break;
        }

        if (expected.Body is not null)
            yield return _json.Exact(scope.Render(expected.Body), json);
        if (expected.Contains is not null)
            yield return _json.Subset(scope.Render(expected.Contains), json);
        if (expected.DetailStarts is { } start)
            yield return _json.Subset(new JsonObject { ["detail"] = $"<starts:{scope.Render(start)}>" }, json);
    }

    private IEnumerable<string?> Lists(Expectation expected, Answer answer)
    {
        if (expected.Keys is not null)
        {
            yield return answer.Json switch
            {
                { ValueKind: JsonValueKind.Object } map => Keys(expected.Keys, map, "$"),
                { ValueKind: JsonValueKind.Array } all when all.GetArrayLength() > 0 =>
                    all.EnumerateArray().Select((item, i) => Keys(expected.Keys, item, $"$[{i}]")).FirstOrDefault(
                        problem => problem is not null),
                _ => "an object, or a list of objects, is expected",
            };
        }

        if (expected.Fields is { } fields)
        {
            var got = answer.Json is { } json ? FieldTree.Of(json, fields).ToArray() : [];
            yield return got.SequenceEqual(fields, StringComparer.Ordinal)
                ? null
                : $"the fields {string.Join(", ", fields)} are expected, got {string.Join(", ", got)}";
        }

        if (expected is { Items: null, HasItem: null, Count: null })
            yield break;
        if (answer.Json is not { ValueKind: JsonValueKind.Array } list)
        {
            yield return "a list is expected";
            yield break;
        }

        if (expected.Count is { } count && list.GetArrayLength() != count)
            yield return $"{count} elements are expected, got {list.GetArrayLength()}";
        if (expected.Items is { } items)
        {
            var field = expected.ItemField ?? "uuid";
            using var got = JsonDocument.Parse($"[{string.Join(',', list.EnumerateArray()
                .Select(item => item.TryGetProperty(field, out var value) ? value.GetRawText() : "\"(no such field)\""))}]");
            yield return _json.Exact(new JsonArray([.. items.Select(scope.Render)]), got.RootElement, $"$[*].{field}");
        }

        if (expected.HasItem is { } one && list.EnumerateArray().All(item => _json.Subset(scope.Render(one), item) is not null))
            yield return $"no element contains {scope.Render(one)?.ToJsonString()}";
    }

    private string? Header(string name, JsonNode? expected, string? actual)
    {
        if (expected is null)
            return actual is null ? null : $"the header {name} must be absent, got {actual}";
        if (actual is null)
            return $"the header {name} is missing";
        var text = expected is JsonValue value && value.TryGetValue<string>(out var inner) ? inner : expected.ToJsonString();
        return _json.Exact(JsonValue.Create(text), JsonOut.Element(actual)) is null
            ? null
            : $"the header {name}: {text} is expected, got {actual}";
    }

    private static string? Keys(IReadOnlyList<string> expected, JsonElement actual, string path)
    {
        if (actual.ValueKind is not JsonValueKind.Object)
            return $"{path}: an object is expected";
        var keys = actual.EnumerateObject().Select(property => property.Name).ToArray();
        return keys.SequenceEqual(expected, StringComparer.Ordinal)
            ? null
            : $"{path}: the keys {string.Join(", ", expected)} are expected, got {string.Join(", ", keys)}";
    }

    private static bool IsMatch(string text, string pattern) =>
        Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
