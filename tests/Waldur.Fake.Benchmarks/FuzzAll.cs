using Waldur.Fake.Fuzz;

namespace Waldur.Fake.Benchmarks;

/// <summary>A hundred thousand requests that are made up, shared among both fidelities and two worlds.</summary>
internal static class FuzzAll
{
    private const int Requests = 100_000;

    private static readonly (Fidelity Fidelity, string Scenario)[] s_runs =
    [
        (Fidelity.Documented, "hpc-site"), (Fidelity.Server, "hpc-site"), (Fidelity.Documented, "edge-cases"),
        (Fidelity.Server, "edge-cases"),
    ];

    public static async Task<int> RunAsync(TextWriter output)
    {
        var bad = 0;
        foreach (var (i, (fidelity, scenario)) in s_runs.Index())
        {
            await using var run = await FuzzRun.StartAsync(fidelity, scenario);
            var wrong = await run.RunAsync(seed: 1000 + (ulong)i, Requests / s_runs.Length);
            bad += wrong.Count;
            var side = fidelity == Fidelity.Server ? "server" : "documented";
            await output.WriteLineAsync($"{scenario}, {side}: {wrong.Count} wrong; {string.Join(", ", run.Statuses.Select(status => $"{status.Value} x {status.Key}"))}");
            foreach (var line in wrong)
                await output.WriteLineAsync(line);
        }
        return bad == 0 ? 0 : 1;
    }
}
