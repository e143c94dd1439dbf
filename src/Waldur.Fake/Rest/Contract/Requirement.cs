namespace Waldur.Fake;

/// <summary>A permission that an operation requires: the document names it and the operation asks for it, from this one value.</summary>
/// <typeparam name="T">Kind of the objects that it is asked on.</typeparam>
/// <param name="Permission">Waldur's name of the permission.</param>
/// <param name="Holds">Whether the caller has it on an object.</param>
internal sealed record Requirement<T>(string Permission, Func<Call, In<T>, bool> Holds)
    where T : Entity
{
    /// <summary>What is answered without it.</summary>
    public Answer Refusal { get; init; } = Refuse.Forbidden();

    /// <summary>The divergence by which only the documentation asks for it.</summary>
    public Divergence? DocumentedBy { get; init; }

    /// <summary>Whether it is asked only after the body was found valid.</summary>
    public bool AfterBody { get; init; }

    /// <summary>Whether Waldur's OpenAPI document says nothing of it.</summary>
    public bool IsTacit { get; init; }

    /// <summary>The refusal, or null.</summary>
    public Answer? Ask(Call call, In<T> row) =>
        Holds(call, row) || (DocumentedBy is { } divergence && !call.Choose(divergence, documented: true, server: false)) ? null : Refusal;
}
