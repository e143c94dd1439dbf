using Waldur.Fake.OfferingUsers;
using Waldur.Fake.RobotAccounts;
using Waldur.Fake.Structure;

namespace Waldur.Fake.Scenarios;

/// <summary>Names that scenarios may use.</summary>
internal static class Names
{
    /// <summary>The permissions that the API groups ask for (the default table of the conventions' section on authorization).</summary>
    public static readonly IReadOnlyList<string> Permissions =
        [.. DefaultRoles.Table.SelectMany(role => role.Permissions).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The system roles; a role is granted on objects of the kind that its name starts with.</summary>
    public static readonly IReadOnlyList<string> SystemRoles = [.. DefaultRoles.Table.Select(role => role.Role)];

    /// <summary>What the names of roles start with.</summary>
    public static readonly IReadOnlyList<string> RoleScopes = ["CUSTOMER", "PROJECT", "OFFERING"];

    public static readonly IReadOnlyList<string> OfferingStates = ["Draft", "Active", "Paused", "Archived", "Unavailable"];

    public static readonly IReadOnlyList<string> ResourceStates = ["Creating", "OK", "Erred", "Updating", "Terminating", "Terminated"];

    public static readonly IReadOnlyList<string> RobotAccountStates = [.. RobotAccountLifecycle.Labels.All];

    public static readonly IReadOnlyList<string> OfferingUserStates = [.. OfferingUserLifecycle.Labels.All];

    public static readonly IReadOnlyList<string> CourseAccountStates = ["OK", "Closed", "Erred"];

    public static readonly IReadOnlyList<string> ProjectKinds = ["default", "course", "public"];

    public static readonly IReadOnlyList<string> ChecklistTypes =
        ["project_compliance", "proposal_compliance", "offering_compliance", "project_metadata", "customer_onboarding"];

    public static readonly IReadOnlyList<string> QuestionTypes =
    [
        "boolean",
        "single_select",
        "multi_select",
        "text_input",
        "text_area",
        "number",
        "date",
        "file",
        "multiple_files",
        "phone_number",
        "year",
        "email",
        "url",
        "country",
        "rating",
        "datetime",
    ];

    public static readonly IReadOnlyList<string> Operators = ["equals", "not_equals", "contains", "in", "not_in"];
}
