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
    private WorldClock? _clock;

    /// <summary>A world that starts with these data, and goes back to them on <see cref="Reset"/>.</summary>
    internal World(WorldData baseline)
    {
        _data = Baseline = baseline.HasOrigin ? baseline : baseline.AsOrigin();
    }

    /// <summary>
    /// The data that the world started with: the seeded ones, those that a fork was made with, or those of <see cref="SetBaseline"/>.
    /// </summary>
    internal WorldData Baseline { get; private set; }

    /// <summary>The data now, at the time that the clock shows.</summary>
    internal WorldData Data => _clock is { } clock ? clock.At(_data) : _data;

    /// <summary>The clock.</summary>
    public WorldClock Clock => _clock ?? Interlocked.CompareExchange(ref _clock, new(this), null) ?? _clock;

    /// <summary>The world as it is, to go back to.</summary>
    public Checkpoint Checkpoint() => new(Data, _clock?.Pending ?? []);

    /// <summary>Goes back to the start.</summary>
    public void Reset() => Restore(new Checkpoint(Baseline, []));

    /// <summary>Makes the present state the start, to which <see cref="Reset"/> goes back.</summary>
    public void SetBaseline()
    {
        lock (_gate)
            _data = Baseline = Data.AsOrigin();
    }

    /// <summary>
    /// Goes back to a checkpoint of this world, or of one with the same tables. Timers that were made since then never fire.
    /// </summary>
    public void Restore(Checkpoint checkpoint)
    {
        lock (_gate)
            _data = checkpoint.Data;
        _clock?.Restore(checkpoint.Data.Now, checkpoint.Timers);
    }

    /// <summary>
    /// An isolated world that starts with the data of this one; that is also what it goes back to on <see cref="Reset"/>.
    /// </summary>
    public World Fork() => new World(Data).AtPaceOf(this);

    /// <summary>The same world; from now on its clock runs, or stands still, as that of another one does.</summary>
    internal World AtPaceOf(World other)
    {
        if (other._clock?.Pace is { } pace)
            _clock = new(this, pace.IsForGood ? pace : pace.From(_data.Now));
        return this;
    }

    /// <summary>Lets the world's time move with a source, for good: from the source's time on, if that is the later one.</summary>
    internal void Follow(TimeProvider source)
    {
        MoveTo(WorldData.InRange(source.GetUtcNow().UtcDateTime));
        _clock = new(this, new Pace(source, 1, IsForGood: true).From(Data.Now));
    }

    /// <summary>Runs a change as one transaction. If it throws, nothing has changed.</summary>
    internal TResult Change<TResult>(Func<Transaction, TResult> change) =>
        Change(change, static _ => true);

    /// <inheritdoc cref="Change{TResult}(Func{Transaction,TResult})"/>
    internal void Change(Action<Transaction> change) => Change(transaction =>
    {
        change(transaction);
        return true;
    });

    /// <summary>Runs a change of what is none of Waldur's data, such as faults: the clock does not move for it.</summary>
    internal TResult Adjust<TResult>(Func<Transaction, TResult> change) => Change(change, static _ => true, TimeSpan.Zero);

    /// <summary>Runs a change and keeps it only if its result is one to keep.</summary>
    /// <param name="change">The change.</param>
    /// <param name="keep">Whether to keep it.</param>
    /// <param name="note">Is told of it, while nobody else changes anything.</param>
    internal TResult Change<TResult>(
        Func<Transaction, TResult> change, Func<TResult, bool> keep, Action<Transaction, bool>? note = null) =>
        Change(change, keep, s_step, note);

    private TResult Change<TResult>(
        Func<Transaction, TResult> change, Func<TResult, bool> keep, TimeSpan step, Action<Transaction, bool>? note = null)
    {
        lock (_gate)
        {
            var data = Data;
            var transaction = new Transaction(data.With(now: data.Now + step)) { Found = data };
            var result = change(transaction);
            var isKept = keep(result);
            if (isKept)
                _data = transaction.Data;
            note?.Invoke(transaction, isKept);
            return result;
        }
    }

    /// <summary>Moves the time on, never back.</summary>
    internal void MoveTo(DateTime time)
    {
        lock (_gate)
        {
            if (time > _data.Now)
                _data = _data.With(now: time);
        }
    }
}
