
namespace Waldur.Fake;

/// <summary>Course accounts. One whose user is not named gets a new one, as the account service would make it.</summary>
internal static class CourseAccountLoading
{
    public static void Load(ScenarioContents scenario, LoadContext context)
    {
        foreach (var account in scenario.CourseAccounts)
        {
            var isMade = account is { User: null, HasNoUser: false };
            var row = context.Insert(CourseAccount.Table, account.Key, account, new CourseAccount
            {
                Project = context.Id(Project.Table, account.Project),
                User = isMade ? Randomness.Uuid(context.Seed, CourseAccount.Table.Kind + "/user", account.Key) : context.IdOrNull(User.Table, account.User),
                State = LoadContext.State(CourseAccountLifecycle.Labels, account.State),
                Email = account.Email,
                Description = account.Description,
                ErrorMessage = account.ErrorMessage,
                ErrorTraceback = account.ErrorTraceback,
            });
            if (isMade)
                InsertStudent(row, context.Changes);
        }
    }

    /// <summary>Closing an account deactivates its user.</summary>
    private static void InsertStudent(CourseAccount account, Transaction changes)
    {
        var username = changes.NextUsername();
        changes.Insert(User.Table, AccountBackend.Student(username, account.Created) with
        {
            Uuid = account.User!.Value,
            Created = account.Created,
            Modified = account.Created,
            IsActive = account.State != CourseAccountState.Closed,
        });
    }
}
