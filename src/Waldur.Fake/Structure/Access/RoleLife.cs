namespace Waldur.Fake;

/// <summary>How roles come and go (HTTP conventions, section 5). Waldur does it behind its API: here a test calls it.</summary>
public static class RoleLife
{
    /// <summary>A user was given a role, or holds it already.</summary>
    internal static readonly Occasion<Grant> Given = new();

    /// <summary>A grant no longer counts.</summary>
    internal static readonly Occasion<Grant> Lost = new();

    extension(World world)
    {
        /// <summary>
        /// Takes a role from a user. Who has no other active role in the project then leaves the robot accounts of its resources;
        /// the loss of a role on a customer changes no account.
        /// </summary>
        /// <returns>The number of accounts that the user left.</returns>
        /// <exception cref="ArgumentException">The user does not hold that role there.</exception>
        public int RemoveRole(Guid user, string role, Guid scope) => world.Change(changes => changes.End(
            changes.Data.Held(user, role, scope) ?? throw new ArgumentException(
                $"The user does not hold the role {role} there.", nameof(role))));

        /// <summary>The daily job: roles that are past their end are taken away. Until it runs they count as before.</summary>
        /// <returns>The number of roles that ended.</returns>
        public int EndExpiredRoles() => world.Change(changes =>
        {
            var expired = changes.Data.Table(Grant.Table).Where(grant => grant.IsActive && grant.ExpirationTime <= changes.Data.Now)
                .ToList();
            foreach (var grant in expired)
                changes.End(grant);
            return expired.Count;
        });
    }

    extension(Transaction changes)
    {
        /// <summary>Gives a user a role on an object, unless the user holds it already.</summary>
        /// <returns>The rows that were made or changed because of it.</returns>
        internal IReadOnlyList<Entity> GiveRole(Guid user, string role, ScopeKind kind, Guid scope)
        {
            changes.Data.CheckRole(role, kind);
            return changes.Tell(
                Given,
                changes.Data.Held(user, role, scope)
                    ?? changes.Insert(Grant.Table, new Grant { User = user, Role = role, ScopeKind = kind, Scope = scope }));
        }

        private int End(Grant grant)
        {
            changes.Put(Grant.Table, grant with { IsActive = false });
            return changes.Tell(Lost, grant).Count;
        }
    }

    /// <summary>What the name of a role starts with: the kind of the objects that it is granted on.</summary>
    internal static string? ScopeOf(string role) =>
        Enum.GetValues<ScopeKind>().Select(kind => kind.ToString().ToUpperInvariant())
            .FirstOrDefault(scope => role.StartsWith(scope + ".", StringComparison.Ordinal));

    /// <summary>Refuses a role that can't be granted on objects of a kind.</summary>
    /// <exception cref="ArgumentException">There is no such role, or it is granted on others.</exception>
    internal static void CheckRole(this WorldData data, string role, ScopeKind kind)
    {
        var scope = kind.ToString().ToUpperInvariant();
        string[] known = [.. data.Table(Role.Table).Select(one => one.Name)];
        if (known.Contains(role, StringComparer.Ordinal) && ScopeOf(role) == scope)
            return;
        var grantable = string.Join(", ", known.Where(name => ScopeOf(name) == scope));
        throw new ArgumentException(
            known.Contains(role, StringComparer.Ordinal)
                ? $"The role {role} can't be granted on a {kind.ToString().ToLowerInvariant()}; there are {grantable}."
                : $"There is no role {role}; on a {kind.ToString().ToLowerInvariant()} there are {grantable}.",
            nameof(role));
    }

    private static Grant? Held(this WorldData data, Guid user, string role, Guid scope) =>
        Access.Grants(data, user).FirstOrDefault(
            grant => grant.Scope == scope && string.Equals(grant.Role, role, StringComparison.Ordinal));
}
