using System.Text.Json;

namespace Waldur.Fake;

/// <summary>Recorded requests as JSON: as <c>GET /_fake/requests</c> shows them, and exactly, as run files keep them.</summary>
internal static class RecordedJson
{
    /// <summary>Writes a request as people want to see it: bodies are JSON where they are JSON.</summary>
    public static void Write(JsonOut json, RecordedRequest request) => json.Object(() =>
    {
        WriteHead(json, request);
        json.Object("query", () =>
        {
            foreach (var values in request.Query.GroupBy(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal))
                json.Array(values.Key, () => All(values, json.String));
        });
        json.Name("headers");
        WriteFields(json, request.Headers);
        json.Name("body");
        WriteBody(json, request.Body, request.BodyText);
        WriteStatus(json, request);
        json.Name("answer_headers");
        WriteFields(json, request.AnswerHeaders);
        json.Name("answer");
        WriteBody(json, request.Answer, request.AnswerText);
        WriteMeaning(json, request);
    });

    /// <summary>Writes a request so that it can be repeated, and its answer so that it can be compared to the byte.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="request">The request.</param>
    /// <param name="scenario">The world that it found, as a scenario, if others had changed it; or null.</param>
    public static void WriteExactly(JsonOut json, RecordedRequest request, string? scenario) => json.Object(() =>
    {
        WriteHead(json, request);
        if (scenario is not null)
        {
            json.Name("scenario");
            json.Raw(scenario);
        }
        json.Member("scheme", request.Scheme);
        json.Member("host", request.Wire.Host);
        json.Member("path_base", request.Wire.PathBase);
        json.Member("world_path", request.Wire.WorldPath);
        json.Member("target", request.Target);
        json.Name("headers");
        WriteFields(json, request.Headers);
        WriteBytes(json, "body", request.RawBody);
        WriteStatus(json, request);
        json.Name("answer_headers");
        WriteFields(json, request.AnswerHeaders);
        WriteBytes(json, "answer", request.RawAnswer);
        json.Member("has_bodies", request.HasBodies);
        WriteMeaning(json, request);
    });

    private static void WriteHead(JsonOut json, RecordedRequest request)
    {
        json.Name("number");
        json.Int(request.Number);
        json.Name("time");
        json.DateTime(request.Time.UtcDateTime);
        json.Member("operation", request.Operation?.ToString());
        json.Member("caller", request.Caller);
        json.Member("impersonator", request.Impersonator);
        json.Member("method", request.Method);
        json.Member("path", request.Path);
    }

    private static void WriteStatus(JsonOut json, RecordedRequest request)
    {
        json.Name("status");
        json.Int(request.Status);
    }

    private static void WriteMeaning(JsonOut json, RecordedRequest request)
    {
        json.Name("duration");
        json.Double(request.Duration.TotalSeconds);
        json.Name("changes");
        WorldDiff.Write(json, request.Changes);
        json.Array("events", () => All(request.Events, entry => json.Object(() =>
        {
            json.Member("type", entry.Type);
            json.Member("message", entry.Message);
        })));
        json.Array("divergences", () => All(request.Divergences, json.String));
        json.Array("faults", () => All(request.Faults, json.String));
        json.Member("hint", request.Hint);
        json.Member("answered_by", request.AnsweredBy);
        json.Member("failure", request.Failure is { } failure ? $"{failure.GetType().Name}: {failure.Message}" : null);
    }

    private static void WriteFields(JsonOut json, IEnumerable<KeyValuePair<string, string>> fields)
    {
        json.BeginArray();
        foreach (var (name, value) in fields)
        {
            json.BeginArray();
            json.String(name);
            json.String(value);
            json.EndArray();
        }
        json.EndArray();
    }

    private static void WriteBody(JsonOut json, JsonElement? body, string text)
    {
        if (body is { } value)
            json.Value(value);
        else
            json.String(text.Length == 0 ? null : text);
    }

    private static void WriteBytes(JsonOut json, string name, ReadOnlyMemory<byte> bytes)
    {
        if (Utf8Text.IsValid(bytes.Span, out _))
            json.Member(name, System.Text.Encoding.UTF8.GetString(bytes.Span));
        else
            json.Member(name + "_base64", Convert.ToBase64String(bytes.Span));
    }

    private static void All<T>(IEnumerable<T> items, Action<T> write)
    {
        foreach (var item in items)
            write(item);
    }
}
