namespace Waldur.Fake;

/// <summary>Where documentation and server disagree about the checklists of offering users.</summary>
internal static class ChecklistDivergences
{
    /// <summary>The template of a checklist.</summary>
    public static readonly Divergence Template = new(
        7, "checklist-template",
        "GET and HEAD: 200 / 400 / 404 for a parent offering.",
        "500 for any non-empty parent_uuid.");

    /// <summary>When a completion is complete.</summary>
    public static readonly Divergence Completed = new(
        10, "checklist-completed",
        "is_completed is computed at each reading: no required question lacks an answer.",
        "Stored at each submission, false until the first.");

    /// <summary>The name of nobody.</summary>
    public static readonly Divergence ReviewedByName = new(
        12, "reviewed-by-name",
        "The key is always there (\"\" until reviewed).",
        "Absent until reviewed.");

    public static readonly IReadOnlyList<Divergence> All = [Template, Completed, ReviewedByName];

    /// <summary>Where the server crashes.</summary>
    public static readonly IReadOnlyList<string> CrashPlaces =
    [
        "checklists: `in` or `not_in` with a list against an answer that is a number or a boolean (documented: 400 with a `detail` that names question and operator)",
        "checklists: `contains` with a number, a boolean or null (documented: the same)",
        "checklists: `contains` with a list that is not empty against an answer that is a number or a boolean (documented: the same)",
        "checklists: `contains` with an element that is no text against an answer that is one, unless an earlier element is contained (documented: the same)",
        "checklists: the answer `99999999999999999999` to a question for a date (documented: 400, the value is not valid)",
        "checklists: a NUL character in an answer (documented: 400, the value is not valid)",
    ];
}
