using System.Globalization;

namespace Waldur.Fake;

/// <summary>
/// Adds single objects with sensible defaults. What an object points at is taken from the world, the newest first, or made if there is
/// none. Each method takes the object as it would be and gives it back changed: <c>world.Add.RobotAccount(a =&gt; a with { Type = "cicd"
/// })</c>.
/// </summary>
/// <param name="world">The world.</param>
public readonly struct WorldAdd(World world)
{
    private readonly World _world = world;

    /// <summary>Adds a row as one transaction.</summary>
    /// <param name="table">Where to.</param>
    /// <param name="with">What the test wants otherwise.</param>
    /// <param name="make">Makes the row with its defaults.</param>
    internal T Row<T>(TableDefinition<T> table, Func<T, T>? with, Func<Transaction, T> make)
        where T : Entity => _world.Change(changes => changes.Add(table, with, make));

    /// <summary>Adds something as one transaction.</summary>
    internal T Change<T>(Func<Transaction, T> add) => _world.Change(add);
}

/// <summary>What the defaults of added objects are made from.</summary>
internal static class Adding
{
    extension(Transaction changes)
    {
        /// <summary>Adds a row.</summary>
        public T Add<T>(TableDefinition<T> table, Func<T, T>? with, Func<Transaction, T> make)
            where T : Entity
        {
            var row = make(changes);
            return changes.Insert(table, changes.Checked(table, with is null ? row : with(row)));
        }

        /// <summary>A row that code has made, held to what a scenario file may say of its kind.</summary>
        /// <exception cref="ArgumentException">Something in it is wrong; all of it is told.</exception>
        public T Checked<T>(TableDefinition<T> table, T row)
            where T : Entity
        {
            var wrong = changes.Data.Schema.Checks[table].SelectMany(check => check(row, changes.Data)).ToList();
            return wrong.Count == 0 ? row : throw new ArgumentException(string.Join("; ", wrong), nameof(row));
        }

        /// <summary>The newest row of a kind, or null.</summary>
        public T? Newest<T>(TableDefinition<T> table)
            where T : Entity => changes.Data.Table(table) is { Count: > 0 } rows ? rows[rows.Count - 1] : null;

        /// <summary>The number of the next row of a kind.</summary>
        public string Number<T>(TableDefinition<T> table)
            where T : Entity => (changes.Data.Table(table).Count + 1).ToString(CultureInfo.InvariantCulture);
    }
}
