using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Waldur.Fake.Benchmarks;

/// <summary>
/// A world of 100,000 robot accounts with their users and resources: how long it takes to make, what it weighs, and that it is served.
/// </summary>
internal static class Scale
{
    private const int RobotAccounts = 100_000;

    public static async Task<int> RunAsync(TextWriter output)
    {
        // A small world first, so that the time of the just-in-time compiler is not counted.
        WaldurFake.Start(options => options.Generate(g => g.RobotAccounts(100).OfferingUsers(100))).Dispose();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (start, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        using var fake = WaldurFake.Start(options => options.Generate(g => g.RobotAccounts(RobotAccounts)));
        await Line($"made in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s ({(Environment.CpuUsage.TotalTime - processor).TotalSeconds:0.00} s of the processor)");
        var weight = GC.GetTotalMemory(forceFullCollection: true) - before;
        await Line($"{fake.World.RobotAccounts.Count} robot accounts, {fake.World.Users.Count} users, {fake.World.Resources.Count} resources, {fake.World.SshKeys.Count} SSH keys");
        await Line($"weighs {weight / 1_000_000.0:0} MB");

        using var client = fake.CreateClient("staff");
        var pages = 0;
        start = Stopwatch.GetTimestamp();
        for (var url = "/api/marketplace-robot-accounts/?page_size=100"; pages * 100 < RobotAccounts; pages++)
        {
            using var page = JsonDocument.Parse(
                await client.GetByteArrayAsync(string.Create(CultureInfo.InvariantCulture, $"{url}&page={pages + 1}")));
            if (page.RootElement.GetArrayLength() != 100)
                throw new InvalidOperationException($"Page {pages + 1} has {page.RootElement.GetArrayLength()} accounts.");
        }
        await Line($"read in {pages} pages of 100 in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s");
        return 0;

        Task Line(FormattableString text) => output.WriteLineAsync(FormattableString.Invariant(text));
    }
}
