
namespace Waldur.Fake;

/// <summary>What a provider offers.</summary>
internal sealed record ScenarioOffering : ScenarioObject
{
    public string Customer { get; init; } = "";

    public string? Name { get; init; }

    public string? Slug { get; init; }

    public string Type { get; init; } = "Marketplace.Basic";

    public string State { get; init; } = "Active";

    public string? Parent { get; init; }

    public Node? PluginOptions { get; init; }

    public IReadOnlyList<string> OrganizationGroups { get; init; } = [];

    public string? ComplianceChecklist { get; init; }

    public IReadOnlyList<ScenarioTermsOfService> TermsOfService { get; init; } = [];

    public Objects<ScenarioUserRole> UserRoles { get; init; } = Objects<ScenarioUserRole>.None;

    public IReadOnlyList<Named<IReadOnlyList<ScenarioGrant>>> Roles { get; init; } = [];

    public static readonly Shape<ScenarioOffering> Table = new("offering", "What a provider offers.")
    {
        Stamped<ScenarioOffering>(),
        { "customer", Forms.Ref("customers"), o => o.Customer, (o, v) => o with { Customer = v }, "The organization that provides it.", Need.Required },
        { "name", Forms.Name, o => o.Name, (o, v) => o with { Name = v }, "Its name.", "the key" },
        { "slug", Forms.FilledUpTo(50), o => o.Slug, (o, v) => o with { Slug = v }, "Its short name in addresses.", "made from the name" },
        { "type", Forms.FilledUpTo(100), o => o.Type, (o, v) => o with { Type = v }, "The plugin that serves it." },
        { "state", Forms.OneOf(Names.OfferingStates), o => o.State, (o, v) => o with { State = v }, "Its state." },
        { "parent", Forms.Ref("offerings"), o => o.Parent, (o, v) => o with { Parent = v }, "The offering that it is part of.", o => o with { Parent = null } },
        { "plugin_options", Forms.JsonObject, o => o.PluginOptions, (o, v) => o with { PluginOptions = v }, "Options of the plugin, kept as they are.", "`{}`" },
        {
            "organization_groups", Forms.List(Forms.Ref("organization_groups")), o => o.OrganizationGroups, (o, v) => o with { OrganizationGroups = v },
            "Groups that it is restricted to."
        },
        {
            "compliance_checklist", Forms.Ref("checklists"), o => o.ComplianceChecklist, (o, v) => o with { ComplianceChecklist = v },
            "What its users have to answer.", o => o with { ComplianceChecklist = null }
        },
        {
            "terms_of_service", Forms.OneOrMany(ScenarioTermsOfService.Table), o => o.TermsOfService, (o, v) => o with { TermsOfService = v },
            "Its terms of service.", o => o with { TermsOfService = [] }
        },
        {
            "user_roles", new UserRolesForm(), o => o.UserRoles, (o, v) => o with { UserRoles = v },
            "Roles that people can have on its resources. A list of names, or a map from keys to roles."
        },
        { "roles", ScenarioGrant.ByRole, o => o.Roles, (o, v) => o with { Roles = v }, "Who has which role `OFFERING.X` here." },
    };
}

/// <summary>Terms of service of an offering.</summary>
internal sealed record ScenarioTermsOfService
{
    public string Version { get; init; } = "";

    public bool IsActive { get; init; } = true;

    public bool RequiresReconsent { get; init; }

    public static readonly Shape<ScenarioTermsOfService> Table = new("terms_of_service", "Terms of service of an offering.")
    {
        { "version", Forms.TextUpTo(50), t => t.Version, (t, v) => t with { Version = v }, "Their version." },
        { "is_active", Forms.Flag, t => t.IsActive, (t, v) => t with { IsActive = v }, "Are they in force? At most one of an offering's is." },
        { "requires_reconsent", Forms.Flag, t => t.RequiresReconsent, (t, v) => t with { RequiresReconsent = v }, "Must who consented to another version consent again?" },
    };
}

/// <summary>A role that people can have on the resources of an offering; the world names it <c>hpc.viewer</c>.</summary>
internal sealed record ScenarioUserRole : ScenarioObject
{
    public string? Name { get; init; }

    public static readonly Shape<ScenarioUserRole> Table = new("user_role", "A role that people can have on the resources of an offering.")
    {
        Stamped<ScenarioUserRole>(),
        { "name", Forms.Name, r => r.Name, (r, v) => r with { Name = v }, "Its name.", "the key" },
    };
}

/// <summary>A resource: what a project got of an offering.</summary>
internal sealed record ScenarioResource : ScenarioObject
{
    public string Offering { get; init; } = "";

    public string Project { get; init; } = "";

    public string? Name { get; init; }

    public string? Slug { get; init; }

    public string State { get; init; } = "OK";

    public string BackendId { get; init; } = "";

    public Node? Limits { get; init; }

    public bool RestrictMemberAccess { get; init; }

    public bool Paused { get; init; }

    public bool Downscaled { get; init; }

    public static readonly Shape<ScenarioResource> Table = new("resource", "What a project got of an offering.")
    {
        Stamped<ScenarioResource>(),
        { "offering", Forms.Ref("offerings"), r => r.Offering, (r, v) => r with { Offering = v }, "The offering.", Need.Required },
        { "project", Forms.Ref("projects"), r => r.Project, (r, v) => r with { Project = v }, "The project.", Need.Required },
        { "name", Forms.Name, r => r.Name, (r, v) => r with { Name = v }, "Its name.", "the key" },
        { "slug", Forms.FilledUpTo(50), r => r.Slug, (r, v) => r with { Slug = v }, "Its short name in addresses.", "made from the name" },
        { "state", Forms.OneOf(Names.ResourceStates), r => r.State, (r, v) => r with { State = v }, "Its state." },
        { "backend_id", Forms.TextUpTo(255), r => r.BackendId, (r, v) => r with { BackendId = v }, "Its name at the site." },
        { "limits", Forms.JsonObject, r => r.Limits, (r, v) => r with { Limits = v }, "Its limits.", "`{}`" },
        { "restrict_member_access", Forms.Flag, r => r.RestrictMemberAccess, (r, v) => r with { RestrictMemberAccess = v }, "Is it closed to members of the project?" },
        { "paused", Forms.Flag, r => r.Paused, (r, v) => r with { Paused = v }, "Is it paused?" },
        { "downscaled", Forms.Flag, r => r.Downscaled, (r, v) => r with { Downscaled = v }, "Is it downscaled?" },
    };
}
