namespace Waldur.Fake;

/// <summary>Who sees which objects of the structure. Staff and support see everything.</summary>
internal static class Sightings
{
    /// <summary>Rows that are seen by whom a condition on the objects that they hold a role on lets see them.</summary>
    public static Func<Call, Sight<T>> By<T>(Func<In<T>, HashSet<Guid>, bool> sees)
        where T : Entity => By<T>((_, row, scopes) => sees(row, scopes));

    /// <inheritdoc cref="By{T}(Func{In{T}, HashSet{Guid}, bool})"/>
    public static Func<Call, Sight<T>> By<T>(Func<Call, In<T>, HashSet<Guid>, bool> sees)
        where T : Entity => call =>
        {
            if (call.Caller.SeesEverything)
                return Sight<T>.Everything;
            var scopes = Access.ScopesOf(call.Data, call.Caller.Uuid);
            return Sight<T>.Where(row => sees(call, row, scopes));
        };

    /// <summary>Rows of users: one's own, and those of whom one shares a customer or project with.</summary>
    public static Func<Call, Sight<T>> ByUser<T>(Func<In<T>, Guid> user)
        where T : Entity => call =>
        {
            if (call.Caller.SeesEverything)
                return Sight<T>.Everything;
            var known = Access.Grants(call.Data, call.Caller.Uuid)
                .Where(grant => grant.ScopeKind is ScopeKind.Customer or ScopeKind.Project)
                .SelectMany(grant => call.Data.Table(Grant.Table).By(Grant.ByScope, grant.Scope))
                .Where(grant => grant.IsActive)
                .Select(grant => grant.User)
                .Append(call.Caller.Uuid)
                .ToHashSet();
            return Sight<T>.Where(row => known.Contains(user(row)));
        };
}
