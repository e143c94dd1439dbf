using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Waldur.Fake.Conformance;

/// <summary>Puts the cases to a server: a fake of its own, another fake, or any server that should answer as Waldur does.</summary>
public static class Verification
{
    /// <summary>Puts all cases that are wanted to the server.</summary>
    /// <param name="options">Which cases, and which server.</param>
    /// <param name="progress">Is told how many cases are done, and of how many; or null.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="VerifyException">An option, a file or the server has to be mended first.</exception>
    public static async Task<VerifyReport> RunAsync(
        VerifyOptions options, IProgress<(int Done, int Of)>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var all = All(options);
        var cases = Wanted(all, options);
        using var http = new HttpMessageInvoker(Handler(options));
        var start = Stopwatch.GetTimestamp();
        if (options.Against is not { } address)
        {
            var fidelity = options.Fidelity ?? CaseFidelity.Documented;
            await using var fake = WaldurFake.Start(given =>
            {
                given.Scenario("empty");
                given.Fidelity = fidelity is CaseFidelity.Server ? Fidelity.Server : Fidelity.Documented;
            });
            var own = new FakeUnderTest(http, await fake.ListenAsync(cancellation: cancellation), fidelity, null, "a fake of its own");
            return await PutAsync(own, cases, start, progress, cancellation);
        }
        var server = await ServerFinder.FindAsync(http, Root(address), options, all, cancellation);
        return await PutAsync(server, cases, start, progress, cancellation);
    }

    private static async Task<VerifyReport> PutAsync(
        ServerUnderTest server, IReadOnlyList<ConformanceCase> cases, long start, IProgress<(int, int)>? progress,
        CancellationToken cancellation)
    {
        var results = new CaseResult[cases.Count];
        var done = 0;
        var degree = new ParallelOptions { MaxDegreeOfParallelism = server.AtATime, CancellationToken = cancellation };
        await Parallel.ForEachAsync(Enumerable.Range(0, cases.Count), degree, async (i, stop) =>
        {
            results[i] = await PutAsync(server, cases[i], stop);
            progress?.Report((Interlocked.Increment(ref done), cases.Count));
        });
        return Array.TrueForAll(results, result => result.Outcome is CaseOutcome.Skipped)
            ? throw new VerifyException($"No case can be put to {server.Described}: {results[0].Text}.")
            : new(server.Described, results, Stopwatch.GetElapsedTime(start));
    }

    private static async Task<CaseResult> PutAsync(ServerUnderTest server, ConformanceCase one, CancellationToken cancellation)
    {
        var reason = one.Pending ?? NotHere(one, server) ?? server.Missing(one);
        if (reason is not null)
            return Result(CaseOutcome.Skipped, reason, TimeSpan.Zero);
        var start = Stopwatch.GetTimestamp();
        var report = "";
        try
        {
            await using var world = await server.WorldOfAsync(one, cancellation);
            report = await CaseRunner.RunAsync(one, world, cancellation);
        }
        catch (Exception failure) when (failure is HttpRequestException or TimeoutException or VerifyException or JsonException)
        {
            report = $"{one.Id}: {one.Title}\n{one.File}:{one.Line}\n  - {failure.Message}\n";
        }
        return Result(report.Length == 0 ? CaseOutcome.Passed : CaseOutcome.Failed, report, Stopwatch.GetElapsedTime(start));

        CaseResult Result(CaseOutcome outcome, string text, TimeSpan duration) =>
            new(one.Id, one.Title, one.File, one.Line, outcome, text, duration);
    }

    /// <summary>Why a case says nothing of a server behind a socket, or of one with this fidelity; null if it does.</summary>
    private static string? NotHere(ConformanceCase one, ServerUnderTest server) => (one, server) switch
    {
        _ when !one.Transports.Contains(CaseTransport.Socket) => "it is about requests in process",
        _ when one.Fidelities.Contains(server.Fidelity) => null,
        _ when server.Fidelity is CaseFidelity.Server => "it is about what only the documentation says",
        _ => "it is about what only the server does",
    };

    private static IReadOnlyList<ConformanceCase> All(VerifyOptions options)
    {
        try
        {
            var all = options.CasesFolder is { } folder
                ? CaseReader.ReadFolder(folder, Path.Combine(folder, "fixtures"))
                : CaseReader.ReadShipped();
            return all.Count > 0 ? all : throw new VerifyException($"There are no cases in {options.CasesFolder}.");
        }
        catch (Exception wrong) when (wrong is CaseFileException or IOException or UnauthorizedAccessException)
        {
            throw new VerifyException(wrong.Message, wrong);
        }
    }

    private static IReadOnlyList<ConformanceCase> Wanted(IReadOnlyList<ConformanceCase> all, VerifyOptions options)
    {
        foreach (var name in options.Only)
        {
            if (!all.Any(one => IsCalled(one, name)))
                throw new VerifyException($"There is no case {name}.");
        }
        return options.Only.Count == 0 ? all : [.. all.Where(one => options.Only.Any(name => IsCalled(one, name)))];
    }

    private static bool IsCalled(ConformanceCase one, string name) =>
        one.Id == name || one.Number == name || one.Id.StartsWith(name + "/", StringComparison.Ordinal);

    private static Uri Root(Uri address) =>
        address is { IsAbsoluteUri: true, Scheme: "http" or "https", PathAndQuery: "/", UserInfo: "", Fragment: "" }
            ? address
            : throw new VerifyException($"verify takes the root of a server, such as https://waldur.example.com, not {address}.");

    private static HttpMessageHandler Handler(VerifyOptions options) => new Patient(options.Timeout)
    {
        InnerHandler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = options.Against is { IsLoopback: false },
            // a case may send bytes that are no text
            RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        },
    };

    /// <summary>Gives up an answer that does not come.</summary>
    private sealed class Patient(TimeSpan timeout) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(timeout);
            try
            {
                var answer = await base.SendAsync(request, limit.Token);
                await answer.Content.LoadIntoBufferAsync(limit.Token);
                return answer;
            }
            catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException(FormattableString.Invariant($"no answer came within {timeout.TotalSeconds} s"), late);
            }
        }
    }

    /// <summary>What a refusal says, or what it is.</summary>
    internal static string Reason(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("detail", out var detail)
                ? detail.ToString()
                : "JSON without a detail";
        }
        catch (JsonException)
        {
            return text.AsSpan().TrimStart().StartsWith("<", StringComparison.Ordinal) ? "HTML" : "no JSON";
        }
    }
}
