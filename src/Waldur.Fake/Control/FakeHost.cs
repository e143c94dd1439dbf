namespace Waldur.Fake;

/// <summary>
/// One world that is served: requests under <c>/_fake/</c> steer it, all others go to Waldur's API.
/// </summary>
/// <param name="world">The world.</param>
/// <param name="settings">How it answers.</param>
/// <param name="setup">What it shares with its forks.</param>
internal sealed class FakeHost(World world, ApiSettings settings, FakeSetup setup) : IWireServer
{
    /// <summary>The world.</summary>
    public World World => world;

    /// <summary>What it shares with its forks.</summary>
    public FakeSetup Setup => setup;

    /// <summary>How it answers.</summary>
    public ApiSettings Settings => settings;

    /// <summary>Whether the server listens where others can reach it.</summary>
    public bool IsExposed { get; set; }

    /// <inheritdoc/>
    public long MaxBodySize => settings.MaxBodySize;

    /// <inheritdoc/>
    public ValueTask<WireAnswer> AnswerAsync(WireRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (request.Path.StartsWith(ControlApi.Prefix, StringComparison.Ordinal))
            return ValueTask.FromResult(setup.Control.Handle(request, this));
        var before = world.Data;
        var answer = setup.Api.Handle(request, world, settings);
        setup.Log?.Write(request, answer, before, world.Data);
        return ValueTask.FromResult(answer);
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
