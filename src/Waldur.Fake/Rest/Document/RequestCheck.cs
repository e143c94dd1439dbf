using System.Globalization;
using System.Text.Json;

namespace Waldur.Fake;

/// <summary>
/// Compares requests with the contract: path, method, parameters and body. Waldur is more lenient than its contract (it ignores what it
/// does not know, and takes numbers for texts); who keeps to the contract is safe with any release that does.
/// </summary>
/// <param name="routes">Where the paths of the operations lead.</param>
internal sealed class RequestCheck(RouteTable routes)
{
    /// <summary>Everything that breaks the contract: the place and what is wrong there.</summary>
    /// <param name="method">The method.</param>
    /// <param name="target">Path and query, beginning with that of the API.</param>
    /// <param name="contentType">The type of the body, or null.</param>
    /// <param name="body">The body.</param>
    public IEnumerable<string> Violations(string method, string target, string? contentType, ReadOnlyMemory<byte> body)
    {
        var parts = target.Split('?', 2);
        var path = Uri.UnescapeDataString(parts[0]);
        var match = routes.Find(path);
        if (match.NeedsSlash)
            return ["path: it lacks the slash at its end"];
        if (match.Route is not { } route)
            return WaldurPaths.Release.IsRoute(path) ? [] : ["path: there is none such"];
        if (method == "OPTIONS")
            return [];
        if (!route.Operations.TryGetValue(method == "HEAD" ? "GET" : method, out var operation) || operation.Disabled)
            return [$"method: {method} is none of {route.Allow}"];
        var parameters = method == "HEAD" ? [.. operation.CountParameters] : operation.Parameters;
        return Path(operation, match.Uuid)
            .Concat(Parameters(parameters, new Query(parts.Length > 1 ? parts[1] : "")))
            .Concat(Body(operation, contentType, body));
    }

    private static IEnumerable<string> Path(Operation operation, string uuid) =>
        operation.Path.Contains("{uuid}", StringComparison.Ordinal) && !UuidText.TryParse(uuid, out _)
            ? [$"path: {uuid} is no uuid"]
            : [];

    private static IEnumerable<string> Parameters(IReadOnlyList<Parameter> known, Query query)
    {
        foreach (var (name, value) in query.Pairs)
        {
            // the one that every operation takes and none documents
            if (name == "format")
                continue;
            if (known.FirstOrDefault(parameter => parameter.Name == name) is not { } parameter)
                yield return $"?{name}: not a parameter of this operation";
            else if (Wrong(parameter, value) is { } wrong)
                yield return $"?{name}: {wrong}";
        }
        foreach (var missing in known.Where(parameter => parameter.Required && query.Last(parameter.Name) is null))
            yield return $"?{missing.Name}: missing";
    }

    private static string? Wrong(Parameter parameter, string value)
    {
        var values = parameter is { Exploded: false, Shape.Items: not null } ? value.Split(',') : [value];
        var shape = parameter.Shape.Items ?? parameter.Shape;
        return values.Select(one => Wrong(shape, one)).FirstOrDefault(wrong => wrong is not null);
    }

