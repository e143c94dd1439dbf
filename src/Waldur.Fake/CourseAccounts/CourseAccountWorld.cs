
namespace Waldur.Fake;

/// <summary>What a test can do with course accounts besides the requests of their API.</summary>
public static class CourseAccountWorld
{
    extension(World world)
    {
        /// <summary>The service that makes and closes the accounts of students; replace it to have it refuse, fail or choose user names.</summary>
        public AccountService AccountService
        {
            get => AccountService.Of(world.Data);
            set => world.Change(changes => changes.Save(value));
        }
    }

    /// <summary>The accounts of a project that ends are closed, as far as the account service lets them.</summary>
    internal static IEnumerable<CourseAccount> EndProject(Transaction changes, Project project)
    {
        foreach (var account in changes.Data.Table(CourseAccount.Table).By(CourseAccount.ByProject, project.Uuid).ToList())
        {
            if (!CourseAccountLifecycle.Close.From.Contains(account.State))
                continue;
            changes.Close(account);
            yield return changes.Data.Table(CourseAccount.Table).Get(account.Uuid);
        }
    }
}
