using System.Diagnostics;
using System.Globalization;

namespace Waldur.Fake.Benchmarks;

/// <summary>
/// Times two workloads in turns and compares their best rounds. A harness of its own, because the usual one runs each workload in a process
/// by itself, and the machine may be busy in one and idle in the other.
/// </summary>
internal static class Interleaved
{
    private const int Rounds = 60;
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(4);

    /// <summary>The cost of a workload in units of its baseline.</summary>
    /// <param name="workload">What is measured; it is told how often to run.</param>
    /// <param name="baseline">What it is compared with.</param>
    /// <param name="runs">How often each runs in a round.</param>
    /// <param name="rounds">How many rounds there are.</param>
    public static async Task<double> RatioAsync(Func<int, Task> workload, Func<int, Task> baseline, int runs, int rounds = Rounds)
    {
        // The runtime compiles what is hot a second time, in the background: what is timed before that is the first version.
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < s_warmUp)
        {
            await workload(runs);
            await baseline(runs);
        }
        // The best round of each: whatever else the machine does can only make a round slower.
        var (best, bestOfBaseline) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < rounds; round++)
        {
            best = Math.Min(best, await TimeAsync(workload, runs));
            bestOfBaseline = Math.Min(bestOfBaseline, await TimeAsync(baseline, runs));
        }
        return best / bestOfBaseline;
    }

    /// <summary>The line that a reader, or a script, looks for.</summary>
    public static string Line(string name, double value, double goal) =>
        string.Create(CultureInfo.InvariantCulture, $"RATIO {name} {value:0.00} {goal:0.00}");

    private static async Task<double> TimeAsync(Func<int, Task> work, int runs)
    {
        var start = Stopwatch.GetTimestamp();
        await work(runs);
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }
}