    private static string? Wrong(Shape shape, string value) => shape switch
    {
        { Enum: { } choices } when !choices.Any(choice => Convert.ToString(choice, CultureInfo.InvariantCulture) == value) =>
            $"{value} is none of {string.Join(", ", choices)}",
        { Type: "integer" } when !long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) =>
            $"{value} where integer was expected",
        { Type: "boolean" } when value is not ("true" or "false" or "True" or "False") => $"{value} where boolean was expected",
        { Format: "uuid" } when !UuidText.TryParse(value, out _) => $"{value} where string (uuid) was expected",
        { Format: "date-time" } when !DateTimeText.TryParse(value, out _) => $"{value} where string (date-time) was expected",
        { Format: "date" } when !DateText.TryParseFilter(value, out _) => $"{value} where string (date) was expected",
        _ => null,
    };

    private static IEnumerable<string> Body(Operation operation, string? contentType, ReadOnlyMemory<byte> body)
    {
        if (operation.Body is not { } shape)
            return IsNothing(body) ? [] : ["body: none is expected"];
        if (body.IsEmpty)
            return Missing(shape, default, "$");
        var type = contentType?.Split(';')[0].Trim().ToLowerInvariant();
        if (type is "multipart/form-data" or "application/x-www-form-urlencoded")
            return [];
        if (type != "application/json")
            return [$"body: its type is {type ?? "not told"}, and not application/json"];
        return JsonSyntax.TryParse(body, out var json, out _) ? Value(json, shape, "$") : ["body: it is not JSON"];
    }

    /// <summary>Clients like to send an empty object where nothing is asked for.</summary>
    private static bool IsNothing(ReadOnlyMemory<byte> body) => body.IsEmpty
        || (JsonSyntax.TryParse(body, out var json, out _) && json.ValueKind == JsonValueKind.Object && !json.EnumerateObject().Any());

    private static IEnumerable<string> Value(JsonElement value, Shape shape, string path)
    {
        shape = shape.DocumentedAs ?? shape;
        var expected = ShapeCheck.Describe(shape);
        if (value.ValueKind == JsonValueKind.Null)
            return shape.Nullable || shape is { Type: null, Enum: null } ? [] : [$"{path}: null where {expected} was expected"];
        if (!ShapeCheck.HasType(value, shape.Type))
            return [$"{path}: {ShapeCheck.Text(value)} where {expected} was expected"];
        if (shape.Enum is { } choices && !choices.Any(choice => Convert.ToString(choice, CultureInfo.InvariantCulture) == value.ToString()))
            return [$"{path}: {ShapeCheck.Text(value)} is none of {string.Join(", ", choices)}"];
        if (value.ValueKind == JsonValueKind.String && shape.MaxLength is { } most && Python.Length(value.GetString()!) > most)
            return [$"{path}: longer than {most.ToString(CultureInfo.InvariantCulture)} characters"];
        if (value.ValueKind == JsonValueKind.String && shape.Format is { } format && !HasFormat(value.GetString()!, format))
            return [$"{path}: {ShapeCheck.Text(value)} where {expected} was expected"];
        if (shape.Items is { } items)
            return value.EnumerateArray().SelectMany((item, i) => Value(item, items, FormattableString.Invariant($"{path}[{i}]")));
        return shape is { Members: not null, Open: false } ? Members(value, shape, path) : [];
    }

    private static IEnumerable<string> Members(JsonElement value, Shape shape, string path) => value.EnumerateObject()
        .SelectMany(sent => shape.Members!.FirstOrDefault(member => member.Name == sent.Name) is { } member
            ? Value(sent.Value, member.Shape, $"{path}.{sent.Name}")
            : [$"{path}.{sent.Name}: not a field of this body"])
        .Concat(Missing(shape, value, path));

    private static IEnumerable<string> Missing(Shape shape, JsonElement value, string path) => (shape.Members ?? [])
        .Where(member => member.Required && (value.ValueKind == JsonValueKind.Undefined || !value.TryGetProperty(member.Name, out _)))
        .Select(member => $"{path}.{member.Name}: missing");

    /// <summary>What is sent may be spelled in more ways than what is answered.</summary>
    private static bool HasFormat(string text, string format) => format switch
    {
        "uuid" => UuidText.TryParse(text, out _),
        // a link may be the path alone; an address that nobody has is an empty text
        "uri" => text.Length == 0 || text[0] == '/' || Uri.TryCreate(text, UriKind.Absolute, out _),
        "email" => text.Length == 0 || text.Contains('@', StringComparison.Ordinal),
        "date-time" => DateTimeText.TryParse(text, out _),
        "date" => DateText.TryParseFilter(text, out _),
        _ => true,
    };
}
