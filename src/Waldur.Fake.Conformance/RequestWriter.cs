using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waldur.Fake.Conformance;

/// <summary>Makes the message of a step: nothing is normalised, so that the server sees what the case says.</summary>
internal static class RequestWriter
{
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static HttpRequestMessage Write(RequestStep step, Scope scope, Uri baseAddress)
    {
        var target = scope.Render(step.Target);
        if (!target.StartsWith('/') || target.Any(c => c is <= ' ' or > '~'))
            throw new TemplateException($"`{target}` is not a path as it goes over the wire: percent-encode it");
        var address = new Uri(baseAddress.GetLeftPart(UriPartial.Authority) + target, AsWritten);
        var message = new HttpRequestMessage(new HttpMethod(step.Method), address);
        var headers = step.Headers?.Entries ?? [];
        if (step.As is not "nobody" && !headers.Any(header => header.Key is "Authorization"))
            message.Headers.TryAddWithoutValidation("Authorization", "Token " + scope.Token(step.As));
        foreach (var header in headers.Where(header => header.Value is not ScalarNode { IsNull: true }))
            message.Headers.TryAddWithoutValidation(header.Key, Text(header.Value, scope));
        message.Content = step.Body is null ? null : Content(step.Body, scope);
        return message;
    }

    private static HttpContent Content(RequestBody body, Scope scope)
    {
        if (body.Kind is BodyKind.Multipart)
        {
            var parts = new MultipartFormDataContent("waldur-fake-boundary");
            foreach (var (key, value) in Pairs(body.Content, scope))
            {
                var part = new ByteArrayContent(Encoding.UTF8.GetBytes(value));
                part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{key}\"");
                parts.Add(part);
            }

            return body.HasContentType ? Typed(parts, body.ContentType) : parts;
        }

        var (bytes, type) = body.Kind switch
        {
            BodyKind.Json => (Encoding.UTF8.GetBytes(scope.Render(body.Content)?.ToJsonString(Plain) ?? "null"), "application/json"),
            BodyKind.Text => (Encoding.UTF8.GetBytes(Text(body.Content, scope)), "application/json"),
            BodyKind.Base64 => (Convert.FromBase64String(Text(body.Content, scope)), "application/json"),
            BodyKind.Form => (Encoding.UTF8.GetBytes(string.Join('&', Pairs(body.Content, scope)
                .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"))),
                "application/x-www-form-urlencoded"),
            _ => ([], null),
        };
        return Typed(new ByteArrayContent(bytes), body.HasContentType ? body.ContentType : type);
    }

    private static HttpContent Typed(HttpContent content, string? type)
    {
        content.Headers.Remove("Content-Type");
        if (type is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(Node node, Scope scope) =>
        (node as MapNode ?? throw new TemplateException("a form must be a map")).Entries.SelectMany(entry => entry.Value is ListNode list
            ? list.Items.Select(item => KeyValuePair.Create(entry.Key, Text(item, scope)))
            : [KeyValuePair.Create(entry.Key, Text(entry.Value, scope))]);

    private static string Text(Node node, Scope scope) => node is ScalarNode scalar
        ? scope.Render(scalar.Text)
        : scope.Render(node)!.ToJsonString(Plain);
}
