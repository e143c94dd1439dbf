using System.Text.Json;
using static Waldur.Fake.OfferingUserContract;

namespace Waldur.Fake;

/// <summary>The eighteen operations on offering users that are not about checklists (section 5).</summary>
public static class OfferingUserEndpoints
{
    private const string NotAllowed = "It is not allowed to create users for current offering.";
    private const string MayNotDelete = "You do not have permission to delete this user.";

    private static readonly UrlOrUuid<Offering> s_offering = new(Sent.Offering, Sent.OfferingUuid);
    private static readonly UrlOrUuid<User> s_user = new(Sent.User, Sent.UserUuid);

    /// <summary>The records, as all operations on them find them; those on checklists too.</summary>
    internal static readonly Collection<OfferingUser> Records = new()
    {
        Name = "marketplace-offering-users",
        ModelName = "OfferingUser",
        Title = "Offering Users",
        Table = OfferingUser.Table,
        Visible = OfferingUserVisibility.Visible,
        Readable = OfferingUserVisibility.Readable,
        Filters = Filters,
        Ordering = Order,
        Projects = true,
    };

    private static readonly Shape s_whole = Sent.All.Shape(partial: false).Named("OfferingUserRequest");
    private static readonly Shape s_part = Sent.All.Shape(partial: true).Named("PatchedOfferingUserRequest");
    private static readonly Shape s_written = Written(null, null).SelectableShape;
    private static readonly (Divergence Divergence, Shape Result) s_documented = (OfferingUserDivergences.WriteUuids, Details.SelectableShape);

    /// <summary>The operations.</summary>
    public static readonly IReadOnlyList<Operation> All =
    [
        Records.List("List offering users", Details),
        Records.Retrieve("Retrieve an offering user", Details),
        Records.OnCollection("POST", "", Create) with
        {
            Summary = "Create an offering user",
            Body = s_whole, Result = s_written, DocumentedResult = s_documented, Permission = Permission.CreateOfferingUser,
        },
        Records.OnObject("PUT", "", Update) with
        {
            Summary = "Update an offering user",
            Body = s_whole, Result = s_written, DocumentedResult = s_documented, Permission = Permission.UpdateOfferingUser,
        },
        Records.OnObject("PATCH", "", Update) with
        {
            Summary = "Partially update an offering user",
            Body = s_part, Result = s_written, DocumentedResult = s_documented, Permission = Permission.UpdateOfferingUser,
        },
        Records.OnObject("DELETE", "", Delete, MayDelete) with
        {
            Summary = "Delete an offering user", Permission = Permission.DeleteOfferingUser,
        },
        Records.OnObject("PATCH", "update_comments", UpdateComments, MayComment, IsNotDeleted) with
        {
            Summary = "Update service provider comments",
            Body = Sent.Comments.Shape(partial: true).Named("PatchedOfferingUserServiceProviderCommentRequest"),
            Result = Comments.Shape.Named("OfferingUserServiceProviderComment"),
        },
        Records.OnObject("POST", "update_restricted", UpdateRestricted) with
        {
            Summary = "Update restriction status",
            Body = Sent.Restriction.Shape(partial: false).Named("OfferingUserUpdateRestrictionRequest"), Permission = Permission.UpdateOfferingUser,
        },
        .. OfferingUserLifecycle.Actions.Select(StateAction),
    ];

    private static Operation StateAction(OfferingUserAction action)
    {
        var (transition, _, comments) = action;
        var state = OfferingUserLifecycle.StateOf(action);
        return Records.OnObject(
            "POST",
            transition.Action,
            (call, record) => Move(call, record.It, action),
            transition.Permission is { } permission ? [Access.Requires<OfferingUser>(permission, Provider), state] : [state]) with
        {
            Summary = transition.Summary,
            Body = comments == CommentEffect.Taken ? Sent.Pending.Shape(partial: true).Named("OfferingUserStateTransitionRequest") : null,
            Permission = transition.Permission,
        };
    }

