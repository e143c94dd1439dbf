namespace Waldur.Fake;

/// <summary>
/// All operations by name, for faults, assertions and whatever else is about one of them: <c>Operations.RobotAccounts.Create</c> is
/// <c>robot_accounts.create</c> in scenario files and over HTTP.
/// </summary>
public static class Operations
{
    /// <summary>The operations on robot accounts.</summary>
    public static class RobotAccounts
    {
        /// <summary>The name of the group.</summary>
        public const string Group = "robot_accounts";

        /// <summary><c>robot_accounts.list</c>.</summary>
        public static OperationName List { get; } = new(Group, "list");
        /// <summary><c>robot_accounts.count</c>.</summary>
        public static OperationName Count { get; } = new(Group, "count");
        /// <summary><c>robot_accounts.retrieve</c>.</summary>
        public static OperationName Retrieve { get; } = new(Group, "retrieve");
        /// <summary><c>robot_accounts.create</c>.</summary>
        public static OperationName Create { get; } = new(Group, "create");
        /// <summary><c>robot_accounts.update</c>.</summary>
        public static OperationName Update { get; } = new(Group, "update");
        /// <summary><c>robot_accounts.partial_update</c>.</summary>
        public static OperationName PartialUpdate { get; } = new(Group, "partial_update");
        /// <summary><c>robot_accounts.destroy</c>.</summary>
        public static OperationName Destroy { get; } = new(Group, "destroy");
        /// <summary><c>robot_accounts.set_state_creating</c>.</summary>
        public static OperationName SetStateCreating { get; } = new(Group, "set_state_creating");
        /// <summary><c>robot_accounts.set_state_ok</c>.</summary>
        public static OperationName SetStateOk { get; } = new(Group, "set_state_ok");
        /// <summary><c>robot_accounts.set_state_request_deletion</c>.</summary>
        public static OperationName SetStateRequestDeletion { get; } = new(Group, "set_state_request_deletion");
        /// <summary><c>robot_accounts.set_state_deleted</c>.</summary>
        public static OperationName SetStateDeleted { get; } = new(Group, "set_state_deleted");
        /// <summary><c>robot_accounts.set_state_erred</c>.</summary>
        public static OperationName SetStateErred { get; } = new(Group, "set_state_erred");
    }

    /// <summary>The operations on links of users and resources.</summary>
    public static class ResourceUsers
    {
        /// <summary>The name of the group.</summary>
        public const string Group = "resource_users";

        /// <summary><c>resource_users.list</c>.</summary>
        public static OperationName List { get; } = new(Group, "list");
        /// <summary><c>resource_users.count</c>.</summary>
        public static OperationName Count { get; } = new(Group, "count");
        /// <summary><c>resource_users.retrieve</c>.</summary>
        public static OperationName Retrieve { get; } = new(Group, "retrieve");
        /// <summary><c>resource_users.create</c>.</summary>
        public static OperationName Create { get; } = new(Group, "create");
        /// <summary><c>resource_users.destroy</c>.</summary>
        public static OperationName Destroy { get; } = new(Group, "destroy");
    }

    /// <summary>The operations on offering users and their checklists.</summary>
    public static class OfferingUsers
    {
        /// <summary>The name of the group.</summary>
        public const string Group = "offering_users";

