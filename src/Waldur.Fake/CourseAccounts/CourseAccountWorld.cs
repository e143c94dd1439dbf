namespace Waldur.Fake;

/// <summary>What a test can do with course accounts besides the requests of their API.</summary>
public static class CourseAccountWorld
{
    extension(World world)
    {
        /// <summary>All course accounts.</summary>
        public Table<CourseAccount> CourseAccounts => world.Data.Table(Fake.CourseAccount.Table);

        /// <summary>
        /// The service that makes and closes the accounts of students; replace it to have it refuse, fail or choose user names.
        /// </summary>
        public AccountService AccountService
        {
            get => AccountService.Of(world.Data);
            set => world.Change(changes => changes.Save(value));
        }
    }

    /// <summary>The accounts of a project that ends are closed, as far as the account service lets them.</summary>
    internal static IEnumerable<CourseAccount> EndProject(Transaction changes, Project project)
    {
        foreach (var account in changes.Data.Table(Fake.CourseAccount.Table).By(Fake.CourseAccount.ByProject, project.Uuid).ToList())
        {
            if (!CourseAccountLifecycle.Close.From.Contains(account.State))
                continue;
            changes.Close(account);
            yield return changes.Data.Table(Fake.CourseAccount.Table).Get(account.Uuid);
        }
    }

    extension(WorldAdd add)
    {
        /// <summary>Adds a course account with a user of its own, in a course project.</summary>
        public CourseAccount CourseAccount(Func<CourseAccount, CourseAccount>? with = null) =>
            add.Row(Fake.CourseAccount.Table, with, changes =>
        {
            var course = changes.Data.Table(Project.Table).LastOrDefault(
                project => project is { Kind: ProjectKind.Course, IsRemoved: false })
                ?? changes.AddProject(project => project with
                {
                    Kind = ProjectKind.Course,
                    StartDate = DateOnly.FromDateTime(changes.Data.Now),
                    EndDate = DateOnly.FromDateTime(changes.Data.Now).AddMonths(3),
                });
            var student = changes.Insert(User.Table, AccountBackend.Student(changes.NextUsername(), changes.Data.Now));
            return new() { Project = course.Uuid, User = student.Uuid, Email = student.Email };
        });
    }

    extension(GenerateOptions asked)
    {
        /// <summary>Course accounts, named <c>course-account-1</c> and so on.</summary>
        public GenerateOptions CourseAccounts(int count) => asked.Number(Fake.CourseAccount.Table.Kind, count);

        /// <summary>Weights of the states of course accounts, by their labels.</summary>
        public GenerateOptions CourseAccountStates(params IEnumerable<(string State, int Weight)> weights) =>
            asked.Weights(CourseAccountKind.States.Key, weights);
    }
}
