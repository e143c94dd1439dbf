using System.Collections.Frozen;

namespace Waldur.Fake;

/// <summary>A path template with the operations on it.</summary>
public sealed class Route
{
    private static readonly string[] s_order = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

    internal Route(IEnumerable<Operation> operations)
    {
        Operations = operations.ToFrozenDictionary(operation => operation.Method, StringComparer.Ordinal);
        Allow = string.Join(", ", s_order.Where(method =>
            method == "OPTIONS" || Operations.ContainsKey(method) || (method == "HEAD" && Operations.ContainsKey("GET"))));
    }

    /// <summary>The operations by method.</summary>
    public FrozenDictionary<string, Operation> Operations { get; }

    /// <summary>The value of the <c>Allow</c> header.</summary>
    public string Allow { get; }

    /// <summary>Is it answered without a token?</summary>
    public bool Open => Operations.Values.Any(operation => operation.Open);
}

/// <summary>Where a path leads.</summary>
/// <param name="Route">The route, or null.</param>
/// <param name="Uuid">What stands for the identifier, or empty.</param>
/// <param name="Format">The format named by the path's suffix, or null.</param>
/// <param name="NeedsSlash">The path would lead to a route if it ended with a slash.</param>
public readonly record struct RouteMatch(Route? Route, string Uuid = "", string? Format = null, bool NeedsSlash = false);

/// <summary>
/// The router (HTTP conventions, section 1): exact letters, slash at the end, names of actions before identifiers, format suffixes.
/// </summary>
public sealed class RouteTable
{
    private const string Variable = "{uuid}";

    private readonly FrozenDictionary<string, Route> _routes;

    /// <summary>The routes of these operations.</summary>
    public RouteTable(IEnumerable<Operation> operations) => _routes = operations
        .GroupBy(operation => operation.Path, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => new Route(group), StringComparer.Ordinal);

    /// <summary>Finds the route of a decoded path.</summary>
    public RouteMatch Find(string path)
    {
        if (Exact(path) is { Route: not null } match)
            return match;
        if (path.EndsWith('/'))
            return Suffixed(path[..^1]);
        if (Suffixed(path) is { Route: not null } withFormat)
            return withFormat;
        return Exact(path + "/") is { Route: not null } ? new(null, NeedsSlash: true) : default;
    }

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

    private RouteMatch Suffixed(string path)
    {
        var dot = path.LastIndexOf('.');
        if (dot < 0 || dot < path.LastIndexOf('/') + 2 || dot == path.Length - 1)
            return default;
        var format = path[(dot + 1)..];
        return format.All(char.IsAsciiLetterOrDigit) && Exact(path[..dot] + "/") is { Route: not null } match
            ? match with { Format = format }
            : default;
    }
}
