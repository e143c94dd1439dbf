using System.Collections.Immutable;

namespace Waldur.Fake;

/// <summary>A row that a transaction has touched.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Before">As it was; null: it was not there.</param>
/// <param name="After">As it is; null: it is gone.</param>
internal readonly record struct RowChange(TableDefinition Table, Entity? Before, Entity? After);

/// <summary>Changes of one request, or of one call of a test. Nobody else sees them before they are committed.</summary>
internal sealed class Transaction
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMicroseconds(1);

    private readonly List<(TableDefinition Table, Guid Uuid)> _touched = [];

    internal Transaction(WorldData data)
    {
        Found = data;
        Before = data;
        Data = data;
    }

    /// <summary>The data of the world when the transaction began; they differ from <see cref="Before"/> in the time.</summary>
    public WorldData Found { get; init; }

    /// <summary>The data as they were when the transaction began.</summary>
    public WorldData Before { get; }

    /// <summary>The data with the changes made so far.</summary>
    public WorldData Data { get; private set; }

    /// <summary>Moves the world's clock on by a microsecond, so that no two saves share a moment, and tells it.</summary>
    public DateTime Tick()
    {
        Data = Data.With(now: Data.Now + s_tick);
        return Data.Now;
    }

    /// <summary>Moves the world's clock on.</summary>
    public void Advance(TimeSpan by) => Data = Data.With(now: Data.Now + by);

    /// <summary>The next 64 random bits of the world (splitmix64).</summary>
    public ulong NextRandom()
    {
        var state = unchecked(Data.Randomness + 0x9E3779B97F4A7C15UL);
        Data = Data.With(randomness: state);
        return Randomness.Mix(state);
    }

    /// <summary>A new identifier of the form of a random one (version 4).</summary>
    public Guid NewUuid() => Randomness.Uuid(NextRandom(), NextRandom());

    /// <summary>Inserts a row. An empty identifier and missing times are filled in; the row as stored is returned.</summary>
    /// <exception cref="UniqueViolationException">A unique value exists already.</exception>
    public T Insert<T>(TableDefinition<T> table, T row)
        where T : Entity
    {
        var created = row.Created == default ? Tick() : row.Created;
        row = row with
        {
            Uuid = row.Uuid == Guid.Empty ? NewUuid() : row.Uuid,
            Created = created,
            Modified = row.Modified == default ? created : row.Modified,
        };
        var sequence = Data.Sequence + 1;
        _touched.Add((table, row.Uuid));
        Data = Data.With(table, Data.Table(table).Insert(row, sequence), sequence);
        return row;
    }

    /// <summary>Inserts rows that have their identifiers and times: the same as one after the other, and much faster.</summary>
    /// <exception cref="UniqueViolationException">A unique value exists already, or comes twice.</exception>
    public void InsertAll<T>(TableDefinition<T> table, IReadOnlyList<T> rows)
        where T : Entity => Data = Data.With(table, Data.Table(table).InsertAll(rows, Data.Sequence), Data.Sequence + rows.Count);

    /// <summary>Saves a changed row; its <see cref="Entity.Modified"/> moves. The row as stored is returned.</summary>
    public T Update<T>(TableDefinition<T> table, T row)
        where T : Entity
    {
        row = row with { Modified = Tick() };
        _touched.Add((table, row.Uuid));
        Data = Data.With(table, Data.Table(table).Replace(row));
        return row;
    }

    /// <summary>Saves a changed row and leaves its times alone (for what Waldur keeps outside the row).</summary>
    public void Put<T>(TableDefinition<T> table, T row)
        where T : Entity
    {
        _touched.Add((table, row.Uuid));
        Data = Data.With(table, Data.Table(table).Replace(row));
    }

    /// <summary>Deletes a row, and whatever goes with it. Nothing happens if it is gone already.</summary>
    public void Delete<T>(TableDefinition<T> table, Guid uuid)
        where T : Entity
    {
        if (Data.Table(table).Find(uuid) is null)
            return;
        foreach (var onDelete in Data.Schema.OnDelete(table))
            onDelete(this, uuid);
        _touched.Add((table, uuid));
        Data = Data.With(table, Data.Table(table).Remove(uuid));
    }

    /// <summary>
    /// Puts the rows of other data of the same tables in place of all rows. Audit log and randomness stay, and the clock does not go back.
    /// </summary>
    internal void Become(WorldData other) => Data = other.With(Data.Now > other.Now ? Data.Now : other.Now, Data.Randomness, Data.Events);

    /// <summary>
    /// The rows that were inserted, saved or deleted one by one, as they were and as they are, in the order in which they were touched
    /// first.
    /// </summary>
    public IReadOnlyList<RowChange> Changes() =>
    [
        .. _touched.Distinct()
            .Select(touched => new RowChange(
                touched.Table, Before.Find(touched.Table, touched.Uuid), Data.Find(touched.Table, touched.Uuid)))
            .Where(change => !ReferenceEquals(change.Before, change.After)),
    ];

    /// <summary>Adds an entry to the audit log.</summary>
    public void Log(string type, string message, params ImmutableArray<Guid> scopes) =>
        Data = Data.With(events: Data.Events.Add(new WorldEvent(Data.Now, type, message, scopes)));

    /// <summary>Tells that something happened to a row: the tables that follow it change their rows.</summary>
    /// <returns>The rows that were made or changed.</returns>
    public IReadOnlyList<Entity> Tell<T>(Occasion<T> occasion, T row)
        where T : Entity
    {
        var followed = new List<Entity>();
        foreach (var follow in Data.Schema.Followers(occasion))
            followed.AddRange(follow(this, row));
        return followed;
    }
}
