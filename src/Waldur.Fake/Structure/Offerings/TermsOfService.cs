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

    /// <summary>Are they in force?</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Does a consent to another version have to be given anew?</summary>
    public bool RequiresReconsent { get; init; }
}
