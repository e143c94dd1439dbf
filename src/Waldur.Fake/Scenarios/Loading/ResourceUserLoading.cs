
namespace Waldur.Fake;

/// <summary>Links of people to resources.</summary>
internal static class ResourceUserLoading
{
    public static void Load(ScenarioContents scenario, LoadContext context)
    {
        foreach (var link in scenario.ResourceUsers)
        {
            var offering = scenario.Offerings.Find(scenario.Resources.Find(link.Resource)!.Offering)!;
            context.Insert(ResourceUser.Table, link.Key, link, new ResourceUser
            {
                Resource = context.Id(Resource.Table, link.Resource),
                Role = context.Id(OfferingUserRole.Table, $"{offering.Key}.{AccountChecks.RoleKey(link, offering)}"),
                User = context.Id(User.Table, link.User),
            });
        }
    }
}
