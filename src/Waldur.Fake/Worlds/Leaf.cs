namespace Waldur.Fake;

/// <summary>
/// Up to 64 neighbouring rows of a table (<see cref="OrderedRows{T}"/>): a row keeps its slot whatever comes or goes beside it. Immutable.
/// </summary>
/// <typeparam name="T">Kind of the rows.</typeparam>
/// <param name="rows">The rows by slot; null where a slot is free.</param>
/// <param name="keys">Their keys.</param>
/// <param name="order">The slots in the order of the keys.</param>
internal sealed class Leaf<T>(T?[] rows, RowKey?[] keys, byte[] order)
    where T : Entity
{
    public T?[] Rows { get; } = rows;

    public RowKey?[] Keys { get; } = keys;

    public byte[] Order { get; } = order;

    public RowKey Last => Keys[Order[^1]]!;

    /// <summary>Where a key stands in the order, or would stand.</summary>
    public int IndexOf(RowKey key)
    {
        var (low, high) = (0, Order.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (RowKeyOrder.Instance.Compare(Keys[Order[middle]], key) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    public Leaf<T> Insert(T row, RowKey key)
    {
        var free = Array.IndexOf(Rows, null);
        var (index, slot) = (IndexOf(key), free < 0 ? Rows.Length : free);
        byte[] inOrder = [.. Order[..index], (byte)slot, .. Order[index..]];
        return free < 0 ? new([.. Rows, row], [.. Keys, key], inOrder) : new(With(Rows, slot, row), With(Keys, slot, key), inOrder);
    }

    public Leaf<T> Replace(T row, RowKey key) => new(With(Rows, Order[IndexOf(key)], row), Keys, Order);

    public Leaf<T> Remove(RowKey key)
    {
        var index = IndexOf(key);
        var slot = Order[index];
        return new(With(Rows, slot, null), With(Keys, slot, null), [.. Order[..index], .. Order[(index + 1)..]]);
    }

    /// <summary>The lower half, whose rows stay where they are, and the upper half.</summary>
    public (Leaf<T> Low, Leaf<T> High) Split()
    {
        var half = Order.Length / 2;
        var (rows, keys) = ((T?[])Rows.Clone(), (RowKey?[])Keys.Clone());
        var high = new Leaf<T>(new T[Order.Length - half], new RowKey[Order.Length - half], new byte[Order.Length - half]);
        for (var index = half; index < Order.Length; index++)
        {
            var slot = Order[index];
            (high.Rows[index - half], high.Keys[index - half], high.Order[index - half]) = (rows[slot], keys[slot], (byte)(index - half));
            (rows[slot], keys[slot]) = (null, null);
        }
        return (new(rows, keys, Order[..half]), high);
    }

    private static TItem[] With<TItem>(TItem[] items, int index, TItem item)
    {
        var copy = (TItem[])items.Clone();
        copy[index] = item;
        return copy;
    }
}
