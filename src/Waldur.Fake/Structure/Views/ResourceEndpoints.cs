namespace Waldur.Fake;

/// <summary>Resources, to be read: once as their consumers see them, once as their providers do.</summary>
internal static class ResourceEndpoints
{
    /// <summary>The states that there are.</summary>
    internal static readonly string[] States = ["Creating", "OK", "Erred", "Updating", "Terminating", "Terminated"];

    private static readonly Collection<Resource> s_consumed = Collection(StructureLinks.Resources, Resource.OfProject, Resource.OfConsumer);

    private static readonly Collection<Resource> s_provided = Collection(StructureLinks.ProviderResources, Resource.OfProvider);

    /// <summary>The operations.</summary>
    public static readonly IReadOnlyList<Operation> All =
    [
        s_consumed.List("List resources", Details(StructureLinks.Resources)),
        s_consumed.Retrieve("Retrieve a resource", Details(StructureLinks.Resources)),
        s_provided.List("List resources of providers", Details(StructureLinks.ProviderResources)),
        s_provided.Retrieve("Retrieve a resource of a provider", Details(StructureLinks.ProviderResources)),
    ];

    private static Representation<Resource> Details(LinkTarget self) => new()
    {
        { "url",                    WireTypes.Url,      resource => new Link(self, resource.Uuid) },
        { "uuid",                   WireTypes.Uuid,     resource => resource.Uuid },
        { "name",                   WireTypes.Text,     resource => resource.It.Name },
        { "slug",                   WireTypes.Text,     resource => resource.It.Slug },
        { "state",                  WireTypes.Text,     resource => resource.It.State },
        { "backend_id",             WireTypes.Text,     resource => resource.It.BackendId },
        { "created",                WireTypes.DateTime, resource => resource.It.Created },
        { "modified",               WireTypes.DateTime, resource => resource.It.Modified },
        { "offering",               WireTypes.Url,      resource => new Link(StructureLinks.ProviderOfferings, resource.It.Offering) },
        { "offering_uuid",          WireTypes.Uuid,     resource => resource.It.Offering },
        { "offering_name",          WireTypes.Text,     resource => resource.Offering.It.Name },
        { "provider_uuid",          WireTypes.Uuid,     resource => resource.Provider.Uuid },
        { "provider_name",          WireTypes.Text,     resource => resource.Provider.It.Name },
        { "project",                WireTypes.Url,      resource => new Link(StructureLinks.Projects, resource.It.Project) },
        { "project_uuid",           WireTypes.Uuid,     resource => resource.It.Project },
        { "project_name",           WireTypes.Text,     resource => resource.Project.It.Name },
        { "project_slug",           WireTypes.Text,     resource => resource.Project.It.Slug },
        { "customer_uuid",          WireTypes.Uuid,     resource => resource.Consumer.Uuid },
        { "customer_name",          WireTypes.Text,     resource => resource.Consumer.It.Name },
        { "customer_slug",          WireTypes.Text,     resource => resource.Consumer.It.Slug },
        { "limits",                 WireTypes.Json,     resource => resource.It.Limits },
        { "restrict_member_access", WireTypes.Bool,     resource => resource.It.RestrictMemberAccess },
        { "paused",                 WireTypes.Bool,     resource => resource.It.Paused },
        { "downscaled",             WireTypes.Bool,     resource => resource.It.Downscaled },
    };

    private static Collection<Resource> Collection(LinkTarget target, params IReadOnlyList<Facet<Resource, Guid>> seenBy) => new()
    {
        Name = target.Collection,
        ModelName = "Resource",
        Title = "Resource",
        Table = Resource.Table,
        Visible = Sightings.By(seenBy),
        Filters = new()
        {
            { "offering_uuid", Match.Uuid(Resource.OfOffering) },
            { "project_uuid",  Match.Uuid(Resource.OfProject) },
            { "customer_uuid", Match.Uuid(Resource.OfConsumer) },
            { "provider_uuid", Match.Uuid(Resource.OfProvider) },
            { "state",         Match.OneOf(States, Resource.OfState) },
            { "name",          Match.Contains<Resource>(resource => resource.It.Name) },
            { "query",
                Match.Contains<Resource>(resource => resource.It.Name, resource => resource.It.Slug, resource => resource.It.BackendId) },
        },
        SelectsFields = true,
        Documented = false,
    };
}
