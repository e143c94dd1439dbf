namespace Waldur.Fake;

/// <summary>The checked values of a body.</summary>
internal class BodyValues
{
    private readonly List<(BodyField Field, object? Value)> _values = [];

    private protected BodyValues()
    {
    }

    /// <summary>Whether the field was sent.</summary>
    public bool Has(BodyField field) => _values.Exists(pair => pair.Field == field);

    /// <summary>The value sent; null if null or nothing was sent.</summary>
    public T? Get<T>(BodyField<T> field) => TryGet(field, out var value) ? value : default;

    /// <summary>The value, if the field was sent; null if null was sent.</summary>
    public bool TryGet<T>(BodyField<T> field, out T? value)
    {
        foreach (var pair in _values)
        {
            if (pair.Field == field)
            {
                value = (T?)pair.Value;
                return true;
            }
        }
        value = default;
        return false;
    }

    internal void Set<T>(BodyField<T> field, T? value) => _values.Add((field, value));
}

/// <summary>The checked values of a body, which its table stores in a row.</summary>
/// <typeparam name="T">Kind of the row.</typeparam>
internal sealed class BodyValues<T> : BodyValues
{
    private readonly BodyFields<T> _table;

    internal BodyValues(BodyFields<T> table) => _table = table;

    /// <summary>No field was sent.</summary>
    public static BodyValues<T> None { get; } = new([]);

    /// <summary>A row with everything stored in it that was sent.</summary>
    public T StoredIn(T row) => _table.Store(row, this);
}
