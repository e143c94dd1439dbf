using System.Text;
using Waldur.Fake.Conformance;
using WireMock.Server;

namespace Waldur.Fake.WireMockTests;

/// <summary>
/// The conformance cases through WireMock, in both fidelities: each tenth, and all of them where the variable
/// <c>WALDUR_FAKE_CASES</c> says <c>all</c>.
/// </summary>
public sealed class WireMockConformance(WireMockConformance.Worlds worlds) : IClassFixture<WireMockConformance.Worlds>
{
    private static readonly int s_step = Environment.GetEnvironmentVariable("WALDUR_FAKE_CASES") == "all" ? 1 : 10;

    public static IEnumerable<TheoryDataRow<string, CaseFidelity>> Rows => Cases.InOrder
        .Where(one => one.Pending is null && one.Transports.Contains(CaseTransport.Socket))
        .Where((_, place) => place % s_step == 0)
        .SelectMany(one => one.Fidelities.Select(fidelity => new TheoryDataRow<string, CaseFidelity>(one.Id, fidelity)));

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Case(string id, CaseFidelity fidelity)
    {
        var one = Cases.Get(id);
        await using var world = await worlds.StartAsync(one.World, fidelity);
        var report = await CaseRunner.RunAsync(one, world, TestContext.Current.CancellationToken);
        if (report.Length > 0)
            Assert.Fail(report);
    }

    /// <summary>One WireMock server for each fidelity; the world behind it is put back to the scenario's data before each case.</summary>
    public sealed class Worlds : IDisposable
    {
        private readonly Dictionary<string, (WaldurFake Fake, Conformance.WorldMap Objects)> _seeded = new(StringComparer.Ordinal);
        private readonly Dictionary<CaseFidelity, (WaldurFake Fake, WireMockServer Server)> _listening = [];
        private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            // A case may send bytes that are no text.
            RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        });

        internal async Task<IConformanceWorld> StartAsync(Conformance.Scenario scenario, CaseFidelity fidelity)
        {
            if (!_seeded.TryGetValue(scenario.Text, out var seeded))
            {
                var fake = WaldurFake.Start(options => options.ScenarioText(scenario.Text));
                using var http = new HttpMessageInvoker(fake.CreateHandler());
                var objects = await Conformance.WorldMap.ReadAsync(http, WaldurFake.BaseAddress, CancellationToken.None);
                _seeded[scenario.Text] = seeded = (fake, objects);
            }
            if (!_listening.TryGetValue(fidelity, out var listening))
            {
                var fake = WaldurFake.Start(options =>
                {
                    options.ScenarioText("version: 1");
                    options.Fidelity = fidelity is CaseFidelity.Server ? Fidelity.Server : Fidelity.Documented;
                });
                _listening[fidelity] = listening = (fake, fake.StartWireMock());
            }
            listening.Fake.World.Restore(seeded.Fake.World.Checkpoint());
            listening.Server.ResetLogEntries();
            return new FakeWorld(listening.Fake, _http, new Uri(listening.Server.Url!), seeded.Objects, fidelity, owned: null);
        }

        public void Dispose()
        {
            _http.Dispose();
            foreach (var (fake, server) in _listening.Values)
            {
                server.Dispose();
                fake.Dispose();
            }
            foreach (var (fake, _) in _seeded.Values)
                fake.Dispose();
        }
    }
}
