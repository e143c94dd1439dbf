namespace Waldur.Fake;

/// <summary>
/// The core: answers a request from a world. It knows no transport, and nothing in it changes; one serves all worlds of a process.
/// The order in which a request is judged is that of the HTTP conventions, section 4.
/// </summary>
/// <param name="operations">All operations.</param>
/// <param name="divergences">The one table of divergences.</param>
/// <param name="logins">Where users are found.</param>
internal sealed class Api(IReadOnlyList<Operation> operations, IReadOnlyList<Divergence> divergences, ILogins logins) : IApi
{
    private readonly Authentication _authentication = new(logins);

    /// <summary>Where the paths of the operations lead.</summary>
    public RouteTable Routes { get; } = new(operations);

    /// <summary>What lies at a path that no operation has, such as a picture; null: nothing.</summary>
    public Func<WorldData, string, Answer?>? Files { get; init; }

    /// <inheritdoc/>
    public WireAnswer Handle(WireRequest request, World world, ApiSettings settings)
    {
        var writer = new AnswerWriter(request, world, settings);
        try
        {
            return Route(new(request, world, settings), writer);
        }
        catch (ServerCrashException crash)
        {
            writer.Mattered = [crash.Divergence];
            return writer.Page(Refuse.Crash());
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            writer.Failure = failure;
            return writer.Page(Refuse.Crash());
        }
    }

    private WireAnswer Route(Exchange exchange, AnswerWriter writer)
    {
        var request = exchange.Request;
        if (request.Method == "OPTIONS" && request.Headers["Access-Control-Request-Method"] is not null)
            return writer.Preflight();
        var path = request.DecodedPath;
        var match = Routes.Find(path);
        if (match.NeedsSlash)
            return writer.Redirect($"{request.PathBase}{request.Path}/{request.Target[request.Path.Length..]}");
        if (match.Route is not { } route)
        {
            return writer.Page(
                (request.Method is "GET" or "HEAD" ? Files?.Invoke(exchange.World.Data, path) : null) ?? Refuse.NoSuchPage());
        }

        writer.Allow = route.Allow;
        return writer.View(Judge(exchange, route, match, writer));
    }

    private Answer Judge(Exchange exchange, Route route, RouteMatch match, AnswerWriter writer)
    {
        var (request, world, settings) = exchange;
        if (Negotiation.Refusal(match.Format ?? request.Query.Last("format"), request.Headers["Accept"]) is { } refusal)
            return refusal;
        var caller = Caller.Nobody;
        if (!route.Open)
        {
            if (!_authentication.Identify(request, world).Try(out var identified, out var unauthorized))
                return unauthorized;
            (caller, writer.Trace.Impersonator) = identified;
            writer.Trace.Caller = caller.Uuid;
        }
        if (request.Method == "OPTIONS")
            return OptionsAnswer.Of(route);
        if (!route.Operations.TryGetValue(request.Method == "HEAD" ? "GET" : request.Method, out var operation) || operation.Disabled)
            return Refuse.MethodNotAllowed(request.Method);

        // Before the world is locked: a large body then holds up nobody else.
        var body = operation.Parse?.Invoke(request, settings);
        var trace = writer.Trace;
        trace.Left = trace.Found = world.Data;
        var (answer, mattered) = operation.Writes
            ? world.Change(
                transaction => Run(
                    operation, match.Uuid,
                    new(request, caller, transaction.Before, settings) { Transaction = transaction, Body = body, Suffix = match.Format }),
                static result => result.Answer.IsSuccess || result.Answer.KeepsChanges,
                trace.Note)
            : Run(operation, match.Uuid, new(request, caller, trace.Found, settings) { Body = body, Suffix = match.Format });
        if (mattered.Count > 0)
            writer.Mattered = [.. divergences.Where(row => mattered.Any(noted => noted.Id == row.Id))];
        return answer;
    }

    private static (Answer Answer, IReadOnlyList<Divergence> Mattered) Run(Operation operation, string uuid, Call call) =>
        (operation.Run(call, uuid), call.Mattered);

    /// <summary>A request, the world that it is put to, and how that answers.</summary>
    private readonly record struct Exchange(WireRequest Request, World World, ApiSettings Settings);
}
