namespace Waldur.Fake;

/// <summary>Names of the permissions that the account groups ask for.</summary>
public static class Permission
{
    /// <summary>Robot accounts: create.</summary>
    public const string CreateRobotAccount = "RESOURCE.CREATE_ROBOT_ACCOUNT";

    /// <summary>Robot accounts: update and state actions.</summary>
    public const string UpdateRobotAccount = "RESOURCE.UPDATE_ROBOT_ACCOUNT";

    /// <summary>Robot accounts: delete.</summary>
    public const string DeleteRobotAccount = "RESOURCE.DELETE_ROBOT_ACCOUNT";

    /// <summary>Offering users: create.</summary>
    public const string CreateOfferingUser = "OFFERING.CREATE_USER";

    /// <summary>Offering users: update, state actions that ask, checklist reads and reviews.</summary>
    public const string UpdateOfferingUser = "OFFERING.UPDATE_USER";

    /// <summary>Offering users: delete.</summary>
    public const string DeleteOfferingUser = "OFFERING.DELETE_USER";

    /// <summary>Nothing asks for it any more.</summary>
    public const string UpdateOfferingUserRestriction = "OFFERINGUSER.UPDATE_RESTRICTION";

    /// <summary>Roles of offering users.</summary>
    public const string ManageOfferingUserRole = "OFFERING.MANAGE_USER_ROLE";

    /// <summary>Resource users: create and delete.</summary>
    public const string ManageResourceUsers = "RESOURCE.MANAGE_USERS";

    /// <summary>Resource users: create finds its resource.</summary>
    public const string ListResources = "RESOURCE.LIST";

    /// <summary>Course accounts.</summary>
    public const string ManageCourseAccounts = "PROJECT.COURSE_ACCOUNT_MANAGE";
}
