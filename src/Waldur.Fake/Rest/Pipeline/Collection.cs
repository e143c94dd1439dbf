
namespace Waldur.Fake;

/// <summary>A check of a caller against an object: the refusal, or null.</summary>
/// <typeparam name="T">Kind of the object.</typeparam>
public delegate Answer? Check<T>(Call call, In<T> row)
    where T : Entity;

/// <summary>What is the same in all operations on one kind of objects: where they live, who sees which, how lists are filtered.</summary>
/// <typeparam name="T">Kind of the objects.</typeparam>
public sealed class Collection<T>
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

    /// <summary>Does <c>?field=</c> count?</summary>
    public bool Projects { get; init; }

    /// <summary>Are these among Waldur's documented account operations?</summary>
    public bool Documented { get; init; } = true;

    private string IdPrefix => Name.Replace('-', '_');

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
    public Operation Retrieve(string summary, Representation<T> representation) => new("GET", $"/api/{Name}/{{uuid}}/")
    {
        Id = $"{IdPrefix}_retrieve",
        Summary = summary,
        Title = $"{Title} Instance",
        Documented = Documented,
        Parameters = Projects ? [FieldParameter(representation)] : [],
        Result = ShapeOf(representation),
        Run = (call, uuid) => Show(call, uuid, representation),
    };

    /// <summary>An operation on one object: it is looked up, then the checks are asked in order, all before the body is read.</summary>
    /// <param name="method">The method.</param>
    /// <param name="action">The name of an extra action, or empty.</param>
    /// <param name="handle">What it does.</param>
    /// <param name="checks">Permission first, then state.</param>
    public Operation OnObject(string method, string action, Func<Call, In<T>, Answer> handle, params IReadOnlyList<Check<T>> checks) =>
        new(method, action.Length == 0 ? $"/api/{Name}/{{uuid}}/" : $"/api/{Name}/{{uuid}}/{action}/")
        {
            Id = IdOf(action, method switch
            {
                "PUT" => "update",
                "PATCH" => "partial_update",
                "DELETE" => "destroy",
                "POST" => "",
                _ => "retrieve",
            }),
            Title = $"{Title} Instance",
            Writes = method != "GET",
            Documented = Documented,
            Success = method == "DELETE" ? 204 : 200,
            Run = (call, uuid) =>
            {
                var (refusal, row) = Find(call, uuid, Visible);
                if (refusal is not null)
                    return refusal;
                foreach (var check in checks)
                {
                    if (check(call, row) is { } refused)
                        return refused;
                }
                return handle(call, row);
            },
        };

    /// <summary>An operation on the whole collection.</summary>
    /// <param name="method">The method.</param>
    /// <param name="action">The name of an extra action, or empty.</param>
    /// <param name="handle">What it does.</param>
    public Operation OnCollection(string method, string action, Func<Call, Answer> handle) =>
        new(method, action.Length == 0 ? $"/api/{Name}/" : $"/api/{Name}/{action}/")
        {
            Id = IdOf(action, method == "GET" ? "retrieve" : action.Length > 0 ? "" : "create"),
            Title = $"{Title} List",
            Writes = method != "GET",
            Documented = Documented,
            Success = method == "POST" && action.Length == 0 ? 201 : 200,
            Run = (call, _) => handle(call),
        };

    /// <summary>A method that the route of one object knows and refuses.</summary>
    public Operation Disabled(string method) => new(method, $"/api/{Name}/{{uuid}}/")
    {
        Title = $"{Title} Instance",
        Disabled = true,
        Documented = false,
        Run = (call, _) => Refuse.MethodNotAllowed(call.Request.Method),
    };

    /// <summary>An answer that shows one object.</summary>
    /// <param name="call">The request.</param>
    /// <param name="status">The status.</param>
    /// <param name="representation">The table of the object.</param>
    /// <param name="row">The object; it is shown as the data of the call have it now.</param>
    /// <param name="projected">Does <c>?field=</c> count here?</param>
    public static Answer Show(Call call, int status, Representation<T> representation, T row, bool projected = false)
    {
        var json = new JsonOut(call.Origin, 4096);
        representation.Write(json, call.In(row), projected ? FieldSelection.Of(call.Query, representation.Names) : null);
        return Answer.Json(status, json.Written);
    }

    /// <summary>The answer to a create: 201 and the link of the object.</summary>
    public Answer Created(Call call, Representation<T> representation, T row, bool projected = false) =>
        Show(call, 201, representation, row, projected).WithLocation($"{call.Origin}/api/{Name}/{row.Uuid:n}/");

    /// <summary>Looks an object up in a caller's sight, through the filters of the list.</summary>
    public (Answer? Refusal, In<T> Row) Find(Call call, string uuidText, Func<Call, Sight<T>> visible)
    {
        var (filters, _, refusal) = Asked(call);
        if (refusal is not null)
            return (refusal, default);
        if (UuidText.TryParse(uuidText, out var uuid) && call.Data.Table(Table).Find(uuid) is { } found)
        {
            var row = call.In(found);
            if (filters.All(filter => filter.Keeps!(row)) && visible(call).Sees?.Invoke(row) != false)
                return (null, row);
        }
        return (Refuse.NoSuchObject(ModelName), default);
    }

    // The ordering is one of the filters to the server: what is wrong with it is told beside what is wrong with others.
    private (IReadOnlyList<FilterOutcome<T>> Filters, Func<IEnumerable<In<T>>, IEnumerable<In<T>>>? Order, Answer? Refusal) Asked(Call call)
    {
        if (call.Query.Pairs.Count == 0)
            return ([], null, null);
        var problems = new ProblemsOfFields();
        var filters = Filters.Read(call, problems, out var noSuchPath);
        var (order, wrong) = Ordering?.Read(call.Query) ?? default;
        if (wrong is not null)
            problems.Add("o", wrong);
        if (!problems.IsEmpty)
            return ([], null, Refuse.Invalid(problems));
        return (filters, order, noSuchPath is null ? null : Refuse.NoSuchPath(noSuchPath));
    }

    private Answer Show(Call call, string uuid, Representation<T> representation)
    {
        var (refusal, row) = Find(call, uuid, Readable ?? Visible);
        return refusal ?? Show(call, 200, representation, row.It, Projects);
    }

    private Answer ListRows(Call call, Representation<T> representation)
    {
        var (filters, order, refusal) = Asked(call);
        if (refusal is not null)
            return refusal;

        var rows = Rows(call, filters, order);
        if (Paging.Of(call.Query, rows.Count) is not { } paging)
            return Refuse.InvalidPage();
        var json = new JsonOut(call.Origin, 4096);
        var only = Projects ? FieldSelection.Of(call.Query, representation.Names) : null;
        json.BeginArray();
        for (var i = paging.Skip; i < Math.Min(paging.Skip + paging.Size, paging.Total); i++)
            representation.Write(json, call.In(rows[i]), only);
        json.EndArray();
        return Answer.Page(json.Written, paging.Total, paging.Links($"{call.Origin}/api/{Name}/", call.Query));
    }

    private IReadOnlyList<T> Rows(Call call, IReadOnlyList<FilterOutcome<T>> filters, Func<IEnumerable<In<T>>, IEnumerable<In<T>>>? order)
    {
        var table = call.Data.Table(Table);
        var sight = (Readable ?? Visible)(call);
        var indexed = filters.FirstOrDefault(filter => filter.Candidates is not null);
        var candidates = indexed.Candidates?.Invoke(table) ?? table.All;
        var others = indexed.Candidates is null ? filters : [.. filters.Where(filter => filter.Candidates != indexed.Candidates)];
        if (sight.Sees is null && others.Count == 0 && order is null)
            return candidates;

        var data = call.Data;
        var rows = candidates.Select(row => new In<T>(row, data));
        foreach (var filter in others)
            rows = rows.Where(filter.Keeps!);
        // Sight is asked last: what a filter leaves out must not make a divergence of sight matter.
        if (sight.Sees is { } sees)
            rows = rows.Where(sees);
        if (order is not null)
            rows = order(rows);
        return [.. rows.Select(row => row.It)];
    }

    private Shape ShapeOf(Representation<T> representation) => Projects ? representation.SelectableShape : representation.Shape;

    /// <summary>The parameters of the list.</summary>
    public IReadOnlyList<Parameter> ListParameters(Representation<T> representation)
    {
        var parameters = Filters.Select(filter => new Parameter(filter.Key, filter.Value.Shape, filter.Value.IsRepeated)).ToList();
        if (Ordering is not null)
            parameters.Add(new("o", Shape.ListOf(Shape.OneOf(Ordering.SelectMany(key => new[] { key, "-" + key }))), Exploded: false));
        if (Projects)
            parameters.Add(FieldParameter(representation));
        parameters.Add(new("page", Shape.Int));
        parameters.Add(new("page_size", Shape.Int));
        return [.. parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal)];
    }

    private static Parameter FieldParameter(Representation<T> representation) =>
        new("field", Shape.ListOf(Shape.OneOf(representation.Names)));
}
