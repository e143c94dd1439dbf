namespace Waldur.Fake;

/// <summary>Who may do what (HTTP conventions, section 5): roles count on the very object that they are granted on.</summary>
public static class Access
{
    /// <summary>The active grants of a user.</summary>
    public static IEnumerable<Grant> Grants(WorldData data, Guid user) =>
        data.Table(Grant.Table).By(Grant.ByUser, user).Where(static grant => grant.IsActive);

    /// <summary>Holds the user any active role on that object?</summary>
    public static bool HasRole(WorldData data, Guid user, Guid scope) => Grants(data, user).Any(grant => grant.Scope == scope);

    /// <summary>Holds the user an active role with that permission on that object? Staff flags are not looked at.</summary>
    public static bool HoldsPermission(WorldData data, Guid user, string permission, Guid scope) =>
        Grants(data, user).Any(grant => grant.Scope == scope && Carries(data, grant, permission));

    /// <summary>Does the role of a grant carry a permission?</summary>
    public static bool Carries(WorldData data, Grant grant, string permission) =>
        data.Table(Role.Table).By(Role.ByName, grant.Role) is [var role] && role.Permissions.Contains(permission);

    /// <summary>May the caller do what that permission is for, on any of these objects? Staff may; inactive users may nothing.</summary>
    public static bool Allows(Call call, string permission, params ReadOnlySpan<Guid> scopes)
    {
        if (call.Data.Table(User.Table).Find(call.Caller.Uuid) is not { IsActive: true })
            return false;
        if (call.Caller.IsStaff)
            return true;
        foreach (var scope in scopes)
        {
            if (HoldsPermission(call.Data, call.Caller.Uuid, permission, scope))
                return true;
        }
        return false;
    }

    /// <summary>A check: 403 unless the caller has the permission on that object.</summary>
    public static Check<T> Requires<T>(string permission, Func<In<T>, Guid> scope)
        where T : Entity => (call, row) => Allows(call, permission, scope(row)) ? null : Refuse.Forbidden();

    /// <summary>The customers and projects that a user holds any active role on.</summary>
    public static HashSet<Guid> ScopesOf(WorldData data, Guid user) => [.. Grants(data, user).Select(grant => grant.Scope)];
}
