using Waldur.Fake.Scenarios.Reading;

namespace Waldur.Fake.Scenarios.Checks;

/// <summary>Identifiers that are given are different within each kind.</summary>
internal static class IdentifierChecks
{
    public static void Run(ScenarioContents scenario, Problems problems)
    {
        Different(problems, "users", scenario.Users);
        Different(problems, "ssh_keys", scenario.Users.SelectMany(user => user.SshKeys));
        Different(problems, "organization_groups", scenario.OrganizationGroups);
        Different(problems, "customers", scenario.Customers);
        Different(problems, "projects", scenario.Projects);
        Different(problems, "checklists", scenario.Checklists);
        Different(problems, "questions", scenario.Checklists.SelectMany(checklist => checklist.Questions));
        Different(problems, "options", scenario.Checklists.SelectMany(checklist => checklist.Questions).SelectMany(question => question.Options));
        Different(problems, "offerings", scenario.Offerings);
        Different(problems, "user_roles", scenario.Offerings.SelectMany(offering => offering.UserRoles));
        Different(problems, "resources", scenario.Resources);
        Different(problems, "robot_accounts", scenario.RobotAccounts);
        Different(problems, "offering_users", scenario.OfferingUsers);
        Different(problems, "resource_users", scenario.ResourceUsers);
        Different(problems, "course_accounts", scenario.CourseAccounts);
        Different(problems, "consents", scenario.Consents);
    }

    private static void Different(Problems problems, string kind, IEnumerable<ScenarioObject> objects) =>
        ScenarioCheck.Unique(problems, kind, objects, one => one.Uuid is { } uuid ? (object)uuid : null, "uuid", (_, other) => $"{other} has this uuid already");
}
