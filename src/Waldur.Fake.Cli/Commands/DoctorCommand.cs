using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Waldur.Fake.Cli.Commands;

/// <summary>Asks a Waldur, or a fake, what a client would stumble over.</summary>
/// <param name="output">Where it says what it found.</param>
internal sealed class DoctorCommand(TextWriter output)
{
    private const int Ill = 1;
    private const string List = "/api/marketplace-robot-accounts/";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_fast = TimeSpan.FromMinutes(5);

    /// <summary>The command.</summary>
    public Command Create()
    {
        var url = new Argument<string>("URL") { Description = "Where clients reach it, for example http://127.0.0.1:8000." };
        var token = new Option<string?>("--token") { Description = "The token that a client would send.", HelpName = "TOKEN" };
        var command = new Command(
            "doctor",
            "Ask whether a client can work with a server: reachable, token, slashes, links, clock. Exit code 1: something is wrong.")
        {
            url, token,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var handler = new HttpClientHandler { AllowAutoRedirect = false };
            using var client = new HttpClient(handler)
            {
                BaseAddress = ServerAddress.Of(parsed.GetValue(url)!, "doctor"), Timeout = s_patience,
            };
            return await ExamineAsync(client, parsed.GetValue(token), cancellation) ? 0 : Ill;
        });
        return command;
    }

    private async Task<bool> ExamineAsync(HttpClient client, string? token, CancellationToken cancellation)
    {
        HttpResponseMessage health;
        try
        {
            health = await client.GetAsync("/_fake/health", cancellation);
        }
        catch (HttpRequestException failure)
        {
            return Say(false, "reachable", failure.Message);
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Say(false, "reachable", $"no answer in {s_patience.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s");
        }
        var isFake = health.StatusCode == HttpStatusCode.OK && health.Content.Headers.ContentType?.MediaType == "application/json";
        var fine = Say(true, "reachable", isFake ? "a Waldur.Fake answers" : "a server answers that is no Waldur.Fake");
        fine &= Clock(health, isFake);
        using var open = await client.GetAsync(List, cancellation);
        fine &= Say(open.StatusCode == HttpStatusCode.Unauthorized, "api", open.StatusCode == HttpStatusCode.Unauthorized
            ? "asks for a token"
            : $"{List} without a token answers {(int)open.StatusCode}; a Waldur answers 401: does something else listen there?");
        if (token is null)
            return fine;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Token", token);
        using var page = await client.GetAsync(List + "?page_size=1", cancellation);
        fine &= Say(page.StatusCode == HttpStatusCode.OK, "token", page.StatusCode == HttpStatusCode.OK
            ? "is accepted"
            : $"answers {(int)page.StatusCode}: {(await page.Content.ReadAsStringAsync(cancellation)).Split('\n')[0]}");
        using var bare = await client.GetAsync(List.TrimEnd('/'), cancellation);
        fine &= Slash(client.BaseAddress!, bare);
        return fine & Links(client.BaseAddress!, page);
    }

    private bool Clock(HttpResponseMessage answer, bool isFake)
    {
        // The date of a fake is the time of its world.
        if (isFake || answer.Headers.Date is not { } date)
            return true;
        var ahead = date - TimeProvider.System.GetUtcNow();
        var minutes = ahead.Duration().TotalMinutes.ToString("0", CultureInfo.InvariantCulture);
        return ahead.Duration() < s_fast
            ? Say(true, "clock", "agrees with this machine")
            : Say(false, "clock", $"the server is {minutes} minutes {(ahead > TimeSpan.Zero ? "ahead" : "behind")}");
    }

    private bool Slash(Uri root, HttpResponseMessage bare) => bare.StatusCode switch
    {
        HttpStatusCode.MovedPermanently when bare.Headers.Location is { } location && new Uri(root, location).Authority != root.Authority =>
            Say(false, "slash", $"a path without its last slash is sent to {location}: the proxy does not pass on the host"),
        HttpStatusCode.MovedPermanently => Say(true, "slash", "a path without its last slash is redirected, as Waldur does"),
        var other => Say(false, "slash", $"a path without its last slash answers {(int)other}; a Waldur answers 301"),
    };

    /// <summary>
    /// Links are made from the host that the server was asked for: behind a proxy that loses it, clients follow them to nowhere.
    /// </summary>
    private bool Links(Uri root, HttpResponseMessage page)
    {
        if (!page.Headers.TryGetValues("Link", out var links) || !links.First().Contains('<', StringComparison.Ordinal))
            return true;
        var link = links.First().Split('<')[1].Split('>')[0];
        var leadsBack = Uri.TryCreate(link, UriKind.Absolute, out var target) && target.Authority == root.Authority
            && target.Scheme == root.Scheme;
        return Say(leadsBack, "links", leadsBack ? "lead back here" : $"lead to {link}: the proxy does not pass on host or scheme");
    }

    private bool Say(bool fine, string what, string found)
    {
        output.WriteLine($"{(fine ? "ok   " : "WRONG")}  {what,-9}  {found}");
        return fine;
    }
}
