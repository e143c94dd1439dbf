using static Waldur.Fake.Forms;

namespace Waldur.Fake;

/// <summary>Resource users, as scenario files have them.</summary>
internal static class ResourceUserKind
{
    private static readonly Pool s_resources = new(Resource.Table, each: 5);
    private static readonly Pool s_users = new(User.Table, each: 5);

    public static readonly Kind<ResourceUser> Kind = new(
        ResourceUser.Table, "resource_user", "A link of a person to a resource.",
        _ => new() { Resource = default, Role = default, User = default },
        "Links of people to a resource, by a role of its offering.",
        drawing: new("How many links of users to resources: `resource-user-1` …", Draw) { Pools = [s_resources, s_users] }, place: 12)
    {
        { "resource", Ref(Resource.Table), l => l.Resource, (l, v) => l with { Resource = v }, "The resource.", Required },
        {
            "role", Title, (l, w) => w.KeyOf(OfferingUserRole.Table.Kind, l.Role), WithRole,
            "A user role of the resource's offering: `viewer`, or `hpc.viewer`.", Required
        },
        { "user", Ref(User.Table), l => l.User, (l, v) => l with { User = v }, "The person.", Required },
    };

    /// <summary>The role may be written with the key of the offering before it.</summary>
    private static ResourceUser WithRole(ResourceUser link, string role, Reading reading)
    {
        if (link.Resource == default || reading.Rows.Find(Resource.Table, link.Resource) is not { } resource
            || resource.Offering == default)
        {
            return link;
        }

        var offering = reading.Rows.NameOf(resource.Offering);
        var roles = reading.Named(OfferingUserRole.Table.Kind, offering);
        return role.StartsWith(offering + ".", StringComparison.Ordinal) && roles.TryGetValue(role[(offering.Length + 1)..], out var uuid)
            || reading.TryFind(OfferingUserRole.Table.Kind, offering, role, reading.At, out uuid, $"user_roles of the offering {offering}")
            ? link with { Role = uuid }
            : link;
    }

    private static Drawn Draw(Draw draw, int number)
    {
        draw.For("resource_users", number);
        return new()
        {
            { "created", draw.Moment() },
            { "resource", draw.Among(s_resources, number) },
            { "role", draw.Pick(OfferingKind.GeneratedRoles) },
            { "user", draw.Among(s_users, number) },
        };
    }
}
