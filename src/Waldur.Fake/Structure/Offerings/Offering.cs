using System.Collections.Immutable;
using System.Text.Json;

namespace Waldur.Fake;

/// <summary>What a provider offers.</summary>
public sealed record Offering : Entity
{
    /// <summary>Offerings by the customer that provides them.</summary>
    public static readonly TableIndex<Offering, Guid> ByCustomer = TableIndex<Offering, Guid>.On(offering => offering.Customer);

    /// <summary>Offerings by the offering that they are part of.</summary>
    public static readonly TableIndex<Offering, Guid> ByParent =
        TableIndex<Offering, Guid>.OnEach(offering => offering.Parent is { } parent ? [parent] : []);

    /// <summary>Offerings by the organization groups that they are open to.</summary>
    public static readonly TableIndex<Offering, Guid> ByGroup = TableIndex<Offering, Guid>.OnEach(offering => offering.OrganizationGroups);

    /// <summary>Offerings by their compliance checklist.</summary>
    public static readonly TableIndex<Offering, Guid> ByChecklist =
        TableIndex<Offering, Guid>.OnEach(offering => offering.ComplianceChecklist is { } checklist ? [checklist] : []);

    /// <summary>Where offerings are kept.</summary>
    public static readonly TableDefinition<Offering> Table = new TableDefinition<Offering>("offerings")
        .With(ByCustomer).With(ByParent).With(ByGroup).With(ByChecklist)
        .GoesWith(Fake.Customer.Table, ByCustomer)
        .Mends(OrganizationGroup.Table, ByGroup, (_, offering, group) => offering with { OrganizationGroups = offering.OrganizationGroups.Remove(group) })
        .Mends(Checklist.Table, ByChecklist, (_, offering, _) => offering with { ComplianceChecklist = null });

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

/// <summary>A named role that an offering gives to users of its resources.</summary>
public sealed record OfferingUserRole : Entity
{
    /// <summary>Roles by offering.</summary>
    public static readonly TableIndex<OfferingUserRole, Guid> ByOffering = TableIndex<OfferingUserRole, Guid>.On(role => role.Offering);

    /// <summary>Where they are kept.</summary>
    public static readonly TableDefinition<OfferingUserRole> Table =
        new TableDefinition<OfferingUserRole>("offering_user_roles").With(ByOffering).GoesWith(Fake.Offering.Table, ByOffering);

    /// <summary>The offering.</summary>
    public required Guid Offering { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }
}

/// <summary>What a project has of an offering.</summary>
public sealed record Resource : Entity
{
    /// <summary>Resources by offering.</summary>
    public static readonly TableIndex<Resource, Guid> ByOffering = TableIndex<Resource, Guid>.On(resource => resource.Offering);

    /// <summary>Resources by project.</summary>
    public static readonly TableIndex<Resource, Guid> ByProject = TableIndex<Resource, Guid>.On(resource => resource.Project);

    /// <summary>Where resources are kept.</summary>
    public static readonly TableDefinition<Resource> Table = new TableDefinition<Resource>("resources")
        .With(ByOffering).With(ByProject)
        .GoesWith(Fake.Offering.Table, ByOffering)
        .GoesWith(Fake.Project.Table, ByProject);

    private static readonly JsonElement s_noLimits = JsonElement.Parse("{}");

    /// <summary>The offering.</summary>
    public required Guid Offering { get; init; }

    /// <summary>The project of the consumer.</summary>
    public required Guid Project { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its name in URLs.</summary>
    public required string Slug { get; init; }

    /// <summary>Its state, for example <c>OK</c>.</summary>
    public string State { get; init; } = "OK";

    /// <summary>Its identifier in the provider's system, may be empty.</summary>
    public string BackendId { get; init; } = "";

    /// <summary>Limits by component: an object.</summary>
    public JsonElement Limits { get; init; } = s_noLimits;

    /// <summary>Do only those who are named have access?</summary>
    public bool RestrictMemberAccess { get; init; }

    /// <summary>Is it paused?</summary>
    public bool Paused { get; init; }

    /// <summary>Is it downscaled?</summary>
    public bool Downscaled { get; init; }
}
