using System.Collections;
using System.Collections.Immutable;

namespace Waldur.Fake;

/// <summary>
/// The requests that a world has answered, the oldest first; those that steer the fake are not among them. The last 10,000 are kept, and
/// 32 MB of all journals of the process: then the bodies of older ones go first.
/// </summary>
public sealed partial class RequestJournal : IReadOnlyList<RecordedRequest>
{
    /// <summary>How many requests are kept.</summary>
    public const int Capacity = 10_000;

    private const int BetweenStates = 1000;
    private const int MostNotEmulated = 1000;

    private readonly JournalSetup _setup;
    private readonly World _world;
    private readonly bool _isOn;
    private readonly Lock _gate = new();
    // Sizes stand beside the requests: whoever drops the oldest need not look at it, long after it has left the processor's cache.
    private (RecordedRequest Request, long Size)[] _ring = [];
    private int _first;
    private int _count;
    private int _withoutBodies;
    private long _numbers;
    private long _taken;
    private WorldData? _left;
    private TaskCompletionSource? _next;
    private CallerName? _caller;
    private ImmutableList<NotEmulatedRequest> _notEmulated = [];

    internal RequestJournal(JournalSetup setup, World world, bool isOn)
    {
        (_setup, _world, _isOn) = (setup, world, isOn);
        if (isOn)
            JournalMemory.Register(this);
    }

    /// <summary>How many requests are kept of those that were answered.</summary>
    public int Count => _count;

    /// <summary>How many older requests are no longer kept.</summary>
    public long Dropped { get; private set; }

    /// <summary>The request at that place, of those that are kept.</summary>
    public RecordedRequest this[int index]
    {
        get
        {
            lock (_gate)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(index);
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _count);
                return At(index);
            }
        }
    }

    /// <summary>Forgets all requests.</summary>
    public void Clear()
    {
        long taken;
        lock (_gate)
        {
            taken = _taken;
            (_ring, _first, _count, _withoutBodies, _numbers, _taken, Dropped) = ([], 0, 0, 0, 0, 0, 0);
            (_left, Start) = (null, null);
            _notEmulated = [];
        }
        JournalMemory.Add(-taken);
    }

    /// <inheritdoc/>
    public IEnumerator<RecordedRequest> GetEnumerator() => ((IEnumerable<RecordedRequest>)Kept()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>What was asked for that Waldur has and the fake has not.</summary>
    internal IReadOnlyList<NotEmulatedRequest> NotEmulated => _notEmulated;

    /// <summary>The world that the first request found; null: there was none yet.</summary>
    internal WorldData? Start { get; private set; }

    /// <summary>The number of the last request; 0: there was none.</summary>
    internal long Last => Volatile.Read(ref _numbers);

    /// <summary>The world that the last request left.</summary>
    internal WorldData? Left => _left;

    /// <summary>What the requests take, more or less, in bytes.</summary>
    internal long Taken => Volatile.Read(ref _taken);

    /// <summary>When the last request was written, in milliseconds of the machine.</summary>
    internal long Written { get; private set; }

    /// <summary>Makes the record of a request, and keeps it if the journal is on.</summary>
    internal RecordedRequest Record(WireRequest request, WireAnswer answer, TimeSpan duration)
    {
        var recorded = new RecordedRequest(_setup, _world, this, request, answer, duration);
        if (answer.IsNotEmulated)
        {
            ImmutableInterlocked.Update(
                ref _notEmulated,
                static (kept, added) => kept.Count < MostNotEmulated ? kept.Add(added) : kept,
                new NotEmulatedRequest(request.Method, request.Target));
        }
        if (_isOn)
            Keep(recorded, answer.Trace);
        return recorded;
    }

    /// <summary>What a user is called: most requests come from the one who has just asked.</summary>
    internal string NameOf(WorldData data, Guid user)
    {
        var (names, users) = (data.Table(Name.Table), data.Table(User.Table));
        if (_caller is { } last && last.User == user && last.Names == names && last.Users == users)
            return last.Text;
        var caller = new CallerName(user, names, users, names.Find(user)?.Key ?? users.Find(user)?.Username ?? user.ToString("n"));
        _caller = caller;
        return caller.Text;
    }

    /// <summary>The requests that are kept, at one moment.</summary>
    internal ImmutableArray<RecordedRequest> Kept()
    {
        lock (_gate)
            return [.. Enumerable.Range(0, _count).Select(At)];
    }

    /// <summary>Is done when the next request was answered.</summary>
    internal Task Next()
    {
        lock (_gate)
            return (_next ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    /// <summary>Forgets the oldest, as far as is needed.</summary>
    /// <param name="wanted">How many bytes to free.</param>
    /// <param name="bodiesOnly">Whether only bodies go.</param>
    /// <returns>How many bytes were freed.</returns>
    internal long Free(long wanted, bool bodiesOnly)
    {
        lock (_gate)
        {
            var before = _taken;
            while (before - _taken < wanted && (bodiesOnly ? _withoutBodies : 0) < _count)
            {
                if (bodiesOnly)
                    DropBodies(ref Slot(_withoutBodies++));
                else
                    DropFirst();
            }
            return before - _taken;
        }
    }

    private ref (RecordedRequest Request, long Size) Slot(int index) => ref _ring[(_first + index) % _ring.Length];

    private RecordedRequest At(int index) => Slot(index).Request;

    private void Keep(RecordedRequest recorded, WireTrace? trace)
    {
        TaskCompletionSource? waiting;
        long grown;
        lock (_gate)
        {
            var before = _taken;
            recorded.Number = ++_numbers;
            if (trace is not null)
            {
                trace.Number = recorded.Number;
                Follow(recorded, trace);
            }
            if (_count == Capacity)
                DropFirst();
            else if (_count == _ring.Length)
                Grow();
            var size = recorded.Size + recorded.SizeOfBodies;
            Slot(_count++) = (recorded, size);
            _taken += size;
            grown = _taken - before;
            Written = Environment.TickCount64;
            (waiting, _next) = (_next, null);
        }
        JournalMemory.Add(grown);
        waiting?.SetResult();
    }

    /// <summary>
    /// A world that is not as the last request left it was changed in code or over <c>/_fake/</c>: it is kept, so that the requests can be
    /// repeated. It is also kept now and then, so that those that are left can be repeated when older ones are gone.
    /// </summary>
    private void Follow(RecordedRequest recorded, WireTrace trace)
    {
        Start ??= trace.Found;
        var isArranged = !trace.Found.IsSame(_left ?? Start);
        if (isArranged || recorded.Number % BetweenStates == 0)
            recorded.Keep(trace.Found, isArranged);
        _left = trace.Left;
    }

    private void Grow()
    {
        var ring = new (RecordedRequest, long)[Math.Clamp(_count * 2, 2, Capacity)];
        for (var i = 0; i < _count; i++)
            ring[i] = Slot(i);
        (_ring, _first) = (ring, 0);
    }

    private void DropBodies(ref (RecordedRequest Request, long Size) slot)
    {
        _taken -= slot.Size - slot.Request.Size;
        slot.Size = slot.Request.Size;
        slot.Request.DropBodies();
    }

    private void DropFirst()
    {
        _taken -= Slot(0).Size;
        _first = (_first + 1) % _ring.Length;
        _count--;
        _withoutBodies = Math.Max(0, _withoutBodies - 1);
        Dropped++;
    }

    /// <summary>What a user is called, as long as neither names nor users change.</summary>
    private sealed record CallerName(Guid User, Table<Name> Names, Table<User> Users, string Text);
}
