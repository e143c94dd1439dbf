using System.Collections.Immutable;
using System.Text.Json;

namespace Waldur.Fake;

/// <summary>What the loading of a kind works with.</summary>
/// <param name="changes">Takes the rows.</param>
/// <param name="seed">What identifiers and tokens are made from.</param>
internal sealed class LoadContext(Transaction changes, long seed)
{
    private readonly Dictionary<(string Kind, string Key), Guid> _identifiers = [];
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private readonly Dictionary<TableDefinition, Waiting> _waiting = [];
    private DateTime _last = changes.Data.Now;

    /// <summary>Takes the rows. Whoever asks for it sees all that was inserted.</summary>
    public Transaction Changes
    {
        get
        {
            Flush();
            return changes;
        }
    }

    public long Seed { get; } = seed;

    /// <summary>The clock of the scenario.</summary>
    public DateTime Clock { get; } = changes.Data.Now;

    /// <summary>When the last object was made: the time of the world when it starts.</summary>
    public DateTime Last => _last;

    /// <summary>
    /// Inserts a named object. Its identifier depends on seed, kind and key alone, and its time on its place among its kind: one more user
    /// changes no other kind.
    /// </summary>
    public T Insert<T>(TableDefinition<T> table, string key, ScenarioObject from, T row)
        where T : Entity => Insert(table, Identify(table.Kind, key, from), from, row);

    /// <summary>The identifier of an object, which from now on finds it by kind and key.</summary>
    public Guid Identify(string kind, string key, ScenarioObject from)
    {
        if (_identifiers.TryGetValue((kind, key), out var known))
            return known;
        var uuid = from.Uuid ?? Randomness.Uuid(Seed, kind, key);
        _identifiers.Add((kind, key), uuid);
        Await(Name.Table, new Name { Uuid = uuid, Kind = kind, Key = key, Created = Clock, Modified = Clock });
        return uuid;
    }

    /// <summary>Inserts an object that has a place but no name of its own, such as an answer.</summary>
    public T InsertNameless<T>(TableDefinition<T> table, string key, ScenarioObject? from, T row)
        where T : Entity => Insert(table, from?.Uuid ?? Randomness.Uuid(Seed, table.Kind, key), from, row);

    private T Insert<T>(TableDefinition<T> table, Guid uuid, ScenarioObject? from, T row)
        where T : Entity
    {
        var moment = NextPlace(table.Kind);
        // Rows that nobody sees by themselves, such as tokens, don't move the clock.
        if (from is { Created: null })
            _last = moment > _last ? moment : _last;
        var created = from?.Created ?? moment;
        return Await(table, row with { Uuid = uuid, Created = created, Modified = from?.Modified ?? created });
    }

    /// <summary>Rows are inserted many at a time: one by one, each costs a new version of the table and its indexes.</summary>
    private T Await<T>(TableDefinition<T> table, T row)
        where T : Entity
    {
        if (!_waiting.TryGetValue(table, out var waiting))
            _waiting.Add(table, waiting = new Waiting<T>(table));
        ((Waiting<T>)waiting).Rows.Add(row);
        return row;
    }

    private void Flush()
    {
        foreach (var waiting in _waiting.Values)
            waiting.Flush(changes);
    }

    /// <summary>The identifier of an object that was identified.</summary>
    public Guid Id(string kind, string key) => _identifiers[(kind, key)];

    /// <summary>The identifier of an object that was inserted.</summary>
    public Guid Id<T>(TableDefinition<T> table, string key)
        where T : Entity => Id(table.Kind, key);

    /// <summary>The identifier of an object that was inserted, or null.</summary>
    public Guid? IdOrNull<T>(TableDefinition<T> table, string? key)
        where T : Entity => key is null ? null : Id(table, key);

    /// <summary>The identifiers of objects that were inserted.</summary>
    public ImmutableArray<Guid> Ids<T>(TableDefinition<T> table, IEnumerable<string> keys)
        where T : Entity => [.. keys.Select(key => Id(table, key))];

    /// <summary>A node as JSON; what is not given is the JSON that is named.</summary>
    public static JsonElement Json(Node? node, string otherwise, Func<MapNode, string?>? replace = null) =>
        node is null ? JsonElement.Parse(otherwise) : JsonElement.Parse(NodeJson.ToUtf8(node, replace));

    /// <summary>The state that a label names; the reading has refused every other label.</summary>
    public static TState State<TState>(Labels<TState> labels, string label)
        where TState : struct, Enum =>
        labels.TryParse(label, out var state) ? state : throw new InvalidOperationException($"'{label}' is no {typeof(TState).Name}.");

    private DateTime NextMoment(string kind)
    {
        var moment = NextPlace(kind);
        _last = moment > _last ? moment : _last;
        return moment;
    }

    private DateTime NextPlace(string kind)
    {
        var position = _positions.GetValueOrDefault(kind);
        _positions[kind] = position + 1;
        return Clock.AddTicks(position * TimeSpan.TicksPerMicrosecond);
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

        public override void Flush(Transaction changes)
        {
            if (Rows.Count == 0)
                return;
            changes.InsertAll(table, Rows);
            Rows.Clear();
        }
    }
}
