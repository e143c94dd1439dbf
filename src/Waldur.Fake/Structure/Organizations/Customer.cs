using System.Collections.Immutable;

namespace Waldur.Fake;

/// <summary>An organization: a consumer of resources, a provider of offerings, or both.</summary>
public sealed record Customer : Entity
{
    /// <summary>Customers by their organization groups.</summary>
    internal static readonly TableIndex<Customer, Guid> ByGroup = TableIndex<Customer, Guid>.OnEach(
        customer => customer.OrganizationGroups);

    /// <summary>Where customers are kept.</summary>
    internal static readonly TableDefinition<Customer> Table = new TableDefinition<Customer>("customers")
        .With(ByGroup)
        .Mends(
            OrganizationGroup.Table, ByGroup,
            (_, customer, group) => customer with { OrganizationGroups = customer.OrganizationGroups.Remove(group) });

    /// <summary>Customers by identifier.</summary>
    internal static readonly Facet<Customer, Guid> OfUuid = new(Table.Of(customer => customer.Uuid));

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its name in URLs.</summary>
    public required string Slug { get; init; }

    /// <summary>Short name, may be empty.</summary>
    public string Abbreviation { get; init; } = "";

    /// <summary>E-mail address, may be empty.</summary>
    public string Email { get; init; } = "";

    /// <summary>The groups that it belongs to.</summary>
    public ImmutableArray<Guid> OrganizationGroups { get; init; } = [];
}
