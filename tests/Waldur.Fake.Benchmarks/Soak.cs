using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Waldur.Fake.Benchmarks;

/// <summary>
/// Requests of all kinds to fifty worlds over a socket, for minutes: none fails, and the memory at the end is that after the first part.
/// </summary>
internal static class Soak
{
    private const int Worlds = 50;
    private const int Clients = 5;
    private const int WritesOfAWorld = 200;
    private const double MostGrowth = 1.10;

    public static async Task<int> RunAsync(TextWriter output, double minutes)
    {
        using var fake = WaldurFake.Start();
        var address = await fake.ListenAsync();
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new("Token", fake.TokenOf("staff"));
        var names = Enumerable.Range(0, Worlds).Select(number => string.Create(CultureInfo.InvariantCulture, $"soak-{number}")).ToList();
        foreach (var name in names)
            (await client.PostAsJsonAsync("/_fake/worlds", new { name })).EnsureSuccessStatusCode();

        var (wrong, requests) = (new ConcurrentQueue<string>(), 0L);
        var (start, length) = (Stopwatch.GetTimestamp(), TimeSpan.FromMinutes(minutes));
        var work = Enumerable.Range(0, Clients).Select(number => Task.Run(() => PlayAsync(number))).ToList();
        var early = TimeSpan.FromMinutes(Math.Min(1, minutes / 2));
        await Task.Delay(early);
        var first = Resident();
        await Task.WhenAll(work);
        var last = Resident();
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{requests:N0} requests in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s; "
                + $"{first:0} MB after {early.TotalSeconds:0} s, {last:0} MB at the end"));
        foreach (var line in wrong.Take(20))
            await output.WriteLineAsync(line);
        await output.WriteLineAsync(Interleaved.Line("soak-memory", last / first, MostGrowth));
        // In a minute the collector has not come to rest: how memory grows is judged by longer runs.
        return wrong.IsEmpty && fake.Failures.Count == 0 && (minutes <= 1 || last / first <= MostGrowth) ? 0 : 1;

        async Task PlayAsync(int number)
        {
            var writes = names.ToDictionary(name => name, _ => 0);
            for (var turn = number; Stopwatch.GetElapsedTime(start) < length && wrong.Count < 20; turn += Clients)
            {
                var name = names[turn % Worlds];
                var robots = $"/_fake/worlds/{name}/api/marketplace-robot-accounts/";
                var records = $"/_fake/worlds/{name}/api/marketplace-offering-users/";
                await AskAsync(HttpMethod.Get, robots, 200);
                await AskAsync(HttpMethod.Get, $"{robots}?state=3&page_size=100", 200);
                await AskAsync(HttpMethod.Get, $"{records}?o=-username&state=OK", 200);
                await AskAsync(HttpMethod.Head, $"{records}?user_username=bob", 200);
                await AskAsync(HttpMethod.Get, $"{robots}{Guid.Empty:n}/", 404);
                if (await AskAsync(HttpMethod.Post, robots, 201, Resource(name, turn)) is { } made)
                {
                    await AskAsync(HttpMethod.Patch, $"{robots}{made}/", 200, new { description = $"turn {turn}" });
                    await AskAsync(HttpMethod.Post, $"{robots}{made}/set_state_creating/", 200);
                    await AskAsync(HttpMethod.Delete, $"{robots}{made}/", 204);
                }
                // A world that is written to for ever keeps its journal and its log; who tests resets it now and then.
                if (++writes[name] % WritesOfAWorld == 0)
                    await AskAsync(HttpMethod.Post, $"/_fake/worlds/{name}/_fake/reset", 204);
            }
        }

        object Resource(string name, int turn) => new
        {
            resource = $"{address}_fake/worlds/{name}/api/marketplace-resources/{fake.World.Uuid("resources", "climate-hpc"):n}/",
            type = string.Create(CultureInfo.InvariantCulture, $"{turn % 100_000}"),
        };

        async Task<string?> AskAsync(HttpMethod method, string path, int status, object? body = null)
        {
            using var message = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            using var answer = await client.SendAsync(message);
            Interlocked.Increment(ref requests);
            var text = await answer.Content.ReadAsStringAsync();
            if ((int)answer.StatusCode != status)
                wrong.Enqueue($"{method} {path}: {(int)answer.StatusCode} {text}");
            return status == 201 && answer.IsSuccessStatusCode ? JsonElement.Parse(text).GetProperty("uuid").GetString() : null;
        }
    }

    /// <summary>The memory of the process, in megabytes, with as little garbage as can be.</summary>
    private static double Resident()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64 / 1e6;
    }
}
