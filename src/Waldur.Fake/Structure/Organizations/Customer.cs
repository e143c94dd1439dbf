using System.Collections.Immutable;

namespace Waldur.Fake;

/// <summary>A set of customers that offerings can be restricted to.</summary>
public sealed record OrganizationGroup : Entity
{
    /// <summary>Where they are kept.</summary>
    public static readonly TableDefinition<OrganizationGroup> Table = new("organization_groups");

    /// <summary>Its name.</summary>
    public required string Name { get; init; }
}

/// <summary>An organization: a consumer of resources, a provider of offerings, or both.</summary>
public sealed record Customer : Entity
{
    /// <summary>Customers by their organization groups.</summary>
    public static readonly TableIndex<Customer, Guid> ByGroup = TableIndex<Customer, Guid>.OnEach(customer => customer.OrganizationGroups);

    /// <summary>Where customers are kept.</summary>
    public static readonly TableDefinition<Customer> Table = new TableDefinition<Customer>("customers")
        .With(ByGroup)
        .Mends(OrganizationGroup.Table, ByGroup, (_, customer, group) => customer with { OrganizationGroups = customer.OrganizationGroups.Remove(group) });

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

/// <summary>What a project is for.</summary>
public enum ProjectKind
{
    /// <summary>Nothing special.</summary>
    Default = 1,

    /// <summary>A course: only such projects have course accounts.</summary>
    Course = 2,

    /// <summary>Open to the public.</summary>
    Public = 3,
}

/// <summary>A project of a customer; it holds resources.</summary>
public sealed record Project : Entity
{
    /// <summary>Projects by customer.</summary>
    public static readonly TableIndex<Project, Guid> ByCustomer = TableIndex<Project, Guid>.On(project => project.Customer);

    /// <summary>Where projects are kept.</summary>
    public static readonly TableDefinition<Project> Table =
        new TableDefinition<Project>("projects").With(ByCustomer).GoesWith(Fake.Customer.Table, ByCustomer);

    /// <summary>The labels of what it is for.</summary>
    public static readonly Labels<ProjectKind> Kinds = new()
    {
        { ProjectKind.Default, "default" },
        { ProjectKind.Course,  "course" },
        { ProjectKind.Public,  "public" },
    };

    /// <summary>The customer.</summary>
    public required Guid Customer { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its name in URLs.</summary>
    public required string Slug { get; init; }

    /// <summary>What it is about, may be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>What it is for.</summary>
    public ProjectKind Kind { get; init; } = ProjectKind.Default;

    /// <summary>First day, or null.</summary>
    public DateOnly? StartDate { get; init; }

    /// <summary>Last day, or null.</summary>
    public DateOnly? EndDate { get; init; }

    /// <summary>Was it deleted? Waldur keeps deleted projects.</summary>
    public bool IsRemoved { get; init; }
}
