namespace Waldur.Fake;

/// <summary>
/// What a table is: its kind, its default order, its indexes, and what becomes of its rows when a row they point at goes.
/// </summary>
internal abstract class TableDefinition
{
    /// <summary>The kind of the rows, as scenario files name it, for example <c>robot_accounts</c>.</summary>
    public string Kind { get; }

    private protected TableDefinition(string kind) => Kind = kind;

    internal abstract object Empty { get; }

    internal abstract Entity? Find(object rows, Guid uuid);

    /// <summary>The rules that delete or mend rows of this table when a row of another table is deleted.</summary>
    internal abstract IEnumerable<(TableDefinition Target, Action<Transaction, Guid> OnDelete)> Dependencies { get; }

    /// <summary>What rows of this table do when something happens to rows of other tables.</summary>
    internal abstract IEnumerable<(Occasion Occasion, Func<Transaction, Entity, IEnumerable<Entity>> Follow)> Followers { get; }
}

/// <inheritdoc/>
/// <typeparam name="T">Kind of the rows.</typeparam>
internal sealed class TableDefinition<T> : TableDefinition
    where T : Entity
{
    private readonly List<TableIndex<T>> _indexes = [];
    private readonly List<(TableDefinition, Action<Transaction, Guid>)> _dependencies = [];
    private readonly List<(Occasion, Func<Transaction, Entity, IEnumerable<Entity>>)> _followers = [];

    /// <summary>A table of that kind, ordered by creation unless told otherwise.</summary>
    public TableDefinition(string kind, Func<T, SortKey>? order = null)
        : base(kind) => Order = order ?? (static row => SortKey.Of(row.Created));

    /// <summary>The default order of Waldur's lists; ties are in order of insertion.</summary>
    public Func<T, SortKey> Order { get; }

    /// <summary>Every index of the table.</summary>
    public IReadOnlyList<TableIndex<T>> Indexes => _indexes;

    internal override object Empty => Table<T>.Of(this);

    internal override Entity? Find(object rows, Guid uuid) => ((Table<T>)rows).Find(uuid);

    internal override IEnumerable<(TableDefinition, Action<Transaction, Guid>)> Dependencies => _dependencies;

    internal override IEnumerable<(Occasion, Func<Transaction, Entity, IEnumerable<Entity>>)> Followers => _followers;

    /// <summary>Adds an index.</summary>
    public TableDefinition<T> With(TableIndex<T> index)
    {
        index.Slot = _indexes.Count;
        _indexes.Add(index);
        return this;
    }

    /// <summary>A value of each row.</summary>
    public Value<T, TValue> Of<TValue>(Func<T, TValue> value)
        where TValue : notnull => new OwnValue<T, TValue>(this, value);

    /// <summary>The value that each row is indexed by; some rows may have none.</summary>
    public Value<T, TKey> Of<TKey>(TableIndex<T, TKey> index)
        where TKey : notnull => new IndexedValue<T, TKey>(this, index);

    /// <summary>A value of the row that each row points at.</summary>
    /// <param name="by">What points there.</param>
    /// <param name="of">The value of the other row.</param>
    public Value<T, TValue> Via<TOther, TValue>(TableIndex<T, Guid> by, Value<TOther, TValue> of)
        where TOther : Entity
        where TValue : notnull =>
        new ValueVia<T, TOther, Guid, TValue>(this, by, static (others, uuid) => others.Find(uuid), static other => other.Uuid, of);

    /// <inheritdoc cref="Via{TOther, TValue}(TableIndex{T, Guid}, Value{TOther, TValue})"/>
    public Value<T, TKey> Via<TOther, TKey>(TableIndex<T, Guid> by, Facet<TOther, TKey> of)
        where TOther : Entity
        where TKey : notnull => Via(by, of.Value);

    /// <summary>A value of the row that has the same key.</summary>
    /// <param name="by">The key of this table's rows.</param>
    /// <param name="key">That of the other table's.</param>
    /// <param name="of">The value of the other row.</param>
    /// <param name="among">Which rows of several with the key count; it must depend on the value alone. Null: all, and the first is
    /// taken.</param>
    public Value<T, TValue> Via<TOther, TKey, TValue>(
        TableIndex<T, TKey> by, TableIndex<TOther, TKey> key, Value<TOther, TValue> of, Func<TOther, bool>? among = null)
        where TOther : Entity
        where TKey : notnull
        where TValue : notnull =>
        new ValueVia<T, TOther, TKey, TValue>(
            this, by, (others, at) => others.By(key, at).FirstOrDefault(among ?? (static _ => true)), key.Get, of);

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

    /// <summary>Rows that point at a deleted row of this very table are changed, or deleted where the result is null.</summary>
    public TableDefinition<T> MendsItself(TableIndex<T, Guid> by, Func<Transaction, T, Guid, T?> mend) => Mends(this, by, mend);

    /// <summary>Rows of another table, made for rows of this one, are deleted with them.</summary>
    public TableDefinition<T> Takes<TOther>(TableDefinition<TOther> other, TableIndex<TOther, Guid> by)
        where TOther : Entity
    {
        _dependencies.Add((this, (transaction, gone) =>
        {
            foreach (var row in transaction.Data.Table(other).By(by, gone).ToList())
                transaction.Delete(other, row.Uuid);
        }));
        return this;
    }

    /// <summary>What rows of this table do when something happens to a row of another one.</summary>
    /// <param name="occasion">What happens.</param>
    /// <param name="follow">What is done then; it returns the rows that were made or changed.</param>
    public TableDefinition<T> Follows<TOther>(Occasion<TOther> occasion, Func<Transaction, TOther, IEnumerable<T>> follow)
        where TOther : Entity
    {
        _followers.Add((occasion, (transaction, row) => follow(transaction, (TOther)row)));
        return this;
    }
}
