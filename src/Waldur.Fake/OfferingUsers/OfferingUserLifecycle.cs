using System.Collections.Immutable;
using static Waldur.Fake.OfferingUserState;

namespace Waldur.Fake;

/// <summary>States of an offering user, with Waldur's numbers.</summary>
public enum OfferingUserState
{
    /// <summary>Asked for.</summary>
    Requested = 1,

    /// <summary>Being made.</summary>
    Creating = 2,

    /// <summary>The user has to link an account.</summary>
    PendingAccountLinking = 3,

    /// <summary>The provider has to look at the user first.</summary>
    PendingAdditionalValidation = 4,

    /// <summary>Usable.</summary>
    Ok = 5,

    /// <summary>To be deleted.</summary>
    RequestedDeletion = 6,

    /// <summary>Being deleted.</summary>
    Deleting = 7,

    /// <summary>Gone at the provider; no action leads out of it.</summary>
    Deleted = 8,

    /// <summary>Something went wrong while it was made.</summary>
    ErrorCreating = 9,

    /// <summary>Something went wrong while it was deleted.</summary>
    ErrorDeleting = 10,
}

/// <summary>What an action does to the provider's comment and its URL.</summary>
internal enum CommentEffect
{
    /// <summary>They stay.</summary>
    Kept,

    /// <summary>They become what was sent, each only if it was.</summary>
    Taken,

    /// <summary>They become empty.</summary>
    Cleared,
}

/// <summary>
/// One row of the state table: a transition, how its refusal names the target, what becomes of the comments, and what is logged.
/// </summary>
/// <param name="Transition">The transition.</param>
/// <param name="Word">The target, as the refusal names it.</param>
/// <param name="Comments">What becomes of the comments.</param>
/// <param name="Log">What the audit log says: the text for a user and an offering.</param>
internal sealed record OfferingUserAction(
    Transition<OfferingUserState> Transition, string Word, CommentEffect Comments, Func<string, string, string> Log)
{
    /// <summary>Whether the log has it as a change of the restriction.</summary>
    public bool IsLoggedAsRestriction { get; init; }

    /// <summary>What is sent with it; null: nothing.</summary>
    public BodyFields<OfferingUser>? Body => Comments == CommentEffect.Taken ? OfferingUserContract.Sent.Pending : null;
}

/// <summary>
/// The state table of offering users (section 3.2): what each action starts from, in the order of its refusal, and leads to.
/// </summary>
internal static class OfferingUserLifecycle
{
    private const string Asked = Permission.UpdateOfferingUser;
    private const string? NotAsked = null;

    /// <summary>The labels on the wire.</summary>
    public static readonly Labels<OfferingUserState> Labels = new()
    {
        { Requested,                   "Requested" },
        { Creating,                    "Creating" },
        { PendingAccountLinking,       "Pending account linking" },
        { PendingAdditionalValidation, "Pending additional validation" },
        { Ok,                          "OK" },
        { RequestedDeletion,           "Requested deletion" },
        { Deleting,                    "Deleting" },
        { Deleted,                     "Deleted" },
        { ErrorCreating,               "Error creating" },
        { ErrorDeleting,               "Error deleting" },
    };

