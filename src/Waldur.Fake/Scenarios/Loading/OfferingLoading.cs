
namespace Waldur.Fake;

/// <summary>Offerings with their terms of service and user roles.</summary>
internal static class OfferingLoading
{
    public static void Load(ScenarioContents scenario, LoadContext context)
    {
        // An offering's parent may stand further down in the file.
        foreach (var offering in scenario.Offerings)
            context.Identify(Offering.Table.Kind, offering.Key, offering);
        foreach (var offering in scenario.Offerings)
        {
            var row = context.Insert(Offering.Table, offering.Key, offering, new Offering
            {
                Customer = context.Id(Customer.Table, offering.Customer),
                Name = offering.Name ?? offering.Key,
                Slug = offering.Slug ?? Slug.Of(offering.Name ?? offering.Key, offering.Key),
                Type = offering.Type,
                State = offering.State,
                Parent = context.IdOrNull(Offering.Table, offering.Parent),
                OrganizationGroups = context.Ids(OrganizationGroup.Table, offering.OrganizationGroups),
                ComplianceChecklist = context.IdOrNull(Checklist.Table, offering.ComplianceChecklist),
                PluginOptions = LoadContext.Json(offering.PluginOptions, "{}"),
            });
            foreach (var terms in offering.TermsOfService)
            {
                context.InsertNameless(TermsOfService.Table, $"{offering.Key}.{terms.Version}", from: null, new TermsOfService
                {
                    Offering = row.Uuid,
                    Version = terms.Version,
                    IsActive = terms.IsActive,
                    RequiresReconsent = terms.RequiresReconsent,
                });
            }
            foreach (var role in offering.UserRoles)
                context.Insert(OfferingUserRole.Table, $"{offering.Key}.{role.Key}", role, new OfferingUserRole { Offering = row.Uuid, Name = role.Name ?? role.Key });
        }
    }
}
