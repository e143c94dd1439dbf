namespace Waldur.Fake;

/// <summary>A set of customers that offerings can be restricted to.</summary>
public sealed record OrganizationGroup : Entity
{
    /// <summary>Where they are kept.</summary>
    internal static readonly TableDefinition<OrganizationGroup> Table = new("organization_groups");

    /// <summary>Its name.</summary>
    public required string Name { get; init; }
}
