namespace Waldur.Fake;

/// <summary>What the server does to robot accounts behind the API (section 2.9). Nothing here runs by itself: a test calls it.</summary>
public static class RobotAccountUpkeep
{
    extension(World world)
    {
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
                    .Select(user => Leave(
                        changes, changes.Data.Table(RobotAccount.Table).Get(account.Uuid), user, "during access reconciliation"))
                    .Count()));
    }

    /// <summary>Whoever loses the last active role in a project leaves the robot accounts of its resources.</summary>
    internal static IEnumerable<RobotAccount> LoseRole(Transaction changes, Grant grant) =>
        grant.ScopeKind is ScopeKind.Project && !Access.HasRole(changes.Data, grant.User, grant.Scope)
            ? AccountsOf(changes.Data, grant.User).Where(account => ProjectOf(changes.Data, account) == grant.Scope).ToList()
                .Select(account => Leave(changes, account, grant.User, "due to loss of project access"))
            : [];

    private static IEnumerable<RobotAccount> AccountsOf(WorldData data, Guid user) =>
        data.Table(RobotAccount.Table).By(RobotAccount.ByPerson, user);

    private static IEnumerable<Guid> People(RobotAccount account) =>
        account.ResponsibleUser is { } responsible ? account.Users.Append(responsible).Distinct() : account.Users;

    private static Guid ProjectOf(WorldData data, RobotAccount account) => data.ResourceOf(account.Resource).It.Project;

    private static RobotAccount Leave(Transaction changes, RobotAccount account, Guid uuid, string why)
    {
        var user = changes.Data.UserOf(uuid).It;
        var left = changes.Update(RobotAccount.Table, account.WithoutPerson(uuid));
        if (account.Users.Contains(uuid))
            changes.LogLostPerson(account, user, responsible: false, why);
        if (account.ResponsibleUser == uuid)
            changes.LogLostPerson(account, user, responsible: true, why);
        return left;
    }
}
