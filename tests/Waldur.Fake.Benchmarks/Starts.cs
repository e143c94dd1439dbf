using System.Collections.Immutable;
using System.Diagnostics;

namespace Waldur.Fake.Benchmarks;

/// <summary>What the first start of a process costs, and what a large world costs to make.</summary>
internal static class Starts
{
    private const int Processes = 5;
    private const int Rows = 100_000;

    /// <summary>A whole process that starts a fake and gets a first list, over one that starts a bare slim TestHost.</summary>
    public static async Task<Ratio> ColdAsync()
    {
        double[,] best = { { double.MaxValue, double.MaxValue }, { double.MaxValue, double.MaxValue } };
        for (var round = 0; round < 2 * Processes; round++)
        {
            best[round % 2, 0] = Math.Min(best[round % 2, 0], await ProcessAsync("cold-fake"));
            best[round % 2, 1] = Math.Min(best[round % 2, 1], await ProcessAsync("cold-bare"));
        }
        return Ratio.Of(best);
    }

    /// <summary>What the processes do.</summary>
    public static async Task<int> RunAsync(string what)
    {
        if (what == "cold-bare")
        {
            await BareHost.StartAndAskAsync(new byte[16_000]);
            return 0;
        }
        using var fake = WaldurFake.Start();
        using var client = fake.CreateClient("staff");
        _ = await client.GetByteArrayAsync("/api/marketplace-robot-accounts/");
        return 0;
    }

    /// <summary>
    /// 100,000 generated robot accounts, over as many keys written to each of ten bare builders of immutable dictionaries: processor time.
    /// </summary>
    public static Ratio Load()
    {
        double[,] best = { { double.MaxValue, double.MaxValue }, { double.MaxValue, double.MaxValue } };
        for (var round = 0; round < 4; round++)
        {
            var seed = round;
            best[round % 2, 0] = Math.Min(best[round % 2, 0], Processor(() => WaldurFake.Start(options =>
            {
                options.Generate(g => g.RobotAccounts(Rows));
                options.Seed = seed;
            }).Dispose()));
            best[round % 2, 1] = Math.Min(best[round % 2, 1], Processor(() =>
            {
                for (var builder = 0; builder < 10; builder++)
                {
                    var rows = ImmutableDictionary.CreateBuilder<Guid, object>();
                    for (var row = 1; row <= Rows; row++)
                        rows.Add(Randomness.Uuid(Randomness.Mix((ulong)row), (ulong)builder), rows);
                }
            }));
        }
        return Ratio.Of(best);
    }

    private static double Processor(Action work)
    {
        GC.Collect();
        var before = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - before).TotalMicroseconds;
    }

    private static async Task<double> ProcessAsync(string what)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList = { typeof(Starts).Assembly.Location, what }, Environment = { ["DOTNET_TC_CallCountingDelayMs"] = "100" },
        })!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? Stopwatch.GetElapsedTime(start).TotalMicroseconds
            : throw new InvalidOperationException($"{what} failed.");
    }
}
