using System.Globalization;
using static Waldur.Fake.Forms;

namespace Waldur.Fake;

/// <summary>Resources: what projects got of offerings.</summary>
internal static class ResourceKind
{
    private static readonly Pool s_offerings = new(Offering.Table, each: 100);
    private static readonly Pool s_projects = new(Project.Table, each: 4);

    public static readonly Kind<Resource> Kind = new(
        Resource.Table, "resource", "What a project got of an offering.",
        from => new() { Offering = default, Project = default, Name = from.Key, Slug = "" },
        "What projects got of an offering.", link: StructureLinks.Resources, finish: Finish,
        drawing: new("How many resources: `resource-1` …", Draw) { Pools = [s_offerings, s_projects] }, place: 7)
    {
        { "offering", Ref(Offering.Table), r => r.Offering, (r, v) => r with { Offering = v }, "The offering.", Required },
        { "project", Ref(Project.Table), r => r.Project, (r, v) => r with { Project = v }, "The project.", Required },
        { "name", Title, r => r.Name, (r, v) => r with { Name = v }, "Its name.", "the key" },
        { "slug", FilledUpTo(50), r => r.Slug, (r, v) => r with { Slug = v }, "Its short name in addresses.", "made from the name" },
        { "state", OneOf(ResourceEndpoints.States), r => r.State, (r, v) => r with { State = v }, "Its state." },
        { "backend_id", TextUpTo(255), r => r.BackendId, (r, v) => r with { BackendId = v }, "Its name at the site." },
        { "limits", AnyObject, r => r.Limits, (r, v) => r with { Limits = v }, "Its limits.", "`{}`" },
        {
            "restrict_member_access", Flag, r => r.RestrictMemberAccess, (r, v) => r with { RestrictMemberAccess = v },
            "Is it closed to members of the project?"
        },
        { "paused", Flag, r => r.Paused, (r, v) => r with { Paused = v }, "Is it paused?" },
        { "downscaled", Flag, r => r.Downscaled, (r, v) => r with { Downscaled = v }, "Is it downscaled?" },
    };

    private static Resource Finish(Resource resource, Reading reading) =>
        resource.Slug.Length > 0 ? resource : resource with { Slug = Slug.Of(resource.Name, reading.Origin.Key) };

    private static Drawn Draw(Draw draw, int number)
    {
        draw.For("resources", number);
        var (created, offering, project) = (draw.Moment(), draw.Among(s_offerings, number), draw.Among(s_projects, number));
        var (subject, work) = ProjectsKind.Work(draw);
        return new()
        {
            { "created", created },
            { "offering", offering },
            { "project", project },
            { "name", string.Create(CultureInfo.InvariantCulture, $"{subject.ToLowerInvariant()}-{work}-{number}") },
            { "backend_id", Fake.Draw.Key("alloc", number) },
            { "limits", new Drawn { { "node_hours", draw.Fake.Random.Int(1, 500) * 100 } } },
        };
    }
}
