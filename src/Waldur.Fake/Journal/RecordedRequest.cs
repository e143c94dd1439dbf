using System.Text;
using System.Text.Json;

namespace Waldur.Fake;

/// <summary>A request that a fake has answered, with its answer and what both mean in its world.</summary>
public sealed class RecordedRequest
{
    private const int Weight = 1000;
    private const int WeightOfChange = 500;
    private const int WeightOfState = 8 * 1024;

    // What is kept lives long, and is copied by the garbage collector before it does: few objects, each of its own size.
    private readonly JournalSetup _setup;
    private readonly World _world;
    private readonly string _host;
    private readonly string _pathBase;
    private readonly string _worldPath;
    private readonly KeyValuePair<string, string>[] _headers;
    private readonly KeyValuePair<string, string>[] _answerHeaders;
    private readonly IReadOnlyList<RowChange> _changes;
    private readonly int _bodyLength;
    private byte[]? _bodies;

    internal RecordedRequest(
        JournalSetup setup, World world, RequestJournal journal, WireRequest request, WireAnswer answer, TimeSpan duration)
    {
        var trace = answer.Trace;
        (_setup, _world, Duration) = (setup, world, duration);
        (Method, Scheme, _host, Target) = (request.Method, request.Scheme, request.Host, request.Target);
        (_pathBase, _worldPath, _headers) = (request.PathBase, request.WorldPath, request.Headers.ToArray());
        Fate = answer.Fate;
        Status = Fate is WireFate.ResetBeforeAnswer && answer.Status != FaultedRequest.GivenUp ? 0 : answer.Status;
        (_answerHeaders, Failure) = (answer.Headers.ToArray(), answer.Failure);
        AnsweredBy = answer.AnsweredBy;
        Faults = answer.Fault is { } fault ? [fault] : [];
        var kept = Kept(trace);
        _changes = kept.Count > 0 ? [.. kept.SelectMany(one => one.Changes())] : [];
        var data = trace?.Found ?? world.Data;
        Time = new(data.Now);
        Caller = trace?.Caller is { } caller ? journal.NameOf(data, caller) : null;
        Impersonator = trace?.Impersonator is { } impersonator ? journal.NameOf(data, impersonator) : null;
        Events = kept.Count > 0 ? [.. kept.SelectMany(one => one.Data.Events.Since(one.Found.Events))] : [];
        _bodyLength = request.Body.Length;
        _bodies = new byte[request.Body.Length + answer.Body.Length];
        request.Body.Span.CopyTo(_bodies);
        answer.Body.Span.CopyTo(_bodies.AsSpan(_bodyLength));
        Size = Weight + (WeightOfChange * (_changes.Count + Events.Count)) + (2 * (Target.Length + LengthOf(_headers)));
    }

    /// <summary>Its number in the world: the first request has 1.</summary>
    public long Number { get; internal set; }

    /// <summary>The operation that it asks for; null: there is none on that path, or none of that method.</summary>
    public OperationName? Operation => _setup.Routes.NameOf(Wire);

    /// <summary>Who asked, by the key in the scenario or else the username; null: nobody that the fake knows.</summary>
    public string? Caller { get; }

    /// <summary>The staff user who impersonated the caller; null: nobody did.</summary>
    public string? Impersonator { get; }

    /// <summary>The method, for example <c>POST</c>.</summary>
    public string Method { get; }

    /// <summary>The path as it was sent, without the query.</summary>
    public string Path => Wire.Path;

    /// <summary>The query, decoded, in the order in which it was sent.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query => Wire.Query.Pairs;

    /// <summary>The header fields of the request.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => _headers;

    /// <summary>The body of the request as JSON, of a form as an object of texts; null: it has none, or it is something else.</summary>
    public JsonElement? Body => Json(RawBody, _headers);

    /// <summary>The body of the request as text.</summary>
    public string BodyText => Encoding.UTF8.GetString(RawBody.Span);

    /// <summary>The status of the answer; 0: the connection was reset before one came; 499: the client gave up.</summary>
    public int Status { get; }

    /// <summary>The header fields of the answer.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> AnswerHeaders => _answerHeaders;

    /// <summary>The answer as JSON; null: it has no body, or it is something else.</summary>
    public JsonElement? Answer => Json(RawAnswer, _answerHeaders);

    /// <summary>The answer as text.</summary>
    public string AnswerText => Encoding.UTF8.GetString(RawAnswer.Span);

    /// <summary>Whether both bodies are still kept: they go first when the journals of a process take too much memory.</summary>
    public bool HasBodies => _bodies is not null;

    /// <summary>The world's time when it came.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>How long the answer took, by the time of the machine.</summary>
    public TimeSpan Duration { get; }

    /// <summary>What it changed in the world.</summary>
    public IReadOnlyList<WorldChange> Changes => [.. _changes.Select(change => WorldDiff.Of(change, _setup.Format, _world.Data))];

