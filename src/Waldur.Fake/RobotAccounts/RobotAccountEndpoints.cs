using static Waldur.Fake.RobotAccountContract;

namespace Waldur.Fake;

/// <summary>The eleven operations on robot accounts (section 2.6).</summary>
public static class RobotAccountEndpoints
{
    private static readonly Collection<RobotAccount> s_accounts = new()
    {
        Name = "marketplace-robot-accounts",
        ModelName = "RobotAccount",
        Title = "Robot Account",
        Table = RobotAccount.Table,
        Visible = Visible,
        Filters = Filters,
        Projects = true,
    };

    private static readonly Shape s_whole = Sent.All.Shape(partial: false).Named("RobotAccountRequest");
    private static readonly Shape s_part = Sent.All.Shape(partial: true).Named("PatchedRobotAccountRequest");

    /// <summary>The operations.</summary>
    public static readonly IReadOnlyList<Operation> All =
    [
        s_accounts.List("List robot accounts", Details),
        s_accounts.Retrieve("Retrieve a robot account", Details),
        s_accounts.OnCollection("POST", "", Create) with
        {
            Summary = "Create a robot account", Body = s_whole, Result = Plain.Shape, Permission = Permission.CreateRobotAccount,
        },
        s_accounts.OnObject("PUT", "", (call, account) => Update(call, account, partial: false), NotSynchronized) with
        {
            Summary = "Update a robot account", Body = s_whole, Result = Plain.Shape, Permission = Permission.UpdateRobotAccount,
        },
        s_accounts.OnObject("PATCH", "", (call, account) => Update(call, account, partial: true), NotSynchronized) with
        {
            Summary = "Partially update a robot account", Body = s_part, Result = Plain.Shape, Permission = Permission.UpdateRobotAccount,
        },
        s_accounts.OnObject("DELETE", "", Delete, May(Permission.DeleteRobotAccount)) with
        {
            Summary = "Delete a robot account", Permission = Permission.DeleteRobotAccount,
        },
        .. RobotAccountLifecycle.Actions.Select(StateAction),
    ];

    private static Operation StateAction(Transition<RobotAccountState> action) =>
        s_accounts.OnObject(
            "POST", action.Action, (call, account) => Move(call, account, action), May(action.Permission!), RobotAccountLifecycle.StateOf(action)) with
        {
            Summary = action.Summary,
            Result = Details.SelectableShape,
            Body = action.To == RobotAccountState.Error ? Sent.Erred.Shape(partial: true).Named("RobotAccountErrorRequest") : null,
            Permission = action.Permission,
        };

    /// <summary>Staff and support see all; others what they hold a role for on the project, its customer or the provider (section 2.2).</summary>
    private static Sight<RobotAccount> Visible(Call call)
    {
        if (call.Caller.SeesEverything)
            return Sight<RobotAccount>.Everything;
        var scopes = Access.ScopesOf(call.Data, call.Caller.Uuid);
        return Sight<RobotAccount>.Where(account => account.Resource is var resource
            && (scopes.Contains(resource.It.Project) || scopes.Contains(resource.Consumer.Uuid) || scopes.Contains(resource.Provider.Uuid)));
    }

    private static Check<RobotAccount> May(string permission) =>
        Access.Requires<RobotAccount>(permission, account => account.Resource.Provider.Uuid);

    /// <summary>An account that comes from a remote Waldur is not edited here, not even by staff.</summary>
    private static Answer? NotSynchronized(Call call, In<RobotAccount> account) =>
        account.It.BackendId.Length > 0 ? Refuse.Forbidden("Remote robot account is synchronized.") : null;

    private static Answer Create(Call call)
    {
        var (body, refusal) = call.ReadBody(Sent.All);
        if (body is null)
            return refusal!;
        var resource = call.In(body.Get(Sent.Resource)!);
        var account = Fill(new RobotAccount { Resource = resource.Uuid, Type = body.Get(Sent.Type)! }, body);
        refusal = Unique(call, account)
            ?? Allowed(call, Permission.CreateRobotAccount, resource)
            ?? Members(call, resource, account, body);
        if (refusal is not null)
            return refusal;

        account = call.Changes.Insert(RobotAccount.Table, account);
        call.Changes.LogCreated(account);
        var state = call.Choose(RobotAccountDivergences.InitialState, documented: RobotAccountState.Requested, server: RobotAccountState.Ok);
        account = call.Changes.Update(RobotAccount.Table, account with { State = state });
        if (state != RobotAccountState.Requested)
            call.Changes.LogState(account, RobotAccountState.Requested);
        return s_accounts.Created(call, Plain, account);
    }

