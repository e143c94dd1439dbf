using Waldur.Fake.ResourceUsers;
using Waldur.Fake.Structure;

namespace Waldur.Fake.Scenarios.Loading;

/// <summary>Links of persons to resources.</summary>
internal static class ResourceUserLoading
{
    public static void Load(ScenarioContents scenario, LoadContext context)
    {
        foreach (var link in scenario.ResourceUsers)
        {
            context.Insert(ResourceUser.Table, link.Key, link, new ResourceUser
            {
                Resource = context.Id(Resource.Table, link.Resource),
                Role = context.Id(OfferingUserRole.Table, RoleKey(scenario, link)),
                User = context.Id(User.Table, link.User),
            });
        }
    }

    /// <summary>A role may be named without its offering: it is one of the resource's offering.</summary>
    private static string RoleKey(ScenarioContents scenario, ScenarioResourceUser link)
    {
        var offering = scenario.Resources.Find(link.Resource)!.Offering;
        return scenario.Offerings.Find(offering)!.UserRoles.Find(link.Role) is null ? link.Role : $"{offering}.{link.Role}";
    }
}
