using System.Globalization;
using System.Text;

namespace Waldur.Fake;

/// <summary>
/// The usernames that records get when the world makes them (section 8). Records made through the API get none, whatever the policy.
/// </summary>
internal static class UsernamePolicy
{
    /// <summary>The option of an offering that names its policy.</summary>
    internal const string Option = "username_generation_policy";

    private const string Prefix = "username_anonymized_prefix";
    private const string DefaultPrefix = "walduruser_";

    /// <summary>Each policy, and the username that it gives a user of an offering; empty: the name comes from elsewhere.</summary>
    private static readonly Dictionary<string, Func<WorldData, Offering, User, string>> s_policies = new(StringComparer.Ordinal)
    {
        ["service_provider"] = static (_, _, _) => "",
        ["waldur_username"]  = static (_, _, user) => user.Username,
        ["anonymized"]       = static (data, offering, _) => Next(data, offering, offering.TextOption(Prefix) ?? DefaultPrefix, digits: 5),
        ["full_name"]        = static (data, offering, user) =>
            NameOf(user) is { Length: > 0 } name ? Next(data, offering, name + "_", digits: 2) : "",
        // There is no FreeIPA behind the fake.
        ["freeipa"]          = static (_, _, _) => "",
        ["identity_claim"]   = static (_, _, user) => user.SiteUsername,
    };

    /// <summary>The policies.</summary>
    public static IEnumerable<string> Names => s_policies.Keys;

    /// <summary>The username of a new record of that user; an offering without a policy leaves it to the provider.</summary>
    internal static string Username(WorldData data, Offering offering, User user) =>
        s_policies.GetValueOrDefault(Of(offering)) is { } policy ? policy(data, offering, user) : "";

    /// <summary>The policy of an offering.</summary>
    internal static string Of(Offering offering) => offering.TextOption(Option) ?? "service_provider";

    /// <summary>Whether the policy of an offering leaves usernames to somebody outside Waldur.</summary>
    internal static bool LeavesNamesToOthers(Offering offering) =>
        Of(offering) is not ("waldur_username" or "anonymized" or "full_name" or "identity_claim");

    /// <summary>The prefix and the number after the greatest one that the offering's usernames have behind it.</summary>
    private static string Next(WorldData data, Offering offering, string prefix, int digits)
    {
        var next = 0L;
        foreach (var record in data.Table(OfferingUser.Table).By(OfferingUser.ByOffering, offering.Uuid))
        {
            if (record.Username is { } username
                && username.StartsWith(prefix, StringComparison.Ordinal)
                && int.TryParse(username.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                next = Math.Max(next, number + 1L);
            }
        }
        return prefix + next.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    /// <summary>First and last name in lower case, without accents and whatever is neither letter nor digit.</summary>
    private static string NameOf(User user) =>
        string.Join('_', new[] { Plain(user.FirstName), Plain(user.LastName) }.Where(name => name.Length > 0));

    private static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var rune in Decomposition.Of(name).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
                plain.Append(Rune.ToLowerInvariant(rune));
        }
        return plain.ToString();
    }
}
