using static Waldur.Fake.Forms;

namespace Waldur.Fake;

/// <summary>Something that can be done to a world from outside Waldur's API.</summary>
/// <param name="name">Its name in the path.</param>
/// <param name="doc">What it does.</param>
internal abstract class ControlAction(string name, string doc)
{
    public string Name => name;

    public string Doc => doc;

    /// <summary>What it is told: key, form and meaning.</summary>
    public abstract IEnumerable<FieldRow> Fields { get; }

    /// <summary>Does it; or the refusal of what was sent.</summary>
    public abstract Answer? Run(Call call, World world);
}

/// <inheritdoc/>
/// <typeparam name="T">What it is told.</typeparam>
internal sealed class ControlAction<T>(string name, string doc, Fields<T> fields, Action<World, T> run) : ControlAction(name, doc)
{
    public override IEnumerable<FieldRow> Fields => fields.Rows;

    public override Answer? Run(Call call, World world)
    {
        if (!ControlBody.Read(call, fields).Try(out var told, out var refusal))
            return refusal;
        try
        {
            run(world, told);
            return null;
        }
        catch (Exception wrong) when (wrong is ArgumentException or InvalidOperationException or KeyNotFoundException)
        {
            return Refuse.Detail(400, ControlOperations.Text(wrong));
        }
    }
}

/// <summary>What a world may be told to do, beside what Waldur's API does: roles, daily jobs, the account service.</summary>
internal static class ControlActions
{
    private static readonly Labels<ScopeKind> s_scopes = new()
    {
        { ScopeKind.Customer, "customer" }, { ScopeKind.Project, "project" }, { ScopeKind.Offering, "offering" },
    };

    private static readonly Fields<RoleHeld> s_role = new("role", "A role of a user on an object.", _ => new())
    {
        { "user", Ref(User.Table), r => r.User, (r, v) => r with { User = v }, "The user.", Required },
        { "role", FilledUpTo(255), r => r.Role, (r, v) => r with { Role = v }, "The role, for example `PROJECT.ADMIN`.", Required },
        { "customer", Maybe(Ref(Customer.Table)), _ => null, (r, v) => r.On(ScopeKind.Customer, v), "The customer, for a role on one.",
            "one of the three" },
        { "project", Maybe(Ref(Project.Table)), _ => null, (r, v) => r.On(ScopeKind.Project, v), "The project, for a role on one.",
            "one of the three" },
        { "offering", Maybe(Ref(Offering.Table)), _ => null, (r, v) => r.On(ScopeKind.Offering, v), "The offering, for a role on one.",
            "one of the three" },
    };

    private static readonly Fields<Nothing> s_nothing = new("body", "Nothing.", _ => default);

    private static readonly Labels<Creating> s_creating = new() {
        { Creating.Succeed, "succeed" }, { Creating.Refuse, "refuse" }, { Creating.Fail, "fail" } };

    private static readonly Labels<Closing> s_closing = new() {
        { Closing.Succeed, "succeed" }, { Closing.Refuse, "refuse" }, { Closing.Unknown, "unknown" } };

    private static readonly Fields<Agreement> s_agreement = new("body", "A user and an offering.", _ => new())
    {
        { "user", Ref(User.Table), a => a.User, (a, v) => a with { User = v }, "The user.", Required },
        { "offering", Ref(Offering.Table), a => a.Offering, (a, v) => a with { Offering = v }, "The offering.", Required },
        { "version", OrNone(FilledUpTo(50)), a => a.Version, (a, v) => a with { Version = v },
            "The version; null: that of the terms in force." },
    };

