using System.Text;

namespace Waldur.Fake;

/// <summary>A route whose objects links point at, for example <c>/api/marketplace-resources/{uuid}/</c>.</summary>
internal sealed class LinkTarget
{
    private readonly string _prefix;

    /// <summary>The detail route of that collection.</summary>
    public LinkTarget(string collection)
    {
        Collection = collection;
        _prefix = $"/api/{collection}/";
        PathBefore = Encoding.UTF8.GetBytes(_prefix);
    }

    /// <summary>The name of the collection in the path, for example <c>marketplace-resources</c>.</summary>
    public string Collection { get; }

    /// <summary>The path before the identifier, as UTF-8.</summary>
    public ReadOnlyMemory<byte> PathBefore { get; }

    /// <summary>The path of an object.</summary>
    public string PathOf(Guid uuid) => $"{_prefix}{uuid:n}/";

    /// <summary>
    /// Where a link given as URL or path leads. Scheme and host are not compared. A URL may have a query and a fragment; a path may
    /// only in a filter, for a field takes it as it stands (HTTP conventions, section 10.5).
    /// </summary>
    /// <param name="link">The link.</param>
    /// <param name="pathBase">The part of the path under which the world lives.</param>
    /// <param name="uuid">The identifier in it.</param>
    /// <param name="asStored">Whether a path is taken as it stands.</param>
    public LinkMatch Match(string link, string pathBase, out Guid uuid, bool asStored = false)
    {
        uuid = default;
        if (PathOf(link, asStored) is not { } path)
            return LinkMatch.NotALink;
        if (pathBase.Length > 0 && path.StartsWith(pathBase + "/", StringComparison.Ordinal))
            path = path[pathBase.Length..];
        if (RouteTable.TryTakeSuffix(path, out var plain, out _))
            path = plain;
        if (path.StartsWith(_prefix, StringComparison.Ordinal) && path.EndsWith('/') && path.Length > _prefix.Length + 1)
        {
            var id = path[_prefix.Length..^1];
            if (!id.Contains('/', StringComparison.Ordinal) && !id.Contains('.', StringComparison.Ordinal)
                && !WaldurPaths.Release.IsStatic(path))
            {
                return UuidText.TryParse(id, out uuid) ? LinkMatch.Right : LinkMatch.RightWithoutUuid;
            }
        }
        return WaldurPaths.Release.IsRoute(path) ? LinkMatch.OtherRoute : LinkMatch.NoRoute;
    }

    /// <summary>Whether the server fails to read a URL: its host has one square bracket of two.</summary>
    public static bool IsUnreadable(string link)
    {
        if (!link.StartsWith("http:", StringComparison.Ordinal) && !link.StartsWith("https:", StringComparison.Ordinal))
            return false;
        var host = link.Split("//", 2)[^1].Split('/', '?', '#')[0];
        return host.Contains('[', StringComparison.Ordinal) != host.Contains(']', StringComparison.Ordinal);
    }

    /// <summary>The decoded path of a link, or null if it is neither URL with a path nor absolute path.</summary>
    /// <param name="link">The link.</param>
    /// <param name="asStored">Whether a path is taken as it stands, with its query.</param>
    public static string? PathOf(string link, bool asStored = false)
    {
        if (link.StartsWith("http:", StringComparison.Ordinal) || link.StartsWith("https:", StringComparison.Ordinal))
        {
            var authority = link.IndexOf("//", StringComparison.Ordinal);
            var path = authority < 0 ? -1 : link.AsSpan(authority + 2).IndexOfAny('/', '?', '#');
            link = path < 0 ? "" : link[(authority + 2 + path)..];
            asStored = false;
        }
        if (!link.StartsWith('/'))
            return null;
        var end = asStored ? -1 : link.AsSpan().IndexOfAny('?', '#');
        return Uri.UnescapeDataString(end < 0 ? link : link[..end]);
    }
}

/// <summary>Where a link leads.</summary>
internal enum LinkMatch
{
    /// <summary>Neither a URL nor an absolute path.</summary>
    NotALink,

    /// <summary>No route of Waldur.</summary>
    NoRoute,

    /// <summary>A route of another kind.</summary>
    OtherRoute,

    /// <summary>The right route, but what stands for the identifier is none.</summary>
    RightWithoutUuid,

    /// <summary>The right route.</summary>
    Right,
}
