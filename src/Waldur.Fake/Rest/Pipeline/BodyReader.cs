using System.Text;

namespace Waldur.Fake;

/// <summary>Parses bodies: JSON, form, multipart (HTTP conventions, section 6.2).</summary>
internal static class BodyReader
{
    /// <summary>The body that an operation takes, read.</summary>
    public static Outcome<T> Read<T>(Call call, Body<T> body) =>
        (call.Body ?? Parse(call.Request, call.Settings.MaxBodySize)).Try(out var input, out var refusal)
            ? body.Read(input, call)
            : refusal;

    /// <summary>Parses the body that an operation takes, and prepares it.</summary>
    public static Func<WireRequest, ApiSettings, Outcome<BodyInput>>? Parsing<T>(
        Body<T>? body) => body is null ? null : (request, settings) =>
    {
        var parsed = Parse(request, settings.MaxBodySize);
        // There is one empty body for all requests; nothing is kept in it.
        if (parsed.Value is { } input && input != BodyInput.None)
            body.Prepare?.Invoke(input);
        return parsed;
    };

    /// <summary>The body of a request as it is sent. No data are asked for that.</summary>
    public static Outcome<BodyInput> Parse(WireRequest request, long limit)
    {
        if (request.BodyTooLarge)
            return Refuse.TooLarge(limit);
        if (request.Body.IsEmpty)
            return BodyInput.None;
        var header = request.Headers["Content-Type"] ?? "";
        var type = MediaType.Parse(header);
        return type.Name switch
        {
            "application/json" => Json(request.Body, type),
            "application/x-www-form-urlencoded" => BodyInput.Of([.. new Query(Encoding.UTF8.GetString(request.Body.Span)).Pairs]),
            "multipart/form-data" => Multipart(request.Body.Span, type),
            _ => Refuse.UnsupportedMediaType(header),
        };
    }

    private static Outcome<BodyInput> Json(ReadOnlyMemory<byte> body, MediaType type)
    {
        if (type.Parameter("charset") is { } charset && !BodyCharset.TryToUtf8(body, charset, out body, out var unknown))
            return Refuse.Detail(400, $"JSON parse error - {unknown}");
        return JsonSyntax.TryParse(body, out var value, out var error)
            ? BodyInput.Of(value)
            : Refuse.Detail(400, $"JSON parse error - {error}");
    }

    private static Outcome<BodyInput> Multipart(ReadOnlySpan<byte> body, MediaType type)
    {
        if (type.Parameter("boundary") is not { Length: > 0 } boundary)
        {
            var sent = type.Parameter("boundary") ?? "None";
            return Refuse.Detail(400, $"Multipart form parse error - Invalid boundary in multipart: {sent}");
        }
        var form = new List<KeyValuePair<string, string>>();
        // One character for each byte while splitting; values are UTF-8.
        var text = Encoding.Latin1.GetString(body);
        foreach (var part in ("\r\n" + text).Split("\r\n--" + boundary).Skip(1))
        {
            if (part.StartsWith("--", StringComparison.Ordinal))
                break;
            var headEnd = part.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (headEnd < 0)
                continue;
            var disposition = part[..headEnd].Split("\r\n")
                .FirstOrDefault(line => line.StartsWith("Content-Disposition:", StringComparison.OrdinalIgnoreCase));
            if (disposition is not null && MediaType.Parse(disposition).Parameter("name") is { } name)
                form.Add(new(Utf8(name), Utf8(part[(headEnd + 4)..])));
        }
        return BodyInput.Of(form);
    }

    private static string Utf8(string latin1) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(latin1));
}
