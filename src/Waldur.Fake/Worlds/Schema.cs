using System.Collections.Frozen;

namespace Waldur.Fake;

/// <summary>All tables of a world, each at a place of its own, and what rows do when rows that they hang on go or change. Made once in a process.</summary>
public sealed class Schema
{
    // The places are the schema's own: a table may stand at another place in another schema.
    private readonly FrozenDictionary<TableDefinition, int> _slots;
    private readonly ILookup<TableDefinition, Action<Transaction, Guid>> _onDelete;
    private readonly ILookup<Occasion, Func<Transaction, Entity, IEnumerable<Entity>>> _followers;

    /// <summary>A schema of these tables.</summary>
    public Schema(params IReadOnlyList<TableDefinition> tables)
    {
        Tables = tables;
        _slots = tables.Index().ToFrozenDictionary(table => table.Item, table => table.Index);
        _onDelete = tables.SelectMany(table => table.Dependencies).ToLookup(row => row.Target, row => row.OnDelete);
        _followers = tables.SelectMany(table => table.Followers).ToLookup(row => row.Occasion, row => row.Follow);
    }

    /// <summary>The tables, parents before children.</summary>
    public IReadOnlyList<TableDefinition> Tables { get; }

    internal int SlotOf(TableDefinition table) => _slots[table];

    internal IEnumerable<Action<Transaction, Guid>> OnDelete(TableDefinition table) => _onDelete[table];

    internal IEnumerable<Func<Transaction, Entity, IEnumerable<Entity>>> Followers(Occasion occasion) => _followers[occasion];
}
