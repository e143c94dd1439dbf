using System.Text.Json;

namespace Waldur.Fake;

/// <summary>What a project has of an offering.</summary>
public sealed record Resource : Entity
{
    /// <summary>Resources by offering.</summary>
    internal static readonly TableIndex<Resource, Guid> ByOffering = TableIndex<Resource, Guid>.On(resource => resource.Offering);

    /// <summary>Resources by project.</summary>
    internal static readonly TableIndex<Resource, Guid> ByProject = TableIndex<Resource, Guid>.On(resource => resource.Project);

    /// <summary>Where resources are kept.</summary>
    internal static readonly TableDefinition<Resource> Table = new TableDefinition<Resource>("resources")
        .With(ByOffering).With(ByProject)
        .GoesWith(Fake.Offering.Table, ByOffering)
        .GoesWith(Fake.Project.Table, ByProject);

    /// <summary>Resources by offering.</summary>
    internal static readonly Facet<Resource, Guid> OfOffering = new(Table.Of(ByOffering));

    /// <summary>Resources by project.</summary>
    internal static readonly Facet<Resource, Guid> OfProject = new(Table.Of(ByProject));

    /// <summary>Resources by the consumer: the customer of the project.</summary>
    internal static readonly Facet<Resource, Guid> OfConsumer = new(Table.Via(ByProject, Fake.Project.OfCustomer));

    /// <summary>Resources by the provider: the customer that owns the offering.</summary>
    internal static readonly Facet<Resource, Guid> OfProvider = new(Table.Via(ByOffering, Fake.Offering.OfCustomer));

    /// <summary>Resources by state.</summary>
    internal static readonly Facet<Resource, string> OfState = new(Table.Of(resource => resource.State));

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

    /// <summary>Whether only those who are named have access.</summary>
    public bool RestrictMemberAccess { get; init; }

    /// <summary>Whether it is paused.</summary>
    public bool Paused { get; init; }

    /// <summary>Whether it is downscaled.</summary>
    public bool Downscaled { get; init; }
}
