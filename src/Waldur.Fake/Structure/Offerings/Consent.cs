namespace Waldur.Fake;

/// <summary>A user's consent to the terms of service of an offering.</summary>
public sealed record Consent : Entity
{
    /// <summary>Consents by offering and user: one of each pair.</summary>
    internal static readonly TableIndex<Consent, (Guid Offering, Guid User)> ByPair =
        TableIndex<Consent, (Guid, Guid)>.Unique(consent => (consent.Offering, consent.User));

    /// <summary>Consents by offering.</summary>
    internal static readonly TableIndex<Consent, Guid> ByOffering = TableIndex<Consent, Guid>.On(consent => consent.Offering);

    /// <summary>Consents by user.</summary>
    internal static readonly TableIndex<Consent, Guid> ByUser = TableIndex<Consent, Guid>.On(consent => consent.User);

    /// <summary>Where they are kept.</summary>
    internal static readonly TableDefinition<Consent> Table = new TableDefinition<Consent>("consents")
        .With(ByPair).With(ByOffering).With(ByUser)
        .GoesWith(Fake.Offering.Table, ByOffering)
        .GoesWith(Fake.User.Table, ByUser);

    /// <summary>The offering.</summary>
    public required Guid Offering { get; init; }

    /// <summary>The user.</summary>
    public required Guid User { get; init; }

    /// <summary>The version that was agreed to.</summary>
    public string Version { get; init; } = "1";

    /// <summary>When, UTC.</summary>
    public DateTime AgreementDate { get; init; }

    /// <summary>When it was revoked, UTC; null: it holds.</summary>
    public DateTime? RevocationDate { get; init; }
}
