
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
        /// <exception cref="KeyNotFoundException">The world has no such object; it has to be added first.</exception>
        /// <exception cref="ArgumentException">Something in it is wrong; all of it is told.</exception>
        public T Save<T>(T row)
            where T : Entity => world.Change(changes =>
            {
                var table = TableOf<T>(changes.Data);
                _ = changes.Data.Table(table).Find(row.Uuid) ?? throw new KeyNotFoundException(
                    $"The world has no object {row.Uuid:n} among its {table.Kind}: save what it has, and add what is new with world.Add.");
                return changes.Update(table, changes.Checked(table, row));
            });

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
            Name.Find(world.Data, kind, key) ?? throw new KeyNotFoundException(NoSuchObject(world.Data, kind, key));

        /// <summary>The user that a scenario names so, or with that username.</summary>
        /// <exception cref="KeyNotFoundException">There is no such user.</exception>
        public User UserNamed(string key) =>
            Name.Find(world.Data, User.Table.Kind, key) is { } uuid ? world.Users.Get(uuid)
            : world.Users.By(User.ByUsername, key) is [var user] ? user
            : throw new KeyNotFoundException(NoSuchObject(world.Data, User.Table.Kind, key));
    }

    private static string NoSuchObject(WorldData data, string kind, string key)
    {
        const int shown = 20;
        var kinds = data.Table(Name.Table).Select(name => name.Kind).Distinct(StringComparer.Ordinal).ToList();
        if (!kinds.Contains(kind, StringComparer.Ordinal) && data.Schema.Tables.All(table => table.Kind != kind))
            return $"There is no kind of objects called {kind}; there are {string.Join(", ", kinds)}." + Meant(Nearest.To(kind, kinds));
        var keys = data.Table(Name.Table).Where(name => name.Kind == kind).Select(name => name.Key).ToList();
        if (keys.Count == 0)
            return $"No object of the scenario is called {kind}.{key}: it names no {kind}.";
        var more = keys.Count > shown
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $" and {keys.Count - shown} more")
            : "";
        return $"No object of the scenario is called {kind}.{key}; there are {string.Join(", ", keys.Take(shown))}{more}."
            + Meant(Nearest.To(key, keys));
    }

    private static string Meant(string? near) => near is null ? "" : $" Did you mean {near}?";

    private static TableDefinition<T> TableOf<T>(WorldData data)
        where T : Entity => data.Schema.Tables.OfType<TableDefinition<T>>().Single();
}
