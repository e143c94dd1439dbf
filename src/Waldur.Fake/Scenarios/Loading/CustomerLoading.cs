
namespace Waldur.Fake;

/// <summary>Organizations with their groups and projects.</summary>
internal static class CustomerLoading
{
    public static void Load(ScenarioContents scenario, LoadContext context)
    {
        foreach (var group in scenario.OrganizationGroups)
            context.Insert(OrganizationGroup.Table, group.Key, group, new OrganizationGroup { Name = group.Name ?? group.Key });
        foreach (var customer in scenario.Customers)
        {
            context.Insert(Customer.Table, customer.Key, customer, new Customer
            {
                Name = customer.Name ?? customer.Key,
                Slug = customer.Slug ?? Slug.Of(customer.Name ?? customer.Key, customer.Key),
                Abbreviation = customer.Abbreviation,
                Email = customer.Email,
                OrganizationGroups = context.Ids(OrganizationGroup.Table, customer.OrganizationGroups),
            });
        }
        foreach (var project in scenario.Projects)
        {
            context.Insert(Project.Table, project.Key, project, new Project
            {
                Customer = context.Id(Customer.Table, project.Customer),
                Name = project.Name ?? project.Key,
                Slug = project.Slug ?? Slug.Of(project.Name ?? project.Key, project.Key),
                Description = project.Description,
                Kind = project.Kind switch { "course" => ProjectKind.Course, "public" => ProjectKind.Public, _ => ProjectKind.Default },
                StartDate = project.StartDate,
                EndDate = project.EndDate,
                IsRemoved = project.IsRemoved,
            });
        }
    }
}
