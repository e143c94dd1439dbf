
namespace Waldur.Fake;

/// <summary>What the audit log says of offering users (section 7). A changed username is not logged.</summary>
internal static class OfferingUserEvents
{
    private const string Created = "marketplace_offering_user_created";
    private const string Deleted = "marketplace_offering_user_deleted";
    private const string Updated = "marketplace_offering_user_updated";
    private const string RestrictionUpdated = "marketplace_offering_user_restriction_updated";

    /// <summary>What each action logs. (Account linking has the type of the restriction; so has Waldur.)</summary>
    private static readonly Dictionary<string, (string Type, string Text)> s_actions = new(StringComparer.Ordinal)
    {
        ["begin_creating"]                    = (Updated, "User {user} in offering {offering} creation has begun."),
        ["set_pending_additional_validation"] = (Updated, "User {user} in offering {offering} set to pending additional validation."),
        ["set_pending_account_linking"]       = (RestrictionUpdated, "User {user} in offering {offering} set to pending account linking."),
        ["set_validation_complete"]           = (Updated, "User {user} in offering {offering} validation completed."),
        ["set_ok"]                            = (Updated, "User {user} in offering {offering} set to OK."),
        ["set_error_creating"]                = (Updated, "User {user} in offering {offering} set to error creating state."),
        ["set_error_deleting"]                = (Updated, "User {user} in offering {offering} set to error deleting state."),
        ["set_deleted"]                       = (Updated, "User {user} in offering {offering} marked as deleted."),
        ["request_deletion"]                  = (Updated, "Deletion requested for user {user} in offering {offering}."),
        ["set_deleting"]                      = (Updated, "User {user} in offering {offering} deletion process started."),
    };

    public static void LogCreated(this Transaction changes, OfferingUser record) =>
        changes.Log(Created, $"Account for user {UserOf(changes, record).Username} in offering {OfferingOf(changes, record)} has been created.", record);

    public static void LogDeleted(this Transaction changes, OfferingUser record) =>
        changes.Log(Deleted, $"Account for user {UserOf(changes, record).Username} in offering {OfferingOf(changes, record)} has been deleted.", record);

    public static void LogRestriction(this Transaction changes, OfferingUser record) => changes.Log(
        RestrictionUpdated,
        $"Restriction status for user {NameOf(changes, record)} in offering {OfferingOf(changes, record)} has been set to {(record.IsRestricted ? "True" : "False")}.",
        record);

    public static void LogComments(this Transaction changes, OfferingUser record) => changes.Log(
        Updated,
        $"Service provider comments updated for user {NameOf(changes, record)} in offering {OfferingOf(changes, record)}.",
        record);

    public static void LogAction(this Transaction changes, OfferingUser record, string action)
    {
        var (type, text) = s_actions[action];
        var offering = text.IndexOf("{offering}", StringComparison.Ordinal);
        // The user stands before the offering in every text; names are put in from behind, so that none is taken for a placeholder.
        text = $"{text[..offering]}{OfferingOf(changes, record)}{text[(offering + "{offering}".Length)..]}";
        var user = text.IndexOf("{user}", StringComparison.Ordinal);
        changes.Log(type, $"{text[..user]}{NameOf(changes, record)}{text[(user + "{user}".Length)..]}", record);
    }

    private static void Log(this Transaction changes, string type, string message, OfferingUser record) =>
        changes.Log(type, message, record.Uuid, record.User, record.Offering);

    private static User UserOf(Transaction changes, OfferingUser record) => changes.Data.UserOf(record.User).It;

    private static string OfferingOf(Transaction changes, OfferingUser record) => changes.Data.OfferingOf(record.Offering).It.Name;

    private static string NameOf(Transaction changes, OfferingUser record) =>
        UserOf(changes, record) is var user && user.FullName.Length > 0 ? $"{user.Username} ({user.FullName})" : user.Username;
}
