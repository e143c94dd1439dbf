using System.Collections.Concurrent;
using System.Diagnostics;

namespace Waldur.Fake;

/// <summary>
/// One world that is served: requests under <c>/_fake/</c> steer it, all others go to Waldur's API. The one without a name also leads to
/// those that have one.
/// </summary>
internal sealed class FakeHost : IWireServer
{
    private RequestJournal? _requests;
    private ConcurrentDictionary<string, Checkpoint>? _checkpoints;
    private FakeFailures? _failures;
    private HostedWorlds? _worlds;
    private GateBoard? _gates;

    /// <summary>Serves a world.</summary>
    /// <param name="world">The world.</param>
    /// <param name="settings">How it answers.</param>
    /// <param name="setup">What it shares with its forks.</param>
    public FakeHost(World world, ApiSettings settings, FakeSetup setup) => (World, Settings, Setup) = (world, settings, setup);

    public World World { get; }

    /// <summary>What it shares with its forks.</summary>
    public FakeSetup Setup { get; }

    /// <summary>How it answers.</summary>
    public ApiSettings Settings { get; }

    /// <summary>What was asked for that Waldur has and the fake has not.</summary>
    public IReadOnlyList<NotEmulatedRequest> NotEmulated => _requests?.NotEmulated ?? [];

    /// <summary>The requests that were answered.</summary>
    public RequestJournal Requests => _requests
        ?? Interlocked.CompareExchange(ref _requests, new(Setup.Core.Journal, World, Settings.Journal), null) ?? _requests;

    /// <summary>What stops requests on their way.</summary>
    public GateBoard Gates => _gates ?? Interlocked.CompareExchange(
        ref _gates, new(World, Setup.Core.Routes, Setup.Core.Authentication) { HostTime = Setup.HostTime, Tell = line => Setup.Log?.Line(line) },
        null) ?? _gates;

    /// <summary>The name, or null.</summary>
    public string? Name { get; init; }

    /// <summary>The world without a name, if this is one that has one.</summary>
    public FakeHost? Root { get; init; }

    /// <summary>Whether the server listens where others can reach it.</summary>
    public bool IsExposed
    {
        get => Root?.IsExposed ?? field;
        set;
    }

    /// <summary>The worlds of the server by their names.</summary>
    public HostedWorlds Worlds => Root?.Worlds ?? _worlds ?? Interlocked.CompareExchange(ref _worlds, new(this), null) ?? _worlds;

    /// <summary>The checkpoints that were given names.</summary>
    public ConcurrentDictionary<string, Checkpoint> Checkpoints =>
        _checkpoints ?? Interlocked.CompareExchange(ref _checkpoints, new(StringComparer.Ordinal), null) ?? _checkpoints;

    /// <summary>What has failed inside the fake, in whichever of its worlds.</summary>
    public FakeFailures Failures => Root?.Failures ?? _failures ?? Interlocked.CompareExchange(ref _failures, new(), null) ?? _failures;

    /// <summary>Whether the fake was disposed of.</summary>
    public bool IsDisposed { get; private set; }

    /// <summary>Refuses all that comes from now on, and cuts off who waits.</summary>
    public void Dispose()
    {
        IsDisposed = true;
        _worlds?.Dispose();
    }

    /// <inheritdoc/>
    public long MaxBodySize => Settings.MaxBodySize;

    /// <inheritdoc/>
    public ValueTask<WireAnswer> AnswerAsync(WireRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return HostedWorlds.TryAddress(this, ref request, out var host, out var refusal)
            ? host.Answer(request, cancellation)
            : ValueTask.FromResult(new AnswerWriter(request, World, Settings).Control(refusal));
    }

    /// <summary>The world with its requests, as a run file.</summary>
    /// <param name="test">The name of the test that made it; or null.</param>
    public ReadOnlyMemory<byte> Run(string? test) => RunFile.Write(Requests, World, Settings, Setup.Scenarios, test);

    /// <summary>Tells of the failures that nobody looked at.</summary>
    public void TellUnseenFailures()
    {
        foreach (var failure in Failures.Unseen)
            Setup.Log?.Line($"nobody looked at this {failure}");
    }

    private ValueTask<WireAnswer> Answer(WireRequest request, CancellationToken cancellation)
    {
        if (request.Path.StartsWith(ControlApi.Prefix, StringComparison.Ordinal))
            return ValueTask.FromResult(Told(request, Setup.Control.Handle(request, this)));
        return _gates?.Stops(request) == true ? HeldAsync(request, _gates, cancellation) : Judge(request, cancellation);
    }

    /// <summary>What comes of a request that gates stop. The world is not locked while it stands there.</summary>
    private async ValueTask<WireAnswer> HeldAsync(WireRequest request, GateBoard gates, CancellationToken cancellation)
    {
        var (start, passage) = (Stopwatch.GetTimestamp(), gates.Passage(request));
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(cancellation, Worlds.Ending);
        WireAnswer? answer = null;
        try
        {
            await gates.PassAsync(passage, isAfter: false, gone.Token).ConfigureAwait(false);
            answer = await Judge(request, cancellation).ConfigureAwait(false);
            passage.Status = answer.Status;
            await gates.PassAsync(passage, isAfter: true, gone.Token).ConfigureAwait(false);
            return answer;
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            var abandoned = new WireAnswer { Status = FaultedRequest.GivenUp, Fate = WireFate.ResetBeforeAnswer };
            if (answer is null)
                Kept(request, abandoned, start, activity: null);
            return cancellation.IsCancellationRequested ? throw new OperationCanceledException(cancellation) : abandoned;
        }
        finally
        {
            passage.End();
        }
    }

