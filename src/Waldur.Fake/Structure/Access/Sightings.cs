namespace Waldur.Fake;

/// <summary>Who sees which objects of the structure. Staff and support see everything.</summary>
internal static class Sightings
{
    /// <summary>Rows that are seen by whoever holds a role on any of these objects of theirs.</summary>
    public static Func<Call, Sight<T>> By<T>(params IReadOnlyList<Facet<T, Guid>> scopes)
        where T : Entity => call => call.Caller.SeesEverything
            ? Sight<T>.Everything
            : Sight<T>.By(call.Data, Access.ScopesOf(call.Data, call.Caller.Uuid), scopes);

    /// <summary>Rows of users: one's own, and those of whom one shares a customer or project with.</summary>
    public static Func<Call, Sight<T>> ByUser<T>(Facet<T, Guid> user)
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
            return Sight<T>.By(call.Data, known, user);
        };
}
