using System.Globalization;

namespace Waldur.Fake;

/// <summary>Roles of users on customers, projects and offerings.</summary>
internal static class GrantLoading
{
    public static void Load(ScenarioContents scenario, LoadContext context)
    {
        foreach (var customer in scenario.Customers)
            Load(customer.Roles, ScopeKind.Customer, customer.Key, context.Id(Customer.Table, customer.Key), context);
        foreach (var project in scenario.Projects)
            Load(project.Roles, ScopeKind.Project, project.Key, context.Id(Project.Table, project.Key), context);
        foreach (var offering in scenario.Offerings)
            Load(offering.Roles, ScopeKind.Offering, offering.Key, context.Id(Offering.Table, offering.Key), context);
    }

    private static void Load(IReadOnlyList<Named<IReadOnlyList<ScenarioGrant>>> roles, ScopeKind kind, string key, Guid scope, LoadContext context)
    {
        foreach (var role in roles)
        {
            for (var i = 0; i < role.Value.Count; i++)
            {
                var grant = role.Value[i];
                context.InsertNameless(Grant.Table, string.Create(CultureInfo.InvariantCulture, $"{kind}.{key}.{role.Name}.{grant.User}.{i}"), from: null, new Grant
                {
                    User = context.Id(User.Table, grant.User),
                    Role = role.Name,
                    ScopeKind = kind,
                    Scope = scope,
                    IsActive = grant.IsActive,
                    ExpirationTime = grant.ExpirationTime,
                });
            }
        }
    }
}
