using System.Collections.Frozen;

namespace Waldur.Fake;

/// <summary>
/// What a fake lets a test do in any language: operations under <c>/_fake/</c>, with an OpenAPI document of their own at
/// <c>/_fake/schema/</c>. Nothing in it changes; one serves all fakes of a process.
/// </summary>
internal sealed class ControlApi
{
    /// <summary>What the paths of all operations begin with.</summary>
    public const string Prefix = "/_fake/";

    private readonly FrozenDictionary<string, Route> _routes;

    /// <summary>An API of these operations.</summary>
    public ControlApi(IReadOnlyList<Operation> operations)
    {
        Document = new(new("Waldur.Fake, control", "1", "What a test may do to a fake."), operations) { Path = "/_fake/schema/" };
        Operations = [.. operations, Document.Operation];
        _routes = Operations.GroupBy(operation => operation.Path, StringComparer.Ordinal)
            .ToFrozenDictionary(path => path.Key, path => new Route(path), StringComparer.Ordinal);
    }

    /// <summary>All operations.</summary>
    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>The document that describes them.</summary>
    public OpenApiDocument Document { get; }

    /// <summary>Answers a request. A failure inside is a 500.</summary>
    public WireAnswer Handle(WireRequest request, FakeHost host)
    {
        var writer = new AnswerWriter(request, host.World, host.Settings);
        try
        {
            return writer.Control(Route(request, host, writer));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            host.Settings.OnFailure?.Invoke(failure);
            return writer.Control(Refuse.Detail(500, $"The fake failed: {failure.Message}"));
        }
    }

    private Answer Route(WireRequest request, FakeHost host, AnswerWriter writer)
    {
        if (!_routes.TryGetValue(request.Path, out var route))
        {
            var known = Operations.Select(operation => operation.Path).Distinct(StringComparer.Ordinal).ToList();
            return Refuse.Detail(404, $"There is no {request.Path} here; there are {string.Join(", ", known[..^1])} and {known[^1]}.");
        }
        writer.Allow = route.Allow;
        if (!route.Operations.TryGetValue(request.Method == "HEAD" ? "GET" : request.Method, out var operation))
            return Refuse.MethodNotAllowed(request.Method);
        return (operation.Open ? null : ControlAccess.Refusal(request, host))
            ?? operation.Run(new(request, Caller.Nobody, host.World.Data, host.Settings) { Host = host }, "");
    }
}
