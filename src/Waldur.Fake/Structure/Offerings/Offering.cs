using System.Collections.Immutable;
using System.Text.Json;

namespace Waldur.Fake;

/// <summary>What a provider offers.</summary>
public sealed record Offering : Entity
{
    /// <summary>Offerings by the customer that provides them.</summary>
    internal static readonly TableIndex<Offering, Guid> ByCustomer = TableIndex<Offering, Guid>.On(offering => offering.Customer);

    /// <summary>Offerings by the offering that they are part of.</summary>
    internal static readonly TableIndex<Offering, Guid> ByParent =
        TableIndex<Offering, Guid>.OnEach(offering => offering.Parent is { } parent ? [parent] : []);

    /// <summary>Offerings by the organization groups that they are open to.</summary>
    internal static readonly TableIndex<Offering, Guid> ByGroup = TableIndex<Offering, Guid>.OnEach(
        offering => offering.OrganizationGroups);

    /// <summary>Offerings by their compliance checklist.</summary>
    internal static readonly TableIndex<Offering, Guid> ByChecklist =
        TableIndex<Offering, Guid>.OnEach(offering => offering.ComplianceChecklist is { } checklist ? [checklist] : []);

    /// <summary>Where offerings are kept.</summary>
    internal static readonly TableDefinition<Offering> Table = new TableDefinition<Offering>("offerings")
        .With(ByCustomer).With(ByParent).With(ByGroup).With(ByChecklist)
        .GoesWith(Fake.Customer.Table, ByCustomer)
        .Mends(
            OrganizationGroup.Table, ByGroup,
            (_, offering, group) => offering with { OrganizationGroups = offering.OrganizationGroups.Remove(group) })
        .Mends(Checklist.Table, ByChecklist, (_, offering, _) => offering with { ComplianceChecklist = null });

    /// <summary>Offerings by the customer that provides them.</summary>
    internal static readonly Facet<Offering, Guid> OfCustomer = new(Table.Of(ByCustomer));

    /// <summary>Offerings by the offering that they are part of.</summary>
    internal static readonly Facet<Offering, Guid> OfParent = new(Table.Of(ByParent));

    /// <summary>Offerings by their name in URLs.</summary>
    internal static readonly Facet<Offering, string> OfSlug = new(Table.Of(offering => offering.Slug));

    /// <summary>Offerings by state.</summary>
    internal static readonly Facet<Offering, string> OfState = new(Table.Of(offering => offering.State));

    private static readonly JsonElement s_noOptions = JsonElement.Parse("{}");

    /// <summary>The customer that provides it.</summary>
    public required Guid Customer { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its name in URLs.</summary>
    public required string Slug { get; init; }

    /// <summary>Its type, for example <c>Marketplace.Slurm</c>.</summary>
    public string Type { get; init; } = "Marketplace.Basic";

    /// <summary>Its state, for example <c>Active</c>.</summary>
    public string State { get; init; } = "Active";

    /// <summary>The offering that it is part of, or null.</summary>
    public Guid? Parent { get; init; }

    /// <summary>The groups of customers that it is open to; empty: not restricted.</summary>
    public ImmutableArray<Guid> OrganizationGroups { get; init; } = [];

    /// <summary>The checklist that its users have to fill in, or null.</summary>
    public Guid? ComplianceChecklist { get; init; }

    /// <summary>Options of the plugin: an object, shown exactly as stored.</summary>
    public JsonElement PluginOptions { get; init; } = s_noOptions;
}
