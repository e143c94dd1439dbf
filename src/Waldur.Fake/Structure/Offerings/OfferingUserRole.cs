namespace Waldur.Fake;

/// <summary>A named role that an offering gives to users of its resources.</summary>
public sealed record OfferingUserRole : Entity
{
    /// <summary>Roles by offering.</summary>
    internal static readonly TableIndex<OfferingUserRole, Guid> ByOffering = TableIndex<OfferingUserRole, Guid>.On(role => role.Offering);

    /// <summary>Where they are kept.</summary>
    internal static readonly TableDefinition<OfferingUserRole> Table =
        new TableDefinition<OfferingUserRole>("offering_user_roles").With(ByOffering).GoesWith(Fake.Offering.Table, ByOffering);

    /// <summary>Roles by offering.</summary>
    internal static readonly Facet<OfferingUserRole, Guid> OfOffering = new(Table.Of(ByOffering));

    /// <summary>Roles by the customer that provides the offering.</summary>
    internal static readonly Facet<OfferingUserRole, Guid> OfProvider = new(Table.Via(ByOffering, Fake.Offering.OfCustomer));

    /// <summary>Roles by name.</summary>
    internal static readonly Facet<OfferingUserRole, string> OfName = new(Table.Of(role => role.Name));

    /// <summary>The offering.</summary>
    public required Guid Offering { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }
}
