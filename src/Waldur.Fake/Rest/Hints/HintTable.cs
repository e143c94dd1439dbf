using System.Text;
using System.Text.Json;

namespace Waldur.Fake;

/// <summary>
/// What helps people with the answers that puzzle them most: one sentence each, sent as <c>X-Waldur-Fake-Hint</c>. Waldur has no such
/// header, and nothing else of an answer depends on it.
/// </summary>
internal static class HintTable
{
    /// <summary>The sentence for a path that Waldur has and the fake has not.</summary>
    public const string NotEmulated = "Waldur has this; the fake does not emulate it";

    private const string Link = "Invalid hyperlink - No URL match.";

    // The first that has something to say is sent.
    private static readonly (int Status, Func<Answered, string?> Sentence)[] s_rows =
    [
        (301, _ => "paths of Waldur end with a slash; many clients follow this redirect with GET, and what they wanted to write is lost"),
        (404, it => it.IsPage && IsNotEmulated(it.Path) ? NotEmulated : null),
        (404, it => it.IsPage && NearestPath(it) is { } path ? $"did you mean {path}" : null),
        (401, it => it.Authorization is null && it.Query.Last("x-auth-token") is not null
            ? "the query parameter x-auth-token is not read any more: send the header Authorization: Token <key>" : null),
        (401, it => it.Authorization is null ? "send the header Authorization: Token <key>" : null),
        (401, it => it.Authorization!.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? "a token of Waldur's own goes with the word Token, not Bearer: Authorization: Token <key>" : null),
        (401, it => it.Authorization!.Contains(' ', StringComparison.Ordinal) || it.Says("Invalid token. No")
            ? null : "the word Token stands before the key: Authorization: Token <key>"),
        (401, it => it.Says("Invalid token.\"")
            ? "no user of this world has that token; WaldurFake.TokenOf and GET /_fake/world tell which there are" : null),
        (400, it => it.Choice("state")?.Enum is { } numbers && it.Says("Select a valid choice.")
            ? $"state takes a number here, not a label: one of {string.Join(", ", numbers)}" : null),
        (400, it => it.Choice("state")?.Items?.Enum is { } labels && it.Says("Select a valid choice.")
            ? $"state takes a label here, as written, and repeated for several: {string.Join(", ", labels)}" : null),
        (400, it => it.RawQuery.Contains('+', StringComparison.Ordinal) && it.Says("Enter a valid date/time.")
            ? "a + in a query is a blank: write %2B" : null),
        (400, it => it.Says(Link) && it.Sent(text => UuidText.TryParse(text, out _)) is { } field
            ? $"{field} takes a link such as {it.Origin}/api/.../<uuid>/, not a uuid alone" : null),
        (400, it => it.Says(Link) && it.Sent(LacksSlash) is { } field
            ? $"the link in {field} lacks the slash at its end" : null),
        (400, it => it.Says("Object with uuid=http") ? "this field takes a uuid alone, not a link" : null),
        (415, _ => "send the header Content-Type: application/json"),
        (200, it => it.Parameters.FirstOrDefault(parameter => it.Query.Last(parameter.Name) is { } text && UuidText.TryParse(text, out _)
                && it.Parameters.Any(other => other.Name == parameter.Name + "_uuid")) is { } link
            ? $"{link.Name} takes a link, and a uuid matches nothing: {link.Name}_uuid takes a uuid" : null),
    ];

    /// <summary>Whether Waldur has a path that the fake has not.</summary>
    /// <param name="path">A path to which no route of the fake leads.</param>
    public static bool IsNotEmulated(string path) => WaldurPaths.Release.IsRoute(path) || WaldurPaths.Release.IsRoute(path + "/");

    /// <summary>The sentence for an answer, or null.</summary>
    public static string? Of(Answered answered)
    {
        foreach (var (status, sentence) in s_rows)
        {
            if (status == answered.Status && sentence(answered) is { } text)
                return text.All(static letter => letter is >= ' ' and <= '~') ? text : null;
        }
        return null;
    }

    private static bool LacksSlash(string link) => LinkTarget.PathOf(link) is { } path && WaldurPaths.Release.IsRoute(path + "/");

    private static string? NearestPath(Answered it)
    {
        var segments = it.Path.Split('/');
        var uuid = segments.FirstOrDefault(segment => UuidText.TryParse(segment, out _));
        var asked = string.Join('/', segments.Select(segment => segment == uuid ? "{uuid}" : segment));
        return Nearest.To(asked.EndsWith('/') ? asked : asked + "/", it.Routes.Paths, slips: asked.Length / 6 + 1)
            ?.Replace("{uuid}", uuid ?? "{uuid}", StringComparison.Ordinal);
    }
}

/// <summary>A request with its answer, as hints look at them.</summary>
/// <param name="request">The request.</param>
/// <param name="answer">The answer.</param>
/// <param name="routes">The routes of the fake.</param>
internal sealed class Answered(WireRequest request, WireAnswer answer, RouteTable routes)
{
    private readonly Lazy<string> _text = new(() => Encoding.UTF8.GetString(answer.Body.Span));
    private readonly Lazy<Route?> _route = new(() => routes.Find(Uri.UnescapeDataString(request.Path)).Route);

    public int Status => answer.Status;

    /// <summary>The decoded path.</summary>
    public string Path => Uri.UnescapeDataString(request.Path);

    public Query Query => request.Query;

    /// <summary>Path and query as they were sent.</summary>
    public string RawQuery => request.Target;

    /// <summary>What links begin with.</summary>
    public string Origin => request.Origin;

    /// <summary>The header that names the caller.</summary>
    public string? Authorization => request.Headers["Authorization"];

    /// <summary>The routes of the fake.</summary>
    public RouteTable Routes => routes;

    /// <summary>Whether no route leads there.</summary>
    public bool IsPage => _route.Value is null;

    /// <summary>The query parameters of the list that was asked for.</summary>
    public IReadOnlyList<Parameter> Parameters =>
        request.Method == "GET" && _route.Value?.Operations.GetValueOrDefault("GET") is { } operation ? operation.Parameters : [];

    /// <summary>Whether that is in the body of the answer.</summary>
    public bool Says(string text) => _text.Value.Contains(text, StringComparison.Ordinal);

    /// <summary>The form of a parameter that was sent.</summary>
    public Shape? Choice(string name) =>
        Query.Last(name) is null ? null : Parameters.FirstOrDefault(parameter => parameter.Name == name)?.Shape;

    /// <summary>The name of the first field of a JSON body whose text is like that.</summary>
    public string? Sent(Func<string, bool> isLike) =>
        JsonSyntax.TryParse(request.Body, out var json, out _) && json.ValueKind == JsonValueKind.Object
            ? json.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.String && isLike(member.Value.GetString()!))
                .Select(member => member.Name).FirstOrDefault()
            : null;
}
