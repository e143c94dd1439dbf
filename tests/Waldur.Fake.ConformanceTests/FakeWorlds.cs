using System.Collections.Concurrent;

namespace Waldur.Fake.Conformance;

/// <summary>
/// Gives each run a fresh world over one transport. A scenario is read once and forked for each run. The socket is shared: one listener
/// for each fidelity, whose world is put back to the scenario's data before each run (runs on one socket wait for each other).
/// </summary>
internal sealed class FakeWorlds : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<(Scenario, CaseFidelity), Lazy<(WaldurFake Fake, WorldMap Objects)>> Read = new();
    private readonly Dictionary<CaseFidelity, (WaldurFake Fake, Uri Address)> _listening = [];
    private readonly HttpMessageInvoker _socket = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        // a case may send bytes that are no text
        RequestHeaderEncodingSelector = static (_, _) => System.Text.Encoding.Latin1,
    });

    public async Task<IConformanceWorld> StartAsync(Scenario scenario, CaseFidelity fidelity, CaseTransport transport)
    {
        var (seeded, objects) = Read.GetOrAdd((scenario, fidelity), static key => new(() => Start(key.Item1, key.Item2))).Value;
        switch (transport)
        {
            case CaseTransport.Socket:
                var (listening, address) = await ListenAsync(fidelity);
                listening.World.Restore(seeded.World.Checkpoint());
                return new FakeWorld(listening, _socket, address, objects, fidelity, owned: null);
            case CaseTransport.TestHost:
                var tested = seeded.Fork();
                return new FakeWorld(tested, new(tested.CreateTestServerHandler()), WaldurFake.BaseAddress, objects, fidelity, tested);
            default:
                var forked = seeded.Fork();
                return new FakeWorld(forked, new(forked.CreateHandler()), WaldurFake.BaseAddress, objects, fidelity, forked);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        foreach (var (fake, _) in _listening.Values)
        {
            await fake.DisposeAsync();
        }
    }

    private async Task<(WaldurFake Fake, Uri Address)> ListenAsync(CaseFidelity fidelity)
    {
        if (!_listening.TryGetValue(fidelity, out var listening))
        {
            var fake = Start(new("version: 1"), fidelity).Fake;
            _listening[fidelity] = listening = (fake, await fake.ListenAsync());
        }

        return listening;
    }

    private static (WaldurFake Fake, WorldMap Objects) Start(Scenario scenario, CaseFidelity fidelity)
    {
        var fake = WaldurFake.Start(options =>
        {
            options.ScenarioText(scenario.Text);
            options.Fidelity = fidelity is CaseFidelity.Server ? Fidelity.Server : Fidelity.Documented;
        });
        using var http = new HttpMessageInvoker(fake.CreateHandler());
        return (fake, WorldMap.ReadAsync(http, WaldurFake.BaseAddress, CancellationToken.None).GetAwaiter().GetResult());
    }
}
