using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using static Waldur.Fake.Forms;

namespace Waldur.Fake;

/// <summary>Offerings with their terms of service and the roles that they give to users of their resources.</summary>
internal static class OfferingKind
{
    /// <summary>The roles that a generated offering gives.</summary>
    public static readonly IReadOnlyList<string> GeneratedRoles = ["viewer", "operator"];

    private static readonly string[] s_machines = ["Cluster", "Cloud", "Archive", "GPU farm", "Object store"];
    private static readonly Pool s_customers = new(Customer.Table, each: 5);
    private static readonly Pool s_checklists = new(Checklist.Table, each: 2);

    private static readonly Fields<TermsOfService> s_terms = new(
        "terms_of_service", "Terms of service of an offering.", _ => new() { Offering = default, Version = "" })
    {
        { "version", TextUpTo(50), t => t.Version, (t, v) => t with { Version = v }, "Their version." },
        { "is_active", Flag, t => t.IsActive, (t, v) => t with { IsActive = v }, "Are they in force? At most one of an offering's is." },
        {
            "requires_reconsent", Flag, t => t.RequiresReconsent, (t, v) => t with { RequiresReconsent = v },
            "Must who consented to another version consent again?"
        },
    };

    public static readonly UserRoles Roles = new()
    {
        { "name", Title, r => r.Name, (r, v) => r with { Name = v }, "Its name.", "the key" },
    };

    public static readonly Kind<Offering> Kind = new(
        Offering.Table, "offering", "What a provider offers.", from => new() { Customer = default, Name = from.Key, Slug = "" },
        "What providers offer.", link: StructureLinks.ProviderOfferings, finish: Finish,
        drawing: new("How many offerings: `offering-1` …", Draw) { Pools = [s_customers, s_checklists] }, place: 6)
    {
        { "customer", Ref(Customer.Table), o => o.Customer, (o, v) => o with { Customer = v },
            "The organization that provides it.", Required },
        { "name", Title, o => o.Name, (o, v) => o with { Name = v }, "Its name.", "the key" },
        { "slug", FilledUpTo(50), o => o.Slug, (o, v) => o with { Slug = v }, "Its short name in addresses.", "made from the name" },
        { "type", FilledUpTo(100), o => o.Type, (o, v) => o with { Type = v }, "The plugin that serves it." },
        { "state", OneOf(OfferingEndpoints.States), o => o.State, (o, v) => o with { State = v }, "Its state." },
        { "parent", OrNull(Ref(Offering.Table)), (o, _) => o.Parent, WithParent, "The offering that it is part of." },
        {
            "plugin_options", AnyObject, o => o.PluginOptions, (o, v) => o with { PluginOptions = v },
            "Options of the plugin, kept as they are.",
            "`{}`"
        },
        {
            "organization_groups", List(Ref(OrganizationGroup.Table)), o => o.OrganizationGroups,
            (o, v) => o with { OrganizationGroups = v },
            "Groups that it is restricted to."
        },
        {
            "compliance_checklist", OrNull(Ref(Checklist.Table)), o => o.ComplianceChecklist, (o, v) => o with { ComplianceChecklist = v },
            "What its users have to answer."
        },
        { "terms_of_service", OrNull(OneOrMany(s_terms)), TermsOf, WithTerms, "Its terms of service." },
        { "user_roles", Roles, OfferingUserRole.ByOffering,
            "Roles that people can have on its resources. A list of names, or a map from keys to roles." },
        {
            "roles", Grants.Form, (o, w) => w.GrantsOn(o.Uuid), (o, v, r) => r.Grant(o, ScopeKind.Offering, v),
            "Who has which role `OFFERING.X` here."
        },
    };

    private static ImmutableArray<TermsOfService>? TermsOf(Offering offering, Writing writing) =>
        [.. writing.By(TermsOfService.Table, TermsOfService.ByOffering, offering.Uuid)];

