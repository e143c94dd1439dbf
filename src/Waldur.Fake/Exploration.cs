using System.Globalization;
using System.Text;

namespace Waldur.Fake;

/// <summary>
/// Tries every order in which the requests of several clients can come: each client has a door of its own into the same fork, with a gate
/// that stops all, and one request at a time is let go.
/// </summary>
/// <param name="seed">The fake that each order begins with.</param>
/// <param name="clients">The clients.</param>
/// <param name="check">What must be so at the end of each order.</param>
internal sealed class Exploration(WaldurFake seed, IReadOnlyList<Func<WaldurFake, Task>> clients, Action<WaldurFake> check)
{
    /// <summary>The most orders that are tried.</summary>
    public const int Most = 500;

    /// <summary>How long a client may take between two requests, by the time of the machine.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>Runs them all.</summary>
    /// <returns>How many there are.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        // A step for each request: who was let go, among whom. The next order differs in the last step that has somebody left.
        List<Step> steps = [];
        for (var tried = 1; ; tried++)
        {
            steps = await TryAsync(steps, cancellation).ConfigureAwait(false);
            if (tried == 1 && Orders(steps) is var orders && orders > Most)
                throw TooMany(orders.ToString("N0", CultureInfo.InvariantCulture));
            while (steps.Count > 0 && steps[^1].Rest.Count == 0)
                steps.RemoveAt(steps.Count - 1);
            if (steps.Count == 0)
                return tried;
            if (tried == Most)
                throw TooMany(string.Create(CultureInfo.InvariantCulture, $"more than {Most}"));
            steps[^1] = new(steps[^1].Rest[0], [.. steps[^1].Rest.Skip(1)]);
        }
    }

    /// <summary>One order: the steps that are given, and then always the first client that still has something to ask.</summary>
    private async Task<List<Step>> TryAsync(List<Step> given, CancellationToken cancellation)
    {
        using var fork = seed.Fork();
        var (steps, log) = (new List<Step>(), new List<string>());
        var running = new List<ExploredClient>();
        try
        {
            foreach (var (place, client) in clients.Index())
            {
                running.Add(new(place + 1, fork.Door(), client, s_patience));
                await running[^1].MoveOnAsync(cancellation).ConfigureAwait(false);
            }
            while (running.FindAll(client => client.Waiting is not null) is { Count: > 0 } waiting)
            {
                var step = steps.Count < given.Count
                    ? given[steps.Count]
                    : new(waiting[0].Number, [.. waiting.Skip(1).Select(one => one.Number)]);
                steps.Add(step);
                var next = waiting.Find(client => client.Number == step.Client) ?? throw new ExploredClient.StuckException(
                    $"Client {step.Client} does not ask the same in the same order of requests: what it does must not depend on chance.");
                log.Add(await next.LetGoAsync(cancellation).ConfigureAwait(false));
                await next.MoveOnAsync(cancellation).ConfigureAwait(false);
            }
            foreach (var client in running)
                await client.Done.ConfigureAwait(false);
            check(fork);
            return steps;
        }
#pragma warning disable CA1031 // whatever a client or the check throws says that this order is wrong
        catch (Exception wrong) when (wrong is not ExploredClient.StuckException && !cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            throw new RequestAssertionException(Text(log, running, wrong), wrong);
        }
        finally
        {
            foreach (var client in running)
                client.Dispose();
        }
    }

    private static string Text(List<string> log, List<ExploredClient> running, Exception wrong)
    {
        var text = new StringBuilder("In this order of the requests something is wrong:");
        foreach (var (place, line) in log.Index())
            text.Append(CultureInfo.InvariantCulture, $"\n  {place + 1}. {line}");
        if (log.Count == 0)
            text.Append("\n  no request was sent");
        var failed = running.Find(client => client.Done.IsFaulted);
        return text.Append(CultureInfo.InvariantCulture, $"\n\n{(failed is null ? "The check" : $"Client {failed.Number}")} says: {wrong.Message}")
            .ToString();
    }

    /// <summary>In how many orders the requests of such a run can come.</summary>
    private static System.Numerics.BigInteger Orders(List<Step> steps)
    {
        var (orders, all) = (System.Numerics.BigInteger.One, 0);
        foreach (var requests in steps.GroupBy(step => step.Client).Select(client => client.Count()))
        {
            for (var i = 1; i <= requests; i++)
                orders = orders * ++all / i;
        }
        return orders;
    }

    private static InvalidOperationException TooMany(string orders) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"The requests of these clients can come in {orders} orders; at most {Most} are tried. Let the clients send fewer requests."));

    /// <summary>A request that was let go.</summary>
    /// <param name="Client">Whose.</param>
    /// <param name="Rest">The clients who also waited, and were not let go in its place yet.</param>
    private sealed record Step(int Client, IReadOnlyList<int> Rest);
}

/// <summary>One of the clients whose requests are put in order.</summary>
internal sealed class ExploredClient : IDisposable
{
    private readonly WaldurFake _door;
    private readonly Gate _gate;
    private readonly TimeSpan _patience;

    /// <summary>Starts a client.</summary>
    public ExploredClient(int number, WaldurFake door, Func<WaldurFake, Task> client, TimeSpan patience)
    {
        (Number, _door, _patience) = (number, door, patience);
        _gate = door.Host.Gates.Add(operation: null, isAfter: false, Timeout.InfiniteTimeSpan);
        Done = Task.Run(() => client(door));
    }

    /// <summary>Which of the clients: the first has 1.</summary>
    public int Number { get; }

    /// <summary>Is done when the client is.</summary>
    public Task Done { get; }

    /// <summary>The request that is not let go yet; null: the client is done.</summary>
    public HeldRequest? Waiting { get; private set; }

    /// <summary>Lets its request go.</summary>
    /// <returns>The request and its answer, in words.</returns>
    public async Task<string> LetGoAsync(CancellationToken cancellation)
    {
        var request = Waiting!;
        await request.LetGo().WaitAsync(cancellation).ConfigureAwait(false);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"client {Number}, {request.Caller ?? "nobody"}: {request.Method} {request.Target} -> {request.Status}");
    }

    public void Dispose()
    {
        _door.Dispose();
        _ = Done.ContinueWith(static done => _ = done.Exception, TaskScheduler.Default);
    }

    /// <summary>Waits for its next request, or its end.</summary>
    public async Task MoveOnAsync(CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var arrived = _gate.Arrived(1, ended.Token);
        await Task.WhenAny(Done, arrived, Task.Delay(_patience, _door.Host.Setup.HostTime, ended.Token)).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        var held = _gate.Held;
        if (!Done.IsCompleted && held.Count == 0)
        {
            throw new StuckException(string.Create(
                CultureInfo.InvariantCulture,
                $"Client {Number} neither sends a request nor ends: it waits for something else than its own requests, and has for {_patience.TotalSeconds} seconds."));
        }
        if (held.Count > 1 || (Done.IsCompletedSuccessfully && held.Count > 0))
            throw new StuckException($"Client {Number} sends several requests at a time; it must wait for each of them.");
        Waiting = held.Count == 0 ? null : held[0];
        await ended.CancelAsync().ConfigureAwait(false);
        await ((Task)arrived).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Done.IsFaulted)
            await Done.ConfigureAwait(false);
    }

    /// <summary>The order can't be run at all, which is no finding about it.</summary>
    internal sealed class StuckException(string message) : InvalidOperationException(message);
}
