
namespace Waldur.Fake;

/// <summary>The world by kinds, for arranging and asserting: <c>waldur.World.RobotAccounts.Single(account =&gt; …)</c>.</summary>
public static class TypedWorld
{
    extension(World world)
    {
        /// <summary>Adds objects with sensible defaults: <c>world.Add.RobotAccount(account =&gt; account with { State = Creating })</c>.</summary>
        public WorldAdd Add => new(world);

        /// <summary>All users.</summary>
        public Table<User> Users => world.Data.Table(User.Table);

        /// <summary>All SSH keys.</summary>
        public Table<SshKey> SshKeys => world.Data.Table(SshKey.Table);

        /// <summary>All customers.</summary>
        public Table<Customer> Customers => world.Data.Table(Customer.Table);

        /// <summary>All projects, deleted ones too.</summary>
        public Table<Project> Projects => world.Data.Table(Project.Table);

        /// <summary>All offerings.</summary>
        public Table<Offering> Offerings => world.Data.Table(Offering.Table);

        /// <summary>All resources.</summary>
        public Table<Resource> Resources => world.Data.Table(Resource.Table);

        /// <summary>All grants of roles, inactive ones too.</summary>
        public Table<Grant> Grants => world.Data.Table(Grant.Table);

        /// <summary>All robot accounts.</summary>
        public Table<RobotAccount> RobotAccounts => world.Data.Table(RobotAccount.Table);

        /// <summary>All offering users.</summary>
        public Table<OfferingUser> OfferingUsers => world.Data.Table(OfferingUser.Table);

        /// <summary>All resource users.</summary>
        public Table<ResourceUser> ResourceUsers => world.Data.Table(ResourceUser.Table);

        /// <summary>All course accounts.</summary>
        public Table<CourseAccount> CourseAccounts => world.Data.Table(CourseAccount.Table);

        /// <summary>Saves a changed object: <c>world.Save(user with { IsActive = false })</c>.</summary>
        /// <returns>The object as stored.</returns>
        public T Save<T>(T row)
            where T : Entity => world.Change(changes => changes.Update(TableOf<T>(changes.Data), row));

        /// <summary>
        /// Deletes an object, with everything that goes with it, as a server would after the fact: no permission is asked. A project is
        /// rather deleted by <c>DeleteProject</c>, as Waldur does it.
        /// </summary>
        public void Delete<T>(T row)
            where T : Entity => world.Change(changes => changes.Delete(TableOf<T>(changes.Data), row.Uuid));

        /// <summary>All checklists.</summary>
        public Table<Checklist> Checklists => world.Data.Table(Checklist.Table);

        /// <summary>All questions of checklists.</summary>
        public Table<Question> Questions => world.Data.Table(Question.Table);

        /// <summary>What offering users have to fill in.</summary>
        public Table<ChecklistCompletion> ChecklistCompletions => world.Data.Table(ChecklistCompletion.Table);

        /// <summary>All answers to questions of checklists.</summary>
        public Table<ChecklistAnswer> ChecklistAnswers => world.Data.Table(ChecklistAnswer.Table);

        /// <summary>The audit log, oldest entry first: the last entries, and how many older ones were dropped.</summary>
        public EventLog Events => world.Data.Events;

        /// <summary>The identifier of the object that a scenario names so, for example <c>Uuid("users", "alice")</c>.</summary>
        /// <exception cref="KeyNotFoundException">The scenario names no such object.</exception>
        public Guid Uuid(string kind, string key) =>
            Name.Find(world.Data, kind, key) ?? throw new KeyNotFoundException($"No object of the scenario is called {kind}.{key}.");

        /// <summary>The user that a scenario names so.</summary>
        /// <exception cref="KeyNotFoundException">The scenario names no such user.</exception>
        public User UserNamed(string key) => world.Users.Get(world.Uuid(User.Table.Kind, key));
    }

    private static TableDefinition<T> TableOf<T>(WorldData data)
        where T : Entity => data.Schema.Tables.OfType<TableDefinition<T>>().Single();
}
