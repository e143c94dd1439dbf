using System.Globalization;
using System.Text;

namespace Waldur.Fake.Fuzz;

/// <summary>
/// Puts requests to a world in process and to an equal one on a socket: both answer alike, a refused request changes nothing, every answer keeps
/// to its contract, and nothing fails inside.
/// </summary>
internal sealed class FuzzRun : IAsyncDisposable
{
    private const int Enough = 20;
    private const int Generation = 250;

    private readonly WaldurFake _fake;
    private readonly WaldurFake _other;
    private readonly HttpClient _inProcess;
    private readonly HttpClient _socket;
    private readonly ContractCheck _contract;
    private readonly Fidelity _fidelity;

    private FuzzRun(WaldurFake fake, WaldurFake other, Uri address, Fidelity fidelity)
    {
        (_fake, _other, _fidelity, _contract) = (fake, other, fidelity, new(fidelity));
        _inProcess = new(fake.CreateHandler()) { BaseAddress = address };
        _socket = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ActivityHeadersPropagator = null,
            RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1, ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        }) { BaseAddress = address };
    }

    /// <summary>How many answers had which status.</summary>
    public SortedDictionary<int, int> Statuses { get; } = [];

    public static async Task<FuzzRun> StartAsync(Fidelity fidelity, string scenario, CancellationToken cancellation = default)
    {
        var fake = WaldurFake.Start(options => options.Scenario(scenario).Fidelity = fidelity);
        var other = fake.Fork();
        return new(fake, other, await other.ListenAsync(cancellation: cancellation), fidelity);
    }

    /// <summary>What is wrong with the answers to so many requests; empty if nothing is.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(ulong seed, int count, CancellationToken cancellation = default)
    {
        var requests = new FuzzRequests(seed, _fake.World);
        var wrong = new List<string>();
        for (var i = 0; i < count && wrong.Count < Enough; i++)
        {
            if (i % Generation == 0)
            {
                // Much is deleted; what is left would only answer that there is nothing.
                _fake.Reset();
                _other.Reset();
            }
            var make = requests.Next(_socket.BaseAddress!);
            var (before, failed) = (_fake.World.Data, _fake.Failures.Count);
            var seen = await SeenAsync(_inProcess, make(), cancellation);
            var overSocket = await SeenAsync(_socket, make(), cancellation);
            Statuses[seen.Status] = Statuses.GetValueOrDefault(seen.Status) + 1;

            var after = _fake.World.Data;
            if (seen.Status is >= 400 or 0
                && !(after.SameRows(before, except: Token.Table) && ReferenceEquals(after.Events, before.Events)))
            {
                Tell("a refused request has changed the world");
            }

            if (seen.Status == 500 && _fidelity != Fidelity.Server)
                Tell(seen.Text);
            if (_fake.Failures.Count > failed)
                Tell(_fake.Failures[^1].ToString());
            if (seen.Violation is not null)
                Tell(seen.Violation);
            if (seen != overSocket)
                Tell($"in process\n{seen.Text}\non the socket\n{overSocket.Text}");

            void Tell(string what)
            {
                using var request = make();
                using var body = new StreamReader(request.Content?.ReadAsStream(cancellation) ?? Stream.Null);
                wrong.Add($"{request.Method} {request.RequestUri!.PathAndQuery}\n{request.Headers}{request.Content?.Headers}{body.ReadToEnd()}\n-> {what}");
            }
        }
        return wrong;
    }

    public async ValueTask DisposeAsync()
    {
        _inProcess.Dispose();
        _socket.Dispose();
        await _other.DisposeAsync();
        await _fake.DisposeAsync();
    }

    private async Task<Sight> SeenAsync(HttpClient client, HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            using var answer = await client.SendAsync(request, cancellation);
            var (status, body) = ((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancellation));
            // What is refused before it reaches the fake has no type, and the date of the machine.
            var isOfTheFake = answer.Headers.NonValidated.Contains("Content-Language")
                || answer.Content.Headers.NonValidated.Contains("Content-Language");
            var violation = isOfTheFake && request.RequestUri!.PathAndQuery.StartsWith("/api/", StringComparison.Ordinal)
                ? _contract.Violation(request.Method.Method, request.RequestUri.PathAndQuery, status, body)
                : null;
            var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{status}\n");
            foreach (var (name, values) in answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated)
                .OrderBy(field => field.Key, StringComparer.Ordinal))
            {
                if (name != "Date" || isOfTheFake)
                    text.Append(CultureInfo.InvariantCulture, $"{name}: {string.Join(" | ", values)}\n");
            }
            return new(status, text.Append(Encoding.Latin1.GetString(body)).ToString(), violation);
        }
        catch (Exception seen) when (seen is HttpRequestException or InvalidOperationException or NotSupportedException)
        {
            return new(0, seen.GetType().Name, null);
        }
        finally
        {
            request.Dispose();
        }
    }

    private sealed record Sight(int Status, string Text, string? Violation);
}
