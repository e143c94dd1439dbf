using System.Net.Http.Headers;
using Microsoft.AspNetCore.TestHost;

namespace Waldur.Fake;

/// <summary>
/// A Waldur in the memory of this process: it answers the account operations of release 7.9.6 as Waldur does. Starting one takes no port
/// and no file watcher; fork one for each test.
/// </summary>
public sealed class WaldurFake : IDisposable, IAsyncDisposable
{
    private readonly FakeHost _host;
    private readonly List<SocketServer> _sockets = [];
    private readonly Lock _gate = new();
    private TestServer? _testServer;

    private WaldurFake(FakeHost host) => _host = host;

    /// <summary>The world: its data, its clock, checkpoints.</summary>
    public World World => _host.World;

    /// <summary>Where clients of the in-process transports think that they are.</summary>
    public static Uri BaseAddress { get; } = new("http://localhost/");

    /// <summary>Starts a fake. It is synchronous, so constructors and set-ups can call it.</summary>
    /// <param name="configure">Sets the options; without, the default scenario is loaded.</param>
    /// <exception cref="ScenarioException">Something is wrong with a scenario: every error is listed.</exception>
    /// <exception cref="ArgumentException">The fidelity names a divergence that does not exist.</exception>
    public static WaldurFake Start(Action<WaldurFakeOptions>? configure = null)
    {
        var options = new WaldurFakeOptions();
        configure?.Invoke(options);
        foreach (var id in options.Fidelity.Chosen.Keys)
        {
            if (!WaldurModules.Divergences.Any(divergence => divergence.Id == id))
                throw new ArgumentException($"There is no divergence {id}; there are {string.Join(", ", WaldurModules.Divergences.Select(row => row.Id))}.", nameof(configure));
        }
        var settings = new ApiSettings
        {
            Fidelity = options.Fidelity,
            MaxBodySize = options.MaxBodySize,
            Cors = options.Cors,
            Hints = options.Hints,
            OnFailure = options.LogLine is { } write ? failure => write($"failure inside the fake: {failure}") : null,
        };
        var world = new World(ScenarioLoader.Load(options.Read(), options.Seed));
        if (options.TimeProvider is { } time)
            world.Follow(time);
        return new(new FakeHost(world, settings, new(WaldurModules.Api, WaldurModules.Control)
        {
            Scenarios = WaldurModules.Scenarios,
            HostTime = options.HostTime,
            WorldTtl = options.WorldTtl,
            Key = options.ControlKey,
            Log = options.LogLine is { } writeLine ? new(writeLine) : null,
        }));
    }

    /// <summary>A client of a user of the scenario, with that user's token.</summary>
    /// <param name="user">The key of the user in the scenario, or the username.</param>
    /// <exception cref="ArgumentException">There is no such user, or the user has no token.</exception>
    public HttpClient CreateClient(string user) => new(CreateHandler(user)) { BaseAddress = BaseAddress };

    /// <summary>A client that sends no token.</summary>
    public HttpClient CreateAnonymousClient() => new(CreateHandler()) { BaseAddress = BaseAddress };

    /// <summary>A handler for your own <see cref="HttpClient"/>: in process, without a socket.</summary>
    /// <param name="user">Whose token is added to requests that carry none; null: nobody's.</param>
    /// <exception cref="ArgumentException">There is no such user, or the user has no token.</exception>
    public HttpMessageHandler CreateHandler(string? user = null)
    {
        var handler = new InProcessHandler(_host);
        return user is null ? handler : new TokenHandler(TokenOf(user)) { InnerHandler = handler };
    }

    /// <summary>
    /// ASP.NET's own test server over this fake, for whoever composes it with ASP.NET's test tools. Take
    /// <see cref="CreateTestServerHandler"/> for a client that sees what it would see on a socket.
    /// </summary>
    public TestServer TestServer
    {
        get
        {
            lock (_gate)
                return _testServer ??= WireTestServer.Start(_host);
        }
    }

    /// <summary>A handler over <see cref="TestServer"/> that mends what is unlike the wire in it.</summary>
    /// <param name="user">Whose token is added to requests that carry none; null: nobody's.</param>
    public HttpMessageHandler CreateTestServerHandler(string? user = null)
    {
        var handler = new TestHostHandler(TestServer);
        return user is null ? handler : new TokenHandler(TokenOf(user)) { InnerHandler = handler };
    }

