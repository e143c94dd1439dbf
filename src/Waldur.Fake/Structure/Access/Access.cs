namespace Waldur.Fake;

/// <summary>Who may do what (HTTP conventions, section 5): roles count on the very object that they are granted on.</summary>
internal static class Access
{
    /// <summary>The active grants of a user.</summary>
    public static IEnumerable<Grant> Grants(WorldData data, Guid user) =>
        data.Table(Grant.Table).By(Grant.ByUser, user).Where(static grant => grant.IsActive);

    /// <summary>Whether the user holds any active role on that object.</summary>
    public static bool HasRole(WorldData data, Guid user, Guid scope) => Grants(data, user).Any(grant => grant.Scope == scope);

    /// <summary>Whether the user holds an active role with that permission on that object. Staff flags are not looked at.</summary>
    public static bool HoldsPermission(WorldData data, Guid user, string permission, Guid scope) =>
        Grants(data, user).Any(grant => grant.Scope == scope && Carries(data, grant, permission));

    /// <summary>Whether the role of a grant carries a permission.</summary>
    public static bool Carries(WorldData data, Grant grant, string permission) =>
        data.Table(Role.Table).Find(Role.ByName, grant.Role) is { } role && role.Permissions.Contains(permission);

    /// <summary>
    /// The requirement of a permission, on any of these objects: on the one that is asked about or on what it belongs to. Staff have it;
    /// inactive users have nothing.
    /// </summary>
    public static Requirement<T> Requires<T>(string permission, params IReadOnlyList<Func<In<T>, Guid>> scopes)
        where T : Entity => new(permission, (call, row) =>
        {
            if (call.Data.Table(User.Table).Find(call.Caller.Uuid) is not { IsActive: true })
                return false;
            if (call.Caller.IsStaff)
                return true;
            foreach (var scope in scopes)
            {
                if (HoldsPermission(call.Data, call.Caller.Uuid, permission, scope(row)))
                    return true;
            }
            return false;
        });

    /// <summary>The customers and projects that a user holds any active role on.</summary>
    public static HashSet<Guid> ScopesOf(WorldData data, Guid user) => [.. Grants(data, user).Select(grant => grant.Scope)];
}
