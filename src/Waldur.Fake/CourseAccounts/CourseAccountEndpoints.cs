using static Waldur.Fake.CourseAccountContract;

namespace Waldur.Fake;

/// <summary>The five operations on course accounts (sections 4 to 7).</summary>
internal static class CourseAccountEndpoints
{
    private static readonly Collection<CourseAccount> s_accounts = new()
    {
        Name = "marketplace-course-accounts",
        ModelName = "CourseAccount",
        Title = "Course Account",
        Table = CourseAccount.Table,
        Visible = Visible,
        Filters = Filters,
        Ordering = Ordering,
        Blank = new() { Project = Guid.Empty },
    };

    private static readonly Requirement<CourseAccount> s_mayManage =
        Access.Requires<CourseAccount>(
            Permission.ManageCourseAccounts, account => account.It.Project, account => account.Project.It.Customer);

    /// <summary>The operations.</summary>
    public static readonly IReadOnlyList<Operation> All =
    [
        s_accounts.List("List course accounts", Details),
        s_accounts.Retrieve("Retrieve a course account", Details),
        s_accounts.Create(
            "Create a course account", Sent.One.Whole.After(ManagesAny), Details.AfterWrite(), Create, valid: MustEnd, may: s_mayManage),
        s_accounts.Make(
            "create_bulk", "Bulk create course accounts", Sent.Bulk.Whole.After(ManagesAny), BulkAnswer, CreateBulk,
            valid: (call, draft) => NotEmpty(draft) ?? MustEnd(call, draft), may: s_mayManage) with
        {
            // The document lists them; they have no effect.
            Parameters = s_accounts.ListParameters(Details),
        },
        s_accounts.Delete(CourseAccountLifecycle.Close.Summary, Delete, s_mayManage, CourseAccountLifecycle.MayClose),
        s_accounts.Disabled("PUT"),
        s_accounts.Disabled("PATCH"),
    ];

    /// <summary>
    /// Staff and support see all; others what is in projects that they hold a managing role on: customer roles show nothing (section 2.1).
    /// </summary>
    private static Sight<CourseAccount> Visible(Call call)
    {
        if (call.Caller.SeesEverything)
            return Sight<CourseAccount>.Everything;
        return Sight<CourseAccount>.By(call.Data, ManagedProjects(call).ToHashSet(), CourseAccount.OfProject);
    }

    private static IEnumerable<Guid> ManagedProjects(Call call) => Access.Grants(call.Data, call.Caller.Uuid)
        .Where(grant => grant.ScopeKind == ScopeKind.Project && Access.Carries(call.Data, grant, Permission.ManageCourseAccounts))
        .Select(grant => grant.Scope);

    /// <summary>
    /// The order of section 2.2: an empty body is judged by whether the caller manages any project at all; any other is validated first,
    /// and only then is asked for the permission on its project.
    /// </summary>
    private static Answer? ManagesAny(BodyInput input, Call call) =>
        input.IsEmpty && !call.Caller.SeesEverything && !ManagedProjects(call).Any()
        ? Refuse.Forbidden("You don't have permission to create course accounts")
        : null;

    private static Answer? NotEmpty(Draft<CourseAccount> draft) => draft.Sent.Get(Sent.Accounts) is []
        ? Refuse.Invalid(Problem.OfFields(Sent.Accounts.Name, "This field cannot be empty."))
        : null;

    private static Answer? MustEnd(Call call, Draft<CourseAccount> draft) =>
        draft.Subject.Project is var project && project.It.EndDate is null
        ? Refuse.Invalid(
            $"Unable to create a course account for a course project {project.It.Name} | {project.Customer.It.Name} without an end_date")
        : null;

    private static Outcome<CourseAccount> Create(Call call, Draft<CourseAccount> draft)
    {
        var made = call.Changes.Make(draft.Row, OwnerOf(call));
        if (made.Refusal is { } reason)
            return Refuse.Detail(400, PythonText.Str(reason));
        return made.Account is { } account ? account : UsernameTaken(call, made.TakenUsername!);
    }

    private static Outcome<CourseAccountBatch> CreateBulk(Call call, Draft<CourseAccount> draft)
    {
        var made = new List<CourseAccount>();
        foreach (var item in draft.Sent.Get(Sent.Accounts)!)
        {
            if (!item.Has(Sent.Email))
                call.CrashAsServer(CommonDivergences.ServerCrash);
            var one = call.Changes.Make(item.StoredIn(draft.Row), OwnerOf(call));
            if (one.TakenUsername is { } taken)
                return UsernameTaken(call, taken);
            // What the service refuses is left out; the others are made all the same.
            if (one.Account is { } account)
                made.Add(KeepDescription(call, account));
        }
        return new CourseAccountBatch(made.Select(call.In), draft.Row.Project);
    }

    private static Answer? Delete(Call call, In<CourseAccount> account) =>
        call.Changes.Close(account.It) is { } reason ? Refuse.Detail(400, reason) with { KeepsChanges = true } : null;

    private static string OwnerOf(Call call) => call.Data.UserOf(call.Caller.Uuid).It.Username;

    /// <summary>The service is told of the description in any case; whether the account keeps it depends.</summary>
    private static CourseAccount KeepDescription(Call call, CourseAccount account)
    {
        account = account with { Description = call.Choose(
            CourseAccountDivergences.BulkDescription, documented: account.Description, server: "") };
        call.Changes.Put(CourseAccount.Table, account);
        return account;
    }

    private static Answer UsernameTaken(Call call, string username)
    {
        call.CrashAsServer(CommonDivergences.ServerCrash);
        return Refuse.Detail(400, $"The account service gave the user name {username}, which exists already.");
    }
}
