using System.Collections.Immutable;

namespace Waldur.Fake;

/// <summary>Settings, and roles: Waldur's own, with what the scenario says otherwise.</summary>
internal static class RoleLoading
{
    public static void Load(ScenarioHead head, Rows rows)
    {
        if (head.EnforceConsent is { } enforced)
            rows.Add(Setting.Table, new() { Name = Setting.EnforceConsent, Value = enforced }, Setting.EnforceConsent);
        var others = head.Roles.ToDictionary(role => role.Name, role => role.Value, StringComparer.Ordinal);
        foreach (var (name, permissions) in DefaultRoles.Table)
            rows.Add(Role.Table, new() { Name = name, Permissions = others.Remove(name, out var given) ? [.. given] : permissions }, name);
        foreach (var role in head.Roles.Where(role => others.ContainsKey(role.Name)))
            rows.Add(Role.Table, new() { Name = role.Name, Permissions = [.. role.Value] }, role.Name);
    }

    /// <summary>The roles that differ from Waldur's own.</summary>
    public static ImmutableArray<Named<ImmutableArray<string>>> Changed(WorldData data) =>
    [
        .. new Writing(data).All(Role.Table)
            .Where(role => !DefaultRoles.Table.Any(own => own.Role == role.Name && own.Permissions.SetEquals(role.Permissions)))
            .Select(role => new Named<ImmutableArray<string>>(role.Name, [.. role.Permissions.Order(StringComparer.Ordinal)], default)),
    ];
}
