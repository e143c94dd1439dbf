namespace Waldur.Fake;

/// <summary>The world by kinds, for arranging and asserting: <c>waldur.World.RobotAccounts.Single(account =&gt; …)</c>.</summary>
public static class TypedWorld
{
    extension(World world)
    {
        /// <summary>
        /// Adds objects with sensible defaults: <c>world.Add.RobotAccount(account =&gt; account with { State = Creating })</c>.
        /// </summary>
        public WorldAdd Add => new(world);

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
