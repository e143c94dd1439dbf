namespace Waldur.Fake;

/// <summary>The account of a user at an offering. (Waldur: offering users, section 2.3.)</summary>
public sealed record OfferingUser : Entity
{
    /// <summary>Records by offering and user: one of each pair, in whatever state.</summary>
    internal static readonly TableIndex<OfferingUser, (Guid Offering, Guid User)> ByPair =
        TableIndex<OfferingUser, (Guid, Guid)>.Unique(record => (record.Offering, record.User));

    /// <summary>Records by offering.</summary>
    internal static readonly TableIndex<OfferingUser, Guid> ByOffering = TableIndex<OfferingUser, Guid>.On(record => record.Offering);

    /// <summary>Records by user.</summary>
    internal static readonly TableIndex<OfferingUser, Guid> ByUser = TableIndex<OfferingUser, Guid>.On(record => record.User);

    /// <summary>Where offering users are kept, by username: the empty one first, null last.</summary>
    internal static readonly TableDefinition<OfferingUser> Table =
        new TableDefinition<OfferingUser>("offering_users", record => SortKey.Of(record.Username))
            .With(ByPair).With(ByOffering).With(ByUser)
            .Mends(Fake.Offering.Table, ByOffering, OfferingUserRecords.GoWith)
            .Mends(Fake.User.Table, ByUser, OfferingUserRecords.GoWith)
            .Takes(ChecklistCompletion.Table, ChecklistCompletion.ByOfferingUser)
            .Follows(RoleLife.Given, OfferingUserUpkeep.JoinProject)
            .Follows(ResourceLife.Added, OfferingUserUpkeep.GainResource);

    /// <summary>Records by state.</summary>
    internal static readonly Facet<OfferingUser, OfferingUserState> OfState = new(Table.Of(record => record.State));

    /// <summary>Records by offering.</summary>
    internal static readonly Facet<OfferingUser, Guid> OfOffering = new(Table.Of(ByOffering));

    /// <summary>Records by the name of the offering in URLs.</summary>
    internal static readonly Facet<OfferingUser, string> OfOfferingSlug = new(Table.Via(ByOffering, Fake.Offering.OfSlug));

    /// <summary>Records by the offering that the offering is part of.</summary>
    internal static readonly Facet<OfferingUser, Guid> OfParentOffering = new(Table.Via(ByOffering, Fake.Offering.OfParent));

    /// <summary>Records by the customer that provides the offering.</summary>
    internal static readonly Facet<OfferingUser, Guid> OfProvider = new(Table.Via(ByOffering, Fake.Offering.OfCustomer));

    /// <summary>Records by user.</summary>
    internal static readonly Facet<OfferingUser, Guid> OfUser = new(Table.Of(ByUser));

    /// <summary>Records by the name of the user, in any letter case.</summary>
    internal static readonly Facet<OfferingUser, string> OfUserUsername =
        new(Table.Via(ByUser, Fake.User.OfUsername), StringComparer.OrdinalIgnoreCase);

    /// <summary>Records by whether the user is kept out.</summary>
    internal static readonly Facet<OfferingUser, bool> OfRestriction = new(Table.Of(record => record.IsRestricted));

    /// <summary>Records by whether the user has consented, and not revoked it.</summary>
    internal static readonly Facet<OfferingUser, bool> OfConsent =
        new(Table.Via(ByPair, Consent.ByPair, Consent.Table.Of(consent => consent.RevocationDate is null)).Or(false));

    /// <summary>Records by whether terms of service are in force at the offering.</summary>
    internal static readonly Facet<OfferingUser, bool> OfTerms = new(Table.Via(
        ByOffering, TermsOfService.ByOffering, TermsOfService.Table.Of(terms => terms.IsActive), among: terms => terms.IsActive).Or(false));

    /// <summary>The offering.</summary>
    public required Guid Offering { get; init; }

    /// <summary>The user.</summary>
    public required Guid User { get; init; }

    /// <summary>The name of the account at the provider, at most 100 characters; null or empty until there is one.</summary>
    public string? Username { get; init; }

    /// <summary>Its state.</summary>
    public OfferingUserState State { get; init; } = OfferingUserState.Requested;

    /// <summary>Whether the user is kept out.</summary>
    public bool IsRestricted { get; init; }

    /// <summary>What the provider tells the user; cleaned HTML.</summary>
    public string ServiceProviderComment { get; init; } = "";

    /// <summary>Where the user finds more.</summary>
    public string ServiceProviderCommentUrl { get; init; } = "";
}