        /// <summary><c>offering_users.list</c>.</summary>
        public static OperationName List { get; } = new(Group, "list");
        /// <summary><c>offering_users.count</c>.</summary>
        public static OperationName Count { get; } = new(Group, "count");
        /// <summary><c>offering_users.retrieve</c>.</summary>
        public static OperationName Retrieve { get; } = new(Group, "retrieve");
        /// <summary><c>offering_users.create</c>.</summary>
        public static OperationName Create { get; } = new(Group, "create");
        /// <summary><c>offering_users.update</c>.</summary>
        public static OperationName Update { get; } = new(Group, "update");
        /// <summary><c>offering_users.partial_update</c>.</summary>
        public static OperationName PartialUpdate { get; } = new(Group, "partial_update");
        /// <summary><c>offering_users.destroy</c>.</summary>
        public static OperationName Destroy { get; } = new(Group, "destroy");
        /// <summary><c>offering_users.update_comments</c>.</summary>
        public static OperationName UpdateComments { get; } = new(Group, "update_comments");
        /// <summary><c>offering_users.update_restricted</c>.</summary>
        public static OperationName UpdateRestricted { get; } = new(Group, "update_restricted");
        /// <summary><c>offering_users.begin_creating</c>.</summary>
        public static OperationName BeginCreating { get; } = new(Group, "begin_creating");
        /// <summary><c>offering_users.set_pending_additional_validation</c>.</summary>
        public static OperationName SetPendingAdditionalValidation { get; } = new(Group, "set_pending_additional_validation");
        /// <summary><c>offering_users.set_pending_account_linking</c>.</summary>
        public static OperationName SetPendingAccountLinking { get; } = new(Group, "set_pending_account_linking");
        /// <summary><c>offering_users.set_validation_complete</c>.</summary>
        public static OperationName SetValidationComplete { get; } = new(Group, "set_validation_complete");
        /// <summary><c>offering_users.set_ok</c>.</summary>
        public static OperationName SetOk { get; } = new(Group, "set_ok");
        /// <summary><c>offering_users.set_error_creating</c>.</summary>
        public static OperationName SetErrorCreating { get; } = new(Group, "set_error_creating");
        /// <summary><c>offering_users.request_deletion</c>.</summary>
        public static OperationName RequestDeletion { get; } = new(Group, "request_deletion");
        /// <summary><c>offering_users.set_deleting</c>.</summary>
        public static OperationName SetDeleting { get; } = new(Group, "set_deleting");
        /// <summary><c>offering_users.set_deleted</c>.</summary>
        public static OperationName SetDeleted { get; } = new(Group, "set_deleted");
        /// <summary><c>offering_users.set_error_deleting</c>.</summary>
        public static OperationName SetErrorDeleting { get; } = new(Group, "set_error_deleting");
        /// <summary><c>offering_users.checklist_template</c>.</summary>
        public static OperationName ChecklistTemplate { get; } = new(Group, "checklist_template");
        /// <summary><c>offering_users.checklist_template_count</c>.</summary>
        public static OperationName ChecklistTemplateCount { get; } = new(Group, "checklist_template_count");
        /// <summary><c>offering_users.checklist</c>.</summary>
        public static OperationName Checklist { get; } = new(Group, "checklist");
        /// <summary><c>offering_users.checklist_review</c>.</summary>
        public static OperationName ChecklistReview { get; } = new(Group, "checklist_review");
        /// <summary><c>offering_users.completion_status</c>.</summary>
        public static OperationName CompletionStatus { get; } = new(Group, "completion_status");
        /// <summary><c>offering_users.completion_review_status</c>.</summary>
        public static OperationName CompletionReviewStatus { get; } = new(Group, "completion_review_status");
        /// <summary><c>offering_users.submit_answers</c>.</summary>
        public static OperationName SubmitAnswers { get; } = new(Group, "submit_answers");
    }

    /// <summary>The operations on course accounts.</summary>
    public static class CourseAccounts
    {
        /// <summary>The name of the group.</summary>
        public const string Group = "course_accounts";

        /// <summary><c>course_accounts.list</c>.</summary>
        public static OperationName List { get; } = new(Group, "list");
        /// <summary><c>course_accounts.count</c>.</summary>
        public static OperationName Count { get; } = new(Group, "count");
        /// <summary><c>course_accounts.retrieve</c>.</summary>
        public static OperationName Retrieve { get; } = new(Group, "retrieve");
        /// <summary><c>course_accounts.create</c>.</summary>
        public static OperationName Create { get; } = new(Group, "create");
        /// <summary><c>course_accounts.create_bulk</c>.</summary>
        public static OperationName CreateBulk { get; } = new(Group, "create_bulk");
        /// <summary><c>course_accounts.destroy</c>.</summary>
        public static OperationName Destroy { get; } = new(Group, "destroy");
    }

    /// <summary>The operations on users.</summary>
    public static class Users
    {
        /// <summary>The name of the group.</summary>
        public const string Group = "users";

