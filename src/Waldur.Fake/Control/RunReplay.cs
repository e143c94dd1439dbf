namespace Waldur.Fake;

/// <summary>Repeats the requests of a run file.</summary>
internal static class RunReplay
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <summary>The world in which a run begins.</summary>
    public static World Begin(RunFile run, ScenarioFormat format) => new(Load(run.World, format));

    /// <summary>Repeats requests, and leaves the world as the run did.</summary>
    /// <param name="run">The run.</param>
    /// <param name="host">Serves the world in which it begins.</param>
    /// <param name="before">The first request that is not repeated; null: all are.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How many requests were repeated, and what is answered otherwise than in the run.</returns>
    public static async Task<(int Repeated, IReadOnlyList<string> Differences)> RunAsync(
        RunFile run, FakeHost host, long? before, CancellationToken cancellation)
    {
        var (repeated, differences) = (0, new List<string>());
        foreach (var request in run.Requests.Where(request => before is null || request.Number <= before))
        {
            if (request.World is { } world)
                host.World.Restore(new(Load(world, host.Setup.Scenarios), []));
            else if (request.Time > host.World.Data.Now)
                host.World.Clock.Set(new(request.Time));
            if (request.Number == before)
                return (repeated, differences);
            if (request.IsAnsweredElsewhere)
                continue;
            var answer = await AskAsync(host, request, cancellation).ConfigureAwait(false);
            if (request.Difference(answer) is { } difference)
                differences.Add(difference);
            repeated++;
        }
        if (before is null && run.End is { } end)
            host.World.Restore(new(Load(end, host.Setup.Scenarios), []));
        return (repeated, differences);
    }

    /// <summary>
    /// Asks; where the request waits for the world's clock, that is moved on, and where nothing would come the client gives up.
    /// </summary>
    private static async Task<WireAnswer> AskAsync(FakeHost host, RunRequest request, CancellationToken cancellation)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var answering = host.AnswerAsync(request.Request, gone.Token).AsTask();
        while (!answering.IsCompleted && host.World.Clock.Pending is { IsEmpty: false } pending)
        {
            host.World.Clock.Set(new(pending.Min(timer => timer.Due)));
            await Task.WhenAny(answering, Task.Delay(s_patience / 10, cancellation)).ConfigureAwait(false);
        }
        await Task.WhenAny(answering, Task.Delay(request.Duration + s_patience, cancellation)).ConfigureAwait(false);
        if (!answering.IsCompleted)
            await gone.CancelAsync().ConfigureAwait(false);
        try
        {
            return await answering.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new() { Status = FaultedRequest.GivenUp, Fate = WireFate.ResetBeforeAnswer };
        }
    }

    private static WorldData Load(MapNode world, ScenarioFormat format) => AccountLoading.Load(format.Read([world], [], null));
}
