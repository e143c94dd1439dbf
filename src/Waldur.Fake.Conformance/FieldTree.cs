using System.Text.Json;

namespace Waldur.Fake.Conformance;

/// <summary>
/// The fields of an answer as Waldur's pages list them: <c>users</c>, <c>users.url</c> …; a list has the fields of its elements. An object
/// of which a page lists no field is free in form and not looked into.
/// </summary>
internal static class FieldTree
{
    public static IEnumerable<string> Of(JsonElement answer, IReadOnlyList<string> listed) => Of([answer], "", listed);

    private static IEnumerable<string> Of(IEnumerable<JsonElement> values, string prefix, IReadOnlyList<string> listed) => values
        .SelectMany(value => value.ValueKind is JsonValueKind.Array ? value.EnumerateArray() : (IEnumerable<JsonElement>)[value])
        .Where(value => value.ValueKind is JsonValueKind.Object)
        .SelectMany(value => value.EnumerateObject())
        .GroupBy(member => prefix + member.Name, member => member.Value, StringComparer.Ordinal)
        .SelectMany(field => listed.Any(one => one.StartsWith(field.Key + ".", StringComparison.Ordinal))
            ? Of(field, field.Key + ".", listed).Prepend(field.Key)
            : [field.Key]);
}
