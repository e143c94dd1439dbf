using System.Numerics;
using System.Runtime.CompilerServices;

namespace Waldur.Fake;

/// <summary>
/// All tables of a world, each at a place of its own, and what rows do when rows that they hang on go or change. Made once in a process.
/// </summary>
internal sealed class Schema
{
    // The places are the schema's own: a table may stand at another place in another schema.
    // A look-up by reference, because each relation that is followed asks for a table.
    private readonly (TableDefinition? Table, int Slot)[] _slots;
    private readonly ILookup<TableDefinition, Action<Transaction, Guid>> _onDelete;
    private readonly ILookup<Occasion, Func<Transaction, Entity, IEnumerable<Entity>>> _followers;

    /// <summary>A schema of these tables.</summary>
    public Schema(params IReadOnlyList<TableDefinition> tables)
    {
        Tables = tables;
        _slots = new (TableDefinition?, int)[BitOperations.RoundUpToPowerOf2((uint)tables.Count * 4)];
        foreach (var (slot, table) in tables.Index())
            _slots[PlaceOf(table)] = (table, slot);
        _onDelete = tables.SelectMany(table => table.Dependencies).ToLookup(row => row.Target, row => row.OnDelete);
        _followers = tables.SelectMany(table => table.Followers).ToLookup(row => row.Occasion, row => row.Follow);
    }

    /// <summary>What is wrong with rows that code makes, by their table: each in words.</summary>
    internal ILookup<TableDefinition, Func<Entity, WorldData, IEnumerable<string>>> Checks { get; init; } =
        Enumerable.Empty<TableDefinition>().ToLookup(table => table, _ => (Func<Entity, WorldData, IEnumerable<string>>)((_, _) => []));

    /// <summary>The tables, parents before children.</summary>
    public IReadOnlyList<TableDefinition> Tables { get; }

    internal int SlotOf(TableDefinition table) => _slots[PlaceOf(table)] is (not null, var slot)
        ? slot
        : throw new KeyNotFoundException($"The schema has no table {table.Kind}.");

    internal IEnumerable<Action<Transaction, Guid>> OnDelete(TableDefinition table) => _onDelete[table];

    internal IEnumerable<Func<Transaction, Entity, IEnumerable<Entity>>> Followers(Occasion occasion) => _followers[occasion];

    /// <summary>Where a table stands, or would stand.</summary>
    private int PlaceOf(TableDefinition table)
    {
        var place = RuntimeHelpers.GetHashCode(table) & (_slots.Length - 1);
        while (_slots[place].Table is { } other && !ReferenceEquals(other, table))
            place = (place + 1) & (_slots.Length - 1);
        return place;
    }
}
