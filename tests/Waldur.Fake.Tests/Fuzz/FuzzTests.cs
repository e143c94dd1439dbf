using Shouldly;
using Waldur.Fake.Fuzz;

namespace Waldur.Fake.Tests.Fuzz;

/// <summary>Requests that are made up, valid and spoilt. A hundred thousand are put by the benchmark project, with <c>-- fuzz</c>.</summary>
public sealed class FuzzTests
{
    private const int Requests = 5_000;

    [Theory]
    [InlineData(FidelitySide.Documented)]
    [InlineData(FidelitySide.Server)]
    public async Task Nothing_that_is_sent_fails_or_is_answered_otherwise_on_a_socket(FidelitySide side)
    {
        var fidelity = side == FidelitySide.Server ? Fidelity.Server : Fidelity.Documented;
        await using var run = await FuzzRun.StartAsync(fidelity, "hpc-site", TestContext.Current.CancellationToken);

        string.Join("\n\n", await run.RunAsync(seed: 42, Requests, TestContext.Current.CancellationToken)).ShouldBeEmpty();

        // Many are refused, but many are not: else nothing was tried.
        run.Statuses.Where(status => status.Key is 200 or 201 or 204).Sum(status => status.Value).ShouldBeGreaterThan(Requests / 6);
        run.Statuses.Keys.ShouldContain(400);
        run.Statuses.ContainsKey(500).ShouldBe(side == FidelitySide.Server);
    }
}
