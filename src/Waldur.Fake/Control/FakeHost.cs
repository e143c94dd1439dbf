namespace Waldur.Fake;

/// <summary>
/// One world that is served: requests under <c>/_fake/</c> steer it, all others go to Waldur's API.
/// </summary>
internal sealed class FakeHost : IWireServer
{
    private const int MostNotEmulated = 1000;

    private readonly List<NotEmulatedRequest> _notEmulated = [];

    /// <summary>Serves a world.</summary>
    /// <param name="world">The world.</param>
    /// <param name="settings">How it answers.</param>
    /// <param name="setup">What it shares with its forks.</param>
    public FakeHost(World world, ApiSettings settings, FakeSetup setup)
    {
        (World, Setup) = (world, setup);
        Settings = settings with { OnNotEmulated = Keep };
    }

    /// <summary>The world.</summary>
    public World World { get; }

    /// <summary>What it shares with its forks.</summary>
    public FakeSetup Setup { get; }

    /// <summary>How it answers.</summary>
    public ApiSettings Settings { get; }

    /// <summary>What was asked for that Waldur has and the fake has not.</summary>
    public IReadOnlyList<NotEmulatedRequest> NotEmulated
    {
        get
        {
            lock (_notEmulated)
                return [.. _notEmulated];
        }
    }

    /// <summary>Whether the server listens where others can reach it.</summary>
    public bool IsExposed { get; set; }

    /// <inheritdoc/>
    public long MaxBodySize => Settings.MaxBodySize;

    /// <inheritdoc/>
    public ValueTask<WireAnswer> AnswerAsync(WireRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (request.Path.StartsWith(ControlApi.Prefix, StringComparison.Ordinal))
            return ValueTask.FromResult(Setup.Control.Handle(request, this));
        var before = World.Data;
        var answer = Setup.Api.Handle(request, World, Settings);
        Setup.Log?.Write(request, answer, before, World.Data);
        return ValueTask.FromResult(answer);
    }

    /// <summary>Forgets what was asked for.</summary>
    public void Forget()
    {
        lock (_notEmulated)
            _notEmulated.Clear();
    }

    private void Keep(NotEmulatedRequest request)
    {
        lock (_notEmulated)
        {
            if (_notEmulated.Count < MostNotEmulated)
                _notEmulated.Add(request);
        }
    }
}

/// <summary>What the worlds of one fake share, whatever is done in them.</summary>
/// <param name="Api">Waldur's API.</param>
/// <param name="Control">The operations that steer a fake.</param>
internal sealed record FakeSetup(IApi Api, ControlApi Control)
{
    /// <summary>
    /// What <c>X-Waldur-Fake-Key</c> must say where more than health is asked; null: nothing is asked for on loopback addresses, and all but
    /// health is closed on others.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>Is told of each request; or null.</summary>
    public RequestLog? Log { get; init; }
}