    private static Offering WithTerms(Offering offering, ImmutableArray<TermsOfService>? given, Reading reading)
    {
        if (!reading.IsWhole || given is not { } all)
            return offering;
        var (at, path) = (reading.Place("terms_of_service"), reading.Problems.Path);
        if (all.Count(terms => terms.IsActive) > 1)
            reading.Problems.AddAt(at, path, "only one of an offering's terms of service can be active");
        foreach (var version in all.GroupBy(terms => terms.Version, StringComparer.Ordinal).Where(same => same.Count() > 1))
            reading.Problems.AddAt(at, path, $"the version '{version.Key}' comes twice");
        foreach (var terms in all)
            reading.Rows.Add(TermsOfService.Table, terms with { Offering = offering.Uuid }, $"{reading.Origin.Key}.{terms.Version}");
        return offering;
    }

    private static Offering WithParent(Offering offering, Guid? parent, Reading reading)
    {
        if (reading.IsWhole && parent is not null && reading.IsInCircle("parent"))
            reading.Problems.Add(reading.At, "the parents go round in a circle");
        return offering with { Parent = parent };
    }

    private static Offering Finish(Offering offering, Reading reading)
    {
        if (offering.ComplianceChecklist is { } uuid
            && reading.Rows.Find(Checklist.Table, uuid) is { Type: not ChecklistType.OfferingCompliance } checklist)
        {
            reading.Wrong(
                "compliance_checklist",
                $"an offering needs a checklist of type offering_compliance; {reading.Text("compliance_checklist")} is of type {Checklist.Types[checklist.Type]}");
        }
        return offering.Slug.Length > 0 ? offering : offering with { Slug = Slug.Of(offering.Name, reading.Origin.Key) };
    }

    private static Drawn Draw(Draw draw, int number)
    {
        draw.For("offerings", number);
        return new()
        {
            { "created", draw.Moment() },
            { "customer", draw.Among(s_customers, number) },
            { "name", $"{draw.Pick(s_machines)} {Fake.Draw.Cut(draw.Fake.Name.LastName(), 100)}" },
            { "type", draw.Pick("Marketplace.Slurm", "Marketplace.Basic", "Marketplace.Remote") },
            { "plugin_options",
                new Drawn { { "service_provider_can_create_offering_user", true }, { "username_generation_policy", "service_provider" } } },
            { "compliance_checklist", HasChecklist(number) ? s_checklists.Key(s_checklists.First(number)) : null },
            { "terms_of_service", [new Drawn { { "version", "1" } }.Map] },
            { "user_roles", new Drawn { { GeneratedRoles[0], new Drawn() }, { GeneratedRoles[1], new Drawn() } } },
        };
    }

    /// <summary>Each second generated offering has a checklist.</summary>
    public static bool HasChecklist(int number) => number % 2 == 1;
}

/// <summary>User roles of an offering: a map from keys to roles, or a list of names or roles, whose names are then their keys.</summary>
internal sealed class UserRoles() : Kind<OfferingUserRole>(
    OfferingUserRole.Table, "user_role", "A role that people can have on the resources of an offering.",
    from => new() { Offering = from.Owner, Name = from.Key }, plural: "user roles", link: StructureLinks.OfferingUserRoles)
{
    public override string Name => "list of names, or map from keys to user roles";

    public override JsonObject Schema(SchemaBook book) => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "array",
                ["items"] = new JsonObject { ["anyOf"] = new JsonArray(Title.Schema(book), Item.Schema(book)) } },
            base.Schema(book)),
    };

    protected override MapNode? Map(Node? node, Reading? reading = null)
    {
        if (node is not ListNode list)
            return base.Map(node, reading);
        var roles = new List<Entry>();
        for (var i = 0; i < list.Items.Count; i++)
        {
            var item = list.Items[i];
            var role = item is ScalarNode { IsNull: false } ? new MapNode(item.At, [new("name", item.At, item)]) : item;
            var name = ((role as MapNode)?["name"] as ScalarNode)?.Text;
            if (name is not null && roles.All(other => other.Key != name))
            {
                roles.Add(new(name, item.At, role));
            }
            else
            {
                reading?.Problems.AddAt(
                    item.At, string.Create(CultureInfo.InvariantCulture, $"{reading.Problems.Path}.{i}"),
                    name is null ? "'name' is missing; a role in a list is named by it" : $"the role '{name}' comes twice");
            }
        }
        return new(list.At, roles);
    }
}
