namespace Waldur.Fake.Conformance;

/// <summary>What another document says otherwise of an operation that is emulated.</summary>
/// <param name="Operation">The operation: <c>POST /api/marketplace-robot-accounts/</c>.</param>
/// <param name="Place">Where: <c>request $.type</c>, <c>answer 200 $[].state</c>, <c>?state</c>; empty: the operation itself.</param>
/// <param name="What">What is otherwise.</param>
/// <param name="Breaks">Whether a client that keeps to this contract may break; else it only widens what there is.</param>
public sealed record ContractChange(string Operation, string Place, string What, bool Breaks);

/// <summary>How another document differs from this contract.</summary>
/// <param name="From">The release whose contract this is.</param>
/// <param name="To">The release that the other document describes.</param>
/// <param name="Operations">How many operations were compared.</param>
/// <param name="Changes">What differs, in the order of the operations.</param>
public sealed record ContractComparison(string From, string To, int Operations, IReadOnlyList<ContractChange> Changes)
{
    /// <summary>Compares another document with this contract.</summary>
    /// <param name="text">The other document, JSON or YAML.</param>
    /// <param name="name">How errors name it.</param>
    /// <param name="fidelity">What this contract follows; null: the server, as a release's own document does.</param>
    /// <exception cref="VerifyException">It is no OpenAPI document.</exception>
    public static ContractComparison With(string text, string name, Fidelity? fidelity = null) =>
        new ContractDiff(ContractDocument.Own(fidelity ?? Fidelity.Server), ContractDocument.Read(text, name)).Compare();
}
