
namespace Waldur.Fake;

/// <summary>A group of organizations.</summary>
internal sealed record ScenarioOrganizationGroup : ScenarioObject
{
    public string? Name { get; init; }

    public static readonly Shape<ScenarioOrganizationGroup> Table = new("organization_group", "A group of organizations.")
    {
        Stamped<ScenarioOrganizationGroup>(),
        { "name", Forms.Name, g => g.Name, (g, v) => g with { Name = v }, "Its name.", "the key" },
    };
}

/// <summary>An organization: a consumer, a provider or both.</summary>
internal sealed record ScenarioCustomer : ScenarioObject
{
    public string? Name { get; init; }

    public string? Slug { get; init; }

    public string Abbreviation { get; init; } = "";

    public string Email { get; init; } = "";

    public IReadOnlyList<string> OrganizationGroups { get; init; } = [];

    public IReadOnlyList<Named<IReadOnlyList<ScenarioGrant>>> Roles { get; init; } = [];

    public static readonly Shape<ScenarioCustomer> Table = new("customer", "An organization: a consumer, a provider or both.")
    {
        Stamped<ScenarioCustomer>(),
        { "name", Forms.Name, c => c.Name, (c, v) => c with { Name = v }, "Its name.", "the key" },
        { "slug", Forms.FilledUpTo(50), c => c.Slug, (c, v) => c with { Slug = v }, "Its short name in addresses.", "made from the name" },
        { "abbreviation", Forms.TextUpTo(12), c => c.Abbreviation, (c, v) => c with { Abbreviation = v }, "Its abbreviation." },
        { "email", Forms.TextUpTo(320), c => c.Email, (c, v) => c with { Email = v }, "Its e-mail address." },
        {
            "organization_groups", Forms.List(Forms.Ref("organization_groups")), c => c.OrganizationGroups, (c, v) => c with { OrganizationGroups = v },
            "Groups that it belongs to."
        },
        { "roles", ScenarioGrant.ByRole, c => c.Roles, (c, v) => c with { Roles = v }, "Who has which role `CUSTOMER.X` here." },
    };
}

/// <summary>A role that somebody has on the object that it stands in.</summary>
internal sealed record ScenarioGrant
{
    public string User { get; init; } = "";

    public bool IsActive { get; init; } = true;

    public DateTime? ExpirationTime { get; init; }

    public static readonly Shape<ScenarioGrant> Table = new("grant", "A role that somebody has.")
    {
        { "user", Forms.Ref("users"), g => g.User, (g, v) => g with { User = v }, "Who has it.", Need.Required },
        { "is_active", Forms.Flag, g => g.IsActive, (g, v) => g with { IsActive = v }, "Does it count?" },
        {
            "expiration_time", Forms.Moment, g => g.ExpirationTime, (g, v) => g with { ExpirationTime = v },
            "When it ends. A grant past its end counts until it is marked inactive.", g => g with { ExpirationTime = null }
        },
    };

    /// <summary>The form of <c>roles</c>: role names to lists of users or grants.</summary>
    public static readonly NamedForm<IReadOnlyList<ScenarioGrant>> ByRole =
        Forms.Named(Forms.List(Forms.Short(Forms.Ref("users"), user => new ScenarioGrant { User = user }, Table)), "role names");
}

/// <summary>A project of an organization.</summary>
internal sealed record ScenarioProject : ScenarioObject
{
    public string Customer { get; init; } = "";

    public string? Name { get; init; }

    public string? Slug { get; init; }

    public string Description { get; init; } = "";

    public string Kind { get; init; } = "default";

    public DateOnly? StartDate { get; init; }

    public DateOnly? EndDate { get; init; }

    public bool IsRemoved { get; init; }

    public IReadOnlyList<Named<IReadOnlyList<ScenarioGrant>>> Roles { get; init; } = [];

    public static readonly Shape<ScenarioProject> Table = new("project", "A project of an organization.")
    {
        Stamped<ScenarioProject>(),
        { "customer", Forms.Ref("customers"), p => p.Customer, (p, v) => p with { Customer = v }, "The organization.", Need.Required },
        { "name", Forms.FilledUpTo(500), p => p.Name, (p, v) => p with { Name = v }, "Its name.", "the key" },
        { "slug", Forms.FilledUpTo(50), p => p.Slug, (p, v) => p with { Slug = v }, "Its short name in addresses.", "made from the name" },
        { "description", Forms.Text, p => p.Description, (p, v) => p with { Description = v }, "What it is for." },
        { "kind", Forms.OneOf(Names.ProjectKinds), p => p.Kind, (p, v) => p with { Kind = v }, "Its kind. Course accounts need a `course`." },
        { "start_date", Forms.Date, p => p.StartDate, (p, v) => p with { StartDate = v }, "Its first day.", p => p with { StartDate = null } },
        { "end_date", Forms.Date, p => p.EndDate, (p, v) => p with { EndDate = v }, "Its last day.", p => p with { EndDate = null } },
        { "is_removed", Forms.Flag, p => p.IsRemoved, (p, v) => p with { IsRemoved = v }, "Was it deleted? Its row stays." },
        { "roles", ScenarioGrant.ByRole, p => p.Roles, (p, v) => p with { Roles = v }, "Who has which role `PROJECT.X` here." },
    };
}
