using Xunit;

namespace Waldur.Fake.Conformance;

/// <summary>
/// Every case over each of its transports in each of its fidelities: a row of a theory. The transports are three classes, because
/// classes run beside each other and the rows of one class one after the other.
/// </summary>
public abstract class ConformanceTests(ConformanceTests.Worlds worlds)
{
    protected static IEnumerable<TheoryDataRow<string, CaseTransport, CaseFidelity>> RowsOver(CaseTransport transport) =>
        from one in Cases.InOrder
        where one.Transports.Contains(transport)
        // a pending case is shown as skipped once, not once a transport
        where one.Pending is null || transport is CaseTransport.InProcess
        from fidelity in one.Fidelities
        select new TheoryDataRow<string, CaseTransport, CaseFidelity>(one.Id, transport, fidelity) { Skip = one.Pending };

    protected Task RunAsync(string id, CaseTransport transport, CaseFidelity fidelity) =>
        RunAsync(Cases.Get(id), worlds, transport, fidelity);

    internal static async Task RunAsync(ConformanceCase one, Worlds worlds, CaseTransport transport, CaseFidelity fidelity)
    {
        await using var world = await worlds.All.StartAsync(one.World, fidelity, transport);
        var report = await CaseRunner.RunAsync(one, world, TestContext.Current.CancellationToken);
        if (report.Length > 0)
        {
            Assert.Fail(report);
        }
    }

    /// <summary>The worlds of one class.</summary>
    public sealed class Worlds : IAsyncLifetime
    {
        internal FakeWorlds All { get; } = new();

        public ValueTask InitializeAsync() => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => All.DisposeAsync();
    }
}

/// <summary>Through the fake's own handler.</summary>
public sealed class InProcessConformance(ConformanceTests.Worlds worlds) : ConformanceTests(worlds), IClassFixture<ConformanceTests.Worlds>
{
    public static IEnumerable<TheoryDataRow<string, CaseTransport, CaseFidelity>> Rows => RowsOver(CaseTransport.InProcess);

    [Theory]
    [MemberData(nameof(Rows))]
    public Task Case(string id, CaseTransport transport, CaseFidelity fidelity) => RunAsync(id, transport, fidelity);
}

/// <summary>Through ASP.NET's TestHost.</summary>
public sealed class TestHostConformance(ConformanceTests.Worlds worlds) : ConformanceTests(worlds), IClassFixture<ConformanceTests.Worlds>
{
    public static IEnumerable<TheoryDataRow<string, CaseTransport, CaseFidelity>> Rows => RowsOver(CaseTransport.TestHost);

    [Theory]
    [MemberData(nameof(Rows))]
    public Task Case(string id, CaseTransport transport, CaseFidelity fidelity) => RunAsync(id, transport, fidelity);
}

/// <summary>Over a socket.</summary>
public sealed class SocketConformance(ConformanceTests.Worlds worlds) : ConformanceTests(worlds), IClassFixture<ConformanceTests.Worlds>
{
    public static IEnumerable<TheoryDataRow<string, CaseTransport, CaseFidelity>> Rows => RowsOver(CaseTransport.Socket);

    [Theory]
    [MemberData(nameof(Rows))]
    public Task Case(string id, CaseTransport transport, CaseFidelity fidelity) => RunAsync(id, transport, fidelity);
}
