using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Waldur.Fake.Benchmarks;

/// <summary>
/// Ten thousand forks of a world with 100,000 accounts, each with a write and a read, in parallel: isolated, and what one weighs.
/// </summary>
internal static class Forks
{
    private const int Number = 10_000;

    public static async Task<int> RunAsync(TextWriter output)
    {
        using var seed = WaldurFake.Start(options => options.Generate(g => g.RobotAccounts(100_000)));
        var account = seed.World.RobotAccounts[0].Uuid;
        var forks = new WaldurFake[Number];
        await Play(seed.Fork(), -1);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await Parallel.ForAsync(0, Number, async (number, _) =>
        {
            forks[number] = seed.Fork();
            await Play(forks[number], number);
        });
        var weight = GC.GetTotalMemory(forceFullCollection: true) - before;
        for (var number = 0; number < Number; number++)
        {
            if (forks[number].World.RobotAccounts.Get(account).Description != Written(number))
                throw new InvalidOperationException($"Fork {number} shows what another one wrote.");
            forks[number].Dispose();
        }
        if (seed.World.RobotAccounts.Get(account).Description == Written(0))
            throw new InvalidOperationException("The seed shows what a fork wrote.");
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"RATIO fork-memory {weight / 1024.0 / Number:0.0} 8"));
        await Reset(seed, output);
        return 0;

        async Task Play(WaldurFake fork, int number)
        {
            using var client = fork.CreateClient("staff");
            var path = $"/api/marketplace-robot-accounts/{account:n}/";
            using var body = new StringContent(
                $"{{\"description\": \"{Written(number)}\", \"users\": [], \"responsible_user\": null}}", Encoding.UTF8,
                "application/json");
            using var written = await client.PatchAsync(path, body);
            written.EnsureSuccessStatusCode();
            if (!(await client.GetStringAsync(path)).Contains($"\"{Written(number)}\"", StringComparison.Ordinal))
                throw new InvalidOperationException($"Fork {number} does not show what it wrote.");
        }
    }

    /// <summary>What a reset costs a test in another process, after a write.</summary>
    private static async Task Reset(WaldurFake seed, TextWriter output)
    {
        const int Resets = 500;
        using var client = new HttpClient { BaseAddress = await seed.ListenAsync() };
        var spent = TimeSpan.Zero;
        for (var number = -50; number < Resets; number++)
        {
            seed.World.Add.Customer();
            var start = Stopwatch.GetTimestamp();
            using var answer = await client.PostAsync("/_fake/reset", content: null);
            answer.EnsureSuccessStatusCode();
            if (number >= 0)
                spent += Stopwatch.GetElapsedTime(start);
        }
        var one = spent.TotalMilliseconds / Resets;
        await output.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"a reset over HTTP of 100,000 accounts takes {one:0.00} ms"));
    }

    private static string Written(int number) => string.Create(CultureInfo.InvariantCulture, $"fork {number}");
}
