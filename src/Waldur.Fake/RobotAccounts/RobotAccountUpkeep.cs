
namespace Waldur.Fake;

/// <summary>What the server does to robot accounts behind the API (section 2.9). Nothing here runs by itself: a test calls it.</summary>
public static class RobotAccountUpkeep
{
    extension(World world)
    {
        /// <summary>
        /// Takes a role from a user. Who has no other active role in the project then leaves the robot accounts of its resources;
        /// the loss of a role on a customer changes no account.
        /// </summary>
        /// <returns>The number of accounts that the user left.</returns>
        /// <exception cref="ArgumentException">The user does not hold that role there.</exception>
        public int RemoveRole(Guid user, string role, Guid scope) => world.Change(changes =>
        {
            var grant = changes.Data.Table(Grant.Table).By(Grant.ByUser, user)
                .FirstOrDefault(grant => grant.IsActive && grant.Scope == scope && string.Equals(grant.Role, role, StringComparison.Ordinal))
                ?? throw new ArgumentException($"The user does not hold the role {role} there.", nameof(role));
            return End(changes, grant);
        });

        /// <summary>Another daily job: roles that are past their end are taken away. Until it runs they count as before.</summary>
        /// <returns>The number of roles that ended.</returns>
        public int EndExpiredRoles() => world.Change(changes =>
        {
            var expired = changes.Data.Table(Grant.Table).Where(grant => grant.IsActive && grant.ExpirationTime <= changes.Data.Now).ToList();
            foreach (var grant in expired)
                End(changes, grant);
            return expired.Count;
        });

        /// <summary>The daily job: accounts in state Deleted are removed.</summary>
        /// <returns>The number of removed accounts.</returns>
        public int RemoveDeletedRobotAccounts() => world.Change(changes =>
        {
            var deleted = changes.Data.Table(RobotAccount.Table).Where(account => account.State is RobotAccountState.Deleted).ToList();
            foreach (var account in deleted)
            {
                changes.Delete(RobotAccount.Table, account.Uuid);
                changes.LogDeleted(account);
            }
            return deleted.Count;
        });

        /// <summary>
        /// The reconciliation: whoever has no active role in the project leaves its accounts, also who is connected through the customer
        /// (whom create accepts).
        /// </summary>
        /// <returns>How many times somebody left an account.</returns>
        public int ReconcileRobotAccounts() => world.Change(changes =>
            changes.Data.Table(RobotAccount.Table).ToList().Sum(account =>
                People(account)
                    .Where(user => !Access.HasRole(changes.Data, user, ProjectOf(changes.Data, account)))
                    .Count(user => Leave(changes, changes.Data.Table(RobotAccount.Table).Get(account.Uuid), user, "during access reconciliation"))));
    }

    private static int End(Transaction changes, Grant grant)
    {
        changes.Put(Grant.Table, grant with { IsActive = false });
        return grant.ScopeKind is ScopeKind.Project && !Access.HasRole(changes.Data, grant.User, grant.Scope)
            ? AccountsOf(changes.Data, grant.User).Where(account => ProjectOf(changes.Data, account) == grant.Scope).ToList()
                .Count(account => Leave(changes, account, grant.User, "due to loss of project access"))
            : 0;
    }

    private static IEnumerable<RobotAccount> AccountsOf(WorldData data, Guid user) => data.Table(RobotAccount.Table).By(RobotAccount.ByPerson, user);

    private static IEnumerable<Guid> People(RobotAccount account) =>
        account.ResponsibleUser is { } responsible ? account.Users.Append(responsible).Distinct() : account.Users;

    private static Guid ProjectOf(WorldData data, RobotAccount account) => data.ResourceOf(account.Resource).It.Project;

    private static bool Leave(Transaction changes, RobotAccount account, Guid uuid, string why)
    {
        var user = changes.Data.UserOf(uuid).It;
        changes.Update(RobotAccount.Table, account.WithoutPerson(uuid));
        if (account.Users.Contains(uuid))
            changes.LogLostPerson(account, user, responsible: false, why);
        if (account.ResponsibleUser == uuid)
            changes.LogLostPerson(account, user, responsible: true, why);
        return true;
    }
}
