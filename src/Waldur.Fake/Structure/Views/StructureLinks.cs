namespace Waldur.Fake;

/// <summary>The routes that links to structure lead to.</summary>
internal static class StructureLinks
{
    public static readonly LinkTarget Users = new("users");

    /// <summary>SSH keys.</summary>
    public static readonly LinkTarget Keys = new("keys");

    public static readonly LinkTarget Customers = new("customers");

    public static readonly LinkTarget Projects = new("projects");

    /// <summary>Resources as their consumers see them: the links of accounts lead here.</summary>
    public static readonly LinkTarget Resources = new("marketplace-resources");

    /// <summary>Resources as their providers see them.</summary>
    public static readonly LinkTarget ProviderResources = new("marketplace-provider-resources");

    /// <summary>Offerings as their providers see them: the links of offering users lead here.</summary>
    public static readonly LinkTarget ProviderOfferings = new("marketplace-provider-offerings");

    /// <summary>Roles of offering users.</summary>
    public static readonly LinkTarget OfferingUserRoles = new("marketplace-offering-user-roles");
}
