
namespace Waldur.Fake;

/// <summary>Names that scenarios may use.</summary>
internal static class Names
{
    /// <summary>The permissions that the API groups ask for (the default table of HTTP conventions, section 5).</summary>
    public static readonly IReadOnlyList<string> Permissions =
        [.. DefaultRoles.Table.SelectMany(role => role.Permissions).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The system roles; a role is granted on objects of the kind that its name starts with.</summary>
    public static readonly IReadOnlyList<string> SystemRoles = [.. DefaultRoles.Table.Select(role => role.Role)];

    /// <summary>What the names of roles start with.</summary>
    public static readonly IReadOnlyList<string> RoleScopes = ["CUSTOMER", "PROJECT", "OFFERING"];

    public static readonly IReadOnlyList<string> OfferingStates = OfferingEndpoints.States;

    public static readonly IReadOnlyList<string> ResourceStates = ResourceEndpoints.States;

    public static readonly IReadOnlyList<string> RobotAccountStates = [.. RobotAccountLifecycle.Labels.All];

    public static readonly IReadOnlyList<string> OfferingUserStates = [.. OfferingUserLifecycle.Labels.All];

    public static readonly IReadOnlyList<string> CourseAccountStates = [.. CourseAccountLifecycle.Labels.All];

    public static readonly IReadOnlyList<string> ProjectKinds = ["default", "course", "public"];

    public static readonly IReadOnlyList<string> ChecklistTypes = [.. Checklist.Types.All];

    public static readonly IReadOnlyList<string> QuestionTypes = [.. QuestionLabels.Types.All];

    /// <summary>Without the blank one, which only review and guidance may have.</summary>
    public static readonly IReadOnlyList<string> Operators = [.. QuestionLabels.Operators.All.Where(label => label.Length > 0)];
}
