namespace Waldur.Fake;

/// <summary>What a table is: its kind, its default order, its indexes, and what becomes of its rows when a row they point at goes.</summary>
public abstract class TableDefinition
{
    /// <summary>The kind of the rows, as scenario files name it, for example <c>robot_accounts</c>.</summary>
    public string Kind { get; }

    internal int Slot { get; set; } = -1;

    private protected TableDefinition(string kind) => Kind = kind;

    internal abstract object Empty { get; }

    /// <summary>The rules that delete or mend rows of this table when a row of another table is deleted.</summary>
    internal abstract IEnumerable<(TableDefinition Target, Action<Transaction, Guid> OnDelete)> Dependencies { get; }

    internal abstract void Delete(Transaction transaction, Guid uuid);
}

/// <inheritdoc/>
/// <typeparam name="T">Kind of the rows.</typeparam>
public sealed class TableDefinition<T> : TableDefinition
    where T : Entity
{
    private readonly List<TableIndex<T>> _indexes = [];
    private readonly List<(TableDefinition, Action<Transaction, Guid>)> _dependencies = [];

    /// <summary>A table of that kind, ordered by creation unless told otherwise.</summary>
    public TableDefinition(string kind, Func<T, SortKey>? order = null)
        : base(kind) => Order = order ?? (static row => SortKey.Of(row.Created));

    /// <summary>The default order of Waldur's lists; ties are in order of insertion.</summary>
    public Func<T, SortKey> Order { get; }

    /// <summary>Every index of the table.</summary>
    public IReadOnlyList<TableIndex<T>> Indexes => _indexes;

    internal override object Empty => Table<T>.Of(this);

    internal override IEnumerable<(TableDefinition, Action<Transaction, Guid>)> Dependencies => _dependencies;

    /// <summary>Adds an index.</summary>
    public TableDefinition<T> With(TableIndex<T> index)
    {
        index.Slot = _indexes.Count;
        _indexes.Add(index);
        return this;
    }

    /// <summary>Rows that point at a deleted row of <paramref name="target"/> are deleted with it.</summary>
    public TableDefinition<T> GoesWith(TableDefinition target, TableIndex<T, Guid> by) =>
        Mends(target, by, static (_, _, _) => null);

    /// <summary>Rows that point at a deleted row of <paramref name="target"/> are changed, or deleted where the result is null.</summary>
    public TableDefinition<T> Mends(TableDefinition target, TableIndex<T, Guid> by, Func<Transaction, T, Guid, T?> mend)
    {
        _dependencies.Add((target, (transaction, gone) =>
        {
            foreach (var row in transaction.Data.Table(this).By(by, gone).ToList())
            {
                if (mend(transaction, row, gone) is { } mended)
                    transaction.Update(this, mended);
                else
                    transaction.Delete(this, row.Uuid);
            }
        }));
        return this;
    }

    internal override void Delete(Transaction transaction, Guid uuid) => transaction.Delete(this, uuid);
}