    /// <summary>All, by name.</summary>
    public static IReadOnlyList<ControlAction> All { get; } =
    [
        new ControlAction<RoleHeld>(
            "give_role", "Gives a role; who joins a project gets the offering users that are missing.", s_role, GiveRole),
        new ControlAction<RoleHeld>(
            "remove_role", "Takes a role away, with what Waldur does then.", s_role, (world, held) => world.RemoveRole(
                held.User, held.Role, held.Scope)),
        new ControlAction<RoleHeld>("deactivate_role", "Marks a grant as inactive, and does nothing else.", s_role, (world, held) =>
            world.Change(changes => changes.Put(Grant.Table, held.In(changes.Data) with { IsActive = false }))),
        new ControlAction<Guid>("remove_project", "Deletes a project, softly; its course accounts are closed.", One(
            "project", Project.Table),
            (world, project) => world.DeleteProject(project)),
        new ControlAction<Guid>("delete_checklist", "Deletes a checklist with all that was filled in.", One("checklist", Checklist.Table),
            (world, checklist) => world.Change(changes => changes.Delete(Checklist.Table, checklist))),
        new ControlAction<Attachment>("attach_checklist", "Gives an offering a checklist, or none.", new(
            "body", "A checklist of an offering.", _ => new())
        {
            { "offering", Ref(Offering.Table), a => a.Offering, (a, v) => a with { Offering = v }, "The offering.", Required },
            { "checklist", OrNull(Ref(Checklist.Table)), a => a.Checklist, (a, v) => a with { Checklist = v },
                "The checklist; null: none.", Required },
        }, (world, told) => world.Change(changes => changes.AttachChecklist(told.Offering, told.Checklist))),
        new ControlAction<Requiring>("change_question", "Changes whether a question must be answered.", new(
            "body", "A question.", _ => new())
        {
            { "question", Ref(Question.Table), q => q.Question, (q, v) => q with { Question = v },
                "The question, for example `gpu.q1`.", Required },
            { "required", Flag, q => q.IsRequired, (q, v) => q with { IsRequired = v }, "Whether it must be answered.", Required },
        }, (world, told) => world.Change(changes => changes.Update(
            Question.Table, changes.Data.Table(Question.Table).Get(told.Question) with { Required = told.IsRequired }))),
        new ControlAction<Reviewing>("review_checklist", "Notes that somebody has reviewed what an offering user filled in.", new(
            "body", "A review.", _ => new())
        {
            { "offering_user", Ref(OfferingUser.Table), r => r.OfferingUser, (r, v) => r with { OfferingUser = v },
                "The offering user.", Required },
            { "reviewer", Ref(User.Table), r => r.Reviewer, (r, v) => r with { Reviewer = v }, "Who reviewed.", Required },
            { "notes", Text, r => r.Notes, (r, v) => r with { Notes = v }, "What the reviewer says." },
        }, (world, told) => world.Review(
            world.Data.Table(OfferingUser.Table).Get(told.OfferingUser), world.Data.Table(User.Table).Get(told.Reviewer), told.Notes)),
        new ControlAction<Agreement>("consent", "A user consents to the terms of service of an offering.", s_agreement, (world, told) =>
            world.Consent(told.User, told.Offering, told.Version)),
        new ControlAction<Agreement>(
            "revoke_consent", "A user takes a consent back.", s_agreement, (world, told) => world.RevokeConsent(told.User, told.Offering)),
        new ControlAction<Policy>("change_username_policy", "Changes the policy of an offering; some records get new usernames.", new(
            "body", "A policy.", _ => new())
        {
            { "offering", Ref(Offering.Table), p => p.Offering, (p, v) => p with { Offering = v }, "The offering.", Required },
            { "policy", OneOf(UsernamePolicy.Names), p => p.Name, (p, v) => p with { Name = v }, "The policy.", Required },
        }, (world, told) => world.ChangeUsernamePolicy(told.Offering, told.Name)),
        new ControlAction<Service>("account_service", "How the account service answers from now on.", new(
            "body", "The account service.", _ => new())
        {
            { "create", Maybe(Label(s_creating)), s => s.Creates, (s, v) => s with { Creates = v }, "How it answers orders." },
            { "close", Maybe(Label(s_closing)), s => s.Closes, (s, v) => s with { Closes = v },
                "How it answers when an account is to be closed." },
            { "email", OrNone(Text), s => s.Email, (s, v) => s with { Email = v }, "The one address whose orders are refused; null: all." },
            { "answer", new NodeForm("JSON"), s => s.Answer ?? Node.Null, (s, v) => s with { Answer = v }, "What a refusal says." },
            { "message", Text, s => s.Message, (s, v) => s with { Message = v }, "What the exception says when it can't be reached." },
            { "username", OrNone(FilledUpTo(128)), s => s.Username, (s, v) => s with { Username = v },
                "The user name that it gives next." },
        }, (world, told) => world.AccountService = told.Make()),
        new ControlAction<Nothing>(
            "remove_deleted_robot_accounts", "The daily job: robot accounts in state Deleted are removed.", s_nothing,
            (world, _) => world.RemoveDeletedRobotAccounts()),
        new ControlAction<Nothing>("reconcile_robot_accounts", "Whoever has no role in a project leaves its robot accounts.", s_nothing,
            (world, _) => world.ReconcileRobotAccounts()),
        new ControlAction<Nothing>("end_expired_roles", "The daily job: roles that are past their end are taken away.", s_nothing,
            (world, _) => world.EndExpiredRoles()),
    ];

