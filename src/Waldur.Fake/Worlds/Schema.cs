namespace Waldur.Fake;

/// <summary>All tables of a world. Made once in a process and shared by all worlds.</summary>
public sealed class Schema
{
    private readonly Dictionary<TableDefinition, List<Action<Transaction, Guid>>> _onDelete = [];

    /// <summary>A schema of these tables.</summary>
    public Schema(params IReadOnlyList<TableDefinition> tables)
    {
        Tables = tables;
        for (var slot = 0; slot < tables.Count; slot++)
        {
            tables[slot].Slot = slot;
            _onDelete[tables[slot]] = [];
        }
        foreach (var table in tables)
        {
            foreach (var (target, onDelete) in table.Dependencies)
                _onDelete[target].Add(onDelete);
        }
    }

    /// <summary>The tables, parents before children.</summary>
    public IReadOnlyList<TableDefinition> Tables { get; }

    internal IReadOnlyList<Action<Transaction, Guid>> OnDelete(TableDefinition table) => _onDelete[table];
}
