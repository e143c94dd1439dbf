using System.Globalization;
using static Waldur.Fake.Forms;

namespace Waldur.Fake;

/// <summary>Projects of organizations.</summary>
internal static class ProjectsKind
{
    private static readonly string[] s_works = ["models", "simulation", "archive", "pipeline", "atlas", "workshop", "survey", "forecast"];
    private static readonly string[] s_subjects =
        ["Climate", "Genomics", "Materials", "Plasma", "Ocean", "Protein", "Weather", "Robotics", "Language", "Battery",
            "Galaxy", "Traffic"];

    private static readonly Pool s_customers = new(Customer.Table, each: 5);
    private static readonly Pool s_people = new(User.Table, each: 5);

    public static readonly Kind<Project> Kind = new(
        Project.Table, "project", "A project of an organization.", from => new() { Customer = default, Name = from.Key, Slug = "" },
        "Projects of organizations.", link: StructureLinks.Projects, finish: Finish, drawing: new(
            "How many projects: `project-1` … Each fifth one, from `project-3`, is a course.", Draw) { Pools = [s_customers, s_people] },
            place: 4)
    {
        { "customer", Ref(Customer.Table), p => p.Customer, (p, v) => p with { Customer = v }, "The organization.", Required },
        { "name", FilledUpTo(500), p => p.Name, (p, v) => p with { Name = v }, "Its name.", "the key" },
        { "slug", FilledUpTo(50), p => p.Slug, (p, v) => p with { Slug = v }, "Its short name in addresses.", "made from the name" },
        { "description", Text, p => p.Description, (p, v) => p with { Description = v }, "What it is for." },
        { "kind", Label(Project.Kinds), p => p.Kind, (p, v) => p with { Kind = v }, "Its kind. Course accounts need a `course`." },
        { "start_date", OrNull(Date), p => p.StartDate, (p, v) => p with { StartDate = v }, "Its first day." },
        { "end_date", OrNull(Date), p => p.EndDate, (p, v) => p with { EndDate = v }, "Its last day." },
        { "is_removed", Flag, p => p.IsRemoved, (p, v) => p with { IsRemoved = v }, "Was it deleted? Its row stays." },
        {
            "roles", Grants.Form, (p, w) => w.GrantsOn(p.Uuid), (p, v, r) => r.Grant(p, ScopeKind.Project, v),
            "Who has which role `PROJECT.X` here."
        },
    };

    /// <summary>The projects that course accounts are in: the third, the eighth …, so many accounts each.</summary>
    public static Pool Courses(int each) => new(Project.Table.Kind, number => (5 * ((number + each - 1) / each)) - 2);

    /// <summary>A name such as <c>Ocean atlas 7</c>.</summary>
    public static (string Subject, string Work) Work(Draw draw) => (draw.Pick(s_subjects), draw.Pick(s_works));

    private static Project Finish(Project project, Reading reading)
    {
        if (project.EndDate < project.StartDate)
            reading.Wrong("end_date", "the project ends before it starts");
        return project.Slug.Length > 0 ? project : project with { Slug = Slug.Of(project.Name, reading.Origin.Key) };
    }

    private static Drawn Draw(Draw draw, int number)
    {
        draw.For("projects", number);
        var (subject, work) = Work(draw);
        var start = draw.Day(-600, 30);
        return new()
        {
            { "created", draw.Moment() },
            { "customer", draw.Among(s_customers, number) },
            { "name", string.Create(CultureInfo.InvariantCulture, $"{subject} {work} {number}") },
            { "description", draw.Sentence() },
            { "kind", number % 5 == 3 ? "course" : "default" },
            { "start_date", start },
            { "end_date", start.AddDays(draw.Fake.Random.Int(180, 1000)) },
            {
                "roles",
                Grants.Of(
                    (RoleName.ProjectAdmin, draw.Among(s_people, number)),
                    (RoleName.ProjectManager, draw.Among(s_people, number)),
                    (RoleName.ProjectMember, draw.Among(s_people, number)))
            },
        };
    }
}
