
namespace Waldur.Fake;

/// <summary>Resources.</summary>
internal static class ResourceLoading
{
    public static void Load(ScenarioContents scenario, LoadContext context)
    {
        foreach (var resource in scenario.Resources)
        {
            context.Insert(Resource.Table, resource.Key, resource, new Resource
            {
                Offering = context.Id(Offering.Table, resource.Offering),
                Project = context.Id(Project.Table, resource.Project),
                Name = resource.Name ?? resource.Key,
                Slug = resource.Slug ?? Slug.Of(resource.Name ?? resource.Key, resource.Key),
                State = resource.State,
                BackendId = resource.BackendId,
                Limits = LoadContext.Json(resource.Limits, "{}"),
                RestrictMemberAccess = resource.RestrictMemberAccess,
                Paused = resource.Paused,
                Downscaled = resource.Downscaled,
            });
        }
    }
}
