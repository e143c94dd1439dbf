namespace Waldur.Fake;

/// <summary>Users, to be read: links to users lead here. And who one is oneself.</summary>
internal static class UserEndpoints
{
    private static readonly Representation<User> s_details = new()
    {
        { "url",          WireTypes.Url,       user => new Link(StructureLinks.Users, user.Uuid) },
        { "uuid",         WireTypes.Uuid,      user => user.Uuid },
        { "username",     WireTypes.Text,      user => user.It.Username },
        { "first_name",   WireTypes.Text,      user => user.It.FirstName },
        { "last_name",    WireTypes.Text,      user => user.It.LastName },
        { "full_name",    WireTypes.Text,      user => user.It.FullName },
        { "native_name",  WireTypes.Text,      user => user.It.NativeName },
        { "email",        WireTypes.Email,     user => user.It.Email },
        { "is_staff",     WireTypes.Bool,      user => user.It.IsStaff },
        { "is_support",   WireTypes.Bool,      user => user.It.IsSupport },
        { "is_active",    WireTypes.Bool,      user => user.It.IsActive },
        { "date_joined",  WireTypes.DateTime,  user => user.It.DateJoined == default ? user.It.Created : user.It.DateJoined },
        { "description",  WireTypes.Text,      user => user.It.Description },
        { "organization", WireTypes.Text,      user => user.It.Organization },
        { "image",        Pictures.Wire,       user => user.It.Image },
    };

    private static readonly Representation<Grant> s_permission = new()
    {
        { "role_name",  WireTypes.Text, grant => grant.It.Role },
        { "scope_type", WireTypes.Text, grant => TypeOf(grant.It.ScopeKind) },
        { "scope_uuid", WireTypes.Uuid, grant => grant.It.Scope },
        { "scope_name", WireTypes.Text, NameOf },
    };

    private static readonly Representation<User> s_me = new()
    {
        s_details,
        { "permissions", WireTypes.ListOf(WireTypes.Object(s_permission)),
            user => Access.Grants(user.World, user.Uuid).Select(grant => new In<Grant>(grant, user.World)) },
        { "token",       WireTypes.Text, user => TokenOf(user)!, user => TokenOf(user) is not null },
    };

    private static readonly Collection<User> s_users = new()
    {
        Name = StructureLinks.Users.Collection,
        ModelName = "User",
        Title = "User",
        Table = User.Table,
        Visible = Sightings.ByUser(User.OfUuid),
        Filters = new()
        {
            { "project_uuid",  Match.Uuid<User>((user, project) => Access.HasRole(user.World, user.Uuid, project)) },
            { "customer_uuid", Match.Uuid<User>(IsConnected) },
            { "full_name",     Match.Contains<User>(user => user.It.FullName) },
            { "username",      Match.Exact(User.OfUsername) },
            { "email",         Match.Contains<User>(user => user.It.Email) },
            { "is_active",     Match.Boolean(User.OfActivity) },
        },
        Ordering = new()
        {
            { "username",    User.Table.Of(user => SortKey.Of(user.Username)) },
            { "full_name",   User.Table.Of(user => SortKey.Of(user.FullName)) },
            { "native_name", User.Table.Of(user => SortKey.Of(user.NativeName)) },
            { "email",       User.Table.Of(user => SortKey.Of(user.Email)) },
            { "is_active",   User.Table.Of(user => new SortKey(user.IsActive ? 1 : 0)) },
            { "date_joined", User.Table.Of(user => SortKey.Of(user.DateJoined)) },
        },
        SelectsFields = true,
        Documented = false,
    };

    /// <summary>The operations.</summary>
    public static readonly IReadOnlyList<Operation> All =
    [
        s_users.List("List users", s_details),
        s_users.Retrieve("Retrieve a user", s_details),
        s_users.OnCollection<object?, In<User>>(
            "GET", "me", "Retrieve the user who asks", null, s_me.Reply(selectable: true),
            static (call, _) => call.Data.UserOf(call.Caller.Uuid)),
    ];

    /// <summary>Whether the user holds a role on the customer or on a project of it.</summary>
    private static bool IsConnected(In<User> user, Guid customer) =>
        Access.HasRole(user.World, user.Uuid, customer)
        || user.World.Table(Project.Table).By(Project.ByCustomer, customer).Any(
            project => Access.HasRole(user.World, user.Uuid, project.Uuid));

    private static string TypeOf(ScopeKind kind) => kind switch
    {
        ScopeKind.Customer => "customer",
        ScopeKind.Project => "project",
        _ => "offering",
    };

    private static string NameOf(In<Grant> grant) => grant.It.ScopeKind switch
    {
        ScopeKind.Customer => grant.World.CustomerOf(grant.It.Scope).It.Name,
        ScopeKind.Project => grant.World.ProjectOf(grant.It.Scope).It.Name,
        _ => grant.World.OfferingOf(grant.It.Scope).It.Name,
    };

    private static string? TokenOf(In<User> user) => user.World.Table(Token.Table).Find(Token.ByUser, user.Uuid)?.Key;
}
