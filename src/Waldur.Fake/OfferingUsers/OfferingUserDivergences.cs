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

    /// <summary>Who sees which records.</summary>
    public static readonly Divergence Visibility = new(
        14, "offering-user-visibility",
        "Own records whatever the offering's flag; others' records only through a role of one's own on the offering's customer.",
        "Roles on projects and organization groups connect people too; the flag off hides even one's own record.");

    public static readonly IReadOnlyList<Divergence> All = [WriteUuids, ConsentEnforced, CommentsPermission, Visibility];

    /// <summary>Where the server crashes.</summary>
    public static readonly IReadOnlyList<string> CrashPlaces =
    [
        "offering users: create with a body that is a string (but the empty one), a number, a boolean, or a list that holds \"offering\" "
            + "(documented: 400 `Invalid data. Expected a dictionary, but got str.`)",
        "offering users: create with a `?field=` that does not name the fields by which offering and user are sent "
            + "(documented: the body is read whole)",
        $"offering users: a `comment_url` of more than {OfferingUserContract.MaxUrl} characters in a set_pending_ action (documented: 400 `{BodyField.TooLong(OfferingUserContract.MaxUrl)}`)",
    ];
}