    /// <summary>
    /// The actions. Three ask for no permission: whoever sees the record may call them (section 5.7). The log has account linking as a
    /// change of the restriction; so has Waldur's.
    /// </summary>
    public static readonly IReadOnlyList<OfferingUserAction> Actions =
    [
        Row("begin_creating", "CREATING",
            [Requested, ErrorCreating],
            Creating, Asked, CommentEffect.Kept, "Begin creation process",
            (user, offering) => $"User {user} in offering {offering} creation has begun."),
        Row("set_pending_additional_validation", "PENDING_ADDITIONAL_VALIDATION",
            [Creating, ErrorCreating, PendingAccountLinking],
            PendingAdditionalValidation, Asked, CommentEffect.Taken, "Set state to Pending Additional Validation",
            (user, offering) => $"User {user} in offering {offering} set to pending additional validation."),
        Row("set_pending_account_linking", "PENDING_ACCOUNT_LINKING",
            [Creating, ErrorCreating, PendingAdditionalValidation],
            PendingAccountLinking, Asked, CommentEffect.Taken, "Set state to Pending Account Linking",
            (user, offering) => $"User {user} in offering {offering} set to pending account linking.") with
            { IsLoggedAsRestriction = true },
        Row("set_validation_complete", "VALIDATION_COMPLETE",
            [PendingAccountLinking, PendingAdditionalValidation],
            Ok, Asked, CommentEffect.Cleared, "Set state to Validation Complete",
            (user, offering) => $"User {user} in offering {offering} validation completed."),
        Row("set_ok", "OK",
            [Requested, Creating, PendingAdditionalValidation, PendingAccountLinking, ErrorCreating, ErrorDeleting],
            Ok, NotAsked, CommentEffect.Kept, "Set state to OK",
            (user, offering) => $"User {user} in offering {offering} set to OK."),
        Row("set_error_creating", "ERROR_CREATING",
            [Requested, Creating, PendingAccountLinking, PendingAdditionalValidation],
            ErrorCreating, NotAsked, CommentEffect.Kept, "Set state to Error Creating",
            (user, offering) => $"User {user} in offering {offering} set to error creating state."),
        Row("request_deletion", "DELETION_REQUESTED",
            [Ok],
            RequestedDeletion, Asked, CommentEffect.Kept, "Request deletion of an offering user",
            (user, offering) => $"Deletion requested for user {user} in offering {offering}."),
        Row("set_deleting", "DELETING",
            [RequestedDeletion, ErrorDeleting],
            Deleting, Asked, CommentEffect.Kept, "Begin deletion process",
            (user, offering) => $"User {user} in offering {offering} deletion process started."),
        Row("set_deleted", "DELETED",
            [Deleting],
            Deleted, Asked, CommentEffect.Kept, "Set state to Deleted",
            (user, offering) => $"User {user} in offering {offering} marked as deleted."),
        Row("set_error_deleting", "ERROR_DELETING",
            [RequestedDeletion, Deleting],
            ErrorDeleting, NotAsked, CommentEffect.Kept, "Set state to Error Deleting",
            (user, offering) => $"User {user} in offering {offering} set to error deleting state."),
    ];

    /// <summary>The states that a username turns into OK (section 3.4).</summary>
    internal static readonly ImmutableArray<OfferingUserState> WaitingForUsername =
        [Requested, Creating, PendingAccountLinking, PendingAdditionalValidation, ErrorCreating];

    /// <summary>
    /// The username rule of every save: a username that is there, and new or changed, makes a waiting record OK (section 3.4).
    /// </summary>
    /// <param name="before">The record as stored; null: it is new.</param>
    /// <param name="record">The record as it is to be saved.</param>
    public static OfferingUser WithUsername(OfferingUser? before, OfferingUser record) =>
        !string.IsNullOrEmpty(record.Username)
        && WaitingForUsername.Contains(record.State)
        && (before is null || !string.Equals(before.Username, record.Username, StringComparison.Ordinal))
            ? record with { State = Ok }
            : record;

    /// <summary>The refusal of an action in a wrong state: it tells the state by its number and the sources by their labels.</summary>
    public static Check<OfferingUser> StateOf(OfferingUserAction action) => (call, record) =>
        action.Transition.Allows(call, record.It.State, out var sources)
            ? null
            : Refuse.Detail(400, RefusalText(action, record.It.State, sources));

    internal static string RefusalText(OfferingUserAction action, OfferingUserState state, ImmutableArray<OfferingUserState> sources) =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"Cannot transition to {action.Word} from current state: {Labels<OfferingUserState>.Number(state)}. "
                + $"Valid states for operation: {string.Join(", ", sources.Select(source => Labels[source]))}.");

    private static OfferingUserAction Row(
        string action, string word, ImmutableArray<OfferingUserState> from, OfferingUserState to, string? permission,
        CommentEffect comments,
        string summary, Func<string, string, string> log) =>
        new(new(action, from, to) { Permission = permission, Summary = summary }, word, comments, log);
}
