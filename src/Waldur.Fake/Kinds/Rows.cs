namespace Waldur.Fake;

/// <summary>
/// The rows of a world in the making. They are inserted many at a time, when all are known to be right: one by one, each costs a new
/// version of its table and indexes.
/// </summary>
/// <param name="changes">Takes them.</param>
internal sealed class Rows(Transaction changes)
{
    private readonly Dictionary<TableDefinition, Waiting> _waiting = [];

    /// <summary>What identifiers and tokens are made from.</summary>
    public long Seed => changes.Data.Seed;

    /// <summary>The clock of the scenario.</summary>
    public DateTime Clock { get; } = changes.Data.Now;

    /// <summary>When the last object was made: the time of the world when it starts.</summary>
    public DateTime Last { get; private set; } = changes.Data.Now;

    /// <summary>The world with all rows so far. What is wrong must have been told before.</summary>
    public Transaction Changes
    {
        get
        {
            foreach (var waiting in _waiting.Values)
                waiting.Flush(changes);
            return changes;
        }
    }

    /// <summary>From now on kind and name find that object.</summary>
    public void Named(Guid uuid, string kind, string name) =>
        Of(Name.Table).Add(new Name { Uuid = uuid, Kind = kind, Key = name, Created = Clock, Modified = Clock });

    /// <summary>
    /// Adds a row. Its time, unless it says one, depends on its place among its kind: one more user changes no other kind.
    /// </summary>
    /// <param name="table">Where to.</param>
    /// <param name="row">The row.</param>
    /// <param name="key">What its identifier is made from, if it has none.</param>
    /// <param name="isSeen">Is it an object by itself? Others, such as tokens, don't move the clock.</param>
    public T Add<T>(TableDefinition<T> table, T row, string key = "", bool isSeen = false)
        where T : Entity
    {
        var (waiting, created) = (Of(table), row.Created);
        if (created == default)
        {
            created = Clock.AddTicks(waiting.Place * TimeSpan.TicksPerMicrosecond);
            if (isSeen && created > Last)
                Last = created;
        }
        return waiting.Add(row with
        {
            Uuid = row.Uuid == Guid.Empty ? Randomness.Uuid(Seed, table.Kind, key) : row.Uuid,
            Created = created,
            Modified = row.Modified == default ? created : row.Modified,
        });
    }

    /// <summary>The name of an object, or nothing.</summary>
    public string NameOf(Guid uuid) => Find(Name.Table, uuid)?.Key ?? "";

    /// <summary>The rows that were added.</summary>
    public IReadOnlyList<T> All<T>(TableDefinition<T> table)
        where T : Entity => Of(table).Rows;

    /// <summary>A row that was added, or null.</summary>
    public T? Find<T>(TableDefinition<T> table, Guid uuid)
        where T : Entity => Of(table).Find(uuid);

    private Waiting<T> Of<T>(TableDefinition<T> table)
        where T : Entity
    {
        if (!_waiting.TryGetValue(table, out var waiting))
            _waiting.Add(table, waiting = new Waiting<T>(table));
        return (Waiting<T>)waiting;
    }

    /// <summary>Rows of a table that wait to be inserted together.</summary>
    private abstract class Waiting
    {
        public abstract void Flush(Transaction changes);
    }

    private sealed class Waiting<T>(TableDefinition<T> table) : Waiting
        where T : Entity
    {
        public List<T> Rows { get; } = [];

        /// <summary>How many were added so far.</summary>
        public int Place { get; private set; }
        private Dictionary<Guid, T>? _byUuid;

        public T Add(T row)
        {
            Rows.Add(row);
            Place++;
            _byUuid?.TryAdd(row.Uuid, row);
            return row;
        }

        /// <summary>Few kinds are looked up; only they pay for it.</summary>
        public T? Find(Guid uuid)
        {
            if (_byUuid is null)
            {
                _byUuid = [];
                foreach (var row in Rows)
                    _byUuid.TryAdd(row.Uuid, row);
            }
            return _byUuid.GetValueOrDefault(uuid);
        }

        public override void Flush(Transaction changes)
        {
            if (Rows.Count == 0)
                return;
            changes.InsertAll(table, Rows);
            Rows.Clear();
        }
    }
}
