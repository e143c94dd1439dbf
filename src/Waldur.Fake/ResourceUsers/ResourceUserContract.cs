namespace Waldur.Fake;

/// <summary>What of resource users goes over the wire, as tables (sections 3.1, 3.3 and 3.4).</summary>
internal static class ResourceUserContract
{
    /// <summary>The answer to all operations. There is no link to the row itself, and so no <c>Location</c>.</summary>
    public static readonly Representation<ResourceUser> Details = new("ResourceUser")
    {
        { "uuid",           WireTypes.Uuid, link => link.Uuid },
        { "resource",       WireTypes.Url,  link => new Link(StructureLinks.Resources, link.It.Resource) },
        { "role",           WireTypes.Url,  link => new Link(StructureLinks.OfferingUserRoles, link.It.Role) },
        { "user",           WireTypes.Url,  link => new Link(StructureLinks.Users, link.It.User) },
        { "resource_uuid",  WireTypes.Uuid, link => link.It.Resource },
        { "role_uuid",      WireTypes.Uuid, link => link.It.Role },
        { "user_uuid",      WireTypes.Uuid, link => link.It.User },
        { "resource_name",  WireTypes.Text, link => link.Resource.It.Name },
        { "role_name",      WireTypes.Text, link => link.Role.It.Name },
        { "user_username",  WireTypes.Text, link => link.User.It.Username },
        { "user_full_name", WireTypes.Text, link => link.User.It.FullName },
    };

    /// <summary>The filters of the list.</summary>
    public static readonly FilterTable<ResourceUser> Filters = new()
    {
        { "resource",      Match.Link(StructureLinks.Resources, ResourceUser.OfResource) },
        { "resource_uuid", Match.Uuid(ResourceUser.OfResource) },
        { "role_name",     Match.Exact(ResourceUser.OfRoleName) },
        { "role_uuid",     Match.Uuid(ResourceUser.OfRole) },
        { "user_uuid",     Match.Uuid(ResourceUser.OfUser) },
    };

    /// <summary>What is sent: the fields of the body.</summary>
    public static class Sent
    {
        /// <summary>The resource, among those that the caller finds.</summary>
        public static readonly LinkField<Resource> Resource =
            new("resource", StructureLinks.Resources, Fake.Resource.Table) { Required = true, Among = Finds };

        /// <summary>The role, among all of them.</summary>
        public static readonly LinkField<OfferingUserRole> Role =
            new("role", StructureLinks.OfferingUserRoles, OfferingUserRole.Table) { Required = true };

        /// <summary>The user, among all of them: membership is not looked at.</summary>
        public static readonly LinkField<User> User = new("user", StructureLinks.Users, Fake.User.Table) { Required = true };

        /// <summary>The body of create.</summary>
        public static readonly BodyFields<ResourceUser> All = new("ResourceUserRequest")
        {
            { Resource, (link, resource) => link with { Resource = resource.Uuid } },
            { Role,     (link, role) => link with { Role = role.Uuid } },
            { User,     (link, user) => link with { User = user.Uuid } },
        };
    }

    extension(In<ResourceUser> link)
    {
        public In<Resource> Resource => link.World.ResourceOf(link.It.Resource);

        public In<OfferingUserRole> Role => new(link.World.Table(OfferingUserRole.Table).Get(link.It.Role), link.World);

        public In<User> User => link.World.UserOf(link.It.User);
    }

    /// <summary>Consumers need a role that lists resources; what providers find is the documentation's side only.</summary>
    private static bool Finds(In<Resource> resource, Call call)
    {
        var (data, caller) = (call.Data, call.Caller);
        if (caller.SeesEverything
            || Access.HoldsPermission(data, caller.Uuid, Permission.ListResources, resource.It.Project)
            || Access.HoldsPermission(data, caller.Uuid, Permission.ListResources, resource.Consumer.Uuid))
        {
            return true;
        }
        return Access.HasRole(data, caller.Uuid, resource.Provider.Uuid)
            && call.Choose(ResourceUserDivergences.ProviderPermission, documented: true, server: false);
    }
}
