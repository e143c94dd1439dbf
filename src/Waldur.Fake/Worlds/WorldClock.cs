using System.Collections.Immutable;
using System.Globalization;

namespace Waldur.Fake;

/// <summary>
/// The clock of a world. It stands still but for a small step with each change, until it is told to move; timers made from it fire in order
/// when it does. Give it to the code under test as its <see cref="TimeProvider"/>, and one <see cref="Advance"/> moves both.
/// </summary>
public sealed class WorldClock : TimeProvider
{
    private readonly World _world;
    private readonly Lock _gate = new();
    private Pace? _pace;
    private ITimer? _alarm;
    private long _made;

    internal WorldClock(World world, Pace? pace = null)
    {
        _world = world;
        _pace = pace;
    }

    /// <summary>Whether the clock runs by itself.</summary>
    public bool IsRunning => _pace is not null;

    /// <summary>UTC: a world has no time zone.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Ticks of 100 nanoseconds.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    internal Pace? Pace => _pace;

    /// <summary>The timers that have not fired yet.</summary>
    internal ImmutableList<PendingTimer> Pending { get; private set; } = [];

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(_world.Data.Now);

    /// <inheritdoc/>
    public override long GetTimestamp() => _world.Data.Now.Ticks;

    /// <summary>Moves the clock on. Timers that come due fire on this thread, each at its time, earlier ones first.</summary>
    /// <param name="by">How far; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">It would go back, or past the year 9000.</exception>
    /// <exception cref="InvalidOperationException">The world follows <c>options.TimeProvider</c>: move that one.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var now = _world.Data.Now;
        MoveTo(by <= WorldData.Latest - now ? now + by : throw OutOfRange(nameof(by)));
    }

    /// <summary>Sets the clock. Timers that come due fire on this thread, each at its time, earlier ones first.</summary>
    /// <param name="time">The time, not before the present one: to go back, restore a checkpoint.</param>
    /// <exception cref="ArgumentOutOfRangeException">It would go back, or past the year 9000.</exception>
    /// <exception cref="InvalidOperationException">The world follows <c>options.TimeProvider</c>: move that one.</exception>
    public void Set(DateTimeOffset time)
    {
        var now = _world.Data.Now;
        if (time.UtcDateTime < now)
        {
            throw new ArgumentOutOfRangeException(nameof(time), string.Create(
                CultureInfo.InvariantCulture,
                $"The clock can't go back from {now:u} to {time.UtcDateTime:u}; restore a checkpoint instead."));
        }
        MoveTo(time.UtcDateTime <= WorldData.Latest ? time.UtcDateTime : throw OutOfRange(nameof(time)));
    }

    /// <summary>Stops the clock; it then moves only when told to, and by a small step with each change.</summary>
    /// <exception cref="InvalidOperationException">The world follows <c>options.TimeProvider</c>.</exception>
    public void Freeze() => SetPace(null);

    /// <summary>Lets the clock run from its present time.</summary>
    /// <param name="speed">Seconds of the world for each second of the machine.</param>
    /// <param name="source">What is followed; null: the machine's time.</param>
    /// <exception cref="ArgumentOutOfRangeException">The speed is not positive.</exception>
    /// <exception cref="InvalidOperationException">The world follows <c>options.TimeProvider</c>.</exception>
    public void Run(double speed = 1, TimeProvider? source = null)
    {
        if (!(speed > 0 && double.IsFinite(speed)))
            throw new ArgumentOutOfRangeException(nameof(speed), speed, "The clock runs forward: the speed is a positive number.");
        SetPace(new(source ?? System, speed));
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        if (_pace is { IsForGood: true } followed)
            return followed.Source.CreateTimer(callback, state, dueTime, period);
        var timer = new WorldTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>The data at the time that the clock shows.</summary>
    internal WorldData At(WorldData data) => _pace is { } pace && pace.Now is var now && now > data.Now ? data.With(now: now) : data;

    /// <summary>Goes back to a moment: to its timers, and on from its time.</summary>
    internal void Restore(DateTime time, ImmutableList<PendingTimer> timers)
    {
        lock (_gate)
        {
            Pending = timers.RemoveAll(pending => pending.Timer.Clock != this || pending.Timer.IsDisposed);
            if (_pace is { IsForGood: false } pace)
                _pace = pace.From(time);
            SetAlarm();
        }
    }

    internal void Schedule(WorldTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            Pending = Pending.RemoveAll(pending => pending.Timer == timer);
            if (dueTime != Timeout.InfiniteTimeSpan && !timer.IsDisposed)
                Pending = Pending.Add(new(timer, _world.Data.Now + dueTime, period, _made++));
            SetAlarm();
        }
        if (dueTime == TimeSpan.Zero)
            FireUntil(_world.Data.Now);
    }

    private static ArgumentOutOfRangeException OutOfRange(string parameter) =>
        new(parameter, "A world's time lies between the years 1970 and 9000.");

    private void SetPace(Pace? pace)
    {
        lock (_gate)
        {
            ThrowIfFollowing();
            var now = _world.Data.Now;
            _world.MoveTo(now);
            _pace = pace?.From(now);
            SetAlarm();
        }
    }

    private void MoveTo(DateTime time)
    {
        ThrowIfFollowing();
        FireUntil(time);
        lock (_gate)
        {
            _world.MoveTo(time);
            if (_pace is { } pace && pace.Now < time)
                _pace = pace.From(time);
            SetAlarm();
        }
    }

    private void ThrowIfFollowing()
    {
        if (_pace is { IsForGood: true })
            throw new InvalidOperationException("The world's time is that of options.TimeProvider: move that one.");
    }

    private void FireUntil(DateTime time)
    {
        while (Next(time) is { } timer)
            timer.Fire();
    }

    /// <summary>Takes the next timer that is due by then, with the clock at its time.</summary>
    private WorldTimer? Next(DateTime time)
    {
        lock (_gate)
        {
            if (Pending.MinBy(pending => (pending.Due, pending.Number)) is not { } next || next.Due > time)
                return null;
            Pending = Pending.Remove(next);
            if (next.Period > TimeSpan.Zero)
                Pending = Pending.Add(next with { Due = next.Due + next.Period, Number = _made++ });
            _world.MoveTo(next.Due);
            return next.Timer;
        }
    }

    /// <summary>A clock that runs has to be woken when its next timer is due.</summary>
    private void SetAlarm()
    {
        _alarm?.Dispose();
        _alarm = null;
        if (_pace is not { IsForGood: false } pace || Pending.IsEmpty)
            return;
        var wait = Math.Clamp((Pending.Min(pending => pending.Due) - _world.Data.Now).Ticks / pace.Speed, 0, TimeSpan.TicksPerDay);
        _alarm = pace.Source.CreateTimer(_ => Ring(), null, TimeSpan.FromTicks((long)wait), Timeout.InfiniteTimeSpan);
    }

    private void Ring()
    {
        FireUntil(_world.Data.Now);
        lock (_gate)
            SetAlarm();
    }
}

