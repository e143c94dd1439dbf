using System.Text;

namespace Waldur.Fake;

/// <summary>
/// An API with answers to paths that it does not have: those that code maps, those of the world's stubs, and what is said of the rest.
/// </summary>
/// <param name="api">The API.</param>
/// <param name="routes">Where the paths of its operations lead.</param>
internal sealed class StubbedApi(IApi api, RouteTable routes) : IApi
{
    /// <inheritdoc/>
    public WireAnswer Handle(WireRequest request, World world, ApiSettings settings)
    {
        var stubs = world.Data.Table(StubRow.Table);
        if (stubs.Count == 0 && settings.Mapped.IsEmpty && settings.OnNotEmulated == OnNotEmulated.NotFound)
            return api.Handle(request, world, settings);
        var writer = new AnswerWriter(request, world, settings);
        if (routes.Find(request.DecodedPath).Route is null)
        {
            var asked = $"{(request.Method == "HEAD" ? "GET" : request.Method)} {request.DecodedPath}";
            if (settings.Mapped.TryGetValue(asked, out var mapped))
                return Mapped(request, writer, mapped) with { AnsweredBy = "Map" };
            if (stubs.By(StubRow.ByRequest, asked) is [var stub])
                return Stubbed(stub, writer);
        }
        var answer = api.Handle(request, world, settings);
        return answer.IsNotEmulated && settings.OnNotEmulated != OnNotEmulated.NotFound
            ? writer.Page(NotImplemented(request)) with { IsNotEmulated = true }
            : answer;
    }

    private static WireAnswer Mapped(WireRequest request, AnswerWriter writer, Func<HttpRequestMessage, HttpResponseMessage> map)
    {
        try
        {
            using var message = Message(request);
            using var given = map(message);
            var headers = given.Headers.NonValidated.Concat(given.Content.Headers.NonValidated)
                .Select(header => (Name: header.Key, Value: string.Join(", ", header.Value))).ToList();
            var body = given.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
            var type = headers.Find(header => header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Value;
            return WithHeaders(
                writer.Page(new((int)given.StatusCode, body, type ?? "application/octet-stream")),
                headers.Where(header => !header.Name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            writer.Failure = failure;
            return writer.Page(Refuse.Crash());
        }
    }

    private static HttpRequestMessage Message(WireRequest request)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(request.Origin + request.Target))
        {
            Content = request.Body.IsEmpty ? null : new ReadOnlyMemoryContent(request.Body),
        };
        foreach (var (name, value) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
                message.Content?.Headers.TryAddWithoutValidation(name, value);
        }
        return message;
    }

    private static WireAnswer Stubbed(StubRow stub, AnswerWriter writer)
    {
        var (body, type) = stub.Body switch
        {
            null => (default, "text/plain; charset=utf-8"),
            ScalarNode { Type: ScalarType.Text } text => (Encoding.UTF8.GetBytes(text.Text), "text/plain; charset=utf-8"),
            var json => (NodeJson.ToUtf8(json), "application/json"),
        };
        return WithHeaders(
            writer.Page(new(stub.Status, body, stub.ContentType ?? type)),
            stub.Headers?.EnumerateObject().Select(header => (header.Name, header.Value.GetString()!)) ?? []);
    }

    private static WireAnswer WithHeaders(WireAnswer answer, IEnumerable<(string Name, string Value)> headers)
    {
        foreach (var (name, value) in headers)
            answer.Headers[name] = value;
        return answer;
    }

    private Answer NotImplemented(WireRequest request)
    {
        var asked = $"{request.Method} {request.DecodedPath}";
        var nearest = Nearest.To(request.DecodedPath, routes.Paths, slips: request.DecodedPath.Length);
        var json = new JsonOut("");
        json.Object(() =>
        {
            json.Member("type", "about:blank");
            json.Member("title", "Not emulated");
            json.Name("status");
            json.Int(501);
            json.Member("detail", $"{asked} is one of Waldur's, and this fake does not emulate it.");
            if (nearest is not null)
                json.Member("nearest", nearest);
            json.Member(
                "stub", $"In C#: options.Map(\"{asked}\", call => …). In a scenario: stubs: {{mine: {{request: \"{asked}\", body: …}}}}.");
        });
        return new(501, json.Written, "application/problem+json");
    }
}
