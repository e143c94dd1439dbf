namespace Waldur.Fake;

/// <summary>
/// What a group of objects brings with it: one line of <c>WaldurModules</c>, and everything else follows from these tables.
/// </summary>
internal sealed record Module
{
    /// <summary>The tables of its rows, parents before children.</summary>
    public IReadOnlyList<TableDefinition> Tables { get; init; } = [];

    /// <summary>Its operations, in the order of the document.</summary>
    public IReadOnlyList<Operation> Operations { get; init; } = [];

    /// <summary>Its disagreements between documentation and server.</summary>
    public IReadOnlyList<Divergence> Divergences { get; init; } = [];

    /// <summary>Where the server crashes in it, each with what the documented side answers.</summary>
    public IReadOnlyList<string> CrashPlaces { get; init; } = [];

    /// <summary>Its kinds of objects.</summary>
    public IReadOnlyList<IKind> Kinds { get; init; } = [];
}
