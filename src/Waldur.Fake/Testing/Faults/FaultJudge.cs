using System.Text.Json;

namespace Waldur.Fake;

/// <summary>Finds the fault that a request runs into. Nothing in it changes; one serves all worlds of a process.</summary>
/// <param name="routes">Where paths lead.</param>
/// <param name="authentication">Tells who asks.</param>
internal sealed class FaultJudge(RouteTable routes, Authentication authentication)
{
    /// <summary>
    /// The fault, counted as used. Every fault that matches counts the request, and the last one that is due strikes: what a test adds goes
    /// before what its scenario has.
    /// </summary>
    public JudgedRequest Judge(WireRequest request, World world)
    {
        var data = world.Data;
        var faults = data.Table(FaultRow.Table);
        if (faults.Count == 0)
            return default;
        var asked = new Asked(request, data, routes.Find(request.DecodedPath), authentication);
        var matching = faults.Where(asked.Matches).Select(fault => fault.Uuid).Reverse().ToList();
        return matching.Count == 0 ? default : world.Adjust(changes => Count(changes, matching));
    }

    /// <summary>Who asks; null: nobody that is known.</summary>
    public Guid? CallerOf(WireRequest request, WorldData data) => authentication.CallerOf(request, data);

    private static JudgedRequest Count(Transaction changes, List<Guid> matching)
    {
        var faults = changes.Data.Table(FaultRow.Table);
        FaultRow? struck = null;
        foreach (var uuid in matching)
        {
            if (changes.Data.Table(FaultRow.Table).Find(uuid) is not { } fault)
                continue;
            var next = fault.Next(changes.Data.Seed);
            var strikes = struck is null && next.Used > fault.Used;
            next = strikes ? next : next with { Used = fault.Used };
            changes.Put(FaultRow.Table, next);
            struck = strikes ? next : struck;
        }
        return new(struck, faults);
    }

    /// <summary>A request, as faults look at it: what they do not ask about is not found out.</summary>
    private sealed class Asked(WireRequest request, WorldData data, RouteMatch match, Authentication authentication)
    {
        private readonly OperationName? _operation = match.NameOf(request.Method);
        private readonly Lazy<Guid?> _caller = new(() => authentication.CallerOf(request, data));
        private readonly Lazy<BodyInput?> _body = new(() => BodyReader.Parse(request, long.MaxValue).Value);

        public bool Matches(FaultRow fault) => Strikes(fault.On)
            && (fault.Object is null || (UuidText.TryParse(match.Uuid, out var uuid) && uuid == fault.Object))
            && (fault.By is null || fault.By == _caller.Value)
            && (fault.Body is not { } wanted || (_body.Value is { } body && Has(body, wanted)));

        private bool Strikes(FaultTarget target) => target switch
        {
            { Operation: { } operation } => operation == _operation,
            { Group: { } group } => group == _operation?.Group,
            _ => true,
        };

        private static bool Has(BodyInput sent, JsonElement wanted) => sent.Form is { } form
            ? wanted.EnumerateObject().All(member => form.Any(pair => pair.Key == member.Name && pair.Value == TextOf(member.Value)))
            : Has(sent.Json, wanted);

        private static bool Has(JsonElement sent, JsonElement wanted) => (wanted.ValueKind, sent.ValueKind) switch
        {
            (JsonValueKind.Object, JsonValueKind.Object) => wanted.EnumerateObject().All(
                member => sent.TryGetProperty(member.Name, out var value) && Has(value, member.Value)),
            (JsonValueKind.Object, JsonValueKind.Array) => sent.EnumerateArray().Any(item => Has(item, wanted)),
            _ => JsonElement.DeepEquals(sent, wanted),
        };

        private static string TextOf(JsonElement value) =>
            value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
    }
}

/// <summary>What faults make of a request.</summary>
/// <param name="Fault">The one that strikes it; null: none does.</param>
/// <param name="Before">The faults before they counted it; null: none did.</param>
internal readonly record struct JudgedRequest(FaultRow? Fault, Table<FaultRow>? Before)
{
    /// <summary>
    /// The answer to a request, with the world as the request found it: there it was not counted yet. Whoever repeats the request in that
    /// world comes to the same.
    /// </summary>
    public WireAnswer Traced(WireAnswer answer)
    {
        if (Before is not null && answer.Trace is { } trace)
            trace.Found = trace.Found.With(FaultRow.Table, Before);
        return answer;
    }
}
