using System.Collections.Frozen;

namespace Waldur.Fake;

/// <summary>
/// Every path of Waldur 7.9.6, also of what the fake does not serve: whether a link leads to no route, to another kind of object or to the
/// right one decides between refusals.
/// </summary>
internal sealed class WaldurPaths
{
    private readonly FrozenSet<string> _exact;
    private readonly FrozenSet<string> _withVariable;

    private WaldurPaths(IEnumerable<string> templates)
    {
        var all = templates.ToList();
        _exact = all.Where(path => !path.Contains('{', StringComparison.Ordinal)).ToFrozenSet(StringComparer.Ordinal);
        _withVariable = all.Where(path => path.Contains('{', StringComparison.Ordinal)).Select(Shape).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The paths of release 7.9.6.</summary>
    public static WaldurPaths Release { get; } = Read();

    /// <summary>Whether a path (decoded, with leading slash) leads to any route.</summary>
    public bool IsRoute(string path)
    {
        if (_exact.Contains(path))
            return true;
        var segments = path.Split('/');
        // The variable is always one segment; there are a handful of templates with two.
        for (var first = 2; first < segments.Length - 1; first++)
        {
            if (segments[first].Length == 0 || segments[first].Contains('.', StringComparison.Ordinal))
                continue;
            var one = (string[])segments.Clone();
            one[first] = "{}";
            if (_withVariable.Contains(string.Join('/', one)))
                return true;
            for (var second = first + 1; second < segments.Length - 1; second++)
            {
                var two = (string[])one.Clone();
                two[second] = "{}";
                if (segments[second].Length > 0 && _withVariable.Contains(string.Join('/', two)))
                    return true;
            }
        }
        return false;
    }

    /// <summary>Whether the path is a route without a variable, such as an action on the whole collection.</summary>
    public bool IsStatic(string path) => _exact.Contains(path);

    private static string Shape(string template) =>
        string.Join('/', template.Split('/').Select(segment => segment.StartsWith('{') ? "{}" : segment));

    private static WaldurPaths Read()
    {
        using var stream = typeof(WaldurPaths).Assembly.GetManifestResourceStream("waldur-paths.txt")!;
        using var reader = new StreamReader(stream);
        return new(reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
