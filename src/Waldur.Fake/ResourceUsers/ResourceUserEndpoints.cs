using static Waldur.Fake.ResourceUserContract;

namespace Waldur.Fake;

/// <summary>The four operations on resource users (section 3.3). They have no states.</summary>
public static class ResourceUserEndpoints
{
    private static readonly Collection<ResourceUser> s_links = new()
    {
        Name = "marketplace-resource-users",
        ModelName = "ResourceUser",
        Title = "Resource User",
        Table = ResourceUser.Table,
        Visible = Visible,
        Filters = Filters,
    };

    /// <summary>The operations.</summary>
    public static readonly IReadOnlyList<Operation> All =
    [
        s_links.List("List resource users", Details),
        s_links.Retrieve("Retrieve a resource-user link", Details),
        s_links.OnCollection("POST", "", Create) with
        {
            Summary = "Link a user to a resource", Body = Sent.All.Shape(partial: false).Named("ResourceUserRequest"), Result = Details.Shape,
        },
        s_links.OnObject("DELETE", "", Delete, Access.Requires<ResourceUser>(Permission.ManageResourceUsers, link => link.Resource.Provider.Uuid)) with
        {
            Summary = "Unlink a user from a resource",
        },
        s_links.Disabled("PUT"),
        s_links.Disabled("PATCH"),
    ];

    /// <summary>Staff and support see all; others what they consume; providers what they provide, if the documentation is followed (section 3.2).</summary>
    private static Sight<ResourceUser> Visible(Call call)
    {
        if (call.Caller.SeesEverything)
            return Sight<ResourceUser>.Everything;
        var scopes = Access.ScopesOf(call.Data, call.Caller.Uuid);
        return Sight<ResourceUser>.Where(link => link.Resource is var resource
            && (scopes.Contains(resource.It.Project)
                || scopes.Contains(resource.Consumer.Uuid)
                || (scopes.Contains(resource.Provider.Uuid) && call.Choose(ResourceUserDivergences.ProviderPermission, documented: true, server: false))));
    }

    private static Answer Create(Call call)
    {
        var (body, refusal) = call.ReadBody(Sent.All);
        if (body is null)
            return refusal!;
        var resource = call.In(body.Get(Sent.Resource)!);
        var role = body.Get(Sent.Role)!;
        if (role.Offering != resource.It.Offering)
            return Refuse.Invalid("Role and resource should belong to the same offering.");
        if (!Access.Allows(call, Permission.ManageResourceUsers, resource.Provider.Uuid)
            && call.Choose(ResourceUserDivergences.ProviderPermission, documented: true, server: false))
        {
            return Refuse.Forbidden();
        }

        var link = call.Changes.Insert(
            ResourceUser.Table,
            new ResourceUser { Resource = resource.Uuid, Role = role.Uuid, User = body.Get(Sent.User)!.Uuid });
        call.Changes.LogCreated(link);
        return Collection<ResourceUser>.Show(call, 201, Details, link);
    }

    private static Answer Delete(Call call, In<ResourceUser> link)
    {
        call.Changes.LogDeleted(link.It);
        call.Changes.Delete(ResourceUser.Table, link.Uuid);
        return Answer.NoContent;
    }
}
