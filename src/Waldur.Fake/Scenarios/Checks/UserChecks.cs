using System.Buffers.Text;
using System.Globalization;

namespace Waldur.Fake;

/// <summary>Users, their tokens and keys.</summary>
internal static class UserChecks
{
    public static void Run(ScenarioContents scenario, Problems problems)
    {
        ScenarioCheck.Unique(problems, "users", scenario.Users, user => user.Username ?? user.Key, "username", (_, other) => $"{other} has this username already");
        ScenarioCheck.Unique(problems, "users", scenario.Users, user => user.Token, "token", (_, other) => $"{other} has this token already");
        foreach (var user in scenario.Users)
        {
            // It travels in a header and is split from its scheme at blanks.
            if (user.Token?.All(char.IsAsciiLetterOrDigit) == false && user.Token.Any(c => c is <= ' ' or > '~'))
                problems.AddAt(user.Place("token"), $"users.{user.Key}.token", "a token has visible ASCII characters only");
            foreach (var key in user.SshKeys)
                PublicKey(problems, key.Place("public_key"), $"users.{user.Key}.ssh_keys.{key.Key}.public_key", key.PublicKey);
        }
        foreach (var account in scenario.RobotAccounts)
        {
            for (var i = 0; i < account.Keys.Count; i++)
                PublicKey(problems, account.Place("keys", i), string.Create(CultureInfo.InvariantCulture, $"robot_accounts.{account.Key}.keys.{i}"), account.Keys[i]);
        }
    }

    /// <summary>A fingerprint must be possible; whether the key itself is a good one is asked by the API alone.</summary>
    private static void PublicKey(Problems problems, Position at, string path, string key)
    {
        var parts = key.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        // A blank one has been told of.
        if (parts.Length == 0)
            return;
        if (parts.Length == 1 || !Base64.IsValid(parts[1]))
            problems.AddAt(at, path, "expected a public key such as 'ssh-ed25519 AAAA… comment', whose second part is base64");
    }
}
