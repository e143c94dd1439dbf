namespace Waldur.Fake;

/// <summary>What the audit log says of resource users (section 3.3).</summary>
internal static class ResourceUserEvents
{
    public static void LogCreated(this Transaction changes, ResourceUser link) =>
        Log(changes, new(link, changes.Data), "marketplace_resource_user_created", "assigned");

    public static void LogDeleted(this Transaction changes, ResourceUser link) =>
        Log(changes, new(link, changes.Data), "marketplace_resource_user_deleted", "unassigned");

    private static void Log(Transaction changes, In<ResourceUser> link, string type, string verb) => changes.Log(
        type,
        $"User {link.User.It.Username} has been {verb} role {link.Role.It.Name} in resource {link.Resource.It.Name}.",
        link.Resource.Offering.Uuid, link.Resource.Provider.Uuid);
}
