namespace Waldur.Fake;

/// <summary>How resources come.</summary>
internal static class ResourceLife
{
    /// <summary>A project has a new resource.</summary>
    public static readonly Occasion<Resource> Added = new();

    /// <summary>Adds a resource to its project.</summary>
    /// <returns>The resource as stored, and the rows that were made or changed because of it.</returns>
    public static (Resource Resource, IReadOnlyList<Entity> Followed) Add(this Transaction changes, Resource resource)
    {
        var stored = changes.Insert(Resource.Table, resource);
        return (stored, changes.Tell(Added, stored));
    }
}
