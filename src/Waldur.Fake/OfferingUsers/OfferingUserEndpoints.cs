using System.Text.Json;
using static Waldur.Fake.OfferingUserContract;

namespace Waldur.Fake;

/// <summary>The eighteen operations on offering users that are not about checklists (section 5).</summary>
internal static class OfferingUserEndpoints
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
        SelectsFields = true,
        Blank = new() { Offering = Guid.Empty, User = Guid.Empty },
    };

    /// <summary>What the provider's staff need to change a record.</summary>
    internal static readonly Requirement<OfferingUser> MayUpdate = May(Permission.UpdateOfferingUser);

    // PUT and PATCH are the same: nothing is required, and links move the record (section 5.4).
    private static readonly Body<BodyValues<OfferingUser>> s_whole = Sent.All.Whole with { Read = ReadChange };
    private static readonly Body<BodyValues<OfferingUser>> s_patch = Sent.All.Patch with { Read = ReadChange };
    private static readonly Requirement<OfferingUser> s_mayUpdateLate = MayUpdate with { AfterBody = true };
    private static readonly Reply<Draft<OfferingUser>> s_nothing = Reply<Draft<OfferingUser>>.Nothing;

    /// <summary>The operations. The permission of PUT and PATCH is asked where the record was, not where it goes.</summary>
    public static readonly IReadOnlyList<Operation> All =
    [
        Records.List("List offering users", Details),
        Records.Retrieve("Retrieve an offering user", Details),
        Records.Create(
            "Create an offering user", Sent.All.Whole with { Read = ReadNew }, Written, Create,
            valid: Unique, may: May(Permission.CreateOfferingUser), then: MayHaveUsers),
        Records.Change("PUT", "", "Update an offering user", s_whole, Written, Save, valid: Unique, may: s_mayUpdateLate),
        Records.Change("PATCH", "", "Partially update an offering user", s_patch, Written, Save, valid: Unique, may: s_mayUpdateLate),
        Records.Delete(
            "Delete an offering user", Delete, May(Permission.DeleteOfferingUser) with { Refusal = Refuse.Forbidden(MayNotDelete) }),
        Records.Change(
            "PATCH", "update_comments", "Update service provider comments", Sent.Comments.Patch, Comments.AfterWrite(), UpdateComments,
            MayUpdate with { DocumentedBy = OfferingUserDivergences.CommentsPermission, IsTacit = true }, IsNotDeleted),
        Records.Change(
            "POST", "update_restricted", "Update restriction status", Sent.Restriction.Whole, s_nothing, UpdateRestricted,
            s_mayUpdateLate),
        .. OfferingUserLifecycle.Actions.Select(action => Records.Change(
            "POST", action.Transition.Action, action.Transition.Summary, action.Body?.Whole, s_nothing,
            (call, draft) => Move(call, draft.Row, action),
            action.Transition.Permission is { } permission ? May(permission) : null, OfferingUserLifecycle.StateOf(action),
            then: FitsColumn)),
    ];

    private static Requirement<OfferingUser> May(string permission) =>
        Access.Requires<OfferingUser>(permission, record => record.Offering.It.Customer);

    /// <summary>The offering is looked at before the user, and both before the fields.</summary>
    private static Outcome<BodyValues<OfferingUser>> ReadNew(BodyInput input, Call call)
    {
        if (NotADictionary(call, input) is { } notADictionary)
            return notADictionary;
        var offering = s_offering.Read(input, call);
        if (offering.Problem is { } noOffering)
            return noOffering;
        var user = s_user.Read(input, call);
        if (user.Problem is { } noUser)
            return noUser;
        // The server reads only what ?field= names, and crashes where it needs more.
        var asked = FieldSelection.Of(call.Query, Details.Names);
        var crashes = asked is not null && !(asked.Has(s_offering.Sent(offering.Value)) && asked.Has(s_user.Sent(user.Value)));
        var read = Sent.All.Read(input, call, partial: false, only: field =>
            !(offering.Value is not null && s_offering.Has(field)) && !(user.Value is not null && s_user.Has(field))
            && (asked is null || asked.Has(field.Name) || (crashes && !call.AsServer(CommonDivergences.ServerCrash))));
        if (crashes && read.Problem is null)
            call.CrashAsServer(CommonDivergences.ServerCrash);
        if (read.Problem is null && offering.Value is not null)
            read.Value.Set(Sent.Offering, offering.Value);
        if (read.Problem is null && user.Value is not null)
            read.Value.Set(Sent.User, user.Value);
        return read;
    }

    /// <summary>
    /// A create looks for an offering in the body before it asks what the body is: what has none lacks one, and what is no object but has
    /// one, or can have nothing in it, crashes.
    /// </summary>
    private static Problem? NotADictionary(Call call, BodyInput input)
    {
        switch (input.Json.ValueKind)
        {
            case JsonValueKind.String when input.Json.ValueEquals(""):
            case JsonValueKind.Array when !input.Json.EnumerateArray().Any(IsOffering):
                return s_offering.Missing;
            case JsonValueKind.Object or JsonValueKind.Null:
                break;
            default:
                call.CrashAsServer(CommonDivergences.ServerCrash);
                break;
        }
        return Problem.NotAnObject(input.Json);
    }

    private static bool IsOffering(JsonElement element) =>
        element.ValueKind == JsonValueKind.String && element.ValueEquals(Sent.Offering.Name);

    /// <summary>What <c>?field=</c> leaves out is not even read.</summary>
    private static Outcome<BodyValues<OfferingUser>> ReadChange(BodyInput input, Call call)
    {
        var asked = FieldSelection.Of(call.Query, Details.Names);
        return Sent.All.Read(input, call, partial: true, only: field => asked is null || asked.Has(field.Name));
    }

    private static Outcome<OfferingUser> Create(Call call, Draft<OfferingUser> draft) =>
        OfferingUserRecords.Create(call.Changes, draft.Row);

    private static Outcome<OfferingUser> Save(Call call, Draft<OfferingUser> draft) => OfferingUserRecords.Save(call.Changes, draft.Row);

    private static Answer? Delete(Call call, In<OfferingUser> record)
    {
        OfferingUserRecords.Delete(call.Changes, record.It);
        return null;
    }

    private static Outcome<OfferingUser> UpdateComments(Call call, Draft<OfferingUser> draft)
    {
        var record = OfferingUserRecords.Save(call.Changes, draft.Row);
        call.Changes.LogComments(record);
        return record;
    }

    private static Outcome<OfferingUser> UpdateRestricted(Call call, Draft<OfferingUser> draft)
    {
        var record = OfferingUserRecords.Save(call.Changes, draft.Row);
        call.Changes.LogRestriction(record);
        return record;
    }

    private static Outcome<OfferingUser> Move(Call call, OfferingUser record, OfferingUserAction action)
    {
        if (action.Comments == CommentEffect.Cleared)
            record = record with { ServiceProviderComment = "", ServiceProviderCommentUrl = "" };
        record = OfferingUserRecords.Save(call.Changes, record with { State = action.Transition.To });
        call.Changes.LogAction(record, action);
        return record;
    }

    private static Answer? FitsColumn(Call call, Draft<OfferingUser> draft)
    {
        if (draft.Sent.Get(Sent.CommentUrl) is not { } url || Python.Length(url) <= MaxUrl)
            return null;
        call.CrashAsServer(CommonDivergences.ServerCrash);
        return Refuse.Invalid(Problem.OfFields(Sent.CommentUrl.Name, BodyField.TooLong(MaxUrl)));
    }

    private static Answer? MayHaveUsers(Call call, Draft<OfferingUser> draft) =>
        draft.Subject.Offering.It.MayHaveUsers() ? null : Refuse.InvalidBare(NotAllowed);

    private static Answer? IsNotDeleted(Call call, In<OfferingUser> record) => record.It.State == OfferingUserState.Deleted
        ? Refuse.Forbidden($"Cannot update comments for offering user in state: {OfferingUserLifecycle.Labels[record.It.State]}")
        : null;

    private static Answer? Unique(Call call, Draft<OfferingUser> draft) =>
        call.Data.Table(OfferingUser.Table).Find(OfferingUser.ByPair, (draft.Row.Offering, draft.Row.User)) is { } other
        && other.Uuid != draft.Row.Uuid
            ? Refuse.NotUnique("offering", "user")
            : null;
}
