namespace Waldur.Fake;

/// <summary>What the audit log says of offering users (section 7). A changed username is not logged.</summary>
internal static class OfferingUserEvents
{
    private const string Created = "marketplace_offering_user_created";
    private const string Deleted = "marketplace_offering_user_deleted";
    private const string Updated = "marketplace_offering_user_updated";
    private const string RestrictionUpdated = "marketplace_offering_user_restriction_updated";

    public static void LogCreated(this Transaction changes, OfferingUser record) =>
        changes.Log(
            Created,
            $"Account for user {UserOf(changes, record).Username} in offering {OfferingOf(changes, record)} has been created.", record);

    public static void LogDeleted(this Transaction changes, OfferingUser record) =>
        changes.Log(
            Deleted,
            $"Account for user {UserOf(changes, record).Username} in offering {OfferingOf(changes, record)} has been deleted.", record);

    public static void LogRestriction(this Transaction changes, OfferingUser record) => changes.Log(
        RestrictionUpdated,
        $"Restriction status for user {NameOf(changes, record)} in offering {OfferingOf(changes, record)} has been set to {(record.IsRestricted ? "True" : "False")}.",
        record);

    public static void LogComments(this Transaction changes, OfferingUser record) => changes.Log(
        Updated,
        $"Service provider comments updated for user {NameOf(changes, record)} in offering {OfferingOf(changes, record)}.",
        record);

    public static void LogAction(this Transaction changes, OfferingUser record, OfferingUserAction action) => changes.Log(
        action.IsLoggedAsRestriction
            ? RestrictionUpdated : Updated, action.Log(NameOf(changes, record), OfferingOf(changes, record)), record);

    private static void Log(this Transaction changes, string type, string message, OfferingUser record) =>
        changes.Log(type, message, record.Uuid, record.User, record.Offering);

    private static User UserOf(Transaction changes, OfferingUser record) => changes.Data.UserOf(record.User).It;

    private static string OfferingOf(Transaction changes, OfferingUser record) => changes.Data.OfferingOf(record.Offering).It.Name;

    private static string NameOf(Transaction changes, OfferingUser record) =>
        UserOf(changes, record) is var user && user.FullName.Length > 0 ? $"{user.Username} ({user.FullName})" : user.Username;
}
