
namespace Waldur.Fake;

/// <summary>A kind of objects that the world is shown by.</summary>
/// <param name="Kind">The name in scenario files.</param>
/// <param name="Link">The route that links to it lead to, or null if there is none.</param>
/// <param name="Rows">The identifiers of all.</param>
internal sealed record WorldKind(string Kind, LinkTarget? Link, Func<WorldData, IEnumerable<Guid>> Rows);

/// <summary>The kinds of objects in a world: one row for each.</summary>
internal static class WorldKinds
{
    public static readonly IReadOnlyList<WorldKind> All =
    [
        Of(User.Table, StructureLinks.Users),
        Of(SshKey.Table, StructureLinks.Keys),
        Of(OrganizationGroup.Table, null),
        Of(Customer.Table, StructureLinks.Customers),
        Of(Project.Table, StructureLinks.Projects),
        Of(Checklist.Table, null),
        Of(Question.Table, null),
        new("question_options", null, data => data.Table(Question.Table).SelectMany(question => question.Options).Select(option => option.Uuid)),
        Of(Offering.Table, StructureLinks.ProviderOfferings),
        Of(OfferingUserRole.Table, StructureLinks.OfferingUserRoles),
        Of(Resource.Table, StructureLinks.Resources),
        Of(Consent.Table, null),
        Of(RobotAccount.Table, RobotAccountContract.Links),
        Of(OfferingUser.Table, OfferingUserContract.Links),
        Of(ResourceUser.Table, null),
        Of(CourseAccount.Table, CourseAccountContract.Links),
    ];

    private static WorldKind Of<T>(TableDefinition<T> table, LinkTarget? link)
        where T : Entity => new(table.Kind, link, data => data.Table(table).Select(row => row.Uuid));
}
