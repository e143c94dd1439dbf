using System.Numerics;

namespace Waldur.Fake;

/// <summary>Everything that a world holds at one moment: tables, clock, randomness and audit log. Immutable; a copy is a pointer.</summary>
internal sealed class WorldData
{
    private readonly object[] _tables;
    private readonly Kept _kept;
    private WorldData? _origin;
    private Renderings? _renderings;

    private WorldData(Schema schema, object[] tables, Kept kept)
    {
        Schema = schema;
        _tables = tables;
        _kept = kept;
    }

    /// <summary>An empty world.</summary>
    /// <param name="schema">Its tables.</param>
    /// <param name="seed">What its identifiers and other random values are made from.</param>
    /// <param name="clock">Its time, UTC.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time does not lie between the years 1970 and 9000.</exception>
    public static WorldData Empty(Schema schema, long seed, DateTime clock) =>
        new(schema, [.. schema.Tables.Select(table => table.Empty)], new())
        {
            Seed = seed, Randomness = unchecked((ulong)seed), Now = InRange(clock),
        };

    /// <summary>No world's time is earlier.</summary>
    public static readonly DateTime Earliest = DateTime.UnixEpoch;

    /// <summary>No world's time is later.</summary>
    public static readonly DateTime Latest = new(9000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>A time, if a world can have it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not lie between the years 1970 and 9000.</exception>
    internal static DateTime InRange(DateTime time) => time >= Earliest && time <= Latest
        ? time
        : throw new ArgumentOutOfRangeException(nameof(time), "A world's time lies between the years 1970 and 9000.");

    /// <summary>The tables of this world.</summary>
    public Schema Schema { get; }

    /// <summary>The seed of the world.</summary>
    public long Seed { get; private init; }

    /// <summary>The world's time: UTC, whole microseconds.</summary>
    public DateTime Now { get => Watched(field); private init; }

    /// <summary>The audit log, oldest entry first.</summary>
    public EventLog Events { get => Watched(field); private init; } = EventLog.Empty;

    internal ulong Randomness { get => Watched(field); private init; }

    internal long Sequence { get => Watched(field); private init; }

    /// <summary>Notes what is looked at; null: nobody wants to know.</summary>
    internal Watch? Watch { get; private init; }

    /// <summary>What rows were rendered to last.</summary>
    internal Renderings Renderings => (_origin ?? this)._renderings ??= new();

    /// <summary>The rows of a kind.</summary>
    public Table<T> Table<T>(TableDefinition<T> definition)
        where T : Entity
    {
        var slot = Schema.SlotOf(definition);
        if (Watch is not null)
            Watch.Seen |= 1UL << slot;
        return (Table<T>)_tables[slot];
    }

    /// <summary>The same data, of which it is noted what is looked at.</summary>
    internal WorldData Watched() => new(Schema, _tables, _kept)
    {
        Seed = Seed,
        Now = Now,
        Events = Events,
        Randomness = Randomness,
        Sequence = Sequence,
        Watch = new(),
        _origin = _origin ?? this,
    };

    /// <summary>The tables that were looked at, in their order.</summary>
    internal object[] Seen(ulong seen)
    {
        // Rows of one kind look at the same tables.
        if (Watch!.Last is { } last && last.Seen == seen)
            return last.Tables;
        var (tables, next) = (new object[BitOperations.PopCount(seen)], 0);
        var asked = seen;
        for (; seen != 0; seen &= seen - 1)
            tables[next++] = _tables[BitOperations.TrailingZeroCount(seen)];
        Watch.Last = (asked, tables);
        return tables;
    }

    /// <summary>Whether the tables that were looked at are the same.</summary>
    internal bool HasSame(ulong seen, object[] tables)
    {
        for (var next = 0; seen != 0; seen &= seen - 1)
        {
            if (!ReferenceEquals(_tables[BitOperations.TrailingZeroCount(seen)], tables[next++]))
                return false;
        }
        return true;
    }

    private TValue Watched<TValue>(TValue value)
    {
        if (Watch is not null)
            Watch.Seen |= Watch.Others;
        return value;
    }

    /// <summary>Whether there is a row of that identifier.</summary>
    internal bool Contains(TableDefinition definition, Guid uuid) => Find(definition, uuid) is not null;

    /// <summary>The row of that identifier, or null.</summary>
    internal Entity? Find(TableDefinition definition, Guid uuid) => definition.Find(_tables[Schema.SlotOf(definition)], uuid);

    /// <summary>Do both hold the same rows, by reference? Clock and randomness apart, and one table if told so.</summary>
    public bool SameRows(WorldData other, TableDefinition? except = null)
    {
        for (var slot = 0; slot < _tables.Length; slot++)
        {
            if (!ReferenceEquals(_tables[slot], other._tables[slot]) && Schema.Tables[slot] != except)
                return false;
        }
        return true;
    }

    /// <summary>Are both the same, but for the time?</summary>
    public bool IsSame(WorldData other) =>
        ReferenceEquals(this, other)
        || (SameRows(other) && Randomness == other.Randomness && Sequence == other.Sequence && ReferenceEquals(Events, other.Events));

    internal WorldData With<T>(TableDefinition<T> definition, Table<T> table, long? sequence = null)
        where T : Entity
    {
        var tables = (object[])_tables.Clone();
        tables[Schema.SlotOf(definition)] = table;
        return new(Schema, tables, new(_kept))
        {
            Seed = Seed,
            Now = Now,
            Events = Events,
            Randomness = Randomness,
            Sequence = sequence ?? Sequence,
            _origin = _origin,
        };
    }

    internal WorldData With(DateTime? now = null, ulong? randomness = null, EventLog? events = null) =>
        new(Schema, _tables, _kept)
        {
            Seed = Seed,
            Now = now ?? Now,
            Events = events ?? Events,
            Randomness = randomness ?? Randomness,
            Sequence = Sequence,
            _origin = _origin,
        };

    /// <summary>
    /// The same data as those that others begin with: what follows from them is worked out here once, and only the differences elsewhere.
    /// </summary>
    internal WorldData AsOrigin()
    {
        var origin = With();
        origin._origin = origin;
        return origin;
    }

    /// <summary>Whether there are data that they began with.</summary>
    internal bool HasOrigin => _origin is not null;

    /// <summary>What follows from the rows. It is kept, and brought up to date by what has changed since somebody asked for it.</summary>
    internal TState Of<TState>(Derived<TState> derived)
        where TState : class
    {
        var known = _kept.Find(derived);
        if (known is null && _origin is not null && _origin._kept != _kept)
        {
            _origin.Of(derived);
            known = _origin._kept.Find(derived);
        }
        if (known is not null && derived.IsCurrent(known.At, this))
            return (TState)known.State;
        var state = known is null ? derived.Make(this) : derived.Follow((TState)known.State, known.At, this);
        // The rows alone: what is kept with them would keep what was kept before, and that what was kept before it.
        _kept.Put(new(derived, new(Schema, _tables, new()), state));
        return state;
    }
}
