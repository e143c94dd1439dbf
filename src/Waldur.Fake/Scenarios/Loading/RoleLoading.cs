using System.Collections.Immutable;

namespace Waldur.Fake;

/// <summary>Settings, and roles: Waldur's own, with what the scenario says otherwise.</summary>
internal static class RoleLoading
{
    public static void Load(ScenarioContents scenario, LoadContext context)
    {
        if (scenario.Settings.EnforceUserConsentForOfferings is { } enforced)
            Add(context, Setting.Table, Setting.EnforceConsent, new() { Name = Setting.EnforceConsent, Value = enforced });
        var others = scenario.Roles.ToDictionary(role => role.Name, role => role.Value, StringComparer.Ordinal);
        foreach (var (name, permissions) in DefaultRoles.Table)
            Add(context, Role.Table, name, new() { Name = name, Permissions = others.Remove(name, out var given) ? [.. given] : permissions });
        foreach (var role in scenario.Roles.Where(role => others.ContainsKey(role.Name)))
            Add(context, Role.Table, role.Name, new() { Name = role.Name, Permissions = [.. role.Value] });
    }

    private static void Add<T>(LoadContext context, TableDefinition<T> table, string key, T row)
        where T : Entity => context.InsertNameless(table, key, from: null, row);
}
