namespace Waldur.Fake;

/// <summary>What is the same in all operations on one kind of objects: where they live, who sees which, how lists are filtered.</summary>
/// <typeparam name="T">Kind of the objects.</typeparam>
internal sealed class Collection<T>
    where T : Entity
{
    /// <summary>The name in the path, for example <c>marketplace-robot-accounts</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Waldur's name of the kind in a 404, for example <c>RobotAccount</c>.</summary>
    public required string ModelName { get; init; }

    /// <summary>The name in OPTIONS answers, for example <c>Robot Account</c>.</summary>
    public required string Title { get; init; }

    /// <summary>Where the objects are kept.</summary>
    public required TableDefinition<T> Table { get; init; }

    /// <summary>Which objects a caller sees.</summary>
    public required Func<Call, Sight<T>> Visible { get; init; }

    /// <summary>Which of these list and retrieve show; the same unless told otherwise.</summary>
    public Func<Call, Sight<T>>? Readable { get; init; }

    /// <summary>The filters of the list. They act on single objects too.</summary>
    public FilterTable<T> Filters { get; init; } = [];

    /// <summary>What the list can be ordered by; null: nothing.</summary>
    public Ordering<T>? Ordering { get; init; }

    /// <summary>Whether <c>?field=</c> counts.</summary>
    public bool SelectsFields { get; init; }

    /// <summary>What a new object is before anything is stored in it that was sent; null: none is made by a request.</summary>
    public T? Blank { get; init; }

    /// <summary>Whether these are among Waldur's documented account operations.</summary>
    public bool Documented { get; init; } = true;

    private static readonly Outcome<Asking> s_nothingAsked = new Asking([], null);

    private string IdPrefix => Name.Replace('-', '_');

    private string TitleOf(string action, string whole) =>
        action.Length == 0 ? $"{Title} {whole}" : char.ToUpperInvariant(action[0]) + action[1..].Replace('_', ' ').Replace('-', ' ');

    // Waldur names a POST action after itself alone, and others with the verb of their method.
    private string IdOf(string action, string verb) =>
        string.Join('_', new[] { IdPrefix, action.Replace('-', '_'), verb }.Where(part => part.Length > 0));

    /// <summary>GET (and HEAD) on the whole collection.</summary>
    public Operation List(string summary, Representation<T> representation) => new("GET", $"/api/{Name}/")
    {
        Id = $"{IdPrefix}_list",
        Summary = summary,
        Title = $"{Title} List",
        Counted = true,
        Documented = Documented,
        Parameters = ListParameters(representation),
        Result = Shape.ListOf(ShapeOf(representation)),
        Run = (call, _) => ListRows(call, representation),
    };

    /// <summary>GET on one object.</summary>
    public Operation Retrieve(string summary, Representation<T> representation)
    {
        var reply = representation.Reply(SelectsFields);
        return new("GET", $"/api/{Name}/{{uuid}}/")
        {
            Id = $"{IdPrefix}_retrieve",
            Summary = summary,
            Title = $"{Title} Instance",
            Documented = Documented,
            Parameters = SelectsFields ? [FieldParameter(representation)] : [],
            Result = reply.Shape,
            Run = (call, uuid) =>
                Find(call, uuid, Readable ?? Visible).Try(out var row, out var refusal)
                    ? reply.Of(call, 200, row with { World = row.World.Watched() })
                    : refusal,
        };
    }

    /// <summary>POST on the collection: what was sent is stored in a new row, and the row as the handler inserted it is shown.</summary>
    /// <param name="summary">What it does.</param>
    /// <param name="body">The body.</param>
    /// <param name="reply">The answer.</param>
    /// <param name="make">Inserts the new row.</param>
    /// <param name="valid">What is asked of the new row first.</param>
    /// <param name="may">The permission; it is asked on the new row.</param>
    /// <param name="then">What is asked after the permission.</param>
    /// <param name="located">Whether <c>Location</c> tells the link of the row.</param>
    public Operation Create(
        string summary, Body<BodyValues<T>> body, Reply<Draft<T>> reply, Func<Call, Draft<T>, Outcome<T>> make,
        Rule<T>? valid = null, Requirement<T>? may = null, Rule<T>? then = null, bool located = true) => Make(
            "", summary, body, located ? reply with { Location = (call, draft) => $"{call.Origin}/api/{Name}/{draft.Row.Uuid:n}/" } : reply,
            Shown(make), valid, may, then);

    /// <summary>POST that makes rows of what was sent.</summary>
    /// <param name="action">The name of an extra action.</param>
    /// <param name="summary">What it does.</param>
    /// <param name="body">The body.</param>
    /// <param name="reply">The answer.</param>
    /// <param name="make">What it does with the new row.</param>
    /// <param name="valid">What is asked of the new row first.</param>
    /// <param name="may">The permission; it is asked on the new row.</param>
    /// <param name="then">What is asked after the permission.</param>
    public Operation Make<TResult>(
        string action, string summary, Body<BodyValues<T>> body, Reply<TResult> reply, Func<Call, Draft<T>, Outcome<TResult>> make,
        Rule<T>? valid = null, Requirement<T>? may = null, Rule<T>? then = null) =>
        OnCollection("POST", action, summary, body, reply, (call, sent) =>
        {
            var row = sent.StoredIn(Blank!);
            return Judged(call, new(call.In(row), row, sent), make, valid, may, then);
        }) with { Permission = NameOf(may) };

    /// <summary>A change of one object: what was sent is stored in the row, and the row as the handler saved it is shown.</summary>
    /// <param name="method">The method.</param>
    /// <param name="action">The name of an extra action, or empty.</param>
    /// <param name="summary">What it does.</param>
    /// <param name="body">The body; null: none is read.</param>
    /// <param name="reply">The answer.</param>
    /// <param name="change">What it does with the changed row.</param>
    /// <param name="may">The permission; it is asked on the row as it was stored, before the body is read unless it says otherwise.</param>
    /// <param name="first">What is asked before the body is read, after the permission.</param>
    /// <param name="valid">What is asked of the changed row first.</param>
    /// <param name="then">What is asked of the changed row after that, and after a permission that is asked so late.</param>
    public Operation Change(
        string method, string action, string summary, Body<BodyValues<T>>? body, Reply<Draft<T>> reply,
        Func<Call, Draft<T>, Outcome<T>> change,
        Requirement<T>? may = null, Check<T>? first = null, Rule<T>? valid = null, Rule<T>? then = null)
    {
        var (shown, late) = (Shown(change), may is { AfterBody: true } ? may : null);
        return OnObject(method, action, summary, body, reply, (call, row, sent) =>
            Judged(call, new(row, sent?.StoredIn(row.It) ?? row.It, sent ?? BodyValues<T>.None), shown, valid, late, then), may, first);
    }

    /// <summary>DELETE of one object.</summary>
    /// <param name="summary">What it does.</param>
    /// <param name="delete">Deletes it; or refuses to.</param>
    /// <param name="may">The permission.</param>
    /// <param name="first">What is asked after it.</param>
    public Operation Delete(string summary, Func<Call, In<T>, Answer?> delete, Requirement<T>? may = null, Check<T>? first = null) =>
        OnObject<object?, In<T>>(
            "DELETE", "", summary, null, Reply<In<T>>.Nothing, (call, row, _) => delete(call, row) is { } refusal ? refusal : row,
            may, first);

    /// <summary>An operation on one object: it is looked up, then permission and state are asked, and then the body is read.</summary>
    /// <param name="method">The method.</param>
    /// <param name="action">The name of an extra action, or empty.</param>
    /// <param name="summary">What it does.</param>
    /// <param name="body">The body; null: none is read.</param>
    /// <param name="reply">The answer.</param>
    /// <param name="handle">What it comes to.</param>
    /// <param name="may">The permission.</param>
    /// <param name="first">What is asked after the permission.</param>
    public Operation OnObject<TBody, TResult>(
        string method, string action, string summary, Body<TBody>? body, Reply<TResult> reply,
        Func<Call, In<T>, TBody, Outcome<TResult>> handle,
        Requirement<T>? may = null, Check<T>? first = null)
    {
        var (early, success) = (may is { AfterBody: false } ? may : null, method == "DELETE" ? 204 : 200);
        return Described(new(method, action.Length == 0 ? $"/api/{Name}/{{uuid}}/" : $"/api/{Name}/{{uuid}}/{action}/")
        {
            Id = IdOf(action, method switch
            {
                "PUT" => "update",
                "PATCH" => "partial_update",
                "DELETE" => "destroy",
                "POST" => "",
                _ => "retrieve",
            }),
            Title = TitleOf(action, "Instance"),
            Success = success,
            Permission = NameOf(may),
            Parse = BodyReader.Parsing(body),
            Run = (call, uuid) =>
            {
                if (!Find(call, uuid, Visible).Try(out var row, out var refusal))
                    return refusal;
                if ((early?.Ask(call, row) ?? first?.Invoke(call, row)) is { } refused)
                    return refused;
                CrashAtSuffix(call, action);
                var sent = default(TBody);
                if (body is not null && !BodyReader.Read(call, body).Try(out sent, out refusal))
                    return refusal;
                return handle(call, row, sent!).Try(out var result, out refusal) ? reply.Of(call, success, result) : refusal;
            },
        }, summary, body?.Shape, reply);
    }

    /// <summary>An operation on the whole collection.</summary>
    /// <param name="method">The method.</param>
    /// <param name="action">The name of an extra action, or empty.</param>
    /// <param name="summary">What it does.</param>
    /// <param name="body">The body; null: none is read.</param>
    /// <param name="reply">The answer.</param>
    /// <param name="handle">What it comes to.</param>
    public Operation OnCollection<TBody, TResult>(
        string method, string action, string summary, Body<TBody>? body, Reply<TResult> reply, Func<Call, TBody, Outcome<TResult>> handle)
    {
        var located = method == "POST" && action.Length == 0;
        return Described(new(method, action.Length == 0 ? $"/api/{Name}/" : $"/api/{Name}/{action}/")
        {
            Id = IdOf(action, method == "GET" ? "retrieve" : action.Length > 0 ? "" : "create"),
            Title = TitleOf(action, "List"),
            Success = located ? 201 : 200,
            Parse = BodyReader.Parsing(body),
            Run = (call, _) =>
            {
                CrashAtSuffix(call, action);
                var sent = default(TBody);
                if (body is not null && !BodyReader.Read(call, body).Try(out sent, out var refusal))
                    return refusal;
                return handle(call, sent!).Try(out var result, out refusal) ? reply.Of(call, located ? 201 : 200, result) : refusal;
            },
        }, summary, body?.Shape, reply);
    }

    /// <summary>A method that the route of one object knows and refuses.</summary>
    public Operation Disabled(string method) => new(method, $"/api/{Name}/{{uuid}}/")
    {
        Title = $"{Title} Instance",
        Disabled = true,
        Documented = false,
        Run = (call, _) => Refuse.MethodNotAllowed(call.Request.Method),
    };

    private Operation Described<TResult>(Operation operation, string summary, Shape? body, Reply<TResult> reply) => operation with
    {
        Summary = summary,
        Writes = operation.Method != "GET",
        Documented = Documented,
        Body = body,
        Result = reply.Shape,
        DocumentedResult = reply.Documented is { } other ? (other.Divergence, other.Reply.Shape!) : null,
    };

    // The server hands the format of a suffix to its actions, which do not take it (HTTP conventions, section 1).
    private static void CrashAtSuffix(Call call, string action)
    {
        if (call.Suffix is not null && action.Length > 0)
            call.CrashAsServer(CommonDivergences.ServerCrash);
    }

    private static string? NameOf(Requirement<T>? may) => may is { IsTacit: false } ? may.Permission : null;

    private static Func<Call, Draft<T>, Outcome<Draft<T>>> Shown(Func<Call, Draft<T>, Outcome<T>> handle) =>
        (call, draft) => handle(call, draft).Try(out var row, out var refusal) ? draft with { Subject = call.In(row), Row = row } : refusal;

    private static Outcome<TResult> Judged<TResult>(
        Call call, Draft<T> draft, Func<Call, Draft<T>, Outcome<TResult>> handle, Rule<T>? valid, Requirement<T>? may, Rule<T>? then) =>
        (valid?.Invoke(call, draft) ?? may?.Ask(call, draft.Subject) ?? then?.Invoke(call, draft)) is { } refusal
            ? refusal
            : handle(call, draft);

    private Outcome<In<T>> Find(Call call, string uuidText, Func<Call, Sight<T>> visible)
    {
        if (!Asked(call).Try(out var asked, out var refusal))
            return refusal;
        if (UuidText.TryParse(uuidText, out var uuid) && call.Data.Table(Table).Find(uuid) is { } found)
        {
            var row = call.In(found);
            if (asked.Filters.All(filter => filter.Keeps(row)) && visible(call).Sees?.Invoke(row) != false)
                return row;
        }
        return Refuse.NoSuchObject(ModelName);
    }

    // The ordering is one of the filters to the server: what is wrong with it is told beside what is wrong with others.
    private Outcome<Asking> Asked(Call call)
    {
        if (call.Query.Pairs.Count == 0)
            return s_nothingAsked;
        var problems = new ProblemsOfFields();
        var filters = Filters.Read(call, problems, out var noSuchPath);
        var order = Ordering?.Read(call.Query) ?? default;
        if (order.Problem is { } wrong)
            problems.Add("o", wrong);
        if (!problems.IsEmpty)
            return problems;
        return noSuchPath is null ? new Asking(filters, order.Value) : noSuchPath;
    }

    private Answer ListRows(Call call, Representation<T> representation)
    {
        if (!Asked(call).Try(out var asked, out var refusal))
            return refusal;
        var rows = Selection<T>.Of(call.Data, Table, asked.Filters, (Readable ?? Visible)(call), asked.Order);
        if (Paging.Of(call.Query, rows.Count) is not { } paging)
            return Refuse.InvalidPage();
        var json = new JsonOut(call.Origin, 4096);
        var only = SelectsFields ? FieldSelection.Of(call.Query, representation.Names) : null;
        json.BeginArray();
        // HEAD is rendered from an empty page, and so are its bytes counted (HTTP conventions, section 9).
        var data = call.Data.Watched();
        foreach (var row in call.Request.Method == "HEAD" ? [] : rows.Page(paging.Skip, paging.Size))
            representation.Write(json, new(row, data), only);
        json.EndArray();
        return new(200, json.Finish(), "application/json")
        {
            ResultCount = paging.Total,
            Link = paging.Links(call.Origin + (call.Suffix is null ? $"/api/{Name}/" : call.Request.Path), call.Query),
        };
    }

    private Shape ShapeOf(Representation<T> representation) => representation.Reply(SelectsFields).Shape!;

    /// <summary>The parameters of the list.</summary>
    public IReadOnlyList<Parameter> ListParameters(Representation<T> representation)
    {
        var parameters = Filters.Select(filter => new Parameter(filter.Key, filter.Value.Shape, filter.Value.IsRepeated)).ToList();
        if (Ordering is not null)
            parameters.Add(new("o", Shape.ListOf(Shape.OneOf(Ordering.SelectMany(key => new[] { key, "-" + key }))), Exploded: false));
        if (SelectsFields)
            parameters.Add(FieldParameter(representation));
        parameters.Add(new("page", Shape.Int));
        parameters.Add(new("page_size", Shape.Int));
        return [.. parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal)];
    }

    private static Parameter FieldParameter(Representation<T> representation) =>
        new("field", Shape.ListOf(Shape.OneOf(representation.Names)));

    /// <summary>What the query of a request asks for.</summary>
    private readonly record struct Asking(List<Filter<T>> Filters, Order<T>? Order);
}