    /// <summary>What it added to the audit log.</summary>
    public IReadOnlyList<WorldEvent> Events { get; }

    /// <summary>The divergences whose chosen side mattered.</summary>
    public IReadOnlyList<string> Divergences => Find(_answerHeaders, "X-Waldur-Fake-Divergence")?.Split(", ") ?? [];

    /// <summary>The names of the faults that it ran into.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>What the answer was hinted at with; or null.</summary>
    public string? Hint => Find(_answerHeaders, HintedApi.Header);

    /// <summary>What failed inside the fake; null: nothing did.</summary>
    public Exception? Failure { get; }

    /// <summary>
    /// What has answered in the place of the fake: <c>Map</c>, or the title of a mapping of WireMock's; null: the fake itself has.
    /// </summary>
    public string? AnsweredBy { get; }

    /// <inheritdoc/>
    public override string ToString() =>
        $"#{Number} {Caller ?? "nobody"}: {Method} {Target} -> {Status}{(AnsweredBy is null ? "" : $" by {AnsweredBy}")}";

    /// <summary>What the connection did.</summary>
    internal WireFate Fate { get; }

    /// <summary>The path and the query as they were sent.</summary>
    internal string Target { get; }

    /// <summary><c>http</c> or <c>https</c>.</summary>
    internal string Scheme { get; }

    /// <summary>The request as it came.</summary>
    internal WireRequest Wire => new()
    {
        Method = Method, Scheme = Scheme, Host = _host, PathBase = _pathBase, WorldPath = _worldPath, Target = Target,
        Headers = [.. _headers], Body = RawBody,
    };

    /// <summary>The type of the request's body; null: it says none.</summary>
    internal string? BodyType => Find(_headers, "Content-Type");

    /// <summary>The type of the answer's body; null: it has none.</summary>
    internal string? AnswerType => Find(_answerHeaders, "Content-Type");

    internal ReadOnlyMemory<byte> RawBody => _bodies?.AsMemory(0, _bodyLength) ?? default;

    internal ReadOnlyMemory<byte> RawAnswer => _bodies?.AsMemory(_bodyLength) ?? default;

    /// <summary>The tables of the rows that it changed, with their identifiers.</summary>
    internal IEnumerable<(TableDefinition Table, Guid Uuid)> Changed =>
        _changes.Select(change => (change.Table, (change.After ?? change.Before)!.Uuid));

    /// <summary>The world that it found, if it is kept: where somebody else had changed it, and now and then.</summary>
    internal WorldData? State { get; private set; }

    /// <summary>Whether the world that it found is not the one that the request before it left.</summary>
    internal bool IsArranged { get; private set; }

    /// <summary>What it takes, more or less, without its bodies.</summary>
    internal long Size { get; }

    /// <summary>What its bodies take, and the world that it found.</summary>
    internal long SizeOfBodies => (_bodies?.Length ?? 0) + (State is null ? 0 : WeightOfState);

    /// <summary>Keeps the world that it found.</summary>
    internal void Keep(WorldData state, bool isArranged) => (State, IsArranged) = (state, isArranged);

    /// <summary>Forgets bodies and world.</summary>
    internal void DropBodies() => (_bodies, State) = (null, null);

    /// <summary>The transactions of a request: two, if a fault had it done twice.</summary>
    private static IReadOnlyList<Transaction> Kept(WireTrace? trace) =>
        (trace?.Earlier?.Kept, trace?.Kept) switch
        {
            (null, null) => [],
            (null, { } last) => [last],
            ({ } first, null) => [first],
            ({ } first, { } last) => [first, last],
        };

    private static string? Find(KeyValuePair<string, string>[] headers, string name)
    {
        foreach (var field in headers)
        {
            if (field.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return field.Value;
        }
        return null;
    }

    private static int LengthOf(KeyValuePair<string, string>[] headers)
    {
        var length = 0;
        foreach (var (name, value) in headers)
            length += name.Length + value.Length;
        return length;
    }

    private static JsonElement? Json(ReadOnlyMemory<byte> body, KeyValuePair<string, string>[] headers)
    {
        var type = Find(headers, "Content-Type") ?? "";
        if (type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
            body = Form(body);
        else if (!type.Contains("json", StringComparison.OrdinalIgnoreCase))
            return null;
        return body.Length > 0 && JsonSyntax.TryParse(body, out var value, out _) ? value : null;
    }

    private static ReadOnlyMemory<byte> Form(ReadOnlyMemory<byte> body)
    {
        var json = new JsonOut("", body.Length + 16);
        json.Object(() =>
        {
            foreach (var (name, value) in new Query(Encoding.UTF8.GetString(body.Span)).Pairs)
                json.Member(name, value);
        });
        return json.Written;
    }
}
