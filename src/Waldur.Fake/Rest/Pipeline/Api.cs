using System.Globalization;

namespace Waldur.Fake;

/// <summary>How a fake answers.</summary>
public sealed record ApiSettings
{
    /// <summary>What the fake follows where documentation and server disagree.</summary>
    public Fidelity Fidelity { get; init; } = Fidelity.Documented;

    /// <summary>Bodies longer than this are refused with 413, in bytes.</summary>
    public long MaxBodySize { get; init; } = 10 * 1024 * 1024;

    /// <summary>Adds the CORS headers that Waldur's proxy adds, on all answers.</summary>
    public bool Cors { get; init; }

    /// <summary>
    /// Compares every answer with the contract; one that breaks it becomes a 500 that says how. Off, unless the switch
    /// <c>Waldur.Fake.CheckAnswers</c> of <see cref="AppContext"/> is on: the fake's own tests set it.
    /// </summary>
    public bool CheckAnswers { get; init; } = AppContext.TryGetSwitch("Waldur.Fake.CheckAnswers", out var on) && on;

    /// <summary>Is told of every failure inside the fake (they are answered with 500).</summary>
    public Action<Exception>? OnFailure { get; init; }
}

/// <summary>
/// The core: answers a request from a world. It knows no transport, and nothing in it changes; one serves all worlds of a process.
/// The order in which a request is judged is that of the HTTP conventions, section 4.
/// </summary>
public sealed class Api
{
    private static readonly KeyValuePair<string, string>[] s_cors =
    [
        new("Access-Control-Allow-Credentials", "true"),
        new("Access-Control-Allow-Origin", "*"),
        new("Access-Control-Allow-Methods", "DELETE, GET, OPTIONS, PATCH, POST, PUT"),
        new("Access-Control-Allow-Headers", "Accept, Accept-Encoding, Authorization, Content-Type, Origin, User-Agent, X-CSRFToken, X-Requested-With, X-Impersonated-User-Uuid, sentry-trace, baggage"),
        new("Access-Control-Expose-Headers", "Link, X-Result-Count"),
    ];

    private readonly RouteTable _routes;
    private readonly Authentication _authentication;

    /// <summary>An API of these operations.</summary>
    /// <param name="operations">All operations.</param>
    /// <param name="divergences">The one table of divergences.</param>
    /// <param name="accounts">Where users are found.</param>
    /// <param name="info">What the OpenAPI document says of the whole.</param>
    public Api(IReadOnlyList<Operation> operations, IReadOnlyList<Divergence> divergences, IAccounts accounts, OpenApiInfo info)
    {
        Document = new(info, operations);
        Operations = [.. operations, Document.Operation];
        Divergences = divergences;
        _routes = new(Operations);
        _authentication = new(accounts);
    }

    /// <summary>All operations.</summary>
    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>The one table of divergences.</summary>
    public IReadOnlyList<Divergence> Divergences { get; }

    /// <summary>The OpenAPI document of the operations. It is served at <c>/api/schema/</c>.</summary>
    public OpenApiDocument Document { get; }

    /// <summary>What lies at a path that no operation has, such as a picture; null: nothing.</summary>
    public Func<WorldData, string, Answer?>? Files { get; init; }

    /// <summary>Answers a request. A failure inside is a 500; the world is then unchanged.</summary>
    public WireAnswer Handle(WireRequest request, World world, ApiSettings settings)
    {
        var answer = Route(request, world, settings);
        return settings.CheckAnswers && new AnswerCheck(this, settings.Fidelity).Violation(request.Method, request.Target, answer.Status, answer.Body) is { } wrong
            ? new AnswerHead(request, world, settings).Plain(Refuse.Detail(500, $"The answer breaks the contract: {wrong}"))
            : answer;
    }

    /// <summary>Where a decoded path leads.</summary>
    internal RouteMatch Match(string path) => _routes.Find(path);

    private WireAnswer Route(WireRequest request, World world, ApiSettings settings)
    {
        var question = request.Target.IndexOf('?', StringComparison.Ordinal);
        var rawPath = question < 0 ? request.Target : request.Target[..question];
        var queryText = question < 0 ? "" : request.Target[(question + 1)..];
        var head = new AnswerHead(request, world, settings);

        if (request.Method == "OPTIONS" && request.Headers["Access-Control-Request-Method"] is not null)
            return head.Preflight();
        var path = rawPath.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(rawPath) : rawPath;
        var match = _routes.Find(path);
        if (match.NeedsSlash)
            return head.Redirect($"{request.PathBase}{rawPath}/{(question < 0 ? "" : request.Target[question..])}");
        if (match.Route is not { } route)
            return head.Plain((request.Method is "GET" or "HEAD" ? Files?.Invoke(world.Data, path) : null) ?? Refuse.NoSuchPage());
        try
        {
            return Judge(request, world, settings, route, match, queryText.Length == 0 ? Query.None : new Query(queryText), head);
        }
        catch (ServerCrashException crash)
        {
            head.Mattered = crash.Divergence is { } divergence ? [divergence] : [];
            return head.Plain(Refuse.Crash());
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            settings.OnFailure?.Invoke(failure);
            return head.Plain(Refuse.Crash());
        }
    }

