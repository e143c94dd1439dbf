using System.Collections.Frozen;

namespace Waldur.Fake;

/// <summary>A path template with the operations on it.</summary>
internal sealed class Route
{
    private readonly Operation? _create;

    private static readonly string[] s_order = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

    /// <summary>A template with its operations; and what makes an object of the collection, if the template is an action's.</summary>
    internal Route(IEnumerable<Operation> operations, Operation? create = null)
    {
        _create = create;
        Operations = operations.ToFrozenDictionary(operation => operation.Method, StringComparer.Ordinal);
        Allow = string.Join(", ", s_order.Where(method =>
            method == "OPTIONS" || Operations.ContainsKey(method) || (method == "HEAD" && Operations.ContainsKey("GET"))));
    }

    /// <summary>The operations by method.</summary>
    public FrozenDictionary<string, Operation> Operations { get; }

    /// <summary>The value of the <c>Allow</c> header.</summary>
    public string Allow { get; }

    /// <summary>The operations whose bodies OPTIONS describes: of an action that is POSTed the body that makes an object.</summary>
    internal IEnumerable<Operation> Described => Operations.Values
        .Where(operation => operation is { Disabled: false, Method: "POST" or "PUT" })
        .Select(operation => _create is not null && operation.Method == "POST" ? _create : operation)
        .Where(operation => operation.Body?.Members is not null);

    /// <summary>Whether it is answered without a token.</summary>
    public bool Open => Operations.Values.Any(operation => operation.Open);
}

/// <summary>Where a path leads.</summary>
/// <param name="Route">The route, or null.</param>
/// <param name="Uuid">What stands for the identifier, or empty.</param>
/// <param name="Format">The format named by the path's suffix, or null.</param>
/// <param name="NeedsSlash">The path would lead to a route if it ended with a slash.</param>
internal readonly record struct RouteMatch(Route? Route, string Uuid = "", string? Format = null, bool NeedsSlash = false)
{
    /// <summary>The name of the operation of that method, HEAD that counts among them; null: there is none.</summary>
    public OperationName? NameOf(string method)
    {
        var isHead = method == "HEAD";
        return Route?.Operations.GetValueOrDefault(isHead ? "GET" : method) is { Disabled: false, Open: false } operation
            ? (isHead ? operation.CountName : null) ?? operation.Name
            : null;
    }
}

/// <summary>
/// The router (HTTP conventions, section 1): exact letters, slash at the end, names of actions before identifiers, format suffixes.
/// </summary>
internal sealed class RouteTable
{
    private const string Variable = "{uuid}";

    private readonly FrozenDictionary<string, Route> _routes;

    /// <summary>The routes of these operations.</summary>
    public RouteTable(IEnumerable<Operation> operations)
    {
        var all = operations.ToList();
        var creates = all.Where(operation => operation.Method == "POST").ToLookup(operation => operation.Path, StringComparer.Ordinal);
        _routes = all.GroupBy(operation => operation.Path, StringComparer.Ordinal).ToFrozenDictionary(
            group => group.Key,
            // "/api/{collection}/" and whatever follows
            group => new Route(
                group,
                creates[string.Join('/', group.Key.Split('/')[..3]) + "/"].FirstOrDefault(create => create.Path != group.Key)),
            StringComparer.Ordinal);
    }

    /// <summary>The templates.</summary>
    public IEnumerable<string> Paths => _routes.Keys;

    /// <summary>The template of a decoded path; null if no route leads there.</summary>
    public string? PathOf(string path) => Find(path).Route is { } route ? _routes.First(row => row.Value == route).Key : null;

    /// <summary>Finds the route of a decoded path.</summary>
    public RouteMatch Find(string path)
    {
        if (Exact(path) is { Route: not null } match)
            return match;
        if (Suffixed(path) is { Route: not null } withFormat)
            return withFormat;
        return !path.EndsWith('/') && Exact(path + "/") is { Route: not null } ? new(null, NeedsSlash: true) : default;
    }

    /// <summary>The name of the operation that a request asks for, a HEAD that counts among them; null: it asks for none.</summary>
    public OperationName? NameOf(WireRequest request) => Find(request.DecodedPath).NameOf(request.Method);

    private RouteMatch Exact(string path)
    {
        if (_routes.TryGetValue(path, out var route) && !path.Contains('{', StringComparison.Ordinal))
            return new(route);
        // "/api/{collection}/{uuid}/" and whatever follows
        var start = path.IndexOf('/', path.IndexOf('/', Math.Min(1, path.Length)) + 1);
        if (start <= 0)
            return default;
        var end = path.IndexOf('/', start + 1);
        if (end <= start + 1)
            return default;
        var uuid = path[(start + 1)..end];
        return !uuid.Contains('.', StringComparison.Ordinal)
            && _routes.TryGetValue(string.Concat(path.AsSpan(0, start + 1), Variable, path.AsSpan(end)), out route)
            ? new(route, uuid)
            : default;
    }

    /// <summary>Takes a format suffix (lower case only) off a path: <c>/api/x.json</c> is <c>/api/x/</c> with a format.</summary>
    internal static bool TryTakeSuffix(string path, out string plain, out string format)
    {
        (plain, format) = (path, "");
        var whole = path.EndsWith('/') ? path[..^1] : path;
        var dot = whole.LastIndexOf('.');
        if (dot < whole.LastIndexOf('/') + 2 || dot == whole.Length - 1)
            return false;
        var suffix = whole[(dot + 1)..];
        if (!suffix.All(static letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter)))
            return false;
        (plain, format) = (whole[..dot] + "/", suffix);
        return true;
    }

    private RouteMatch Suffixed(string path) =>
        TryTakeSuffix(path, out var plain, out var format) && Exact(plain) is { Route: not null } match
            ? match with { Format = format }
            : default;
}
