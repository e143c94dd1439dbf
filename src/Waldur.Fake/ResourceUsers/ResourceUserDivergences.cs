namespace Waldur.Fake;

/// <summary>Where documentation and server disagree about resource users.</summary>
internal static class ResourceUserDivergences
{
    /// <summary>Who may link, and what providers see.</summary>
    public static readonly Divergence ProviderPermission = new(
        13, "resource-user-permission",
        "Create needs RESOURCE.MANAGE_USERS on the offering's customer (403 without, after validation); who holds any role on the offering's "
            + "customer sees the links of its resources, finds them on create, and with the permission may unlink.",
        "Not asked on create; a caller with only provider-side roles sees nothing.");

    public static readonly IReadOnlyList<Divergence> All = [ProviderPermission];
}
