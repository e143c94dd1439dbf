using System.Globalization;
using System.Text;

namespace Waldur.Fake;

/// <summary>Requests as an HTTP archive (HAR 1.2), which browsers and tools for contract tests read.</summary>
internal static class HarText
{
    /// <summary>The archive.</summary>
    public static ReadOnlyMemory<byte> Of(IEnumerable<RecordedRequest> requests)
    {
        var json = new JsonOut("", 64 * 1024);
        json.Object(() => json.Object("log", () =>
        {
            json.Member("version", "1.2");
            json.Object("creator", () =>
            {
                json.Member("name", "Waldur.Fake");
                json.Member("version", typeof(HarText).Assembly.GetName().Version!.ToString(3));
            });
            json.Array("entries", () =>
            {
                foreach (var request in requests)
                    Write(json, request);
            });
        }));
        return json.Written;
    }

    private static void Write(JsonOut json, RecordedRequest request) => json.Object(() =>
    {
        var milliseconds = request.Duration.TotalMilliseconds;
        json.Member("startedDateTime", request.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        json.Name("time");
        json.Double(milliseconds);
        json.Object("request", () => WriteRequest(json, request));
        json.Object("response", () => WriteResponse(json, request));
        json.Object("cache", () => { });
        json.Object("timings", () =>
        {
            Number(json, "send", 0);
            json.Name("wait");
            json.Double(milliseconds);
            Number(json, "receive", 0);
        });
        json.Object("_waldur", () =>
        {
            json.Member("operation", request.Operation?.ToString());
            json.Member("caller", request.Caller);
            json.Member("fault", request.Faults.Count == 0 ? null : string.Join(", ", request.Faults));
        });
    });

    private static void WriteRequest(JsonOut json, RecordedRequest request)
    {
        var wire = request.Wire;
        json.Member("method", request.Method);
        json.Member("url", $"{wire.Scheme}://{wire.Host}{wire.PathBase}{wire.Target}");
        WriteCommon(json, request.Headers, request.RawBody.Length);
        WritePairs(json, "queryString", request.Query);
        if (request.RawBody.IsEmpty)
            return;
        json.Object("postData", () =>
        {
            json.Member("mimeType", request.BodyType ?? "");
            json.Member("text", request.BodyText);
        });
    }

    private static void WriteResponse(JsonOut json, RecordedRequest request)
    {
        Number(json, "status", request.Status);
        json.Member("statusText", "");
        WriteCommon(json, request.AnswerHeaders, request.RawAnswer.Length);
        json.Object("content", () =>
        {
            Number(json, "size", request.RawAnswer.Length);
            json.Member("mimeType", request.AnswerType ?? "");
            if (Utf8Text.IsValid(request.RawAnswer.Span, out _))
            {
                json.Member("text", Encoding.UTF8.GetString(request.RawAnswer.Span));
                return;
            }
            json.Member("text", Convert.ToBase64String(request.RawAnswer.Span));
            json.Member("encoding", "base64");
        });
        json.Member("redirectURL", request.AnswerHeaders.FirstOrDefault(field => field.Key == "Location").Value ?? "");
    }

    private static void WriteCommon(JsonOut json, IEnumerable<KeyValuePair<string, string>> headers, int size)
    {
        json.Member("httpVersion", "HTTP/1.1");
        WritePairs(json, "cookies", []);
        WritePairs(json, "headers", headers);
        Number(json, "headersSize", -1);
        Number(json, "bodySize", size);
    }

    private static void WritePairs(JsonOut json, string name, IEnumerable<KeyValuePair<string, string>> pairs) => json.Array(name, () =>
    {
        foreach (var (key, value) in pairs)
        {
            json.Object(() =>
            {
                json.Member("name", key);
                json.Member("value", value);
            });
        }
    });

    private static void Number(JsonOut json, string name, int value)
    {
        json.Name(name);
        json.Int(value);
    }
}
