using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Waldur.Fake.Cli.Import;

/// <summary>A Waldur, as the owner of a token sees it.</summary>
internal sealed partial class Site : IDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _root;
    private readonly int _most;

    /// <summary>A Waldur.</summary>
    /// <param name="root">Its root.</param>
    /// <param name="token">The token.</param>
    /// <param name="most">How many objects of a kind are read.</param>
    public Site(Uri root, string token, int most)
    {
        if (token.Length == 0 || token.Any(character => character is <= ' ' or > '~'))
            throw new UserMistakeException("The token can't be sent in a header.");
        (_root, _most) = (root, most);
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = !root.IsLoopback });
        _http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Token " + token);
    }

    /// <summary>Who has the token.</summary>
    public async Task<JsonElement> MeAsync(CancellationToken cancellation)
    {
        var (status, body, _) = await GetAsync(new(_root, "api/users/me/"), cancellation);
        return status switch
        {
            401 or 403 => throw new UserMistakeException($"{_root} refuses the token: {Detail(body)}"),
            200 when body is { ValueKind: JsonValueKind.Object } me && me.TryGetProperty("uuid", out _) => me,
            _ => throw new UserMistakeException(FormattableString.Invariant(
                $"{_root} is no Waldur: GET /api/users/me/ answers {status} and {(body is null ? "no JSON" : "other JSON")}.")),
        };
    }

    /// <summary>The objects of a collection, over all pages; none if the server has no such collection, or refuses it.</summary>
    public async Task<IReadOnlyList<JsonElement>> ListAsync(string collection, CancellationToken cancellation)
    {
        var rows = new List<JsonElement>();
        Uri? next = new(_root, $"api/{collection}/?page_size=100");
        while (next is not null && rows.Count < _most)
        {
            var (status, body, link) = await GetAsync(next, cancellation);
            if (status != 200 || body is not { ValueKind: JsonValueKind.Array } page)
                return rows;
            rows.AddRange(page.EnumerateArray().Take(_most - rows.Count));
            // A server behind a proxy may name itself otherwise; what it says of path and query counts.
            next = Next.Match(link ?? "") is { Success: true } match && Uri.TryCreate(
                match.Groups["url"].Value, UriKind.Absolute, out var url)
                ? new(_root, url.PathAndQuery)
                : null;
        }
        return rows;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<(int Status, JsonElement? Body, string? Link)> GetAsync(Uri address, CancellationToken cancellation)
    {
        try
        {
            using var answer = await _http.GetAsync(address, cancellation);
            var bytes = await answer.Content.ReadAsByteArrayAsync(cancellation);
            var link = answer.Headers.TryGetValues("Link", out var values) ? string.Join(", ", values) : null;
            return ((int)answer.StatusCode, Parse(bytes), link);
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException { InnerException: TimeoutException })
        {
            throw new UserMistakeException($"{_root} can't be reached: {failure.Message}", failure);
        }
    }

    private static string Detail(JsonElement? body) =>
        body is { ValueKind: JsonValueKind.Object } json
            && json.TryGetProperty("detail", out var detail) ? detail.ToString() : "it does not say why.";

    private static JsonElement? Parse(byte[] bytes)
    {
        try
        {
            return JsonElement.Parse(bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex("<(?<url>[^>]+)>;\\s*rel=\"next\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Next { get; }
}
