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
        _routes = Operations.GroupBy(operation => operation.Path.TrimEnd('/'), StringComparer.Ordinal)
            .ToFrozenDictionary(path => path.Key, path => new Route(path), StringComparer.Ordinal);
    }

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
            writer.Failure = failure;
            return writer.Control(Refuse.Detail(500, $"The fake failed: {failure.Message}"));
        }
    }

    private Answer Route(WireRequest request, FakeHost host, AnswerWriter writer)
    {
        if (Find(request.Path, out var variables) is not { } route)
        {
            var known = Operations.Select(operation => operation.Path).Distinct(StringComparer.Ordinal).ToList();
            return Refuse.Detail(404, $"There is no {request.Path} here; there are {string.Join(", ", known[..^1])} and {known[^1]}.");
        }
        writer.Allow = route.Allow;
        if (!route.Operations.TryGetValue(request.Method == "HEAD" ? "GET" : request.Method, out var operation))
            return Refuse.MethodNotAllowed(request.Method);
        return (operation.Open ? null : ControlAccess.Refusal(request, host))
            ?? (operation.Method == "POST" ? ControlBody.Refusal(request, host.MaxBodySize) : null)
            ?? operation.Run(new(request, Caller.Nobody, host.World.Data, host.Settings) { Host = host }, variables);
    }

    /// <summary>
    /// The route of a path, with or without a slash at its end (a world's address has one), and what stands for the variables in it, joined
    /// by slashes.
    /// </summary>
    private Route? Find(string path, out string variables)
    {
        variables = "";
        path = path[^1] == '/' ? path[..^1] : path;
        if (_routes.TryGetValue(path, out var exact))
            return exact;
        var parts = path.Split('/');
        foreach (var (template, route) in _routes)
        {
            var wanted = template.Split('/');
            if (wanted.Length != parts.Length)
                continue;
            var found = wanted.Zip(parts).ToList();
            if (!found.TrueForAll(pair => pair.First == pair.Second || (pair.First.StartsWith('{') && pair.Second.Length > 0)))
                continue;
            variables = string.Join(
                '/', found.Where(pair => pair.First.StartsWith('{')).Select(pair => Uri.UnescapeDataString(pair.Second)));
            return route;
        }
        return null;
    }
}
