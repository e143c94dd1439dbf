namespace Waldur.Fake;

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
    internal static readonly TableIndex<Project, Guid> ByCustomer = TableIndex<Project, Guid>.On(project => project.Customer);

    /// <summary>Where projects are kept.</summary>
    internal static readonly TableDefinition<Project> Table =
        new TableDefinition<Project>("projects").With(ByCustomer).GoesWith(Fake.Customer.Table, ByCustomer);

    /// <summary>Projects by identifier.</summary>
    internal static readonly Facet<Project, Guid> OfUuid = new(Table.Of(project => project.Uuid));

    /// <summary>Projects by customer.</summary>
    internal static readonly Facet<Project, Guid> OfCustomer = new(Table.Of(ByCustomer));

    /// <summary>The labels of what it is for.</summary>
    internal static readonly Labels<ProjectKind> Kinds = new()
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
