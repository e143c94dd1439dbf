namespace Waldur.Fake;

/// <summary>
/// A world: data that change by transactions, one at a time. Reading takes no lock: <see cref="Data"/> is immutable and never waits.
/// </summary>
public sealed class World
{
    /// <summary>How far the clock moves with each transaction.</summary>
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(1);

    private readonly Lock _gate = new();
    private volatile WorldData _data;

    /// <summary>A world that starts with these data, and goes back to them on <see cref="Reset"/>.</summary>
    public World(WorldData baseline)
    {
        Baseline = baseline;
        _data = baseline;
    }

    /// <summary>The data that the world started with.</summary>
    public WorldData Baseline { get; }

    /// <summary>The data now. Keep the value to have a checkpoint; give it to <see cref="Restore"/> to go back.</summary>
    public WorldData Data => _data;

    /// <summary>Goes back to the seeded baseline.</summary>
    public void Reset() => Restore(Baseline);

    /// <summary>Goes back to data that this world, or one with the same tables, once had.</summary>
    public void Restore(WorldData checkpoint)
    {
        lock (_gate)
            _data = checkpoint;
    }

    /// <summary>An isolated world that starts with the data of this one; its baseline stays the seeded one.</summary>
    public World Fork() => new(Baseline) { _data = _data };

    /// <summary>Runs a change as one transaction. If it throws, nothing has changed.</summary>
    public TResult Change<TResult>(Func<Transaction, TResult> change) =>
        Change(change, static _ => true);

    /// <inheritdoc cref="Change{TResult}(Func{Transaction,TResult})"/>
    public void Change(Action<Transaction> change) => Change(transaction =>
    {
        change(transaction);
        return true;
    });

    /// <summary>Runs a change and keeps it only if its result is one to keep.</summary>
    public TResult Change<TResult>(Func<Transaction, TResult> change, Func<TResult, bool> keep)
    {
        lock (_gate)
        {
            var transaction = new Transaction(_data.With(now: _data.Now + s_step));
            var result = change(transaction);
            if (keep(result))
                _data = transaction.Data;
            return result;
        }
    }

    /// <summary>Moves the clock on.</summary>
    public void Advance(TimeSpan by)
    {
        lock (_gate)
            _data = _data.With(now: _data.Now + by);
    }

    /// <summary>Sets the clock, UTC.</summary>
    public void SetClock(DateTime now)
    {
        lock (_gate)
            _data = _data.With(now: DateTime.SpecifyKind(now, DateTimeKind.Utc));
    }
}
