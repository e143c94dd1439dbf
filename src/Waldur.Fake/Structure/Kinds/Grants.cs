using System.Collections.Immutable;
using System.Globalization;
using static Waldur.Fake.Forms;

namespace Waldur.Fake;

/// <summary>Roles that people have on the object that they stand in: role names to lists of users or grants.</summary>
internal static class Grants
{
    private static readonly Fields<Grant> s_grant = new(
        "grant", "A role that somebody has.", _ => new() { User = default, Role = "", ScopeKind = default, Scope = default })
    {
        { "user", Ref(User.Table), g => g.User, (g, v) => g with { User = v }, "Who has it.", Required },
        { "is_active", Flag, g => g.IsActive, (g, v) => g with { IsActive = v }, "Does it count?" },
        {
            "expiration_time", OrNull(Moment), g => g.ExpirationTime, (g, v) => g with { ExpirationTime = v },
            "When it ends. A grant past its end counts until it is marked inactive."
        },
    };

    public static readonly NamedForm<ImmutableArray<Grant>> Form =
        Named(List(Short(Ref(User.Table), (g, v) => g with { User = v }, s_grant)), "role names");

    /// <summary>Generated grants: one user for each role.</summary>
    public static Drawn Of(params IEnumerable<(string Role, string User)> grants)
    {
        var roles = new Drawn();
        foreach (var (role, user) in grants)
            roles.Add(role, [new Drawn { { "user", user } }.Map]);
        return roles;
    }

    /// <summary>The grants on an object, by role.</summary>
    public static ImmutableArray<Named<ImmutableArray<Grant>>> GrantsOn(this Writing writing, Guid scope) =>
    [
        .. writing.By(Fake.Grant.Table, Fake.Grant.ByScope, scope)
            .GroupBy(grant => grant.Role, StringComparer.Ordinal)
            .Select(role => new Named<ImmutableArray<Grant>>(role.Key, [.. role], default)),
    ];

    /// <summary>Grants roles on the object that is read: they exist, are of its kind, and nobody has one twice.</summary>
    public static T Grant<T>(this Reading reading, T on, ScopeKind kind, ImmutableArray<Named<ImmutableArray<Grant>>> roles)
        where T : Entity
    {
        if (!reading.IsWhole)
            return on;
        foreach (var role in roles)
        {
            Check(reading, role, kind.ToString().ToUpperInvariant());
            for (var i = 0; i < role.Value.Length; i++)
            {
                var user = reading.Rows.NameOf(role.Value[i].User);
                reading.Rows.Add(
                    Fake.Grant.Table,
                    role.Value[i] with { Role = role.Name, ScopeKind = kind, Scope = on.Uuid },
                    string.Create(CultureInfo.InvariantCulture, $"{kind}.{reading.Origin.Key}.{role.Name}.{user}.{i}"));
            }
        }
        return on;
    }

    private static void Check(Reading reading, Named<ImmutableArray<Grant>> role, string scope)
    {
        var here = $"{reading.Problems.Path}.{role.Name}";
        string[] known = [.. reading.Rows.All(Role.Table).Select(one => one.Name)];
        string[] grantable = [.. known.Where(name => RoleLife.ScopeOf(name) == scope)];
        var have = $"{reading.Origin.Kind} have {string.Join(", ", grantable)}";
        if (!known.Contains(role.Name, StringComparer.Ordinal))
            reading.Problems.AddAt(role.At, here, $"no such role; {have}", Nearest.To(role.Name, grantable));
        else if (RoleLife.ScopeOf(role.Name) != scope)
            reading.Problems.AddAt(role.At, here, $"{role.Name} can't be granted here; {have}");
        var holders = new HashSet<Guid>();
        for (var i = 0; i < role.Value.Length; i++)
        {
            if (role.Value[i].IsActive && !holders.Add(role.Value[i].User))
            {
                reading.Problems.AddAt(
                    role.At, string.Create(CultureInfo.InvariantCulture, $"{here}.{i}"),
                    $"{reading.Rows.NameOf(role.Value[i].User)} has this role twice");
            }
        }
    }
}
