
namespace Waldur.Fake;

/// <summary>What all fakes of a process share: the tables of a world, the operations, the divergences. Immutable, and the only static thing.</summary>
public static class WaldurCore
{
    /// <summary>The one table of divergences: the union of the groups' rows, in the order in which the header names them.</summary>
    public static readonly IReadOnlyList<Divergence> Divergences =
    [
        .. RobotAccountContract.Divergences,
        CourseAccountContract.BulkResponse,
        OfferingUserContract.WriteUuids,
        ChecklistContract.Template,
        OfferingUserContract.ConsentEnforced,
        OfferingUserContract.CommentsPermission,
        ChecklistContract.Completed,
        CourseAccountContract.BulkDescription,
        ChecklistContract.ReviewedByName,
        .. ResourceUserContract.Divergences,
        CommonDivergences.ServerCrash with
        {
            Places = [.. RobotAccountContract.CrashPlaces, .. OfferingUserContract.CrashPlaces, .. ChecklistContract.CrashPlaces, .. CourseAccountContract.CrashPlaces],
        },
    ];

    /// <summary>The tables of a world, parents before children.</summary>
    public static readonly Schema Schema = new(
        Name.Table,
        Setting.Table,
        Role.Table,
        User.Table,
        Token.Table,
        SshKey.Table,
        OrganizationGroup.Table,
        Customer.Table,
        Project.Table,
        Checklist.Table,
        Question.Table,
        Offering.Table,
        OfferingUserRole.Table,
        TermsOfService.Table,
        Consent.Table,
        Resource.Table,
        Grant.Table,
        RobotAccount.Table,
        OfferingUser.Table,
        ResourceUser.Table,
        AccountService.Table,
        CourseAccount.Table,
        ChecklistCompletion.Table,
        ChecklistAnswer.Table);

    /// <summary>The OpenAPI document of the operations. It is served at <c>/api/schema/</c>.</summary>
    public static readonly OpenApiDocument Document = new(
        new(
            "Waldur accounts, as Waldur.Fake serves them",
            "7.9.6",
            "Robot accounts, offering users with their checklists, resource users and course accounts of Waldur."),
        [
            .. RobotAccountEndpoints.All,
            .. ResourceUserEndpoints.All,
            .. OfferingUserEndpoints.All,
            .. ChecklistEndpoints.All,
            .. CourseAccountEndpoints.All,
            .. StructureEndpoints.All,
        ]);

    /// <summary>All operations.</summary>
    public static readonly IReadOnlyList<Operation> Operations = [.. Document.Operations, Document.Operation];

    private static readonly Api s_api = new(Operations, Divergences, new WorldLogins()) { Files = Pictures.At };

    /// <summary>Where the paths of the operations lead.</summary>
    public static readonly RouteTable Routes = s_api.Routes;

    /// <summary>The API.</summary>
    public static readonly IApi Api = new CheckedApi(s_api, Routes);

    /// <summary>When a world begins, unless its scenario says so: the day of the documented release.</summary>
    public static readonly DateTime DefaultClock = new(2026, 1, 3, 3, 4, 13, DateTimeKind.Utc);

    /// <summary>A world without anything but the default roles.</summary>
    public static WorldData EmptyWorld(long seed = 42, DateTime? clock = null)
    {
        var world = new World(WorldData.Empty(Schema, seed, clock ?? DefaultClock));
        world.Change(changes =>
        {
            foreach (var (role, permissions) in DefaultRoles.Table)
                changes.Insert(Role.Table, new Role { Uuid = Randomness.Uuid(seed, "roles", role), Name = role, Permissions = permissions });
        });
        return world.Data;
    }
}
