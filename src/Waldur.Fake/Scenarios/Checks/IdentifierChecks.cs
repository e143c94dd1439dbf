
namespace Waldur.Fake;

/// <summary>Identifiers that are given are different, of all kinds together: an identifier must find its object.</summary>
internal static class IdentifierChecks
{
    public static void Run(ScenarioContents scenario, Problems problems)
    {
        var seen = new Dictionary<Guid, string>();
        foreach (var (path, one) in All(scenario))
        {
            if (one.Uuid is { } uuid && !seen.TryAdd(uuid, path))
                problems.AddAt(one.Place("uuid"), path + ".uuid", $"{seen[uuid]} has this uuid already");
        }
    }

    private static IEnumerable<(string Path, ScenarioObject One)> All(ScenarioContents scenario)
    {
        IEnumerable<(string Kind, IEnumerable<ScenarioObject> Objects)> kinds =
        [
            ("users", scenario.Users),
            ("organization_groups", scenario.OrganizationGroups),
            ("customers", scenario.Customers),
            ("projects", scenario.Projects),
            ("checklists", scenario.Checklists),
            ("offerings", scenario.Offerings),
            ("resources", scenario.Resources),
            ("robot_accounts", scenario.RobotAccounts),
            ("offering_users", scenario.OfferingUsers),
            ("resource_users", scenario.ResourceUsers),
            ("course_accounts", scenario.CourseAccounts),
            ("consents", scenario.Consents),
        ];
        return kinds.SelectMany(kind => kind.Objects.SelectMany(one => WithParts($"{kind.Kind}.{one.Key}", one)));
    }

    private static IEnumerable<(string Path, ScenarioObject One)> WithParts(string path, ScenarioObject one)
    {
        IEnumerable<(string Path, ScenarioObject One)> parts = one switch
        {
            ScenarioUser user => user.SshKeys.Select(key => ($"{path}.ssh_keys.{key.Key}", (ScenarioObject)key)),
            ScenarioOffering offering => offering.UserRoles.Select(role => ($"{path}.user_roles.{role.Key}", (ScenarioObject)role)),
            ScenarioChecklist checklist => checklist.Questions.Select(question => ($"{path}.questions.{question.Key}", (ScenarioObject)question)),
            ScenarioQuestion question => question.Options.Select(option => ($"{path}.options.{option.Key}", (ScenarioObject)option)),
            ScenarioOfferingUser { Completion: { } completion } => [($"{path}.completion", completion)],
            ScenarioCompletion completion => completion.Answers.Select((answer, i) =>
                (string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{path}.answers.{i}"), (ScenarioObject)answer)),
            _ => [],
        };
        return parts.SelectMany(part => WithParts(part.Path, part.One)).Prepend((path, one));
    }
}
