namespace Waldur.Fake;

/// <summary>Waits for requests by the clock of their world.</summary>
internal sealed class JournalWait
{
    /// <summary>How long what a timer has set going may take, by the machine, before the clock is moved on again.</summary>
    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(20);

    /// <summary>How long the last request may be on its way.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(250);

    private readonly WorldClock _clock;
    private readonly DateTimeOffset _end;
    private bool _isOver;

    /// <summary>Waits from now on.</summary>
    public JournalWait(RequestJournal journal, TimeSpan within)
    {
        _clock = journal.Clock;
        _end = _clock.GetUtcNow() + within;
    }

    /// <summary>Moves on, until something may have come.</summary>
    /// <param name="next">Is done when a request was answered.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>False if the time is over.</returns>
    public async Task<bool> MoveOnAsync(Task next, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (next.IsCompleted)
            return true;
        if (_isOver)
            return false;
        if (_clock.IsRunning)
        {
            using var gone = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var rest = _end - _clock.GetUtcNow();
            _isOver = rest <= TimeSpan.Zero
                || await Task.WhenAny(next, Task.Delay(rest, _clock, gone.Token)).ConfigureAwait(false) != next;
            await gone.CancelAsync().ConfigureAwait(false);
            return true;
        }
        var due = _clock.Pending.Select(pending => new DateTimeOffset(pending.Due)).Append(_end).Min();
        _isOver = due >= _end;
        if (_end >= _clock.GetUtcNow())
            _clock.Set(due);
        await next.WaitAsync(_isOver ? s_patience : s_moment, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        return true;
    }
}
