namespace Waldur.Fake;

/// <summary>Where documentation and server disagree about course accounts.</summary>
internal static class CourseAccountDivergences
{
    /// <summary>The answer to bulk creation.</summary>
    public static readonly Divergence BulkResponse = new(
        5, "course-bulk-response",
        "200 with the object {\"course_accounts\": [{\"email\", \"description\"}…], \"project\"}: the accounts made, in request order, both keys "
            + "always, project as 32 hex.",
        "200 with an array of the course accounts made.");

    /// <summary>Descriptions of bulk items.</summary>
    public static readonly Divergence BulkDescription = new(
        11, "course-bulk-description",
        "The descriptions of bulk items are stored.",
        "They are dropped (\"\").");

    public static readonly IReadOnlyList<Divergence> All = [BulkResponse, BulkDescription];

    /// <summary>Where the server crashes.</summary>
    public static readonly IReadOnlyList<string> CrashPlaces =
    [
        "course accounts: an item of create_bulk without `email` (documented: accepted, stored as \"\")",
        "course accounts: the account service gives a user name that exists already (documented: 400 with a `detail`)",
    ];
}
