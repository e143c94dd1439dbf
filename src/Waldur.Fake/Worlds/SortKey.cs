namespace Waldur.Fake;

/// <summary>What a table is ordered by: first the number, then the text by Unicode code point, at last the order of insertion.</summary>
/// <param name="Number">First part.</param>
/// <param name="Text">Second part, or null.</param>
internal readonly record struct SortKey(long Number, string? Text = null) : IComparable<SortKey>
{
    /// <summary>Orders by a moment, earliest first.</summary>
    public static SortKey Of(DateTime moment) => new(moment.Ticks);

    /// <summary>Orders by a text; null comes last, as PostgreSQL has it.</summary>
    public static SortKey Of(string? text) => new(text is null ? 1 : 0, text);

    /// <summary>Orders by a date; null comes last.</summary>
    public static SortKey Of(DateOnly? date) => new(date?.DayNumber ?? long.MaxValue);

    /// <inheritdoc/>
    public int CompareTo(SortKey other)
    {
        var order = Number.CompareTo(other.Number);
        return order != 0 ? order : CompareText(Text, other.Text);
    }

    /// <summary>Compares by code point: unlike an ordinal comparison, surrogate pairs come after U+E000 to U+FFFF.</summary>
    public static int CompareText(string? left, string? right)
    {
        if (ReferenceEquals(left, right))
            return 0;
        if (left is null)
            return -1;
        if (right is null)
            return 1;
        var length = Math.Min(left.Length, right.Length);
        for (var i = 0; i < length; i++)
        {
            char a = left[i], b = right[i];
            if (a == b)
                continue;
            var aPair = char.IsSurrogate(a);
            var bPair = char.IsSurrogate(b);
            return aPair == bPair ? a.CompareTo(b) : aPair ? 1 : -1;
        }
        return left.Length.CompareTo(right.Length);
    }
}

/// <summary>The place of a row in its table; shared by all indexes of the table.</summary>
internal sealed record RowKey(SortKey Order, long Sequence, Guid Uuid);

/// <summary>Compares rows' places.</summary>
internal sealed class RowKeyOrder : IComparer<RowKey>
{
    public static readonly RowKeyOrder Instance = new();

    public int Compare(RowKey? x, RowKey? y)
    {
        if (ReferenceEquals(x, y))
            return 0;
        var order = x!.Order.CompareTo(y!.Order);
        return order != 0 ? order : x.Sequence.CompareTo(y.Sequence);
    }
}
