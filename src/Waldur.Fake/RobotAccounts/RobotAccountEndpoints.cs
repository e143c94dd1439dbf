using static Waldur.Fake.RobotAccountContract;

namespace Waldur.Fake;

/// <summary>The eleven operations on robot accounts (section 2.6).</summary>
internal static class RobotAccountEndpoints
{
    private static readonly Collection<RobotAccount> s_accounts = new()
    {
        Name = "marketplace-robot-accounts",
        ModelName = "RobotAccount",
        Title = "Robot Account",
        Table = RobotAccount.Table,
        // What one holds a role for on the project, its customer or the provider (section 2.2).
        Visible = Sightings.By(RobotAccount.OfProject, RobotAccount.OfConsumer, RobotAccount.OfProvider),
        Filters = Filters,
        SelectsFields = true,
        Blank = new() { Resource = Guid.Empty, Type = "" },
    };

    private static readonly Requirement<RobotAccount> s_mayUpdate = May(Permission.UpdateRobotAccount);

    /// <summary>The operations. Uniqueness looks at the new resource, permission and membership at the old one (section 2.5).</summary>
    public static readonly IReadOnlyList<Operation> All =
    [
        s_accounts.List("List robot accounts", Details),
        s_accounts.Retrieve("Retrieve a robot account", Details),
        s_accounts.Create(
            "Create a robot account", Sent.All.Whole, Plain.AfterWrite(), Create,
            valid: Unique, may: May(Permission.CreateRobotAccount), then: Members),
        s_accounts.Change(
            "PUT", "", "Update a robot account", Sent.All.Whole, Plain.AfterWrite(), Update,
            first: NotSynchronized, valid: Unique, may: s_mayUpdate with { AfterBody = true }, then: Members),
        s_accounts.Change(
            "PATCH", "", "Partially update a robot account", Sent.All.Patch, Plain.AfterWrite(), Update,
            first: NotSynchronized, valid: Unique, may: s_mayUpdate with { AfterBody = true }, then: Members),
        s_accounts.Delete("Delete a robot account", Delete, May(Permission.DeleteRobotAccount)),
        .. RobotAccountLifecycle.Actions.Select(action => s_accounts.Change(
            "POST", action.Action, action.Summary, action.Body?.Whole, Details.AfterWrite(selectable: true),
            (call, draft) => Move(call, draft, action.To), May(action.Permission!), RobotAccountLifecycle.StateOf(action))),
    ];

    private static Requirement<RobotAccount> May(string permission) =>
        Access.Requires<RobotAccount>(permission, account => account.Resource.Provider.Uuid);

    /// <summary>An account that comes from a remote Waldur is not edited here, not even by staff.</summary>
    private static Answer? NotSynchronized(Call call, In<RobotAccount> account) =>
        account.It.BackendId.Length > 0 ? Refuse.Forbidden("Remote robot account is synchronized.") : null;

    private static Outcome<RobotAccount> Create(Call call, Draft<RobotAccount> draft)
    {
        var account = call.Changes.Insert(RobotAccount.Table, draft.Row);
        call.Changes.LogCreated(account);
        var state = call.Choose(
            RobotAccountDivergences.InitialState, documented: RobotAccountState.Requested, server: RobotAccountState.Ok);
        account = call.Changes.Update(RobotAccount.Table, account with { State = state });
        if (state != RobotAccountState.Requested)
            call.Changes.LogState(account, RobotAccountState.Requested);
        return account;
    }

    private static Outcome<RobotAccount> Update(Call call, Draft<RobotAccount> draft)
    {
        var account = call.Changes.Update(RobotAccount.Table, draft.Row);
        call.Changes.LogUpdated(draft.Subject.It, account);
        return account;
    }

    private static Answer? Delete(Call call, In<RobotAccount> account)
    {
        call.Changes.LogDeleted(account.It);
        call.Changes.Delete(RobotAccount.Table, account.Uuid);
        return null;
    }

    private static Outcome<RobotAccount> Move(Call call, Draft<RobotAccount> draft, RobotAccountState to)
    {
        var account = call.Changes.Update(RobotAccount.Table, draft.Row with { State = to });
        call.Changes.LogState(account, draft.Subject.It.State);
        return account;
    }

    private static Answer? Unique(Call call, Draft<RobotAccount> draft) =>
        call.Data.Table(RobotAccount.Table).Find(RobotAccount.ByResourceAndType, (draft.Row.Resource, draft.Row.Type)) is { } other
        && other.Uuid != draft.Row.Uuid
            ? Refuse.NotUnique("resource", "type")
            : null;

    /// <summary>Users, also those stored already, and the responsible one if sent, must hold a role on the consumer's side.</summary>
    private static Answer? Members(Call call, Draft<RobotAccount> draft)
    {
        var resource = draft.Subject.Resource;
        var strangers = draft.Row.Users.Where(user => !IsMember(call.Data, resource, user)).Select(user => NameOf(call.Data, user))
            .ToList();
        if (strangers.Count > 0)
        {
            return Refuse.Invalid(
                $"Users {string.Join(", ", strangers)} should belong to the same project or organization as the resource.");
        }

        return draft.Sent.Get(Sent.ResponsibleUser) is { } responsible && !IsMember(call.Data, resource, responsible.Uuid)
            ? Refuse.Invalid(
                $"The responsible user {NameOf(call.Data, responsible.Uuid)} "
                + "should belong to the same project or organization as the resource.")
            : null;
    }

    private static bool IsMember(WorldData data, In<Resource> resource, Guid user) =>
        Access.HasRole(data, user, resource.It.Project) || Access.HasRole(data, user, resource.Consumer.Uuid);

    private static string NameOf(WorldData data, Guid uuid) =>
        data.UserOf(uuid).It is var user && user.FullName.Length > 0 ? user.FullName : user.Email;
}
