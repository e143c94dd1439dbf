namespace Waldur.Fake;

/// <summary>Offerings as their providers see them, and the roles of their users, to be read.</summary>
internal static class OfferingEndpoints
{
    /// <summary>The states that there are.</summary>
    internal static readonly string[] States = ["Draft", "Active", "Paused", "Archived", "Unavailable"];

    private static readonly Representation<OfferingUserRole> s_role = new()
    {
        { "url",           WireTypes.Url,  role => new Link(StructureLinks.OfferingUserRoles, role.Uuid) },
        { "uuid",          WireTypes.Uuid, role => role.Uuid },
        { "name",          WireTypes.Text, role => role.It.Name },
        { "offering",      WireTypes.Url,  role => new Link(StructureLinks.ProviderOfferings, role.It.Offering) },
        { "offering_uuid", WireTypes.Uuid, role => role.It.Offering },
    };

    private static readonly WireType<IEnumerable<In<OfferingUserRole>>> s_roles =
        WireTypes.ListOf(WireTypes.Object(new Representation<OfferingUserRole> { s_role.Only("uuid", "name"), s_role.Only("url") }));

    /// <summary>What an offering is made of: the world knows no components.</summary>
    private static readonly WireType<IEnumerable<string>> s_components = WireTypes.ListOf(WireTypes.Text);

    private static readonly Representation<Offering> s_details = new()
    {
        { "url",                         WireTypes.Url,      offering => new Link(StructureLinks.ProviderOfferings, offering.Uuid) },
        { "uuid",                        WireTypes.Uuid,     offering => offering.Uuid },
        { "created",                     WireTypes.DateTime, offering => offering.It.Created },
        { "name",                        WireTypes.Text,     offering => offering.It.Name },
        { "slug",                        WireTypes.Text,     offering => offering.It.Slug },
        { "customer",                    WireTypes.Url,      offering => new Link(StructureLinks.Customers, offering.It.Customer) },
        { "customer_uuid",               WireTypes.Uuid,     offering => offering.It.Customer },
        { "customer_name",               WireTypes.Text,     offering => offering.Customer.It.Name },
        { "type",                        WireTypes.Text,     offering => offering.It.Type },
        { "state",                       WireTypes.Text,     offering => offering.It.State },
        { "plugin_options",              WireTypes.Json,     offering => offering.It.PluginOptions },
        { "components",                  s_components,       _ => [] },
        { "roles",                       s_roles,            RolesOf },
        { "has_compliance_requirements", WireTypes.Bool,     offering => offering.It.ComplianceChecklist is not null },
    };

    private static readonly Collection<Offering> s_offerings = new()
    {
        Name = StructureLinks.ProviderOfferings.Collection,
        ModelName = "Offering",
        Title = "Provider Offering",
        Table = Offering.Table,
        Visible = Sightings.By(Offering.OfCustomer),
        Filters = new()
        {
            { "customer_uuid", Match.Uuid(Offering.OfCustomer) },
            { "name",          Match.Contains<Offering>(offering => offering.It.Name) },
            { "state",         Match.OneOf(States, Offering.OfState) },
        },
        SelectsFields = true,
        Documented = false,
    };

    private static readonly Collection<OfferingUserRole> s_userRoles = new()
    {
        Name = StructureLinks.OfferingUserRoles.Collection,
        ModelName = "OfferingUserRole",
        Title = "Offering User Role",
        Table = OfferingUserRole.Table,
        Visible = Sightings.By(OfferingUserRole.OfProvider),
        Filters = new() { { "offering_uuid", Match.Uuid(OfferingUserRole.OfOffering) } },
        Documented = false,
    };

    /// <summary>The operations.</summary>
    public static readonly IReadOnlyList<Operation> All =
    [
        s_offerings.List("List offerings of providers", s_details),
        s_offerings.Retrieve("Retrieve an offering of a provider", s_details),
        s_userRoles.List("List roles of offering users", s_role),
        s_userRoles.Retrieve("Retrieve a role of offering users", s_role),
    ];

    private static IEnumerable<In<OfferingUserRole>> RolesOf(In<Offering> offering) => offering.World.Table(OfferingUserRole.Table)
        .By(OfferingUserRole.ByOffering, offering.Uuid)
        .Select(role => new In<OfferingUserRole>(role, offering.World));
}
