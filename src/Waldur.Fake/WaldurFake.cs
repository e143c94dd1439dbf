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
    private readonly ForkOptions _options;
    private readonly List<SocketServer> _sockets = [];
    private readonly Lock _gate = new();
    private TestServer? _testServer;

    private WaldurFake(World world, ForkOptions options) => (_host, _options) = (options.HostOf(world), options);

    /// <summary>The world: its data, its clock, checkpoints.</summary>
    /// <exception cref="ObjectDisposedException">The fake was disposed of; so say all other members too, but for <see
    /// cref="Failures"/>.</exception>
    public World World => Alive.World;

    /// <summary>What has failed inside the fake. Those failures are answered with 500, but they are no behaviour of Waldur's.</summary>
    public IReadOnlyList<FakeFailure> Failures => _host.Failures;

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
        var world = new World(Baselines.Of(options));
        if (options.TimeProvider is { } time)
            world.Follow(time);
        return new(world, options);
    }

    /// <summary>A client of a user of the scenario, with that user's token.</summary>
    /// <param name="user">The key of the user in the scenario, or the username.</param>
    /// <exception cref="ArgumentException">There is no such user, or the user has no token.</exception>
    public HttpClient CreateClient(string user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return new(CreateHandler(user)) { BaseAddress = BaseAddress };
    }

    /// <summary>A client that sends no token.</summary>
    public HttpClient CreateAnonymousClient() => new(CreateHandler()) { BaseAddress = BaseAddress };

    /// <summary>A handler for your own <see cref="HttpClient"/>: in process, without a socket.</summary>
    /// <param name="user">Whose token is added to requests that carry none; null: nobody's.</param>
    /// <exception cref="ArgumentException">There is no such user, or the user has no token.</exception>
    public HttpMessageHandler CreateHandler(string? user = null) =>
        new ClientHandler(this, user) { InnerHandler = new InProcessHandler(Alive) { ThrowsFailures = _options.ThrowOnFailure } };

    /// <summary>
    /// ASP.NET's own test server over this fake, for whoever composes it with ASP.NET's test tools. Take
    /// <see cref="CreateTestServerHandler"/> for a client that sees what it would see on a socket.
    /// </summary>
    public TestServer TestServer
    {
        get
        {
            lock (_gate)
                return _testServer ??= WireTestServer.Start(Alive);
        }
    }

    /// <summary>A handler over <see cref="TestServer"/> that mends what is unlike the wire in it.</summary>
    /// <param name="user">Whose token is added to requests that carry none; null: nobody's.</param>
    public HttpMessageHandler CreateTestServerHandler(string? user = null) =>
        new ClientHandler(this, user) { InnerHandler = new TestHostHandler(TestServer) };

    /// <summary>Listens on a socket, with the same world.</summary>
    /// <param name="url">Where: an IP address or <c>localhost</c>; port 0 picks a free one.</param>
    /// <param name="cancellation">Cancels the start.</param>
    /// <returns>The address.</returns>
    /// <exception cref="ArgumentException">That is no such address.</exception>
    public async Task<Uri> ListenAsync(string url = "http://127.0.0.1:0", CancellationToken cancellation = default)
    {
        // Before anybody can ask: what shows tokens is closed first.
        var wasExposed = Alive.IsExposed;
        _host.IsExposed |= !SocketServer.IsLoopback(url);
        SocketServer socket;
        try
        {
            socket = await SocketServer.StartAsync(_host, url, cancellation);
        }
        catch
        {
            _host.IsExposed = wasExposed;
            throw;
        }
        lock (_gate)
        {
            if (!_host.IsDisposed)
            {
                _sockets.Add(socket);
                return socket.Address;
            }
        }
        await socket.DisposeAsync();
        throw new ObjectDisposedException(nameof(WaldurFake));
    }

    /// <summary>The token of a user.</summary>
    /// <param name="user">The key of the user in the scenario, or the username.</param>
    /// <exception cref="ArgumentException">There is no such user, or the user has no token.</exception>
    public string TokenOf(string user)
    {
        var data = World.Data;
        var uuid = Name.Find(data, User.Table.Kind, user)
            ?? (data.Table(User.Table).By(User.ByUsername, user) is [var named] ? named.Uuid : (Guid?)null)
            ?? throw new ArgumentException(NoSuchUser(data, user), nameof(user));
        return data.Table(Token.Table).By(Token.ByUser, uuid) is [var token]
            ? token.Key
            : throw new ArgumentException($"The user {user} has no token.", nameof(user));
    }

    /// <summary>
    /// Writes the world as it was, its requests with their answers, and what was changed in between: <c>waldur-fake replay</c> and
    /// <see cref="ReplayAsync"/> repeat them. Folders are made.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="test">The name of the test; or null.</param>
    public void WriteRun(string path, string? test = null)
    {
        var run = Alive.Run(test);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        using var file = File.Create(path);
        file.Write(run.Span);
    }

    /// <summary>A fake in the world of a run file, after its requests, to look at what a test that failed has seen.</summary>
    /// <param name="path">The file.</param>
    /// <param name="before">The number of the first request that is not repeated; null: all are.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <exception cref="InvalidDataException">It is no run file, or something is answered otherwise than in the run.</exception>
    public static async Task<WaldurFake> ReplayAsync(string path, long? before = null, CancellationToken cancellation = default)
    {
        var (fake, _, differences) = await RepeatAsync(path, before, configure: null, cancellation);
        if (differences.Count == 0)
            return fake;
        await fake.DisposeAsync();
        throw new InvalidDataException($"{path} was not answered as in the run:\n{string.Join('\n', differences)}");
    }

    /// <summary>Repeats a run, and tells what is answered otherwise.</summary>
    internal static async Task<Replayed> RepeatAsync(
        string path, long? before, Action<ForkOptions>? configure, CancellationToken cancellation)
    {
        var run = RunFile.Read(await File.ReadAllBytesAsync(path, cancellation), path);
        var settings = run.Settings;
        var options = new ForkOptions
        {
            Fidelity = settings.Fidelity, MaxBodySize = settings.MaxBodySize, Hints = settings.Hints, Cors = settings.Cors,
            CorsOrigin = settings.CorsOrigin, OnNotEmulated = settings.OnNotEmulated,
        };
        configure?.Invoke(options);
        var fake = new WaldurFake(RunReplay.Begin(run, WaldurModules.Scenarios), options);
        var (repeated, differences) = await RunReplay.RunAsync(run, fake._host, before, cancellation);
        return new(fake, repeated, differences);
    }

    /// <summary>A run that was repeated.</summary>
    internal sealed record Replayed(WaldurFake Fake, int Repeated, IReadOnlyList<string> Differences);

    /// <summary>
    /// The world as a scenario file, YAML: loaded again it makes an equal world, with the same identifiers, times and tokens. The audit log
    /// and a replaced account service are not in it.
    /// </summary>
    public string Export() => ScenarioExporter.ToYaml(World.Data);

    /// <summary>
    /// What was asked for that Waldur has and the fake has not, answered as <see cref="ForkOptions.OnNotEmulated"/> says. The first
    /// thousand are kept, and
    /// <see cref="Reset"/> forgets them.
    /// </summary>
    public IReadOnlyList<NotEmulatedRequest> NotEmulated => _host.NotEmulated;

    /// <summary>Stops requests on their way, so that what happens at the same time happens in an order that a test chooses.</summary>
    public Gates Gates
    {
        get
        {
            _ = Alive;
            return new(this);
        }
    }

    /// <summary>The requests that were answered, and what a test expects of them. <see cref="Reset"/> forgets them.</summary>
    public RequestJournal Requests => Alive.Requests;

    /// <summary>What requests run into: refusals, delays, broken connections, damaged answers.</summary>
    public Faults Faults => new(World);

    /// <summary>The world's clock: it stands still until it is moved, or runs.</summary>
    public WorldClock Clock => World.Clock;

    /// <summary>The world as it is, to go back to; it costs nothing, whatever the size.</summary>
    public Checkpoint Checkpoint() => World.Checkpoint();

    /// <summary>Goes back to a checkpoint of this fake's world, or of another's that was started or forked from the same library.</summary>
    public void Restore(Checkpoint checkpoint) => World.Restore(checkpoint);

    /// <summary>What was added, changed and removed between two checkpoints, by kind and key.</summary>
    public WorldDiff Diff(Checkpoint before, Checkpoint after) => WorldDiff.Between(before.Data, after.Data, _host.Setup.Scenarios.Kinds);

    /// <summary>
    /// Goes back to the start: the seeded world, in a fork what it was forked with, or what <see cref="SetBaseline"/> has kept. What was
    /// asked for is forgotten.
    /// </summary>
    public void Reset() => Alive.Reset();

    /// <summary>
    /// Makes the present state the start, to which <see cref="Reset"/> goes back: what a fixture adds in code then stays.
    /// </summary>
    public void SetBaseline() => World.SetBaseline();

    /// <summary>An isolated fake with the same data: its own world, nothing shared but what never changes.</summary>
    /// <param name="configure">What is otherwise than here: <c>fake.Fork(o =&gt; o.Log(output.WriteLine))</c>.</param>
    /// <exception cref="ArgumentException">The fidelity names a divergence that does not exist.</exception>
    public WaldurFake Fork(Action<ForkOptions>? configure = null)
    {
        var options = _options.Copy();
        configure?.Invoke(options);
        return new(World.Fork(), options);
    }

    /// <summary>
    /// Stops listening. Clients of the fake, and whoever uses it otherwise, get an <see cref="ObjectDisposedException"/> from then on.
    /// </summary>
    /// <exception cref="NotEmulatedException">
    /// With <see cref="OnNotEmulated.Fail"/>: something was asked for that is not emulated.
    /// </exception>
    public void Dispose()
    {
        var wasAlive = !_host.IsDisposed;
        foreach (var socket in Close())
            socket.DisposeAsync().AsTask().GetAwaiter().GetResult();
        FailIfAsked(wasAlive);
    }

    /// <inheritdoc cref="Dispose"/>
    public async ValueTask DisposeAsync()
    {
        var wasAlive = !_host.IsDisposed;
        foreach (var socket in Close())
            await socket.DisposeAsync();
        FailIfAsked(wasAlive);
    }

    private void FailIfAsked(bool wasAlive)
    {
        if (!wasAlive || _options.OnNotEmulated != OnNotEmulated.Fail)
            return;
        var asked = _host.Worlds.All.SelectMany(world => world.NotEmulated).Concat(NotEmulated).ToList();
        if (asked.Count > 0)
            throw new NotEmulatedException(asked);
    }

    /// <summary>Another way into the same world, with gates of its own; what is asked there is in the journal of this one.</summary>
    internal WaldurFake Door()
    {
        var door = new WaldurFake(World, _options);
        door._host.KeepIn(_host.Requests);
        return door;
    }

    /// <summary>Who answers, also where the fake was disposed of.</summary>
    internal FakeHost Host => _host;

    private FakeHost Alive => _host.IsDisposed ? throw new ObjectDisposedException(nameof(WaldurFake)) : _host;

    private IReadOnlyList<SocketServer> Close()
    {
        lock (_gate)
        {
            if (_host.IsDisposed)
                return [];
            _host.Dispose();
        }
        _host.TellUnseenFailures();
        _testServer?.Dispose();
        return _sockets;
    }

    private static string NoSuchUser(WorldData data, string user)
    {
        var known = data.Table(User.Table).Select(known => data.Table(Name.Table).Find(known.Uuid)?.Key ?? known.Username).ToList();
        var more = known.Count > 20 ? $" and {known.Count - 20} more" : "";
        return $"There is no user {user}; there are {string.Join(", ", known.Take(20))}{more}."
            + (Nearest.To(user, known) is { } near ? $" Did you mean {near}?" : "");
    }

    /// <summary>Adds a user's token to requests that carry none, and refuses once the fake is disposed of.</summary>
    private sealed class ClientHandler(WaldurFake fake, string? user) : DelegatingHandler
    {
        private readonly AuthenticationHeaderValue? _authorization = user is null ? null : new("Token", fake.TokenOf(user));

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
            base.Send(WithToken(request), cancellationToken);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            base.SendAsync(WithToken(request), cancellationToken);

        private HttpRequestMessage WithToken(HttpRequestMessage request)
        {
            _ = fake.Alive;
            if (_authorization is not null && !request.Headers.Contains("Authorization"))
                request.Headers.Authorization = _authorization;
            return request;
        }
    }
}
