using System.Globalization;

namespace Waldur.Fake;

/// <summary>Organizations, projects, offerings and resources.</summary>
internal static class Sites
{
    /// <summary>The roles that a generated offering has for users of its resources.</summary>
    public static readonly IReadOnlyList<string> UserRoles = ["viewer", "operator"];

    private static readonly string[] s_subjects =
        ["Climate", "Genomics", "Materials", "Plasma", "Ocean", "Protein", "Weather", "Robotics", "Language", "Battery", "Galaxy", "Traffic"];

    private static readonly string[] s_works = ["models", "simulation", "archive", "pipeline", "atlas", "workshop", "survey", "forecast"];

    private static readonly string[] s_machines = ["Cluster", "Cloud", "Archive", "GPU farm", "Object store"];

    public static ScenarioCustomer Customer(Draw draw, int number)
    {
        var name = draw.Organization(number);
        draw.For("customers", number);
        return new()
        {
            Key = Draw.Key("customer", number),
            Created = draw.Moment(),
            Name = name,
            Abbreviation = Draw.Letters(name, "org", 4).ToUpperInvariant(),
            Email = $"info@{Draw.Letters(name, "site")}.example.com",
            Roles = Grants((RoleName.CustomerOwner, draw.Among(number, 1))),
        };
    }

    public static ScenarioProject Project(Draw draw, int number)
    {
        draw.For("projects", number);
        var (subject, work, start) = (draw.Pick(s_subjects), draw.Pick(s_works), draw.Day(-600, 30));
        return new()
        {
            Key = Draw.Key("project", number),
            Created = draw.Moment(),
            Customer = Draw.Key("customer", draw.Among(number, Counts.ProjectsOfCustomer)),
            Name = string.Create(CultureInfo.InvariantCulture, $"{subject} {work} {number}"),
            Description = draw.Sentence(),
            Kind = Counts.IsCourse(number) ? "course" : "default",
            StartDate = start,
            EndDate = start.AddDays(draw.Fake.Random.Int(180, 1000)),
            Roles = Grants(
                (RoleName.ProjectAdmin, draw.Among(number, Counts.ProjectsOfUser)),
                (RoleName.ProjectManager, draw.Among(number, Counts.ProjectsOfUser)),
                (RoleName.ProjectMember, draw.Among(number, Counts.ProjectsOfUser))),
        };
    }

    public static ScenarioOffering Offering(Draw draw, int number)
    {
        draw.For("offerings", number);
        return new()
        {
            Key = Draw.Key("offering", number),
            Created = draw.Moment(),
            Customer = Draw.Key("customer", draw.Among(number, Counts.OfferingsOfCustomer)),
            Name = $"{draw.Pick(s_machines)} {Draw.Cut(draw.Fake.Name.LastName(), 100)}",
            Type = draw.Pick("Marketplace.Slurm", "Marketplace.Basic", "Marketplace.Remote"),
            PluginOptions = Values.Map(("service_provider_can_create_offering_user", Values.True), ("username_generation_policy", Values.Text("service_provider"))),
            ComplianceChecklist = Counts.HasChecklist(number) ? Draw.Key("checklist", Counts.First(number, Counts.OfferingsOfChecklist)) : null,
            TermsOfService = [new ScenarioTermsOfService { Version = "1" }],
            UserRoles = new([.. UserRoles.Select(role => new ScenarioUserRole { Key = role })]),
        };
    }

    public static ScenarioResource Resource(Draw draw, int number)
    {
        draw.For("resources", number);
        return new()
        {
            Key = Draw.Key("resource", number),
            Created = draw.Moment(),
            Offering = Draw.Key("offering", draw.Among(number, Counts.ResourcesOfOffering)),
            Project = Draw.Key("project", draw.Among(number, Counts.ResourcesOfProject)),
            Name = string.Create(CultureInfo.InvariantCulture, $"{draw.Pick(s_subjects).ToLowerInvariant()}-{draw.Pick(s_works)}-{number}"),
            BackendId = string.Create(CultureInfo.InvariantCulture, $"alloc-{number}"),
            Limits = Values.Map(("node_hours", Values.Number(draw.Fake.Random.Int(1, 500) * 100))),
        };
    }

    private static IReadOnlyList<Named<IReadOnlyList<ScenarioGrant>>> Grants(params ReadOnlySpan<(string Role, int User)> grants)
    {
        var named = new Named<IReadOnlyList<ScenarioGrant>>[grants.Length];
        for (var i = 0; i < grants.Length; i++)
            named[i] = new(grants[i].Role, [new ScenarioGrant { User = Draw.Key("user", grants[i].User) }], default);
        return named;
    }
}
