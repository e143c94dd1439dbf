namespace Waldur.Fake;

/// <summary>Where documentation and server disagree about offering users.</summary>
internal static class OfferingUserDivergences
{
    /// <summary>Two fields of the answers to writes.</summary>
    public static readonly Divergence WriteUuids = new(
        6, "offering-user-write-uuids",
        "POST, PUT, PATCH answers include offering_uuid and user_uuid of the record, whatever was sent.",
        "They are left out (echoed only if sent).");

    /// <summary>The default of a setting.</summary>
    public static readonly Divergence ConsentEnforced = new(
        8, "offering-user-consent",
        "The setting enforce_user_consent_for_offerings is true unless the world says otherwise.",
        "False unless the world says otherwise.");

    /// <summary>Who may comment.</summary>
    public static readonly Divergence CommentsPermission = new(
        9, "offering-user-comments-permission",
        "update_comments needs OFFERING.UPDATE_USER on the offering's customer, 403 without, asked before the state.",
        "Anybody who sees the record.");

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Divergence> All = [WriteUuids, ConsentEnforced, CommentsPermission];

    /// <summary>Where the server crashes.</summary>
    public static readonly IReadOnlyList<string> CrashPlaces =
    [
        "offering users: create with a body that is a string, a number or a boolean (documented: 400 `Invalid data. Expected a dictionary, but got str.`)",
        $"offering users: a `comment_url` of more than {OfferingUserContract.MaxUrl} characters in a set_pending_ action (documented: 400 `{BodyField.TooLong(OfferingUserContract.MaxUrl)}`)",
    ];
}
