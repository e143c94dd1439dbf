namespace Waldur.Fake;

/// <summary>
/// The list of modules, and what follows from it: the tables of a world, the operations, the divergences. All fakes of a process share it;
/// it is immutable, and the only static thing.
/// </summary>
internal static class WaldurModules
{
    private static readonly IReadOnlyList<Module> s_all =
    [
        ChecklistModule.Module,
        StructureModule.Module,
        RobotAccountModule.Module,
        ResourceUserModule.Module,
        OfferingUserModule.Module,
        CourseAccountModule.Module,
        FaultKind.Module,
        StubKind.ModuleOf(path => Routes!.Find(path).Route is not null),
    ];

    /// <summary>The one table of divergences, in the order in which the header names them.</summary>
    public static readonly IReadOnlyList<Divergence> Divergences =
    [
        .. s_all.SelectMany(module => module.Divergences).OrderBy(row => row.Place).Select(row => row.Id == CommonDivergences.ServerCrash.Id
            ? row with { Places = [.. s_all.SelectMany(module => module.CrashPlaces)] }
            : row),
    ];

    /// <summary>The tables of a world, parents before children.</summary>
    public static readonly Schema Schema = new([Name.Table, .. s_all.SelectMany(module => module.Tables)])
    {
        Checks = s_all.SelectMany(module => module.Kinds).SelectMany(kind => kind.WithParts).Where(kind => kind.Rows is not null).ToLookup(
            kind => kind.Rows!, kind => (Func<Entity, WorldData, IEnumerable<string>>)((row, world) => kind.Flaws(row, world)
                .Select(flaw => $"{kind.Singular}{flaw.Path}: {flaw.Message}"))),
    };

    /// <summary>The OpenAPI document of the operations. It is served at <c>/api/schema/</c>.</summary>
    public static readonly OpenApiDocument Document = new(
        new(
            "Waldur accounts, as Waldur.Fake serves them",
            "7.9.6",
            "Robot accounts, offering users with their checklists, resource users and course accounts of Waldur."),
        [.. s_all.SelectMany(module => module.Operations)]);

    public static readonly IReadOnlyList<Operation> Operations = [.. Document.Operations, Document.Operation];

    private static readonly WorldLogins s_logins = new();

    private static readonly Api s_api = new(Operations, Divergences, s_logins) { Files = Pictures.At };

    /// <summary>Where the paths of the operations lead.</summary>
    public static readonly RouteTable Routes = s_api.Routes;

    public static readonly IApi Api = new StubbedApi(new HintedApi(new CheckedApi(s_api, Routes), Routes), Routes);

    /// <summary>When a world begins, unless its scenario says so: the day of the documented release.</summary>
    public static readonly DateTime DefaultClock = new(2026, 1, 3, 3, 4, 13, DateTimeKind.Utc);

    /// <summary>The numbers that can be asked for when objects are made up.</summary>
    public static IReadOnlyList<GenerateNumber> Generated => [.. Scenarios.Numbers];

    /// <summary>The format of scenario files.</summary>
    internal static readonly ScenarioFormat Scenarios = new(s_all.SelectMany(module => module.Kinds), Schema, DefaultClock);

    /// <summary>The operations that steer a fake.</summary>
    internal static readonly ControlApi Control = new(ControlOperations.All);

    /// <summary>What all fakes of the process share.</summary>
    internal static readonly FakeCore Core = new(Api, Control, Scenarios, Routes, new(s_logins));

    /// <summary>A world without anything but the default roles.</summary>
    public static WorldData EmptyWorld(long seed = 42, DateTime? clock = null)
    {
        var world = new World(WorldData.Empty(Schema, seed, clock ?? DefaultClock));
        world.Change(changes =>
        {
            foreach (var (role, permissions) in DefaultRoles.Table)
            {
                changes.Insert(
                    Role.Table, new Role { Uuid = Randomness.Uuid(seed, "roles", role), Name = role, Permissions = permissions });
            }
        });
        return world.Data;
    }
}
