using System.Globalization;
using System.Text.Json;

namespace Waldur.Fake;

/// <summary>Where JSON is not as it was expected. Objects may have more members than expected; lists may not have more items.</summary>
internal static class JsonDifference
{
    private const int MostShown = 80;

    /// <summary>The differences, in the order of what was expected; none if all is as it should be.</summary>
    public static IEnumerable<string> Of(JsonElement expected, JsonElement? actual, string path = "$")
    {
        if (actual is not { } value)
            return [$"{path}: expected {Text(expected)}, was absent"];
        return (expected.ValueKind, value.ValueKind) switch
        {
            (JsonValueKind.Object, JsonValueKind.Object) => expected.EnumerateObject()
                .SelectMany(member => Of(member.Value, Member(value, member.Name), $"{path}.{member.Name}")),
            (JsonValueKind.Array, JsonValueKind.Array) => Lists([.. expected.EnumerateArray()], [.. value.EnumerateArray()], path),
            _ => JsonElement.DeepEquals(expected, value) ? [] : [$"{path}: expected {Text(expected)}, was {Text(value)}"],
        };
    }

    /// <summary>How many values are expected.</summary>
    public static int Leaves(JsonElement expected) => expected.ValueKind switch
    {
        JsonValueKind.Object => Math.Max(1, expected.EnumerateObject().Sum(member => Leaves(member.Value))),
        JsonValueKind.Array => Math.Max(1, expected.EnumerateArray().Sum(Leaves)),
        _ => 1,
    };

    /// <summary>A value as it is shown.</summary>
    public static string Text(JsonElement value)
    {
        var json = new JsonOut("");
        json.Value(value);
        var text = json.ToString();
        return text.Length <= MostShown ? text : text[..(MostShown - 3)] + "...";
    }

    private static IEnumerable<string> Lists(IReadOnlyList<JsonElement> expected, IReadOnlyList<JsonElement> actual, string path)
    {
        for (var i = 0; i < expected.Count; i++)
        {
            foreach (var difference in Of(
                expected[i], i < actual.Count ? actual[i] : null, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]")))
            {
                yield return difference;
            }
        }
        if (actual.Count > expected.Count)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{path}: expected {expected.Count} items, were {actual.Count}; one more is {Text(actual[expected.Count])}");
        }
    }

    private static JsonElement? Member(JsonElement value, string name) => value.TryGetProperty(name, out var member) ? member : null;
}