    private static Fields<Guid> One(string key, TableDefinition table) => new("body", $"A {key}.", _ => default)
    {
        { key, Ref(table), uuid => uuid, (_, uuid) => uuid, $"The {key}.", Required },
    };

    private static void GiveRole(World world, RoleHeld held)
    {
        if (held.Kind is not { } kind)
            throw new ArgumentException("A role is held on a customer, a project or an offering: name one of the three.");
        if (world.Data.Table(Role.Table).Find(Role.ByName, held.Role) is null)
        {
            throw new ArgumentException(
                $"There is no role {held.Role}; there are {string.Join(", ", world.Data.Table(Role.Table).Select(role => role.Name))}.");
        }

        if (!held.Role.StartsWith(s_scopes[kind].ToUpperInvariant() + ".", StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"The role {held.Role} is not one on {(kind == ScopeKind.Offering ? "an" : "a")} {s_scopes[kind]}.");
        }

        world.Change(changes => changes.GiveRole(held.User, held.Role, kind, held.Scope));
    }

    private enum Creating
    {
        Succeed,
        Refuse,
        Fail,
    }

    private enum Closing
    {
        Succeed,
        Refuse,
        Unknown,
    }

    private readonly record struct Nothing;

    private sealed record RoleHeld(Guid User = default, string Role = "", ScopeKind? Kind = null, Guid Scope = default)
    {
        public RoleHeld On(ScopeKind kind, Guid? scope) => this with { Kind = kind, Scope = scope!.Value };

        public Grant In(WorldData data) => data.Table(Grant.Table).By(Grant.ByUser, User)
            .FirstOrDefault(grant => grant.Scope == Scope && string.Equals(grant.Role, Role, StringComparison.Ordinal))
            ?? throw new ArgumentException($"The user has no role {Role} there.");
    }

    private sealed record Attachment(Guid Offering = default, Guid? Checklist = null);

    private sealed record Requiring(Guid Question = default, bool IsRequired = false);

    private sealed record Reviewing(Guid OfferingUser = default, Guid Reviewer = default, string Notes = "");

    private sealed record Agreement(Guid User = default, Guid Offering = default, string? Version = null);

    private sealed record Policy(Guid Offering = default, string Name = "");

    private sealed record Service(
        Creating? Creates = null, Closing? Closes = null, string? Email = null, Node? Answer = null, string Message = "",
        string? Username = null)
    {
        public AccountService Make()
        {
            var refused = Answer is { IsNull: false } answer ? ServiceReply.Refused(NodeJson.Text(answer)) : null;
            var service = Creates switch
            {
                Creating.Refuse => new AccountService().Refusing(Email, refused),
                Creating.Fail => new AccountService().Refusing(Email, ServiceReply.Failed(Message)),
                _ => new AccountService(),
            };
            if (Username is not null)
                service = service.Naming(Username);
            return Closes switch
            {
                Closing.Refuse => service.RefusingToClose(refused),
                Closing.Unknown => service with { OnClose = _ => ServiceReply.UnknownAccount },
                _ => service,
            };
        }
    }
}
