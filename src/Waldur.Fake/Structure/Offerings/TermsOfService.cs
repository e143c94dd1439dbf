namespace Waldur.Fake;

/// <summary>Terms of service of an offering; at most one of an offering is active.</summary>
public sealed record TermsOfService : Entity
{
    /// <summary>Terms by offering.</summary>
    internal static readonly TableIndex<TermsOfService, Guid> ByOffering = TableIndex<TermsOfService, Guid>.On(terms => terms.Offering);

    /// <summary>Where they are kept.</summary>
    internal static readonly TableDefinition<TermsOfService> Table =
        new TableDefinition<TermsOfService>("terms_of_service").With(ByOffering).GoesWith(Fake.Offering.Table, ByOffering);

    /// <summary>The offering.</summary>
    public required Guid Offering { get; init; }

    /// <summary>The version that users agree to.</summary>
    public string Version { get; init; } = "1";

    /// <summary>Whether they are in force.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Whether a consent to another version has to be given anew.</summary>
    public bool RequiresReconsent { get; init; }
}
