
namespace Waldur.Fake;

/// <summary>Robot accounts, resource users, course accounts and consents.</summary>
internal static class AccountChecks
{
    public static void Run(ScenarioContents scenario, Problems problems)
    {
        ScenarioCheck.Unique(
            problems,
            "robot_accounts",
            scenario.RobotAccounts,
            account => account.Resource.Length == 0 ? null : (object)(account.Resource, account.Type),
            "type",
            (account, other) => $"{other} is an account of type '{account.Type}' of {account.Resource} already");
        foreach (var account in scenario.RobotAccounts)
        {
            if (account.Users.Count != account.Users.Distinct(StringComparer.Ordinal).Count())
                problems.AddAt(account.Place("users"), $"robot_accounts.{account.Key}.users", "a user comes twice");
        }
        foreach (var link in scenario.ResourceUsers)
            Role(scenario, link, problems);
        foreach (var account in scenario.CourseAccounts)
        {
            if (scenario.Projects.Find(account.Project) is { Kind: not "course" } project)
            {
                problems.AddAt(
                    account.Place("project"),
                    $"course_accounts.{account.Key}.project",
                    $"a course account needs a project of kind course; {project.Key} is of kind {project.Kind}");
            }
        }
        ScenarioCheck.Unique(
            problems,
            "consents",
            scenario.Consents,
            consent => consent.Offering.Length == 0 || consent.User.Length == 0 ? null : (object)(consent.Offering, consent.User),
            "user",
            (consent, other) => $"{other} is the consent of {consent.User} to {consent.Offering} already");
        foreach (var consent in scenario.Consents)
        {
            if (consent.RevocationDate < (consent.AgreementDate ?? consent.Created ?? scenario.Clock))
                problems.AddAt(consent.Place("revocation_date"), $"consents.{consent.Key}.revocation_date", "the consent is revoked before it is given");
        }
    }

    private static void Role(ScenarioContents scenario, ScenarioResourceUser link, Problems problems)
    {
        if (scenario.Offerings.Find(scenario.Resources.Find(link.Resource)?.Offering) is { } offering && RoleKey(link, offering) is null)
        {
            ScenarioCheck.Unknown(
                problems, link.Place("role"), $"resource_users.{link.Key}.role", $"user_roles of the offering {offering.Key}", link.Role, [.. offering.UserRoles.Keys]);
        }
    }

    /// <summary>The key of a link's role among the user roles of the offering: it may be written with the offering's key before it.</summary>
    public static string? RoleKey(ScenarioResourceUser link, ScenarioOffering offering)
    {
        if (offering.UserRoles.Find(link.Role) is not null)
            return link.Role;
        return link.Role.StartsWith(offering.Key + ".", StringComparison.Ordinal) && offering.UserRoles.Find(link.Role[(offering.Key.Length + 1)..]) is { } role
            ? role.Key
            : null;
    }
}
