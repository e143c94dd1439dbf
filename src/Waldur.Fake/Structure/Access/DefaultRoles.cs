using System.Collections.Immutable;

namespace Waldur.Fake;

/// <summary>Names of the system roles.</summary>
public static class RoleName
{
    /// <summary>Owner of a customer.</summary>
    public const string CustomerOwner = "CUSTOMER.OWNER";

    /// <summary>Support of a customer; carries none of our permissions.</summary>
    public const string CustomerSupport = "CUSTOMER.SUPPORT";

    /// <summary>The service-provider manager.</summary>
    public const string CustomerManager = "CUSTOMER.MANAGER";

    /// <summary>Administrator of a project.</summary>
    public const string ProjectAdmin = "PROJECT.ADMIN";

    /// <summary>Manager of a project.</summary>
    public const string ProjectManager = "PROJECT.MANAGER";

    /// <summary>Member of a project.</summary>
    public const string ProjectMember = "PROJECT.MEMBER";

    /// <summary>Manager of an offering; does not count for any operation here.</summary>
    public const string OfferingManager = "OFFERING.MANAGER";
}

/// <summary>Who holds what by default: the table of the HTTP conventions, section 5.</summary>
internal static class DefaultRoles
{
    /// <summary>The roles, each with its permissions.</summary>
    public static readonly IReadOnlyList<(string Role, ImmutableHashSet<string> Permissions)> Table =
    [
        (RoleName.CustomerOwner,
        [
            Permission.CreateRobotAccount, Permission.UpdateRobotAccount, Permission.DeleteRobotAccount,
            Permission.CreateOfferingUser, Permission.UpdateOfferingUser, Permission.DeleteOfferingUser,
            Permission.UpdateOfferingUserRestriction, Permission.ManageOfferingUserRole,
            Permission.ManageResourceUsers, Permission.ListResources, Permission.ManageCourseAccounts,
        ]),
        (RoleName.CustomerManager,
        [
            Permission.CreateRobotAccount, Permission.UpdateRobotAccount, Permission.DeleteRobotAccount,
            Permission.CreateOfferingUser, Permission.UpdateOfferingUser, Permission.DeleteOfferingUser,
            Permission.UpdateOfferingUserRestriction,
        ]),
        (RoleName.CustomerSupport, []),
        (RoleName.ProjectAdmin, [Permission.ListResources, Permission.ManageCourseAccounts]),
        (RoleName.ProjectManager, [Permission.ListResources, Permission.ManageCourseAccounts]),
        (RoleName.ProjectMember, [Permission.ListResources]),
        (RoleName.OfferingManager, []),
    ];
}
