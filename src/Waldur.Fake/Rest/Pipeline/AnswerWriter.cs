using System.Globalization;

namespace Waldur.Fake;

/// <summary>The one place that writes HTTP.</summary>
internal sealed class AnswerWriter(WireRequest request, World world, ApiSettings settings)
{
    private const string AnyOrigin = "*";

    private static readonly KeyValuePair<string, string>[] s_cors =
    [
        new("Access-Control-Allow-Credentials", "true"),
        new("Access-Control-Allow-Origin", AnyOrigin),
        new("Access-Control-Allow-Methods", "DELETE, GET, OPTIONS, PATCH, POST, PUT"),
        new("Access-Control-Allow-Headers", "Accept, Accept-Encoding, Authorization, Content-Type, Origin, User-Agent, X-CSRFToken, "
            + "X-Requested-With, X-Impersonated-User-Uuid, sentry-trace, baggage"),
        new("Access-Control-Expose-Headers", "Link, X-Result-Count"),
    ];

    /// <summary>The methods of the route.</summary>
    public string? Allow { get; set; }

    /// <summary>What became known of the request.</summary>
    public WireTrace Trace { get; } = new(world.Data);

    /// <summary>The divergences whose chosen side mattered.</summary>
    public IReadOnlyList<Divergence> Mattered { get; set; } = [];

    /// <summary>What failed inside the fake; null: nothing did.</summary>
    public Exception? Failure { get; set; }

    /// <summary>An answer of an API view.</summary>
    public WireAnswer View(Answer answer)
    {
        var headers = new WireHeaders();
        Add(headers, "Content-Type", answer.ContentType);
        Add(headers, "WWW-Authenticate", answer.Challenge);
        Add(headers, "Location", answer.Location);
        Add(headers, "X-Result-Count", answer.ResultCount?.ToString(CultureInfo.InvariantCulture));
        Add(headers, "Link", answer.Link);
        headers.Add("Vary", "Accept, Accept-Language, Cookie");
        Add(headers, "Allow", Allow);
        headers.Add("X-Frame-Options", "DENY");
        Add(headers, "X-impersonator-uuid", Trace.Impersonator?.ToString("n"));
        return Finish(answer, headers);
    }

    /// <summary>A page outside the API views.</summary>
    public WireAnswer Page(Answer answer) => Finish(answer, new()
    {
        { "Content-Type", answer.ContentType! },
        { "Vary", "Accept-Language, Cookie" },
        { "X-Frame-Options", "DENY" },
    });

    /// <summary>An answer to who steers the fake.</summary>
    public WireAnswer Control(Answer answer)
    {
        var headers = new WireHeaders();
        Add(headers, "Content-Type", answer.ContentType);
        Add(headers, "Allow", Allow);
        AddLength(headers, answer);
        AddDate(headers);
        headers.Add("Cache-Control", "no-store");
        return Sent(answer, headers);
    }

    /// <summary>The way to the path with a slash at its end.</summary>
    public WireAnswer Redirect(string location) => Finish(new(301), new()
    {
        { "Content-Type", "text/html; charset=utf-8" },
        { "Location", location },
        { "Vary", "Accept-Language, Cookie" },
    });

    /// <summary>The answer to what a browser asks before a request to another origin.</summary>
    public WireAnswer Preflight() => Finish(new(200), new() { { "Content-Type", "text/html; charset=utf-8" } }, hasLanguage: false);

    private static void Add(WireHeaders headers, string name, string? value)
    {
        if (value is not null)
            headers.Add(name, value);
    }

    private WireAnswer Finish(Answer answer, WireHeaders headers, bool hasLanguage = true)
    {
        AddLength(headers, answer);
        Add(headers, "Retry-After", answer.RetryAfter?.ToString(CultureInfo.InvariantCulture));
        if (hasLanguage)
            headers.Add("Content-Language", "en");
        AddDate(headers);
        if (Mattered.Count > 0)
            headers.Add("X-Waldur-Fake-Divergence", string.Join(", ", Mattered.Select(divergence => divergence.Id)));
        // Nothing below /_fake/ may be read by a page of another origin.
        if (settings.Cors && request.PathBase.Length == 0)
        {
            foreach (var (name, value) in s_cors)
                headers.Add(name, value == AnyOrigin ? settings.CorsOrigin ?? value : value);
        }
        return Sent(answer, headers);
    }

    private WireAnswer Sent(Answer answer, WireHeaders headers)
    {
        // A failure of the fake must not be taken for Waldur's own 500.
        Add(headers, "X-Waldur-Fake-Failure", Failure is { } failure ? OneLine($"{failure.GetType().Name}: {failure.Message}") : null);
        return new()
        {
            Status = answer.Status, Headers = headers, Body = request.Method == "HEAD" ? default : answer.Body, Failure = Failure,
            Trace = Trace, More = request.Method == "HEAD" ? null : answer.More,
        };
    }

    private static string OneLine(string text) =>
        string.Concat(text.Take(500).Select(character => character is >= ' ' and <= '~' ? character : '?'));

    private static void AddLength(WireHeaders headers, Answer answer)
    {
        if (answer.Status != 204 && answer.More is null)
            headers.Add("Content-Length", answer.Body.Length.ToString(CultureInfo.InvariantCulture));
    }

    private void AddDate(WireHeaders headers) => headers.Add("Date", world.Data.Now.ToString("R", CultureInfo.InvariantCulture));
}