        /// <summary><c>users.list</c>.</summary>
        public static OperationName List { get; } = new(Group, "list");
        /// <summary><c>users.count</c>.</summary>
        public static OperationName Count { get; } = new(Group, "count");
        /// <summary><c>users.retrieve</c>.</summary>
        public static OperationName Retrieve { get; } = new(Group, "retrieve");
        /// <summary><c>users.me</c>.</summary>
        public static OperationName Me { get; } = new(Group, "me");
    }

    /// <summary>The operations on SSH keys.</summary>
    public static class Keys
    {
        /// <summary>The name of the group.</summary>
        public const string Group = "keys";

        /// <summary><c>keys.list</c>.</summary>
        public static OperationName List { get; } = new(Group, "list");
        /// <summary><c>keys.count</c>.</summary>
        public static OperationName Count { get; } = new(Group, "count");
        /// <summary><c>keys.retrieve</c>.</summary>
        public static OperationName Retrieve { get; } = new(Group, "retrieve");
    }

    /// <summary>The operations on customers.</summary>
    public static class Customers
    {
        /// <summary>The name of the group.</summary>
        public const string Group = "customers";

        /// <summary><c>customers.list</c>.</summary>
        public static OperationName List { get; } = new(Group, "list");
        /// <summary><c>customers.count</c>.</summary>
        public static OperationName Count { get; } = new(Group, "count");
        /// <summary><c>customers.retrieve</c>.</summary>
        public static OperationName Retrieve { get; } = new(Group, "retrieve");
    }

    /// <summary>The operations on projects.</summary>
    public static class Projects
    {
        /// <summary>The name of the group.</summary>
        public const string Group = "projects";

        /// <summary><c>projects.list</c>.</summary>
        public static OperationName List { get; } = new(Group, "list");
        /// <summary><c>projects.count</c>.</summary>
        public static OperationName Count { get; } = new(Group, "count");
        /// <summary><c>projects.retrieve</c>.</summary>
        public static OperationName Retrieve { get; } = new(Group, "retrieve");
    }

    /// <summary>The operations on resources, as their consumers see them.</summary>
    public static class Resources
    {
        /// <summary>The name of the group.</summary>
        public const string Group = "resources";

        /// <summary><c>resources.list</c>.</summary>
        public static OperationName List { get; } = new(Group, "list");
        /// <summary><c>resources.count</c>.</summary>
        public static OperationName Count { get; } = new(Group, "count");
        /// <summary><c>resources.retrieve</c>.</summary>
        public static OperationName Retrieve { get; } = new(Group, "retrieve");
    }

    /// <summary>The operations on resources, as their providers see them.</summary>
    public static class ProviderResources
    {
        /// <summary>The name of the group.</summary>
        public const string Group = "provider_resources";

        /// <summary><c>provider_resources.list</c>.</summary>
        public static OperationName List { get; } = new(Group, "list");
        /// <summary><c>provider_resources.count</c>.</summary>
        public static OperationName Count { get; } = new(Group, "count");
        /// <summary><c>provider_resources.retrieve</c>.</summary>
        public static OperationName Retrieve { get; } = new(Group, "retrieve");
    }

    /// <summary>The operations on offerings, as their providers see them.</summary>
    public static class ProviderOfferings
    {
        /// <summary>The name of the group.</summary>
        public const string Group = "provider_offerings";

        /// <summary><c>provider_offerings.list</c>.</summary>
        public static OperationName List { get; } = new(Group, "list");
        /// <summary><c>provider_offerings.count</c>.</summary>
        public static OperationName Count { get; } = new(Group, "count");
        /// <summary><c>provider_offerings.retrieve</c>.</summary>
        public static OperationName Retrieve { get; } = new(Group, "retrieve");
    }

    /// <summary>The operations on roles of offering users.</summary>
    public static class OfferingUserRoles
    {
        /// <summary>The name of the group.</summary>
        public const string Group = "offering_user_roles";

