using System.Text;

namespace Waldur.Fake;

/// <summary>Parses bodies: JSON, form, multipart (HTTP conventions, section 6.2).</summary>
internal static class BodyReader
{
    /// <summary>The body of a request, or the refusal.</summary>
    public static (BodyInput? Body, Answer? Refusal) Read(WireRequest request, long limit)
    {
        if (request.BodyTooLarge)
            return (null, Refuse.TooLarge(limit));
        if (request.Body.IsEmpty)
            return (BodyInput.None, null);
        var header = request.Headers["Content-Type"] ?? "";
        var type = MediaType.Parse(header);
        return type.Name switch
        {
            "application/json" => Json(request.Body, type),
            "application/x-www-form-urlencoded" => (BodyInput.Of(Form(Encoding.UTF8.GetString(request.Body.Span))), null),
            "multipart/form-data" => Multipart(request.Body.Span, type),
            _ => (null, Refuse.UnsupportedMediaType(header)),
        };
    }

    private static (BodyInput?, Answer?) Json(ReadOnlyMemory<byte> body, MediaType type)
    {
        if (type.Parameter("charset") is { } charset && !BodyCharset.TryToUtf8(body, charset, out body, out var unknown))
            return (null, Refuse.Detail(400, $"JSON parse error - {unknown}"));
        return JsonSyntax.TryParse(body, out var value, out var error)
            ? (BodyInput.Of(value), null)
            : (null, Refuse.Detail(400, $"JSON parse error - {error}"));
    }

    private static List<KeyValuePair<string, string>> Form(string text) => [.. new Query(text).Pairs];

    private static (BodyInput?, Answer?) Multipart(ReadOnlySpan<byte> body, MediaType type)
    {
        if (type.Parameter("boundary") is not { Length: > 0 } boundary)
            return (null, Refuse.Detail(400, "Multipart form parse error - Invalid boundary in multipart: None"));
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
        return (BodyInput.Of(form), null);
    }

    private static string Utf8(string latin1) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(latin1));
}

/// <summary>A media type with its parameters.</summary>
internal sealed class MediaType
{
    private readonly List<KeyValuePair<string, string>> _parameters = [];

    private MediaType(string name) => Name = name;

    /// <summary>Type and subtype in lower case.</summary>
    public string Name { get; }

    /// <summary>The value of a parameter, or null.</summary>
    public string? Parameter(string name)
    {
        foreach (var (key, value) in _parameters)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return value;
        }
        return null;
    }

    /// <summary>Reads <c>type/subtype; name=value; name="value"</c>.</summary>
    public static MediaType Parse(string header)
    {
        var parts = header.Split(';');
        var type = new MediaType(parts[0].Trim().ToLowerInvariant());
        foreach (var part in parts.Skip(1))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                type._parameters.Add(new(part[..equals].Trim(), part[(equals + 1)..].Trim().Trim('"')));
        }
        return type;
    }
}
