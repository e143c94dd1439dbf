using System.Text;

namespace Waldur.Fake;

/// <summary>What the audit log says of robot accounts (section 2.8).</summary>
internal static class RobotAccountEvents
{
    private const string Updated = "resource_robot_account_updated";

    public static void LogCreated(this Transaction changes, RobotAccount account) =>
        changes.Log(
            "resource_robot_account_created", $"Robot account {account.Username} has been created.", account.Uuid, account.Resource);

    public static void LogDeleted(this Transaction changes, RobotAccount account) =>
        changes.Log(
            "resource_robot_account_deleted", $"Robot account {account.Username} has been deleted.", account.Uuid, account.Resource);

    public static void LogState(this Transaction changes, RobotAccount account, RobotAccountState before) =>
        changes.Log(
            Updated,
            $"Robot account {account.Username} has been updated. Robot account '{account.Username}' state changed from "
                + $"'{RobotAccountLifecycle.Labels[before]}' to '{RobotAccountLifecycle.Labels[account.State]}'.",
            account.Uuid, account.Resource);

    /// <summary>A PUT or PATCH saves twice: the first save tells what changed, the second nothing.</summary>
    public static void LogUpdated(this Transaction changes, RobotAccount before, RobotAccount after)
    {
        var message = new StringBuilder($"Robot account {before.Username} has been updated. ");
        Tell("username", before.Username, after.Username);
        Tell("resource", ResourceName(changes, before), ResourceName(changes, after));
        Tell("type", before.Type, after.Type);
        Tell("keys", List(before.Keys), List(after.Keys));
        changes.Log(Updated, message.ToString(), after.Uuid, after.Resource);
        changes.Log(Updated, $"Robot account {after.Username} has been updated. ", after.Uuid, after.Resource);

        void Tell(string field, string old, string now)
        {
            if (!string.Equals(old, now, StringComparison.Ordinal))
                message.Append(System.Globalization.CultureInfo.InvariantCulture, $"{field} had changed from {old} to {now}. ");
        }
    }

    public static void LogLostPerson(this Transaction changes, RobotAccount account, User user, bool responsible, string why) =>
        changes.Log(
            Updated,
            $"{(responsible ? "Responsible user" : "User")} {user.Username} has been removed from robot account {account.Username} {why}.",
            account.Uuid, account.Resource);

    private static string ResourceName(Transaction changes, RobotAccount account) => changes.Data.ResourceOf(account.Resource).It.Name;

    private static string List(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(text => $"'{text}'"))}]";
}
