
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

        /// <summary>
        /// Deletes a project. Waldur keeps the row and marks it as removed; its course accounts are closed through the account service.
        /// </summary>
        public void DeleteProject(Guid project) => world.Change(changes =>
        {
            foreach (var account in changes.Data.Table(CourseAccount.Table).By(CourseAccount.ByProject, project).ToList())
            {
                if (CourseAccountLifecycle.Close.From.Contains(account.State))
                    changes.Close(account);
            }
            changes.Update(Project.Table, changes.Data.ProjectOf(project).It with { IsRemoved = true });
        });
    }
}
