using System.Text.Json.Nodes;
using Waldur.Fake.Conformance;

namespace Waldur.Fake.Tests.Contract;

/// <summary>Keeps what a client sends and gets.</summary>
internal sealed class Recorder : DelegatingHandler
{
    private readonly List<Exchange> _kept = [];

    public IReadOnlyList<Exchange> Kept => _kept;

    /// <summary>What was kept, as a HAR file.</summary>
    public JsonObject ToHar() => new() { ["log"] = new JsonObject { ["version"] = "1.2", ["entries"] = new JsonArray([.. _kept.Select(Entry)]) } };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var type = request.Content?.Headers.ContentType?.ToString();
        var answer = await base.SendAsync(request, cancellationToken);
        await answer.Content.LoadIntoBufferAsync(cancellationToken);
        var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        lock (_kept)
            _kept.Add(new(request.Method.Method, request.RequestUri!.AbsoluteUri, type, sent, (int)answer.StatusCode, body));
        return answer;
    }

    private static JsonNode Entry(Exchange one)
    {
        var request = new JsonObject { ["method"] = one.Method, ["url"] = one.Target };
        if (!one.Body.IsEmpty)
            request["postData"] = new JsonObject { ["mimeType"] = one.ContentType, ["text"] = System.Text.Encoding.UTF8.GetString(one.Body.Span) };
        var content = new JsonObject {
            ["size"] = one.AnswerBody!.Value.Length, ["mimeType"] = "application/json", ["text"] = System.Text.Encoding.UTF8.GetString(one.AnswerBody.Value.Span) };
        return new JsonObject { ["request"] = request, ["response"] = new JsonObject { ["status"] = one.Status, ["content"] = content } };
    }
}
