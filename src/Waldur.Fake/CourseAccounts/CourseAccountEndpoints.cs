using static Waldur.Fake.CourseAccountContract;

namespace Waldur.Fake;

/// <summary>The five operations on course accounts (sections 4 to 7).</summary>
public static class CourseAccountEndpoints
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
    };

    /// <summary>The operations.</summary>
    public static readonly IReadOnlyList<Operation> All =
    [
        s_accounts.List("List course accounts", Details),
        s_accounts.Retrieve("Retrieve a course account", Details),
        s_accounts.OnCollection("POST", "", Create) with
        {
            Summary = "Create a course account", Body = Sent.One.Shape(partial: false).Named("CourseAccountRequest"), Result = Details.Shape,
            Permission = Permission.ManageCourseAccounts,
        },
        s_accounts.OnCollection("POST", "create_bulk", CreateBulk) with
        {
            Summary = "Bulk create course accounts", Body = Sent.Bulk.Shape(partial: false).Named("CourseAccountsBulkCreateRequest"), Permission = Permission.ManageCourseAccounts,
            Result = Shape.ListOf(Details.Shape), DocumentedResult = (CourseAccountDivergences.BulkResponse, BulkAnswer),
            // The document lists them; they have no effect.
            Parameters = s_accounts.ListParameters(Details),
        },
        s_accounts.OnObject("DELETE", "", Delete, MayManage, CourseAccountLifecycle.MayClose) with
        {
            Summary = CourseAccountLifecycle.Close.Summary, Permission = CourseAccountLifecycle.Close.Permission,
        },
        s_accounts.Disabled("PUT"),
        s_accounts.Disabled("PATCH"),
    ];

    /// <summary>Staff and support see all; others what is in projects that they hold a managing role on: customer roles show nothing (section 2.1).</summary>
    private static Sight<CourseAccount> Visible(Call call)
    {
        if (call.Caller.SeesEverything)
            return Sight<CourseAccount>.Everything;
        var projects = ManagedProjects(call).ToHashSet();
        return Sight<CourseAccount>.Where(account => projects.Contains(account.It.Project));
    }

    private static IEnumerable<Guid> ManagedProjects(Call call) => Access.Grants(call.Data, call.Caller.Uuid)
        .Where(grant => grant.ScopeKind == ScopeKind.Project && Access.Carries(call.Data, grant, Permission.ManageCourseAccounts))
        .Select(grant => grant.Scope);

    private static Answer? MayManage(Call call, In<CourseAccount> account) => MayManage(call, account.Project);

    private static Answer? MayManage(Call call, In<Project> project) =>
        Access.Allows(call, Permission.ManageCourseAccounts, project.Uuid, project.It.Customer) ? null : Refuse.Forbidden();

    private static Answer Create(Call call)
    {
        var (body, refusal) = ReadPermitted(call, Sent.One, static _ => null);
        if (body is null)
            return refusal!;
        var made = call.Changes.Make(NewAccount(body, body.Get(Sent.Project)!), OwnerOf(call));
        if (made.Refusal is { } reason)
            return Refuse.Detail(400, PythonText.Str(reason));
        return made.Account is { } account ? s_accounts.Created(call, Details, account) : UsernameTaken(call, made.TakenUsername!);
    }

    private static Answer CreateBulk(Call call)
    {
        var (body, refusal) = ReadPermitted(call, Sent.Bulk, static body =>
            body.Get(Sent.Accounts)!.Count == 0 ? Refuse.Invalid(Problem.OfFields(Sent.Accounts.Name, "This field cannot be empty.")) : null);
        if (body is null)
            return refusal!;
        var project = body.Get(Sent.Project)!;
        var made = new List<CourseAccount>();
        foreach (var item in body.Get(Sent.Accounts)!)
        {
            if (!item.Has(Sent.Email))
                call.CrashAsServer(CommonDivergences.ServerCrash);
            var one = call.Changes.Make(NewAccount(item, project), OwnerOf(call));
            if (one.TakenUsername is { } taken)
                return UsernameTaken(call, taken);
            // What the service refuses is left out; the others are made all the same.
            if (one.Account is { } account)
                made.Add(KeepDescription(call, account));
        }
        return call.Choose(CourseAccountDivergences.BulkResponse, documented: true, server: false) ? ShowDocumented(call, made, project) : ShowList(call, made);
    }

    private static Answer Delete(Call call, In<CourseAccount> account) => call.Changes.Close(account.It) is { } reason
        ? Refuse.Detail(400, reason).KeepingChanges()
        : Answer.NoContent;

    /// <summary>
    /// The order of section 2.2: an empty body is judged by whether the caller manages any project at all; any other is validated first,
    /// and only then is asked for the permission on its project.
    /// </summary>
    private static (BodyValues? Body, Answer? Refusal) ReadPermitted(Call call, BodyFields fields, Func<BodyValues, Answer?> whole)
    {
        var (input, refusal) = call.ReadBody();
        if (input is null)
            return (null, refusal);
        if (input.IsEmpty && !call.Caller.SeesEverything && !ManagedProjects(call).Any())
            return (null, Refuse.Forbidden("You don't have permission to create course accounts"));
        var (body, problem) = fields.Read(input, call, partial: false);
        if (body is null)
            return (null, Refuse.Invalid(problem!));
        var project = call.In(body.Get(Sent.Project)!);
        refusal = whole(body) ?? MustEnd(project) ?? MayManage(call, project);
        return refusal is null ? (body, null) : (null, refusal);
    }

    private static Answer? MustEnd(In<Project> project) => project.It.EndDate is null
        ? Refuse.Invalid($"Unable to create a course account for a course project {project.It.Name} | {project.Customer.It.Name} without an end_date")
        : null;

    private static CourseAccount NewAccount(BodyValues values, Project project) => new()
    {
        Project = project.Uuid, Email = values.Or(Sent.Email, ""), Description = values.Or(Sent.Description, ""),
    };

    private static string OwnerOf(Call call) => call.Data.UserOf(call.Caller.Uuid).It.Username;

    /// <summary>The service is told of the description in any case; whether the account keeps it depends.</summary>
    private static CourseAccount KeepDescription(Call call, CourseAccount account)
    {
        account = account with { Description = call.Choose(CourseAccountDivergences.BulkDescription, documented: account.Description, server: "") };
        call.Changes.Put(CourseAccount.Table, account);
        return account;
    }

    private static Answer UsernameTaken(Call call, string username)
    {
        call.CrashAsServer(CommonDivergences.ServerCrash);
        return Refuse.Detail(400, $"The account service gave the user name {username}, which exists already.");
    }

    private static Answer ShowList(Call call, List<CourseAccount> made)
    {
        var json = new JsonOut(call.Origin, 4096);
        WriteAll(json, call, made, Details);
        return Answer.Json(200, json.Written);
    }

    private static Answer ShowDocumented(Call call, List<CourseAccount> made, Project project)
    {
        var json = new JsonOut(call.Origin, 4096);
        json.BeginObject();
        json.Name("course_accounts");
        WriteAll(json, call, made, BulkItem);
        json.Name("project");
        json.Uuid(project.Uuid);
        json.EndObject();
        return Answer.Json(200, json.Written);
    }

    private static void WriteAll(JsonOut json, Call call, List<CourseAccount> made, Representation<CourseAccount> representation)
    {
        json.BeginArray();
        foreach (var account in made)
            representation.Write(json, call.In(account));
        json.EndArray();
    }
}