    private WireAnswer Judge(
        WireRequest request, World world, ApiSettings settings, Route route, RouteMatch match, Query query, AnswerHead head)
    {
        head.Allow = route.Allow;
        if (Negotiation.Refusal(match.Format ?? query.Last("format"), request.Headers["Accept"]) is { } refusal)
            return head.Of(refusal);

        var caller = s_nobody;
        if (!route.Open)
        {
            var (identified, impersonator, unauthorized) = _authentication.Identify(request, world);
            if (unauthorized is not null)
                return head.Of(unauthorized);
            caller = identified!;
            head.Impersonator = impersonator;
        }
        if (request.Method == "OPTIONS")
            return head.Of(Metadata.Of(route));
        var method = request.Method == "HEAD" ? "GET" : request.Method;
        if (!route.Operations.TryGetValue(method, out var operation) || operation.Disabled)
            return head.Of(Refuse.MethodNotAllowed(request.Method));

        var (answer, mattered) = operation.Writes
            ? world.Change(
                transaction => Run(operation, match.Uuid, NewCall(transaction.Before, transaction)),
                static result => result.Answer.IsSuccess || result.Answer.KeepsChanges)
            : Run(operation, match.Uuid, NewCall(world.Data, null));
        if (mattered.Count > 0)
            head.Mattered = [.. Divergences.Where(row => mattered.Any(noted => noted.Id == row.Id))];
        return head.Of(answer);

        Call NewCall(WorldData data, Transaction? transaction) =>
            new(request, query, caller, world, data, settings) { Origin = head.Origin, Transaction = transaction };
    }

    private static readonly Caller s_nobody = new(Guid.Empty, false, false);

    private static (Answer Answer, IReadOnlyList<Divergence> Mattered) Run(Operation operation, string uuid, Call call) =>
        (operation.Run(call, uuid), call.Mattered);

    /// <summary>The one place that writes HTTP.</summary>
    private sealed class AnswerHead(WireRequest request, World world, ApiSettings settings)
    {
        public string Origin { get; } =
            $"{(string.Equals(request.Headers["X-Forwarded-Proto"], "https", StringComparison.Ordinal) ? "https" : request.Scheme)}://{request.Host}{request.PathBase}";

        public string? Allow { get; set; }

        public Guid? Impersonator { get; set; }

        public IReadOnlyList<Divergence> Mattered { get; set; } = [];

        /// <summary>An answer of an API view.</summary>
        public WireAnswer Of(Answer answer)
        {
            if (answer.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
                return Plain(answer);
            var headers = new WireHeaders();
            if (answer.ContentType is not null)
                headers.Add("Content-Type", answer.ContentType);
            if (answer.Challenge is not null)
                headers.Add("WWW-Authenticate", answer.Challenge);
            if (answer.Location is not null)
                headers.Add("Location", answer.Location);
            if (answer.ResultCount is { } count)
                headers.Add("X-Result-Count", count.ToString(CultureInfo.InvariantCulture));
            if (answer.Link is not null)
                headers.Add("Link", answer.Link);
            headers.Add("Vary", "Accept, Accept-Language, Cookie");
            headers.Add("Allow", Allow!);
            headers.Add("X-Frame-Options", "DENY");
            if (Impersonator is { } staff)
                headers.Add("X-impersonator-uuid", staff.ToString("n"));
            return Finish(answer, headers);
        }

        /// <summary>A page outside the API views.</summary>
        public WireAnswer Plain(Answer answer)
        {
            var headers = new WireHeaders
            {
                { "Content-Type", answer.ContentType! },
                { "Vary", "Accept-Language, Cookie" },
                { "X-Frame-Options", "DENY" },
            };
            return Finish(answer, headers);
        }

        public WireAnswer Redirect(string location)
        {
            var headers = new WireHeaders
            {
                { "Content-Type", "text/html; charset=utf-8" },
                { "Location", location },
                { "Vary", "Accept-Language, Cookie" },
            };
            return Finish(Answer.Html(301, default), headers);
        }

        public WireAnswer Preflight() =>
            Finish(Answer.Html(200, default), new() { { "Content-Type", "text/html; charset=utf-8" } });

        private WireAnswer Finish(Answer answer, WireHeaders headers)
        {
            if (answer.Status != 204)
                headers.Add("Content-Length", answer.Body.Length.ToString(CultureInfo.InvariantCulture));
            headers.Add("Content-Language", "en");
            headers.Add("Date", world.Data.Now.ToString("R", CultureInfo.InvariantCulture));
            if (Mattered.Count > 0)
                headers.Add("X-Waldur-Fake-Divergence", string.Join(", ", Mattered.Select(divergence => divergence.Id)));
            if (settings.Cors)
            {
                foreach (var (name, value) in s_cors)
                    headers.Add(name, value);
            }
            return new() { Status = answer.Status, Headers = headers, Body = request.Method == "HEAD" ? default : answer.Body };
        }
    }
}
