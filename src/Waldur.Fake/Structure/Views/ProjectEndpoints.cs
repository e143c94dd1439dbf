namespace Waldur.Fake;

/// <summary>Projects, to be read; removed ones too, because objects still link to them.</summary>
internal static class ProjectEndpoints
{
    private static readonly Representation<Project> s_details = new()
    {
        { "url",           WireTypes.Url,             project => new Link(StructureLinks.Projects, project.Uuid) },
        { "uuid",          WireTypes.Uuid,            project => project.Uuid },
        { "name",          WireTypes.Text,            project => project.It.Name },
        { "slug",          WireTypes.Text,            project => project.It.Slug },
        { "customer",      WireTypes.Url,             project => new Link(StructureLinks.Customers, project.It.Customer) },
        { "customer_uuid", WireTypes.Uuid,            project => project.It.Customer },
        { "customer_name", WireTypes.Text,            project => project.Customer.It.Name },
        { "description",   WireTypes.Text,            project => project.It.Description },
        { "created",       WireTypes.DateTime,        project => project.It.Created },
        { "start_date",    WireTypes.DateOrNull,      project => project.It.StartDate },
        { "end_date",      WireTypes.DateOrNull,      project => project.It.EndDate },
        { "kind",          WireTypes.Choice(Project.Kinds), project => project.It.Kind },
        { "is_removed",    WireTypes.Bool,            project => project.It.IsRemoved },
    };

    private static readonly Collection<Project> s_projects = new()
    {
        Name = StructureLinks.Projects.Collection,
        ModelName = "Project",
        Title = "Project",
        Table = Project.Table,
        Visible = Sightings.By(Project.OfUuid, Project.OfCustomer),
        Filters = new()
        {
            { "customer", Match.Uuid(Project.OfCustomer) },
            { "name",     Match.Contains<Project>(project => project.It.Name) },
            { "query",    Match.Contains<Project>(project => project.It.Name, project => project.It.Slug) },
        },
        Documented = false,
    };

    /// <summary>The operations.</summary>
    public static readonly IReadOnlyList<Operation> All =
    [
        s_projects.List("List projects", s_details),
        s_projects.Retrieve("Retrieve a project", s_details),
    ];
}
