using System.Diagnostics;
using System.Globalization;
using System.Runtime;

namespace Waldur.Fake.Benchmarks;

/// <summary>
/// Times two workloads in turns and compares their best rounds. A harness of its own, because the usual one runs each workload in a process
/// by itself, and the machine may be busy in one and idle in the other.
/// </summary>
internal static class Interleaved
{
    private const int MinRounds = 16;
    private static readonly TimeSpan s_stillness = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(8);

    /// <summary>The cost of a workload in units of its baseline, and how much that differs between two halves of the rounds.</summary>
    /// <param name="workload">What is measured; it is told how often to run.</param>
    /// <param name="baseline">What it is compared with.</param>
    /// <param name="runs">How often each runs in a round.</param>
    /// <param name="seconds">How long rounds are made.</param>
    public static Task<Ratio> MeasureAsync(Func<int, Task> workload, Func<int, Task> baseline, int runs, double seconds = 1.5) =>
        MeasureAsync(Timed(workload), Timed(baseline), runs, seconds);

    /// <inheritdoc cref="MeasureAsync(Func{int, Task}, Func{int, Task}, int, double)"/>
    /// <param name="workload">What is measured; it is told how often to run, and tells the time of what counts.</param>
    /// <param name="baseline">What it is compared with.</param>
    /// <param name="runs">How often each runs in a round.</param>
    /// <param name="seconds">How long rounds are made.</param>
    /// <param name="rounds">How many rounds there are at least.</param>
    public static async Task<Ratio> MeasureAsync(
        Func<int, Task<TimeSpan>> workload, Func<int, Task<TimeSpan>> baseline, int runs, double seconds = 1.5, int rounds = MinRounds)
    {
        await WarmUpAsync(() => workload(runs), () => baseline(runs));
        GC.Collect();
        // The best round of each: whatever else the machine does can only make a round slower.
        var (best, half) = (new double[2, 2], 0);
        (best[0, 0], best[0, 1], best[1, 0], best[1, 1]) = (double.MaxValue, double.MaxValue, double.MaxValue, double.MaxValue);
        var start = Stopwatch.GetTimestamp();
        for (var round = 0; round < rounds || Stopwatch.GetElapsedTime(start).TotalSeconds < seconds; round++)
        {
            half = round % 2;
            best[half, 0] = Math.Min(best[half, 0], (await workload(runs)).TotalMicroseconds / runs);
            best[half, 1] = Math.Min(best[half, 1], (await baseline(runs)).TotalMicroseconds / runs);
        }
        return Ratio.Of(best);
    }

    /// <summary>The cost of a workload in units of its baseline, where both take long.</summary>
    /// <param name="workload">What is measured; it is told how often to run.</param>
    /// <param name="baseline">What it is compared with.</param>
    /// <param name="runs">How often each runs in a round.</param>
    /// <param name="rounds">How many rounds there are.</param>
    public static async Task<double> RatioAsync(Func<int, Task> workload, Func<int, Task> baseline, int runs, int rounds = 60) =>
        (await MeasureAsync(Timed(workload), Timed(baseline), runs, seconds: 0, rounds)).Value;

    /// <summary>Runs until the runtime has compiled for good what runs: it compiles what is hot a second time, in the background.</summary>
    public static async Task WarmUpAsync(params Func<Task>[] work)
    {
        var (start, still, compiled) = (Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp(), JitInfo.GetCompiledMethodCount());
        for (var round = 0; round < 4 || Stopwatch.GetElapsedTime(still) < s_stillness; round++)
        {
            foreach (var one in work)
                await one();
            if (JitInfo.GetCompiledMethodCount() is var now && now != compiled)
                (compiled, still) = (now, Stopwatch.GetTimestamp());
            if (Stopwatch.GetElapsedTime(start) > s_patience)
                return;
        }
    }

    /// <summary>The line that a reader, or a script, looks for.</summary>
    public static string Line(string name, double value, double goal) =>
        string.Create(CultureInfo.InvariantCulture, $"RATIO {name} {value:0.00#} {goal:0.00}");

    /// <summary>A workload that counts as a whole.</summary>
    public static Func<int, Task<TimeSpan>> Timed(Func<int, Task> work) => async runs =>
    {
        var start = Stopwatch.GetTimestamp();
        await work(runs);
        return Stopwatch.GetElapsedTime(start);
    };
}

/// <summary>A ratio of two workloads.</summary>
/// <param name="Value">The cost of the one in units of the other.</param>
/// <param name="Noise">By what part that differs between two halves of the rounds.</param>
/// <param name="Mine">Microseconds of the one.</param>
/// <param name="Bare">Microseconds of the other.</param>
internal readonly record struct Ratio(double Value, double Noise, double Mine, double Bare)
{
    /// <summary>The ratio of the best rounds.</summary>
    /// <param name="best">By half of the rounds: that of the one, and that of the other.</param>
    public static Ratio Of(double[,] best)
    {
        var (mine, bare) = (Math.Min(best[0, 0], best[1, 0]), Math.Min(best[0, 1], best[1, 1]));
        return new(mine / bare, Math.Abs((best[0, 0] / best[0, 1]) - (best[1, 0] / best[1, 1])) / (mine / bare), mine, bare);
    }
}
