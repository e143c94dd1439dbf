
namespace Waldur.Fake;

/// <summary>Projects and offerings.</summary>
internal static class StructureChecks
{
    public static void Run(ScenarioContents scenario, Problems problems)
    {
        foreach (var project in scenario.Projects)
        {
            if (project.EndDate < project.StartDate)
                problems.AddAt(project.Place("end_date"), $"projects.{project.Key}.end_date", "the project ends before it starts");
        }
        foreach (var offering in scenario.Offerings)
        {
            Terms(offering, problems);
            Parents(scenario, offering, problems);
            if (scenario.Checklists.Find(offering.ComplianceChecklist) is { ChecklistType: not "offering_compliance" } checklist)
            {
                problems.AddAt(
                    offering.Place("compliance_checklist"),
                    $"offerings.{offering.Key}.compliance_checklist",
                    $"an offering needs a checklist of type offering_compliance; {checklist.Key} is of type {checklist.ChecklistType}");
            }
        }
    }

    private static void Terms(ScenarioOffering offering, Problems problems)
    {
        var (at, path) = (offering.Place("terms_of_service"), $"offerings.{offering.Key}.terms_of_service");
        if (offering.TermsOfService.Count(terms => terms.IsActive) > 1)
            problems.AddAt(at, path, "only one of an offering's terms of service can be active");
        foreach (var version in offering.TermsOfService.GroupBy(terms => terms.Version, StringComparer.Ordinal).Where(same => same.Count() > 1))
            problems.AddAt(at, path, $"the version '{version.Key}' comes twice");
    }

    private static void Parents(ScenarioContents scenario, ScenarioOffering offering, Problems problems)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var above = offering; above is not null; above = scenario.Offerings.Find(above.Parent))
        {
            if (seen.Add(above.Key))
                continue;
            if (above.Key == offering.Key)
                problems.AddAt(offering.Place("parent"), $"offerings.{offering.Key}.parent", "the parents go round in a circle");
            return;
        }
    }
}
