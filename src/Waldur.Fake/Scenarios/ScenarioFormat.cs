using System.Collections.Frozen;

namespace Waldur.Fake;

/// <summary>The format of scenario files: everything in it follows from the kinds.</summary>
internal sealed class ScenarioFormat
{
    private readonly Schema _schema;
    private readonly Fields<ScenarioHead> _table;
    private readonly FrozenDictionary<TableDefinition, IKind> _kinds;

    /// <summary>A format of these kinds.</summary>
    /// <param name="kinds">The kinds.</param>
    /// <param name="schema">The tables of a world.</param>
    /// <param name="clock">When a world begins, unless its scenario says so.</param>
    public ScenarioFormat(IEnumerable<IKind> kinds, Schema schema, DateTime clock)
    {
        _schema = schema;
        Kinds = [.. kinds.OrderBy(kind => kind.Place)];
        _table = ScenarioHead.Table([.. Kinds.OrderBy(kind => kind.IsLast)], clock);
        _kinds = Kinds.SelectMany(kind => kind.WithParts).Where(kind => kind.Rows is not null).ToFrozenDictionary(kind => kind.Rows!);
    }

    /// <summary>The kinds that stand by themselves in files, in the order of the map of the world.</summary>
    public IReadOnlyList<IKind> Kinds { get; }

    /// <summary>The kind of the rows of a table; null: they are no objects by themselves.</summary>
    public IKind? KindOf(TableDefinition table) => _kinds.GetValueOrDefault(table);

    /// <summary>A table for people and editors.</summary>
    public Fields<ScenarioHead> Table => _table;

    /// <summary>The numbers that can be asked for when objects are made up.</summary>
    public IEnumerable<GenerateNumber> Numbers => ScenarioHead.Options(Kinds).Select(option => option.Number).OfType<GenerateNumber>();

    /// <summary>Reads a scenario, and tells everything that is wrong with it.</summary>
    /// <param name="layers">Its files, lowest first.</param>
    /// <param name="found">What was wrong with the files themselves.</param>
    /// <param name="seed">Takes the place of its seed; or null.</param>
    public ScenarioRead Read(IReadOnlyList<MapNode> layers, IReadOnlyList<ScenarioError> found, long? seed)
    {
        var problems = new Problems();
        problems.Add(found);
        // Each layer by itself first: a wrong value is wrong even where another layer hides it.
        foreach (var layer in layers.Count > 1 ? layers : [])
            _table.TryRead(layer, new(problems), out _);
        var root = layers.Aggregate(NodeMerge.Over);
        // Identifiers and times need seed and clock; what is wrong there is told below.
        _table.TryRead(WithoutKinds(root), new(new()), out var head);
        var changes = new Transaction(WorldData.Empty(_schema, seed ?? head!.Seed, head!.Clock));
        root = Generator.Fill(root, head, Kinds, changes.Data.Seed);
        var rows = new Rows(changes);
        var reading = new Reading(problems, rows) { IsComplete = head.IsComplete };
        RoleLoading.Load(head, rows);
        foreach (var kind in Kinds)
            kind.Identify(root[kind.Kind], reading);
        _table.TryRead(root, reading, out _);
        problems.ThrowIfAny();
        return new(root, head, rows);
    }

    /// <summary>The world as a scenario file, YAML.</summary>
    public string Write(WorldData data) => YamlText.Of(ToNode(data, new(data)));

    /// <summary>The world as a scenario.</summary>
    public MapNode ToNode(WorldData data, Writing writing) => (MapNode)_table.Write(
        new()
        {
            Seed = data.Seed,
            Clock = data.Now,
            Randomness = unchecked((long)data.Randomness),
            IsComplete = true,
            EnforceConsent = data.SettingOf(Setting.EnforceConsent),
            Roles = RoleLoading.Changed(data),
        },
        writing);

    /// <summary>A scenario as one file: its layers are laid over each other, and what it has generated is written out.</summary>
    public string Write(ScenarioRead read)
    {
        var tidy = Kinds.Where(kind => read.Root[kind.Kind] is not null).ToDictionary(
            kind => kind.Kind, kind => kind.Tidy(read.Root[kind.Kind]!), StringComparer.Ordinal);
        return YamlText.Of(_table.Tidy(new(default, [.. read.Root.Entries
            .Where(entry => entry.Key != Generator.Key)
            .Select(entry => entry with { Value = tidy.GetValueOrDefault(entry.Key, entry.Value) })])));
    }

    private MapNode WithoutKinds(MapNode root) => new(root.At, [.. root.Entries.Where(entry => Kinds.All(kind => kind.Kind != entry.Key))]);
}