    private static Answer Create(Call call)
    {
        var (input, refusal) = call.ReadBody();
        if (input is null)
            return refusal!;
        if (NotADictionary(call, input) is { } notADictionary)
            return Refuse.Invalid(notADictionary);
        // The offering is looked at before the user, and both before the fields.
        var (offering, problem) = s_offering.Read(input, call);
        var user = default(User);
        if (problem is null)
            (user, problem) = s_user.Read(input, call);
        if (problem is not null)
            return Refuse.Invalid(problem);

        (var body, problem) = Sent.All.Read(input, call, partial: false, only: field =>
            (offering is null || (field != Sent.Offering && field != Sent.OfferingUuid)) && (user is null || (field != Sent.User && field != Sent.UserUuid)));
        if (body is null)
            return Refuse.Invalid(problem!);
        offering ??= body.Get(Sent.Offering)!;
        user ??= body.Get(Sent.User)!;
        var record = new OfferingUser { Offering = offering.Uuid, User = user.Uuid, Username = body.Get(Sent.Username) };
        refusal = Unique(call, record)
            ?? (Access.Allows(call, Permission.CreateOfferingUser, offering.Customer) ? null : Refuse.Forbidden())
            ?? (offering.MayHaveUsers() ? null : Refuse.InvalidBare(NotAllowed));
        if (refusal is not null)
            return refusal;

        record = OfferingUserRecords.Create(call.Changes, record);
        return Show(call, 201, record).WithLocation(call.Origin + Links.PathOf(record.Uuid));
    }

    /// <summary>A create looks into the body before it asks what the body is: a list lacks an offering, and plain values crash.</summary>
    private static Problem? NotADictionary(Call call, BodyInput input)
    {
        switch (input.Json.ValueKind)
        {
            case JsonValueKind.Array:
                return s_offering.Missing;
            case JsonValueKind.Object or JsonValueKind.Null:
                break;
            default:
                call.CrashAsServer(CommonDivergences.ServerCrash);
                break;
        }
        return BodyFields.NotAnObject(input);
    }

    /// <summary>PUT and PATCH are the same: nothing is required, and links move the record (section 5.4).</summary>
    private static Answer Update(Call call, In<OfferingUser> stored)
    {
        var (input, refusal) = call.ReadBody();
        if (input is null)
            return refusal!;
        var asked = FieldSelection.Of(call.Query, Details.Names);
        var (body, problem) = Sent.All.Read(input, call, partial: true, only: field => asked is null || asked.Has(field.Name));
        if (body is null)
            return Refuse.Invalid(problem!);
        var record = stored.It with
        {
            Offering = body.Get(Sent.Offering)?.Uuid ?? stored.It.Offering,
            User = body.Get(Sent.User)?.Uuid ?? stored.It.User,
            Username = body.TryGet(Sent.Username, out var username) ? username : stored.It.Username,
        };
        // The permission is asked where the record was, not where it goes.
        refusal = Unique(call, record) ?? May(call, stored);
        if (refusal is not null)
            return refusal;

        record = OfferingUserRecords.Save(call.Changes, record);
        return Show(call, 200, record, body.Get(Sent.OfferingUuid)?.Uuid, body.Get(Sent.UserUuid)?.Uuid);
    }

    private static Answer Delete(Call call, In<OfferingUser> record)
    {
        OfferingUserRecords.Delete(call.Changes, record.It);
        return Answer.NoContent;
    }

    private static Answer UpdateComments(Call call, In<OfferingUser> stored)
    {
        var (body, refusal) = call.ReadBody(Sent.Comments, partial: true);
        if (body is null)
            return refusal!;
        var record = OfferingUserRecords.Save(call.Changes, stored.It with
        {
            ServiceProviderComment = body.Or(Sent.ServiceProviderComment, stored.It.ServiceProviderComment),
            ServiceProviderCommentUrl = body.Or(Sent.ServiceProviderCommentUrl, stored.It.ServiceProviderCommentUrl),
        });
        call.Changes.LogComments(record);
        return Collection<OfferingUser>.Show(call, 200, Comments, record);
    }