        /// <summary><c>offering_user_roles.list</c>.</summary>
        public static OperationName List { get; } = new(Group, "list");
        /// <summary><c>offering_user_roles.count</c>.</summary>
        public static OperationName Count { get; } = new(Group, "count");
        /// <summary><c>offering_user_roles.retrieve</c>.</summary>
        public static OperationName Retrieve { get; } = new(Group, "retrieve");
    }

    /// <summary>All of them, group by group.</summary>
    public static IReadOnlyList<OperationName> All { get; } =
    [
        RobotAccounts.List, RobotAccounts.Count, RobotAccounts.Retrieve, RobotAccounts.Create, RobotAccounts.Update,
        RobotAccounts.PartialUpdate, RobotAccounts.Destroy, RobotAccounts.SetStateCreating, RobotAccounts.SetStateOk,
        RobotAccounts.SetStateRequestDeletion, RobotAccounts.SetStateDeleted, RobotAccounts.SetStateErred,
        ResourceUsers.List, ResourceUsers.Count, ResourceUsers.Retrieve, ResourceUsers.Create, ResourceUsers.Destroy,
        OfferingUsers.List, OfferingUsers.Count, OfferingUsers.Retrieve, OfferingUsers.Create, OfferingUsers.Update,
        OfferingUsers.PartialUpdate, OfferingUsers.Destroy, OfferingUsers.UpdateComments, OfferingUsers.UpdateRestricted,
        OfferingUsers.BeginCreating, OfferingUsers.SetPendingAdditionalValidation, OfferingUsers.SetPendingAccountLinking,
        OfferingUsers.SetValidationComplete, OfferingUsers.SetOk, OfferingUsers.SetErrorCreating, OfferingUsers.RequestDeletion,
        OfferingUsers.SetDeleting, OfferingUsers.SetDeleted, OfferingUsers.SetErrorDeleting, OfferingUsers.ChecklistTemplate,
        OfferingUsers.ChecklistTemplateCount, OfferingUsers.Checklist, OfferingUsers.ChecklistReview,
        OfferingUsers.CompletionStatus, OfferingUsers.CompletionReviewStatus, OfferingUsers.SubmitAnswers,
        CourseAccounts.List, CourseAccounts.Count, CourseAccounts.Retrieve, CourseAccounts.Create, CourseAccounts.CreateBulk,
        CourseAccounts.Destroy,
        Users.List, Users.Count, Users.Retrieve, Users.Me,
        Keys.List, Keys.Count, Keys.Retrieve,
        Customers.List, Customers.Count, Customers.Retrieve,
        Projects.List, Projects.Count, Projects.Retrieve,
        Resources.List, Resources.Count, Resources.Retrieve,
        ProviderResources.List, ProviderResources.Count, ProviderResources.Retrieve,
        ProviderOfferings.List, ProviderOfferings.Count, ProviderOfferings.Retrieve,
        OfferingUserRoles.List, OfferingUserRoles.Count, OfferingUserRoles.Retrieve,
    ];

    /// <summary>The groups, by name.</summary>
    internal static IReadOnlyList<string> Groups { get; } = [.. All.Select(name => name.Group).Distinct(StringComparer.Ordinal)];

    /// <summary>An operation by its name.</summary>
    /// <param name="name">For example <c>robot_accounts.create</c>.</param>
    /// <exception cref="ArgumentException">There is none of that name; the nearest one is told.</exception>
    public static OperationName Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Find(name) ?? throw new ArgumentException($"There is no operation {name}; {Known(name)}.{Meant(name)}", nameof(name));
    }

    internal static OperationName? Find(string name) => All.FirstOrDefault(known => known.ToString() == name);

    /// <summary>The names that there are instead of a wrong one: those of its group, or the groups.</summary>
    internal static string Known(string name)
    {
        var group = name.Split('.')[0];
        return Groups.Contains(group, StringComparer.Ordinal)
            ? $"{group} has {string.Join(", ", All.Where(known => known.Group == group).Select(known => known.Action))}"
            : $"there are the groups {string.Join(", ", Groups)}";
    }

    private static string Meant(string name) =>
        Nearest.To(name, All.Select(known => known.ToString())) is { } nearest ? $" Did you mean {nearest}?" : "";
}