    private static Answer Update(Call call, In<RobotAccount> stored, bool partial)
    {
        var (body, refusal) = call.ReadBody(Sent.All, partial);
        if (body is null)
            return refusal!;
        var account = Fill(stored.It, body);
        // Uniqueness looks at the new resource, permission and membership at the old one (section 2.5).
        refusal = Unique(call, account)
            ?? Allowed(call, Permission.UpdateRobotAccount, stored.Resource)
            ?? Members(call, stored.Resource, account, body);
        if (refusal is not null)
            return refusal;

        account = call.Changes.Update(RobotAccount.Table, account);
        call.Changes.LogUpdated(stored.It, account);
        return Collection<RobotAccount>.Show(call, 200, Plain, account);
    }

    private static Answer Delete(Call call, In<RobotAccount> account)
    {
        call.Changes.LogDeleted(account.It);
        call.Changes.Delete(RobotAccount.Table, account.Uuid);
        return Answer.NoContent;
    }

    private static Answer Move(Call call, In<RobotAccount> account, Transition<RobotAccountState> action)
    {
        var moved = account.It with { State = action.To };
        if (action.To == RobotAccountState.Error)
        {
            var (body, refusal) = call.ReadBody(Sent.Erred, partial: true);
            if (body is null)
                return refusal!;
            moved = moved with { ErrorMessage = body.Or(Sent.ErrorMessage, moved.ErrorMessage) };
        }
        moved = call.Changes.Update(RobotAccount.Table, moved);
        call.Changes.LogState(moved, account.It.State);
        return Collection<RobotAccount>.Show(call, 200, Details, moved, projected: true);
    }

    private static RobotAccount Fill(RobotAccount account, BodyValues body)
    {
        account = account with
        {
            Resource = body.Get(Sent.Resource)?.Uuid ?? account.Resource,
            Type = body.Or(Sent.Type, account.Type),
            Username = body.Or(Sent.Username, account.Username),
            Description = body.Or(Sent.Description, account.Description),
            Users = body.TryGet(Sent.Users, out var users) ? [.. users!.Select(user => user.Uuid)] : account.Users,
            ResponsibleUser = body.TryGet(Sent.ResponsibleUser, out var responsible) ? responsible?.Uuid : account.ResponsibleUser,
        };
        return body.TryGet(Sent.Keys, out var keys) ? account.WithKeys(keys.EnumerateArray().Select(key => key.GetString()!)) : account;
    }

    private static Answer? Unique(Call call, RobotAccount account) =>
        call.Data.Table(RobotAccount.Table).By(RobotAccount.ByResourceAndType, (account.Resource, account.Type)) is [var other] && other.Uuid != account.Uuid
            ? Refuse.NotUnique("resource", "type")
            : null;

    private static Answer? Allowed(Call call, string permission, In<Resource> resource) =>
        Access.Allows(call, permission, resource.Provider.Uuid) ? null : Refuse.Forbidden();

    /// <summary>Users, also those stored already, and the responsible one if sent, must hold a role on the consumer's side.</summary>
    private static Answer? Members(Call call, In<Resource> resource, RobotAccount account, BodyValues body)
    {
        var strangers = account.Users.Where(user => !IsMember(call.Data, resource, user)).Select(user => NameOf(call.Data, user)).ToList();
        if (strangers.Count > 0)
            return Refuse.Invalid($"Users {string.Join(", ", strangers)} should belong to the same project or organization as the resource.");
        return body.Get(Sent.ResponsibleUser) is { } responsible && !IsMember(call.Data, resource, responsible.Uuid)
            ? Refuse.Invalid($"The responsible user {NameOf(call.Data, responsible.Uuid)} should belong to the same project or organization as the resource.")
            : null;
    }

    private static bool IsMember(WorldData data, In<Resource> resource, Guid user) =>
        Access.HasRole(data, user, resource.It.Project) || Access.HasRole(data, user, resource.Consumer.Uuid);

    private static string NameOf(WorldData data, Guid uuid) =>
        data.UserOf(uuid).It is var user && user.FullName.Length > 0 ? user.FullName : user.Email;
}
