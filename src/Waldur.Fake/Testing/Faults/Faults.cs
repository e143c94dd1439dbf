using System.Globalization;

namespace Waldur.Fake;

/// <summary>
/// What requests run into: refusals, delays, broken connections, damaged answers. Faults are part of the world: a fork begins with them, a
/// checkpoint keeps them with their counts, and a reset goes back to those of the scenario.
/// </summary>
/// <example>
/// <c>waldur.Faults.On(Operations.RobotAccounts.Create).By("alice").Once().Respond(503).AfterCommit()</c>
/// </example>
public sealed class Faults
{
    private readonly World _world;

    internal Faults(World world) => _world = world;

    /// <summary>All faults of the world, oldest first. If several are due, the last one strikes.</summary>
    public IReadOnlyList<Fault> All => Where(static _ => true);

    /// <summary>Those that have struck a request.</summary>
    public IReadOnlyList<Fault> Used => Where(static fault => fault.Used > 0);

    /// <summary>Those that have struck none: at the end of a test there should be none of these.</summary>
    public IReadOnlyList<Fault> Unused => Where(static fault => fault.Used == 0);

    /// <summary>Adds a fault of an operation. Until it is told what becomes of requests, nothing becomes of them.</summary>
    /// <param name="operation">The operation, such as <c>Operations.RobotAccounts.Create</c>.</param>
    public Fault On(OperationName operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return Add(new() { On = new(operation) });
    }

    /// <summary>Adds a fault of all operations of a group.</summary>
    /// <param name="group">The group, such as <c>Operations.RobotAccounts.Group</c>.</param>
    /// <exception cref="ArgumentException">There is no such group.</exception>
    public Fault OnGroup(string group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return Operations.Groups.Contains(group, StringComparer.Ordinal)
            ? Add(new() { On = new(Group: group) })
            : throw new ArgumentException(
                $"There is no group {group}; there are {string.Join(", ", Operations.Groups)}."
                    + (Nearest.To(group, Operations.Groups) is { } nearest ? $" Did you mean {nearest}?" : ""),
                nameof(group));
    }

    /// <summary>Adds a fault of any request but those that steer the fake.</summary>
    public Fault OnAny() => Add(new());

    /// <summary>Removes all faults, those of the scenario too.</summary>
    public void Clear()
    {
        foreach (var fault in All)
            fault.Remove();
    }

    /// <summary>Adds a fault under the next free name. It costs the world neither time nor random values.</summary>
    internal static FaultRow Add(World world, FaultRow fault) => world.Adjust(changes =>
    {
        var (data, number) = (changes.Data, 1);
        while (Name.Find(data, FaultRow.Table.Kind, NameOf(number)) is not null)
            number++;
        var uuid = Randomness.Uuid(data.Seed, FaultRow.Table.Kind, NameOf(number));
        changes.Insert(Name.Table, new() { Uuid = uuid, Kind = FaultRow.Table.Kind, Key = NameOf(number), Created = data.Now });
        return changes.Insert(FaultRow.Table, fault with { Uuid = uuid, Created = data.Now });
    });

    private Fault Add(FaultRow fault) => new(_world, Add(_world, fault).Uuid);

    private IReadOnlyList<Fault> Where(Func<FaultRow, bool> keeps) =>
        [.. _world.Data.Table(FaultRow.Table).Where(keeps).Select(row => new Fault(_world, row.Uuid))];

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"fault-{number}");
}
