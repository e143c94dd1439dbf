namespace Waldur.Fake;

/// <summary>
/// Waldur's refusals, by asking it: the first request to a small world, of whoever and with little or nothing in it, that is refused so.
/// </summary>
internal static class Refusals
{
    private static readonly Guid s_nobody = new("00000000-0000-4000-8000-000000000001");

    /// <summary>What is sent, the least first: a refusal of the state is more to the point than one of the body.</summary>
    private static readonly (string? Type, string Body)[] s_bodies = [(null, ""), ("application/json", "{}"), ("text/plain", "x")];

    private static readonly Lazy<WaldurFake> s_site = new(() => WaldurFake.Start());

    /// <summary>The refusal, or null: Waldur has none like that.</summary>
    public static WireAnswer? Of(Operation operation, int status, Fidelity fidelity) =>
        status < 400 ? null : Asked(operation, status, fidelity) ?? Anywhere(status);

    private static WireAnswer? Asked(Operation operation, int status, Fidelity fidelity)
    {
        using var site = s_site.Value.Fork(options => options.Fidelity = fidelity);
        var start = site.Checkpoint();
        foreach (var request in Requests(operation, site))
        {
            var answer = WaldurModules.Api.Handle(request, site.World, site.Host.Settings);
            if (answer.Status == status)
                return answer;
            if (answer.Status < 400 && operation.Writes)
                site.Restore(start);
        }
        return null;
    }

    private static IEnumerable<WireRequest> Requests(Operation operation, WaldurFake site)
    {
        var tokens = site.World.Data.Table(Token.Table).OrderByDescending(token => token.User == site.World.UserNamed("staff").Uuid)
            .Select(token => token.Key).Prepend(null).ToList();
        var uuids = operation.Path.Contains("{uuid}", StringComparison.Ordinal) ? Uuids(operation, site) : [""];
        return from body in operation.Method is "GET" ? s_bodies[..1] : s_bodies
               from token in tokens
               from uuid in uuids
               select new WireRequest
               {
                   Method = operation.Method,
                   Host = "localhost",
                   Target = operation.Path.Replace("{uuid}", uuid, StringComparison.Ordinal),
                   Headers = Headers(token, body.Type),
                   Body = System.Text.Encoding.ASCII.GetBytes(body.Body),
               };
    }

    private static List<string> Uuids(Operation operation, WaldurFake site)
    {
        var kind = WaldurModules.Scenarios.Kinds.FirstOrDefault(kind => kind.Kind == operation.Name.Group);
        return [.. (kind?.Identifiers(site.World.Data) ?? []).Append(s_nobody).Select(uuid => uuid.ToString("n"))];
    }

    private static WireHeaders Headers(string? token, string? type)
    {
        var headers = new WireHeaders();
        if (token is not null)
            headers.Add("Authorization", "Token " + token);
        if (type is not null)
            headers.Add("Content-Type", type);
        return headers;
    }

    /// <summary>What any request may meet: being throttled, a crash, a server in front that does not reach Waldur.</summary>
    private static WireAnswer? Anywhere(int status)
    {
        var answer = FaultAnswers.Of(new(status));
        var request = new WireRequest { Method = "GET", Host = "localhost", Target = "/" };
        return answer.Body.IsEmpty ? null : new AnswerWriter(request, s_site.Value.World, new()).View(answer);
    }
}
