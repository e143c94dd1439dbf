using System.Globalization;

namespace Waldur.Fake;

/// <summary>
/// Stops requests until they are let go, so that a race comes out the same each time. No lock is held meanwhile: others are answered.
/// </summary>
public sealed class Gate : IDisposable
{
    private readonly GateBoard _board;
    private readonly Lock _gate = new();
    private readonly List<HeldRequest> _held = [];
    private TaskCompletionSource _changed = New();
    private int _arrived;
    private bool _isOpen;

    internal Gate(GateBoard board, string name, OperationName? operation, bool isAfter, TimeSpan patience) =>
        (_board, Name, Operation, IsAfter, Patience) = (board, name, operation, isAfter, patience);

    /// <summary>Its name, for example <c>gate-1</c>.</summary>
    public string Name { get; }

    /// <summary>Whether requests are stopped when they are done, before they are answered; else before they are looked at.</summary>
    public bool IsAfter { get; }

    /// <summary>The requests that stand here, in the order in which they arrived.</summary>
    public IReadOnlyList<HeldRequest> Held
    {
        get
        {
            lock (_gate)
                return [.. _held];
        }
    }

    /// <summary>Whether it stops nothing any more.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_gate)
                return _isOpen;
        }
    }

    /// <summary>What it stops; null: all.</summary>
    internal OperationName? Operation { get; }

    /// <summary>How long a request stands here at most.</summary>
    internal TimeSpan Patience { get; }

    /// <summary>Waits until so many requests stand here.</summary>
    /// <param name="count">How many.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Those that stand here then, in the order in which they arrived.</returns>
    /// <exception cref="InvalidOperationException">The gate is open: nothing will stand here.</exception>
    /// <exception cref="TimeoutException">They did not arrive within 30 seconds of the host's time.</exception>
    public async Task<IReadOnlyList<HeldRequest>> Arrived(int count = 1, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        using var ended = new CancellationTokenSource();
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(ended.Token, cancellation);
        var late = Task.Delay(GateBoard.Patience, _board.HostTime, linked.Token);
        try
        {
            while (true)
            {
                Task changed;
                lock (_gate)
                {
                    if (_held.Count >= count)
                        return [.. _held];
                    if (_isOpen)
                        throw new InvalidOperationException($"{Name} is open: no request stops there any more.");
                    changed = _changed.Task;
                }
                if (await Task.WhenAny(changed, late).ConfigureAwait(false) == changed)
                    continue;
                cancellation.ThrowIfCancellationRequested();
                throw new TimeoutException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{count} requests were to arrive at {Name}, {this}, within {GateBoard.Patience.TotalSeconds} seconds; there are {Held.Count}."));
            }
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Lets all go, and stops nothing any more.</summary>
    public void Open()
    {
        List<HeldRequest> held;
        lock (_gate)
        {
            _isOpen = true;
            held = [.. _held];
            Change();
        }
        _board.Remove(this);
        foreach (var request in held)
            _ = request.LetGo();
    }

    /// <inheritdoc cref="Open"/>
    public void Dispose() => Open();

    /// <summary>What it stops, in words.</summary>
    public override string ToString() => $"{(IsAfter ? "after" : "before")} {Operation?.ToString() ?? "any request"}";

    /// <summary>Holds a request until it is let go; one that nobody lets go goes when the patience of the gate is over.</summary>
    internal async Task HoldAsync(Passage passage, CancellationToken gone)
    {
        HeldRequest held;
        lock (_gate)
        {
            if (_isOpen)
                return;
            _held.Add(held = new(passage, ++_arrived));
            passage.Stop();
            Change();
        }
        try
        {
            await held.Gone.WaitAsync(Patience, _board.HostTime, gone).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _board.Tell(string.Create(
                CultureInfo.InvariantCulture,
                $"{Name}, {this}, has held {held} for {Patience.TotalSeconds} seconds, and lets it go: nobody has opened it"));
        }
        finally
        {
            lock (_gate)
            {
                _held.Remove(held);
                Change();
            }
        }
    }

    private void Change()
    {
        _changed.SetResult();
        _changed = New();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
