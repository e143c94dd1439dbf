using static Waldur.Fake.ResourceUserContract;

namespace Waldur.Fake;

/// <summary>The four operations on resource users (section 3.3). They have no states.</summary>
internal static class ResourceUserEndpoints
{
    private static readonly Collection<ResourceUser> s_links = new()
    {
        Name = "marketplace-resource-users",
        ModelName = "ResourceUser",
        Title = "Resource User",
        Table = ResourceUser.Table,
        Visible = Visible,
        Filters = Filters,
        Blank = new() { Resource = Guid.Empty, Role = Guid.Empty, User = Guid.Empty },
    };

    // Waldur's document names it for none of the operations.
    private static readonly Requirement<ResourceUser> s_mayManage =
        Access.Requires<ResourceUser>(Permission.ManageResourceUsers, link => link.Resource.Provider.Uuid) with { IsTacit = true };

    /// <summary>The operations.</summary>
    public static readonly IReadOnlyList<Operation> All =
    [
        s_links.List("List resource users", Details),
        s_links.Retrieve("Retrieve a resource-user link", Details),
        s_links.Create(
            "Link a user to a resource", Sent.All.Whole, Details.AfterWrite(), Create,
            valid: OfOneOffering, may: s_mayManage with { DocumentedBy = ResourceUserDivergences.ProviderPermission }, located: false),
        s_links.Delete("Unlink a user from a resource", Delete, s_mayManage),
        s_links.Disabled("PUT"),
        s_links.Disabled("PATCH"),
    ];

    /// <summary>
    /// Staff and support see all; others what they consume; providers what they provide, if the documentation is followed (section 3.2).
    /// </summary>
    private static Sight<ResourceUser> Visible(Call call)
    {
        if (call.Caller.SeesEverything)
            return Sight<ResourceUser>.Everything;
        var scopes = Access.ScopesOf(call.Data, call.Caller.Uuid);
        return Sight<ResourceUser>.Chosen(
            call, ResourceUserDivergences.ProviderPermission,
            documented: Sight<ResourceUser>.By(call.Data, scopes, ResourceUser.OfProject, ResourceUser.OfConsumer, ResourceUser.OfProvider),
            server: Sight<ResourceUser>.By(call.Data, scopes, ResourceUser.OfProject, ResourceUser.OfConsumer));
    }

    private static Answer? OfOneOffering(Call call, Draft<ResourceUser> draft) =>
        draft.Subject.Role.It.Offering == draft.Subject.Resource.It.Offering
        ? null
        : Refuse.Invalid("Role and resource should belong to the same offering.");

    private static Outcome<ResourceUser> Create(Call call, Draft<ResourceUser> draft)
    {
        var link = call.Changes.Insert(ResourceUser.Table, draft.Row);
        call.Changes.LogCreated(link);
        return link;
    }

    private static Answer? Delete(Call call, In<ResourceUser> link)
    {
        call.Changes.LogDeleted(link.It);
        call.Changes.Delete(ResourceUser.Table, link.Uuid);
        return null;
    }
}
