using System.Collections.Immutable;

namespace Waldur.Fake;

/// <summary>A role: a name and the permissions that it carries. Data: a world can change every row.</summary>
public sealed record Role : Entity
{
    /// <summary>Roles by name.</summary>
    public static readonly TableIndex<Role, string> ByName = TableIndex<Role, string>.Unique(role => role.Name);

    /// <summary>Where roles are kept.</summary>
    public static readonly TableDefinition<Role> Table = new TableDefinition<Role>("roles").With(ByName);

    /// <summary>The name, for example <c>CUSTOMER.OWNER</c>; what stands before the dot is the kind of object that it is granted on.</summary>
    public required string Name { get; init; }

    /// <summary>The permissions.</summary>
    public required ImmutableHashSet<string> Permissions { get; init; }
}

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

/// <summary>Who holds what by default: the table of the HTTP conventions, section 5.</summary>
public static class DefaultRoles
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

/// <summary>What a role is granted on.</summary>
public enum ScopeKind
{
    /// <summary>A customer.</summary>
    Customer,

    /// <summary>A project.</summary>
    Project,

    /// <summary>An offering.</summary>
    Offering,
}

/// <summary>A role of a user on one object. There is no inheritance: it counts on that very object.</summary>
public sealed record Grant : Entity
{
    /// <summary>Grants by user.</summary>
    public static readonly TableIndex<Grant, Guid> ByUser = TableIndex<Grant, Guid>.On(grant => grant.User);

    /// <summary>Grants by the object that they are on.</summary>
    public static readonly TableIndex<Grant, Guid> ByScope = TableIndex<Grant, Guid>.On(grant => grant.Scope);

    /// <summary>Where grants are kept.</summary>
    public static readonly TableDefinition<Grant> Table = new TableDefinition<Grant>("grants")
        .With(ByUser).With(ByScope)
        .GoesWith(Fake.User.Table, ByUser)
        .GoesWith(Customer.Table, ByScope)
        .GoesWith(Project.Table, ByScope)
        .GoesWith(Offering.Table, ByScope);

    /// <summary>Who holds the role.</summary>
    public required Guid User { get; init; }

    /// <summary>The name of the role.</summary>
    public required string Role { get; init; }

    /// <summary>The kind of the object.</summary>
    public required ScopeKind ScopeKind { get; init; }

    /// <summary>The object.</summary>
    public required Guid Scope { get; init; }

    /// <summary>Does it count? A grant past its end keeps working until it is marked inactive.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>When it ends, UTC, or null.</summary>
    public DateTime? ExpirationTime { get; init; }
}
