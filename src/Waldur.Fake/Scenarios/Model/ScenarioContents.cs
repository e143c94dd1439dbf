
namespace Waldur.Fake;

/// <summary>What a scenario says, as the tables of this folder read it.</summary>
internal sealed record ScenarioContents
{
    public long Version { get; init; } = 1;

    public long Seed { get; init; } = 42;

    public DateTime Clock { get; init; } = WaldurModules.DefaultClock;

    /// <summary>Where the random values of the world go on; null means that they begin with the seed.</summary>
    public long? Randomness { get; init; }

    public bool IsComplete { get; init; }

    public ScenarioSettings Settings { get; init; } = new();

    public IReadOnlyList<Named<IReadOnlyList<string>>> Roles { get; init; } = [];

    public Objects<ScenarioUser> Users { get; init; } = Objects<ScenarioUser>.None;

    public Objects<ScenarioOrganizationGroup> OrganizationGroups { get; init; } = Objects<ScenarioOrganizationGroup>.None;

    public Objects<ScenarioCustomer> Customers { get; init; } = Objects<ScenarioCustomer>.None;

    public Objects<ScenarioProject> Projects { get; init; } = Objects<ScenarioProject>.None;

    public Objects<ScenarioChecklist> Checklists { get; init; } = Objects<ScenarioChecklist>.None;

    public Objects<ScenarioOffering> Offerings { get; init; } = Objects<ScenarioOffering>.None;

    public Objects<ScenarioResource> Resources { get; init; } = Objects<ScenarioResource>.None;

    public Objects<ScenarioRobotAccount> RobotAccounts { get; init; } = Objects<ScenarioRobotAccount>.None;

    public Objects<ScenarioOfferingUser> OfferingUsers { get; init; } = Objects<ScenarioOfferingUser>.None;

    public Objects<ScenarioResourceUser> ResourceUsers { get; init; } = Objects<ScenarioResourceUser>.None;

    public Objects<ScenarioCourseAccount> CourseAccounts { get; init; } = Objects<ScenarioCourseAccount>.None;

    public Objects<ScenarioConsent> Consents { get; init; } = Objects<ScenarioConsent>.None;

    /// <summary>What is to be made up besides; null: nothing.</summary>
    public ScenarioGenerate? Generate { get; init; }

    public static readonly Shape<ScenarioContents> Table = new("scenario", "A world: everything that it holds when it starts.")
    {
        { "version", Forms.Whole(1, 1), s => s.Version, (s, v) => s with { Version = v }, "The version of this format. Every file says `version: 1`.", "refused in files" },
        { "seed", Forms.Whole(), s => s.Seed, (s, v) => s with { Seed = v }, "What identifiers, tokens and other random values are made from." },
        { "clock", Forms.Moment, s => s.Clock, (s, v) => s with { Clock = v }, "The time of the world when it starts." },
        { "randomness", Forms.Whole(), s => s.Randomness, (s, v) => s with { Randomness = v }, "Where the random values of an exported world go on.", "they begin with the seed" },
        {
            "is_complete", Forms.Flag, s => s.IsComplete, (s, v) => s with { IsComplete = v },
            "Does the file say all there is, as an export does? Then offerings make no users, and offering users have no completion, but those that it names."
        },
        { "settings", ScenarioSettings.Table, s => s.Settings, (s, v) => s with { Settings = v }, "Settings of the server." },
        {
            "roles", Forms.Named(Forms.List(Forms.OneOf(Names.Permissions)), "role names"), s => s.Roles, (s, v) => s with { Roles = v },
            "The permissions of roles, instead of those that Waldur gives them. New roles `CUSTOMER.X`, `PROJECT.X` and `OFFERING.X` may be named."
        },
        { "users", Forms.Objects(ScenarioUser.Table, "users"), s => s.Users, (s, v) => s with { Users = v }, "People." },
        {
            "organization_groups", Forms.Objects(ScenarioOrganizationGroup.Table, "organization groups"), s => s.OrganizationGroups,
            (s, v) => s with { OrganizationGroups = v }, "Groups of organizations, which offerings may be restricted to."
        },
        { "customers", Forms.Objects(ScenarioCustomer.Table, "customers"), s => s.Customers, (s, v) => s with { Customers = v }, "Organizations." },
        { "projects", Forms.Objects(ScenarioProject.Table, "projects"), s => s.Projects, (s, v) => s with { Projects = v }, "Projects of organizations." },
        { "checklists", Forms.Objects(ScenarioChecklist.Table, "checklists"), s => s.Checklists, (s, v) => s with { Checklists = v }, "Questions that users of an offering answer." },
        { "offerings", Forms.Objects(ScenarioOffering.Table, "offerings"), s => s.Offerings, (s, v) => s with { Offerings = v }, "What providers offer." },
        { "resources", Forms.Objects(ScenarioResource.Table, "resources"), s => s.Resources, (s, v) => s with { Resources = v }, "What projects got of an offering." },
        {
            "robot_accounts", Forms.Objects(ScenarioRobotAccount.Table, "robot accounts"), s => s.RobotAccounts, (s, v) => s with { RobotAccounts = v },
            "Accounts of a resource that no person owns."
        },
        {
            "offering_users", Forms.Objects(ScenarioOfferingUser.Table, "offering users"), s => s.OfferingUsers, (s, v) => s with { OfferingUsers = v },
            "Accounts of people at an offering."
        },
        {
            "resource_users", Forms.Objects(ScenarioResourceUser.Table, "resource users"), s => s.ResourceUsers, (s, v) => s with { ResourceUsers = v },
            "Links of people to a resource, by a role of its offering."
        },
        {
            "course_accounts", Forms.Objects(ScenarioCourseAccount.Table, "course accounts"), s => s.CourseAccounts, (s, v) => s with { CourseAccounts = v },
            "Accounts for the time of a course."
        },
        { "consents", Forms.Objects(ScenarioConsent.Table, "consents"), s => s.Consents, (s, v) => s with { Consents = v }, "Consents of people to an offering's terms of service." },
        { "generate", ScenarioGenerate.Table, s => s.Generate, (s, v) => s with { Generate = v }, "Objects that are made up from the seed." },
    };
}

/// <summary>Settings of the server; null leaves a setting to the fidelity.</summary>
internal sealed record ScenarioSettings
{
    public bool? EnforceUserConsentForOfferings { get; init; }

    public static readonly Shape<ScenarioSettings> Table = new("settings", "Settings of the server.")
    {
        {
            "enforce_user_consent_for_offerings", Forms.Flag, s => s.EnforceUserConsentForOfferings, (s, v) => s with { EnforceUserConsentForOfferings = v },
            "Do providers see users of their offerings only if the user has consented?", "true as documented, false as the server does"
        },
    };
}