    /// <summary>Listens on a socket, with the same world.</summary>
    /// <param name="url">Where; port 0 picks a free one.</param>
    /// <param name="cancellation">Cancels the start.</param>
    /// <returns>The address.</returns>
    public async Task<Uri> ListenAsync(string url = "http://127.0.0.1:0", CancellationToken cancellation = default)
    {
        var socket = await SocketServer.StartAsync(_host, url, cancellation);
        lock (_gate)
            _sockets.Add(socket);
        if (!socket.Address.IsLoopback)
            _host.IsExposed = true;
        return socket.Address;
    }

    /// <summary>The token of a user.</summary>
    /// <param name="user">The key of the user in the scenario, or the username.</param>
    /// <exception cref="ArgumentException">There is no such user, or the user has no token.</exception>
    public string TokenOf(string user)
    {
        var data = World.Data;
        var uuid = Name.Find(data, User.Table.Kind, user)
            ?? (data.Table(User.Table).By(User.ByUsername, user) is [var named] ? named.Uuid : (Guid?)null)
            ?? throw new ArgumentException($"There is no user {user}; there are {string.Join(", ", KnownUsers(data))}.", nameof(user));
        return data.Table(Token.Table).By(Token.ByUser, uuid) is [var token]
            ? token.Key
            : throw new ArgumentException($"The user {user} has no token.", nameof(user));
    }

    /// <summary>
    /// The world as a scenario file, YAML: loaded again it makes an equal world, with the same identifiers, times and tokens. The audit log and a
    /// replaced account service are not in it.
    /// </summary>
    public string Export() => ScenarioExporter.ToYaml(World.Data);

    /// <summary>
    /// What was asked for that Waldur has and the fake has not; each was answered with 404. The first thousand are kept, and
    /// <see cref="Reset"/> forgets them.
    /// </summary>
    public IReadOnlyList<NotEmulatedRequest> NotEmulated => _host.NotEmulated;

    /// <summary>The world's clock: it stands still until it is moved, or runs.</summary>
    public WorldClock Clock => World.Clock;

    /// <summary>The world as it is, to go back to; it costs nothing, whatever the size.</summary>
    public Checkpoint Checkpoint() => World.Checkpoint();

    /// <summary>Goes back to a checkpoint of this fake's world, or of another's that was started or forked from the same library.</summary>
    public void Restore(Checkpoint checkpoint) => World.Restore(checkpoint);

    /// <summary>What was added, changed and removed between two checkpoints, by kind and key.</summary>
    public WorldDiff Diff(Checkpoint before, Checkpoint after) => WorldDiff.Between(before.Data, after.Data, _host.Setup.Scenarios.Kinds);

    /// <summary>Goes back to the seeded world.</summary>
    public void Reset() => _host.Reset();

    /// <summary>An isolated fake with the same data: its own world, nothing shared but what never changes.</summary>
    public WaldurFake Fork() => new(new FakeHost(World.Fork(), _host.Settings, _host.Setup));

    /// <inheritdoc/>
    public void Dispose()
    {
        _testServer?.Dispose();
        foreach (var socket in _sockets)
            socket.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _testServer?.Dispose();
        foreach (var socket in _sockets)
            await socket.DisposeAsync();
    }

    private static IEnumerable<string> KnownUsers(WorldData data) =>
        data.Table(User.Table).Take(20).Select(user => data.Table(Name.Table).Find(user.Uuid)?.Key ?? user.Username);

    /// <summary>Adds a user's token to requests that carry none.</summary>
    private sealed class TokenHandler(string token) : DelegatingHandler
    {
        private readonly AuthenticationHeaderValue _authorization = new("Token", token);

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
            base.Send(WithToken(request), cancellationToken);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            base.SendAsync(WithToken(request), cancellationToken);

        private HttpRequestMessage WithToken(HttpRequestMessage request)
        {
            if (!request.Headers.Contains("Authorization"))
                request.Headers.Authorization = _authorization;
            return request;
        }
    }
}