    private ValueTask<WireAnswer> Judge(WireRequest request, CancellationToken cancellation)
    {
        var judged = Setup.Core.Faults.Judge(request, World);
        if (judged.Fault is not null)
            return StruckAsync(request, judged, cancellation);
        var start = Stopwatch.GetTimestamp();
        using var activity = Telemetry.Begin(request, Setup.Core.Journal.Routes);
        return ValueTask.FromResult(Kept(request, judged.Traced(Setup.Api.Handle(request, World, Settings)), start, activity));
    }

    /// <summary>What comes of a request that runs into a fault. Who still waits when the fake is disposed of is cut off.</summary>
    private async ValueTask<WireAnswer> StruckAsync(WireRequest request, JudgedRequest judged, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        using var activity = Telemetry.Begin(request, Setup.Core.Journal.Routes);
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(cancellation, Worlds.Ending);
        var faulted = new FaultedRequest(judged.Fault!, request, World) { Settings = Settings, Api = Setup.Api, HostTime = Setup.HostTime };
        try
        {
            return Kept(request, judged.Traced(await faulted.AnswerAsync(gone.Token).ConfigureAwait(false)), start, activity);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            var caller = Setup.Core.Faults.CallerOf(request, World.Data);
            var abandoned = Kept(request, judged.Traced(faulted.Abandoned(caller)), start, activity);
            return cancellation.IsCancellationRequested ? throw new OperationCanceledException(cancellation) : abandoned;
        }
    }

    /// <summary>An answer of Waldur's API, of which journal, log and listeners are told.</summary>
    private WireAnswer Kept(WireRequest request, WireAnswer answer, long start, Activity? activity)
    {
        if (Settings.Journal || Setup.Log is not null || Telemetry.IsOn || answer.IsNotEmulated)
        {
            var recorded = Requests.Record(request, answer, Stopwatch.GetElapsedTime(start));
            Setup.Log?.Write(recorded);
            Telemetry.End(activity, recorded);
        }
        return Told(request, answer);
    }

    private WireAnswer Told(WireRequest request, WireAnswer answer)
    {
        if (answer.Failure is not { } exception)
            return answer;
        var failure = new FakeFailure($"{request.Method} {request.Target}", exception);
        Failures.Add(failure);
        Setup.Log?.Line(failure.ToString());
        return answer;
    }

    /// <summary>Notes a request that something else has answered in the place of the fake.</summary>
    public void Note(WireRequest request, WireAnswer answer)
    {
        if (IsDisposed || (!Settings.Journal && Setup.Log is null))
            return;
        var recorded = Requests.Record(request, answer, TimeSpan.Zero);
        Setup.Log?.Write(recorded);
    }

    /// <summary>What is asked here is kept in that journal; it must be said before anything is asked.</summary>
    public void KeepIn(RequestJournal journal) => _requests = journal;

    /// <summary>Goes back to the seeded world, and forgets what was asked for.</summary>
    public void Reset()
    {
        World.Reset();
        _requests?.Clear();
    }
}

/// <summary>What all fakes of a process share; nothing in it changes.</summary>
/// <param name="Api">Waldur's API.</param>
/// <param name="Control">The operations that steer a fake.</param>
/// <param name="Scenarios">The format of scenarios.</param>
/// <param name="Routes">Where the paths of the operations of Waldur's API lead.</param>
/// <param name="Authentication">Tells who asks.</param>
internal sealed record FakeCore(IApi Api, ControlApi Control, ScenarioFormat Scenarios, RouteTable Routes, Authentication Authentication)
{
    /// <summary>Finds the fault that a request runs into.</summary>
    public FaultJudge Faults { get; } = new(Routes, Authentication);

    /// <summary>What journals share.</summary>
    public JournalSetup Journal { get; } = new(Scenarios, Routes);
}

/// <summary>What the worlds of one fake share, whatever is done in them.</summary>
/// <param name="Core">What they share with all others.</param>
internal sealed record FakeSetup(FakeCore Core)
{
    /// <summary>Waldur's API.</summary>
    public IApi Api => Core.Api;

    /// <summary>The operations that steer a fake.</summary>
    public ControlApi Control => Core.Control;

    /// <summary>The format of scenarios.</summary>
    public ScenarioFormat Scenarios => Core.Scenarios;

    /// <summary>
    /// What <c>X-Waldur-Fake-Key</c> must say where more than health is asked; null: nothing is asked for on loopback addresses, and all
    /// but health is closed on others.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>Is told of each request; or null.</summary>
    public RequestLog? Log { get; init; }

    /// <summary>The time of the machine, by which worlds that nobody asks for expire.</summary>
    public TimeProvider HostTime { get; init; } = TimeProvider.System;

    /// <summary>How long a world with a name stays after somebody last asked for it.</summary>
    public TimeSpan WorldTtl { get; init; } = TimeSpan.FromHours(1);
}
