using System.Globalization;

namespace Waldur.Fake;

/// <summary>Roles exist, are granted on objects of their kind, and nobody has one twice.</summary>
internal static class GrantChecks
{
    public static void Run(ScenarioContents scenario, Problems problems)
    {
        foreach (var role in scenario.Roles)
        {
            var (scope, point) = (ScopeOf(role.Name), role.Name.IndexOf('.', StringComparison.Ordinal));
            if (scope is null || point == role.Name.Length - 1)
            {
                problems.AddAt(
                    role.At,
                    $"roles.{role.Name}",
                    "a role is named CUSTOMER.X, PROJECT.X or OFFERING.X",
                    Nearest.To(role.Name, Names.SystemRoles));
            }
        }
        string[] known = [.. Names.SystemRoles.Union(scenario.Roles.Select(role => role.Name), StringComparer.Ordinal)];
        foreach (var customer in scenario.Customers)
            Grants(problems, known, "CUSTOMER", $"customers.{customer.Key}.roles", customer.Roles);
        foreach (var project in scenario.Projects)
            Grants(problems, known, "PROJECT", $"projects.{project.Key}.roles", project.Roles);
        foreach (var offering in scenario.Offerings)
            Grants(problems, known, "OFFERING", $"offerings.{offering.Key}.roles", offering.Roles);
    }

    private static string? ScopeOf(string role) =>
        Names.RoleScopes.FirstOrDefault(scope => role.StartsWith(scope + ".", StringComparison.Ordinal));

    private static void Grants(Problems problems, string[] known, string scope, string path, IReadOnlyList<Named<IReadOnlyList<ScenarioGrant>>> roles)
    {
        foreach (var role in roles)
        {
            var here = $"{path}.{role.Name}";
            string[] grantable = [.. known.Where(name => ScopeOf(name) == scope)];
            if (!known.Contains(role.Name, StringComparer.Ordinal))
                problems.AddAt(role.At, here, $"no such role; {path[..path.IndexOf('.', StringComparison.Ordinal)]} have {string.Join(", ", grantable)}", Nearest.To(role.Name, grantable));
            else if (ScopeOf(role.Name) != scope)
                problems.AddAt(role.At, here, $"{role.Name} can't be granted here; {path[..path.IndexOf('.', StringComparison.Ordinal)]} have {string.Join(", ", grantable)}");
            var holders = new HashSet<string>(StringComparer.Ordinal);
            for (var i = 0; i < role.Value.Count; i++)
            {
                if (role.Value[i].IsActive && !holders.Add(role.Value[i].User))
                    problems.AddAt(role.At, string.Create(CultureInfo.InvariantCulture, $"{here}.{i}"), $"{role.Value[i].User} has this role twice");
            }
        }
    }
}
