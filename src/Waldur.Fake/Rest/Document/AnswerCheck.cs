using System.Text.Json;

namespace Waldur.Fake;

/// <summary>
/// Compares answers with the contract: the answer of an operation with its form, a refusal with the error catalogue (HTTP conventions,
/// section 10). What lies outside the API, and what a proxy or a fault answers in its place, is not judged.
/// </summary>
/// <param name="routes">Where the paths of the operations lead.</param>
/// <param name="fidelity">What the answers follow.</param>
internal sealed class AnswerCheck(RouteTable routes, Fidelity fidelity)
{
    /// <summary>What the paths of the API begin with.</summary>
    public const string Root = "/api/";

    /// <summary>What breaks the contract; null if nothing does.</summary>
    /// <param name="method">The method of the request.</param>
    /// <param name="target">Its path and query.</param>
    /// <param name="status">The status of the answer.</param>
    /// <param name="body">Its body.</param>
    public string? Violation(string method, string target, int status, ReadOnlyMemory<byte> body)
    {
        var start = target.IndexOf(Root, StringComparison.Ordinal);
        // Behind a prefix of the path may lie an API or nothing: a page says nothing about which.
        if (start < 0 || (start > 0 && status == 404 && IsPage(body)))
            return null;
        var parts = target[start..].Split('?', 2);
        var wrong = Judge(method, Uri.UnescapeDataString(parts[0]), new Query(parts.Length > 1 ? parts[1] : ""), status, body);
        return wrong is null ? null : $"{method} {target[start..]} → {status}: {wrong}";
    }

    private string? Judge(string method, string path, Query query, int status, ReadOnlyMemory<byte> body)
    {
        var match = routes.Find(path);
        if (method == "HEAD")
        {
            if (!body.IsEmpty)
                return "an answer to HEAD has no body";
            if (status >= 400)
                return null;
        }
        if (status == 301)
            return match.NeedsSlash ? null : "a redirect where the path is complete";
        if (status is 500 or 404 && IsPage(body))
            return status == 500 || match.Route is null ? null : "the page for an unknown path, at a known one";
        if (status >= 400)
            return Refusal(status, body);
        if (method == "OPTIONS")
            return null;
        if (match.Route is not { } route)
            return "success on a path that does not exist";
        if (!route.Operations.TryGetValue(method == "HEAD" ? "GET" : method, out var operation) || operation.Disabled)
            return "success of a method that does not exist here";
        if (status != operation.Success)
            return $"success is {operation.Success} here";
        return method == "HEAD" ? null : Success(operation, query, body);
    }

    private string? Success(Operation operation, Query query, ReadOnlyMemory<byte> body)
    {
        if (operation.ResultOf(fidelity) is not { } shape)
            return body.IsEmpty ? null : "no body is expected";
        if (Parse(body) is not { } json)
            return "the body is not JSON";
        var table = shape.Items ?? shape;
        var selection = table is { Selectable: true, Members: { } members }
            ? FieldSelection.Of(query, members.Select(member => member.Name)) : null;
        return new ShapeCheck(selection?.Names).Difference(json, shape);
    }

    private static string? Refusal(int status, ReadOnlyMemory<byte> body) => status switch
    {
        400 => Parse(body) is { } json && IsErrors(json) ? null : "400 tells errors: an object by field, or a list of texts",
        404 when Parse(body) is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("tried", out _) => null,
        401 or 403 or 404 or 405 or 406 or 409 or 413 or 415 =>
            Parse(body) is { } json && IsDetail(json) ? null : $"{status} tells a detail, and nothing else",
        _ => null,
    };

    private static bool IsDetail(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.EnumerateObject().ToList() is [var only] && only.NameEquals("detail");

    // {"detail": "text"}, {"field": ["text", …]}, {"field": [{}, {"inner": […]}]}, {"field": {"inner": […]}} or ["text"]
    private static bool IsErrors(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => IsDetail(json) || json.EnumerateObject().Any(),
        JsonValueKind.Array => json.GetArrayLength() > 0,
        _ => false,
    };

    private static bool IsPage(ReadOnlyMemory<byte> body) => body.Span.TrimStart((byte)'\n').StartsWith("<!doctype html>"u8);

    private static JsonElement? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new() { MaxDepth = 2 * JsonSyntax.MaxDepth });
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