/// <summary>How a clock runs by itself.</summary>
/// <param name="Source">What it follows.</param>
/// <param name="Speed">Seconds of the world for each second of the source.</param>
/// <param name="IsForGood">Whether that was said when the fake was started, so that nothing else moves the clock.</param>
internal sealed record Pace(TimeProvider Source, double Speed, bool IsForGood = false)
{
    private long Began { get; init; }

    private DateTime Start { get; init; }

    /// <summary>The time now, in whole microseconds.</summary>
    public DateTime Now
    {
        get
        {
            var ticks = Start.Ticks + (long)Math.Min(Source.GetElapsedTime(Began).Ticks * Speed, WorldData.Latest.Ticks - Start.Ticks);
            return new(ticks - (ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
        }
    }

    /// <summary>The same pace, from a time on.</summary>
    public Pace From(DateTime start) => this with { Began = Source.GetTimestamp(), Start = start };
}

/// <summary>A timer that waits for its time.</summary>
internal sealed record PendingTimer(WorldTimer Timer, DateTime Due, TimeSpan Period, long Number);

/// <summary>A timer of a world's clock.</summary>
internal sealed class WorldTimer(WorldClock clock, TimerCallback callback, object? state) : ITimer
{
    public WorldClock Clock => clock;

    public bool IsDisposed { get; private set; }

    public void Fire() => callback(state);

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (IsDisposed)
            return false;
        clock.Schedule(this, dueTime, period);
        return true;
    }

    public void Dispose()
    {
        IsDisposed = true;
        clock.Schedule(this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
