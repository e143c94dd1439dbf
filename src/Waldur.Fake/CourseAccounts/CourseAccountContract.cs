namespace Waldur.Fake;

/// <summary>What of course accounts goes over the wire, as tables (sections 1.1, 4, 5 and 6).</summary>
internal static class CourseAccountContract
{
    /// <summary>The route that links to course accounts lead to.</summary>
    public static readonly LinkTarget Links = new("marketplace-course-accounts");

    // The document lists the choices without a type.
    private static readonly WireType<CourseAccountState> s_state = WireTypes.Choice(CourseAccountLifecycle.Labels)
        .Documented(Shape.OneOf(CourseAccountLifecycle.Labels.All) with { Type = null });

    private static readonly WireType<DateOnly?> s_date = WireTypes.DateOrNull.Documented(Shape.Formatted("date"));

    /// <summary>An account.</summary>
    public static readonly Representation<CourseAccount> Details = new("CourseAccount")
    {
        { "url",                WireTypes.Url,      a => new Link(Links, a.Uuid) },
        { "uuid",               WireTypes.Uuid,     a => a.Uuid },
        { "created",            WireTypes.DateTime, a => a.It.Created },
        { "modified",           WireTypes.DateTime, a => a.It.Modified },
        { "project",            WireTypes.Uuid,     a => a.It.Project },
        { "project_uuid",       WireTypes.Uuid,     a => a.It.Project },
        { "project_name",       WireTypes.Text,     a => a.Project.It.Name },
        { "project_slug",       WireTypes.Text,     a => a.Project.It.Slug },
        { "project_start_date", s_date,             a => a.Project.It.StartDate },
        { "project_end_date",   s_date,             a => a.Project.It.EndDate },
        { "user_uuid",          WireTypes.Uuid,     a => a.It.User!.Value, a => a.It.User is not null },
        { "username",           WireTypes.Text,     a => a.Username!, a => a.It.User is not null },
        { "customer_uuid",      WireTypes.Uuid,     a => a.Project.It.Customer },
        { "customer_name",      WireTypes.Text,     a => a.Project.Customer.It.Name },
        { "state",              s_state,             a => a.It.State },
        { "email",              WireTypes.Email,    a => a.It.Email },
        { "description",        WireTypes.Text,     a => a.It.Description },
        { "error_message",      WireTypes.Text,     a => a.It.ErrorMessage },
        { "error_traceback",    WireTypes.Text,     a => a.It.ErrorTraceback },
    };

    private static readonly WireType<IEnumerable<In<CourseAccount>>> s_accounts = WireTypes.ListOf(WireTypes.Object(Details));

    private static readonly ObjectTable<CourseAccountBatch> s_batch = new()
    {
        { "course_accounts", WireTypes.ListOf(WireTypes.Object(Details.Only("email", "description"))), batch => batch.Made },
        { "project",         WireTypes.Uuid, batch => batch.Project },
    };

    /// <summary>The answer to bulk creation: the accounts; as documented, what was asked for of each, and the project.</summary>
    public static readonly Reply<CourseAccountBatch> BulkAnswer = new(
        s_accounts.Shape, static (json, _, batch) => s_accounts.Write(json, batch.Made))
    {
        Documented = (CourseAccountDivergences.BulkResponse, s_batch.Reply(), static (_, _) => true),
    };

    /// <summary>The filters of the list.</summary>
    public static readonly FilterTable<CourseAccount> Filters = new()
    {
        { "username",                  Match.Exact(CourseAccount.OfUsername) },
        { "email",                     Match.Contains<CourseAccount>(a => a.It.Email) },
        { "state",                     Match.Label(CourseAccountLifecycle.Labels, CourseAccount.OfState) },
        { "project_uuid",              Match.Uuid(CourseAccount.OfProject) },
        { "project_start_date_after",  Match.After<CourseAccount>("project_start_date", a => a.Project.It.StartDate) },
        { "project_start_date_before", Match.Before<CourseAccount>("project_start_date", a => a.Project.It.StartDate) },
        { "project_end_date_after",    Match.After<CourseAccount>("project_end_date", a => a.Project.It.EndDate) },
        { "project_end_date_before",   Match.Before<CourseAccount>("project_end_date", a => a.Project.It.EndDate) },
    };

    /// <summary>What the list can be ordered by.</summary>
    public static readonly Ordering<CourseAccount> Ordering = new()
    {
        { "created",            CourseAccount.Table.Of(a => SortKey.Of(a.Created)) },
        { "modified",           CourseAccount.Table.Of(a => SortKey.Of(a.Modified)) },
        { "state",              CourseAccount.Table.Of(a => new SortKey((int)a.State)) },
        { "email",              CourseAccount.Table.Of(a => SortKey.Of(a.Email)) },
        { "username",           CourseAccount.OfUsername.Value.As(SortKey.Of).Or(SortKey.Of((string?)null)) },
        { "project_name",       OfProject(p => SortKey.Of(p.Name)) },
        { "project_start_date", OfProject(p => SortKey.Of(p.StartDate)) },
        { "project_end_date",   OfProject(p => SortKey.Of(p.EndDate)) },
    };

    /// <summary>What is sent: the fields of the bodies.</summary>
    public static class Sent
    {
        /// <summary>The project: one that is no course counts as one that does not exist.</summary>
        public static readonly UuidRelationField<Project> Project = new("project", Fake.Project.Table)
        {
            Required = true,
            Among = (project, _) => project.It is { Kind: ProjectKind.Course, IsRemoved: false },
        };

        /// <summary>The student's e-mail address.</summary>
        public static readonly TextField Email = new("email")
        {
            Max = 320, Format = "email", NotAText = WrongEmail, Rule = text => EmailRule.IsValid(text) ? null : WrongEmail,
        };

        /// <summary>What the account is for.</summary>
        public static readonly TextField Description = new("description") { Max = 4096, MayBeBlank = true };

        /// <summary>The body of create.</summary>
        public static readonly BodyFields<CourseAccount> One = new("CourseAccountRequest")
        {
            { Project,     (account, project) => account with { Project = project.Uuid } },
            { Email,       (account, email) => account with { Email = email } },
            { Description, (account, description) => account with { Description = description } },
        };

        /// <summary>The accounts of a bulk creation.</summary>
        public static readonly ObjectListField<CourseAccount> Accounts = new("course_accounts", new()
        {
            { Email,       (account, email) => account with { Email = email } },
            { Description, (account, description) => account with { Description = description } },
        }) { Required = true };

        /// <summary>The body of bulk creation.</summary>
        public static readonly BodyFields<CourseAccount> Bulk = new("CourseAccountsBulkCreateRequest")
        {
            { Accounts, NotStored.LeftToHandler },
            { Project,  (account, project) => account with { Project = project.Uuid } },
        };

        private const string WrongEmail = "Enter a valid email address.";
    }

    private static Value<CourseAccount, SortKey> OfProject(Func<Project, SortKey> key) =>
        CourseAccount.Table.Via(CourseAccount.ByProject, Project.Table.Of(key));

    extension(In<CourseAccount> account)
    {
        public In<Project> Project => account.World.ProjectOf(account.It.Project);

        /// <summary>The name of its user, or null.</summary>
        public string? Username => account.It.User is { } user ? account.World.UserOf(user).It.Username : null;
    }
}

/// <summary>The accounts that a bulk creation made, in the order of the request.</summary>
/// <param name="Made">The accounts.</param>
/// <param name="Project">Their project.</param>
internal sealed record CourseAccountBatch(IEnumerable<In<CourseAccount>> Made, Guid Project);