    private static Answer UpdateRestricted(Call call, In<OfferingUser> stored)
    {
        var (body, refusal) = call.ReadBody(Sent.Restriction);
        if (body is null)
            return refusal!;
        if (May(call, stored) is { } forbidden)
            return forbidden;
        var record = OfferingUserRecords.Save(call.Changes, stored.It with { IsRestricted = body.Get(Sent.IsRestricted) });
        call.Changes.LogRestriction(record);
        return Answer.Empty;
    }

    private static Answer Move(Call call, OfferingUser record, OfferingUserAction action)
    {
        record = record with { State = action.Transition.To };
        if (action.Comments == CommentEffect.Cleared)
            record = record with { ServiceProviderComment = "", ServiceProviderCommentUrl = "" };
        if (action.Comments == CommentEffect.Taken)
        {
            var (body, refusal) = call.ReadBody(Sent.Pending, partial: true);
            refusal ??= TooLong(call, body!.Get(Sent.CommentUrl));
            if (refusal is not null)
                return refusal;
            record = record with
            {
                ServiceProviderComment = body!.Or(Sent.Comment, record.ServiceProviderComment),
                ServiceProviderCommentUrl = body.Or(Sent.CommentUrl, record.ServiceProviderCommentUrl),
            };
        }
        record = OfferingUserRecords.Save(call.Changes, record);
        call.Changes.LogAction(record, action.Transition.Action);
        return Answer.Empty;
    }

    /// <summary>The answer to POST, PUT and PATCH: the two sides differ in two fields, unless <c>?field=</c> leaves both out.</summary>
    private static Answer Show(Call call, int status, OfferingUser record, Guid? sentOffering = null, Guid? sentUser = null)
    {
        var asked = FieldSelection.Of(call.Query, Details.Names);
        var differs = (asked?.Has("offering_uuid") != false && sentOffering != record.Offering)
            || (asked?.Has("user_uuid") != false && sentUser != record.User);
        if (differs)
            call.Note(OfferingUserDivergences.WriteUuids);
        return Collection<OfferingUser>.Show(
            call, status, call.AsServer(OfferingUserDivergences.WriteUuids) ? Written(sentOffering, sentUser) : Details, record, projected: true);
    }

    private static Answer? TooLong(Call call, string? url)
    {
        if (url is null || url.EnumerateRunes().Count() <= MaxUrl)
            return null;
        call.CrashAsServer(CommonDivergences.ServerCrash);
        return Refuse.Invalid(Problem.OfFields(Sent.CommentUrl.Name, UrlTooLong));
    }

    private static Guid Provider(In<OfferingUser> record) => record.Offering.It.Customer;

    private static Answer? May(Call call, In<OfferingUser> record) =>
        Access.Allows(call, Permission.UpdateOfferingUser, Provider(record)) ? null : Refuse.Forbidden();

    private static Answer? MayDelete(Call call, In<OfferingUser> record) =>
        Access.Allows(call, Permission.DeleteOfferingUser, Provider(record)) ? null : Refuse.Forbidden(MayNotDelete);

    private static Answer? MayComment(Call call, In<OfferingUser> record) =>
        May(call, record) is { } refusal ? call.Choose(OfferingUserDivergences.CommentsPermission, documented: refusal, server: null) : null;

    private static Answer? IsNotDeleted(Call call, In<OfferingUser> record) => record.It.State == OfferingUserState.Deleted
        ? Refuse.Forbidden($"Cannot update comments for offering user in state: {OfferingUserLifecycle.Labels[record.It.State]}")
        : null;

    private static Answer? Unique(Call call, OfferingUser record) =>
        call.Data.Table(OfferingUser.Table).By(OfferingUser.ByPair, (record.Offering, record.User)) is [var other] && other.Uuid != record.Uuid
            ? Refuse.NotUnique("offering", "user")
            : null;
}
