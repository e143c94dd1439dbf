
namespace Waldur.Fake;

/// <summary>How many objects are made up, and what they are like.</summary>
internal sealed record ScenarioGenerate
{
    /// <summary>Null means the seed of the world.</summary>
    public long? Seed { get; init; }

    public string Locale { get; init; } = "en";

    public long Users { get; init; }

    public long SshKeys { get; init; } = 1;

    public long Customers { get; init; }

    public long Projects { get; init; }

    public long Checklists { get; init; }

    public long Offerings { get; init; }

    public long Resources { get; init; }

    public long RobotAccounts { get; init; }

    public long OfferingUsers { get; init; }

    public long ResourceUsers { get; init; }

    public long CourseAccounts { get; init; }

    public long Answered { get; init; } = 70;

    public IReadOnlyList<Named<long>> RobotAccountStates { get; init; } =
        Weights(("OK", 80), ("Requested", 5), ("Creating", 5), ("Requested deletion", 4), ("Deleted", 3), ("Error", 3));

    public IReadOnlyList<Named<long>> OfferingUserStates { get; init; } = Weights(
        ("OK", 70), ("Requested", 6), ("Creating", 4), ("Pending account linking", 4), ("Pending additional validation", 4),
        ("Requested deletion", 3), ("Deleting", 2), ("Deleted", 3), ("Error creating", 2), ("Error deleting", 2));

    public IReadOnlyList<Named<long>> CourseAccountStates { get; init; } = Weights(("OK", 85), ("Closed", 10), ("Erred", 5));

    private static readonly IntegerForm s_count = Forms.Whole(0, 1_000_000);

    public static readonly Shape<ScenarioGenerate> Table = new(
        "generate",
        "Objects that are made up from the seed. They are named by kind and number: `user-1`, `robot-account-1`. A number is the least: more are made where others need them.")
    {
        { "seed", Forms.Whole(), g => g.Seed, (g, v) => g with { Seed = v }, "What the values are made from.", "the seed of the world" },
        { "locale", Forms.OneOf(Locales.All), g => g.Locale, (g, v) => g with { Locale = v }, "Where names come from." },
        { "users", s_count, g => g.Users, (g, v) => g with { Users = v }, "How many users: `user-1` …" },
        { "ssh_keys", Forms.Whole(0, 20), g => g.SshKeys, (g, v) => g with { SshKeys = v }, "How many SSH keys each user has: `key-1` …" },
        { "customers", s_count, g => g.Customers, (g, v) => g with { Customers = v }, "How many organizations: `customer-1` …" },
        { "projects", s_count, g => g.Projects, (g, v) => g with { Projects = v }, "How many projects: `project-1` … Each fifth one, from `project-3`, is a course." },
        { "checklists", s_count, g => g.Checklists, (g, v) => g with { Checklists = v }, "How many checklists: `checklist-1` … Each second offering, from `offering-1`, has one." },
        { "offerings", s_count, g => g.Offerings, (g, v) => g with { Offerings = v }, "How many offerings: `offering-1` …" },
        { "resources", s_count, g => g.Resources, (g, v) => g with { Resources = v }, "How many resources: `resource-1` …" },
        { "robot_accounts", s_count, g => g.RobotAccounts, (g, v) => g with { RobotAccounts = v }, "How many robot accounts: `robot-account-1` …" },
        { "offering_users", s_count, g => g.OfferingUsers, (g, v) => g with { OfferingUsers = v }, "How many offering users: `offering-user-1` …, most with a consent of the same name." },
        { "resource_users", s_count, g => g.ResourceUsers, (g, v) => g with { ResourceUsers = v }, "How many links of users to resources: `resource-user-1` …" },
        { "course_accounts", s_count, g => g.CourseAccounts, (g, v) => g with { CourseAccounts = v }, "How many course accounts: `course-account-1` …, with users `student-1` …" },
        { "answered", Forms.Whole(0, 100), g => g.Answered, (g, v) => g with { Answered = v }, "How many of a hundred questions of checklists are answered." },
        {
            "robot_account_states", new WeightsForm(Names.RobotAccountStates), g => g.RobotAccountStates, (g, v) => g with { RobotAccountStates = v },
            "Weights of the states of robot accounts; a state that is left out does not come."
        },
        {
            "offering_user_states", new WeightsForm(Names.OfferingUserStates), g => g.OfferingUserStates, (g, v) => g with { OfferingUserStates = v },
            "Weights of the states of offering users."
        },
        {
            "course_account_states", new WeightsForm(Names.CourseAccountStates), g => g.CourseAccountStates, (g, v) => g with { CourseAccountStates = v },
            "Weights of the states of course accounts."
        },
    };

    private static Named<long>[] Weights(params ReadOnlySpan<(string State, long Weight)> weights)
    {
        var named = new Named<long>[weights.Length];
        for (var i = 0; i < weights.Length; i++)
            named[i] = new(weights[i].State, weights[i].Weight, default);
        return named;
    }
}
