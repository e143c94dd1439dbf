namespace Waldur.Fake;

/// <summary>Which rows a caller sees.</summary>
/// <typeparam name="T">Kind of the rows.</typeparam>
internal sealed class Sight<T>
    where T : Entity
{
    private Sight(Func<In<T>, bool>? sees) => Sees = sees;

    /// <summary>Every row.</summary>
    public static Sight<T> Everything { get; } = new(null);

    /// <summary>Whether a row is seen. Null: every row is.</summary>
    public Func<In<T>, bool>? Sees { get; }

    /// <summary>The rows for which a condition holds.</summary>
    public static Sight<T> Where(Func<In<T>, bool> sees) => new(sees);

    /// <summary>The rows that are seen and for which a condition holds.</summary>
    public Sight<T> And(Func<In<T>, bool> condition) => Sees is { } sees ? new(row => sees(row) && condition(row)) : new(condition);
}
