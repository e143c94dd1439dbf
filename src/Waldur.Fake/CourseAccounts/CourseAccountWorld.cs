using Waldur.Fake.Structure;
using Waldur.Fake.Worlds;

namespace Waldur.Fake.CourseAccounts;

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

    extension(Transaction changes)
    {
        /// <summary>Closes the open course accounts of a project; those that the service refuses to close keep the reason.</summary>
        public void CloseCourseAccounts(Guid project)
        {
            foreach (var account in changes.Data.Table(CourseAccount.Table).By(CourseAccount.ByProject, project).ToList())
            {
                if (CourseAccountLifecycle.Close.From.Contains(account.State))
                    changes.Close(account);
            }
        }

        /// <summary>Inserts a course account with a user made for it, as the account service would.</summary>
        public CourseAccount InsertWithStudent(CourseAccount account) =>
            changes.Insert(CourseAccount.Table, account with { User = changes.InsertStudent(changes.NextUsername()).Uuid });
    }
}
