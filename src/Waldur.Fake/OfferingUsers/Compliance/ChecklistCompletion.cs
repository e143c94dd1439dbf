namespace Waldur.Fake;

/// <summary>That an offering user has a checklist to fill in, and how far that went (section 2.3).</summary>
public sealed record ChecklistCompletion : Entity
{
    /// <summary>Completions by offering user and checklist: one of each pair.</summary>
    internal static readonly TableIndex<ChecklistCompletion, (Guid OfferingUser, Guid Checklist)> ByPair =
        TableIndex<ChecklistCompletion, (Guid, Guid)>.Unique(completion => (completion.OfferingUser, completion.Checklist));

    /// <summary>Completions by offering user.</summary>
    internal static readonly TableIndex<ChecklistCompletion, Guid> ByOfferingUser =
        TableIndex<ChecklistCompletion, Guid>.On(completion => completion.OfferingUser);

    /// <summary>Completions by checklist.</summary>
    internal static readonly TableIndex<ChecklistCompletion, Guid> ByChecklist =
        TableIndex<ChecklistCompletion, Guid>.On(completion => completion.Checklist);

    /// <summary>Completions by reviewer.</summary>
    internal static readonly TableIndex<ChecklistCompletion, Guid> ByReviewer =
        TableIndex<ChecklistCompletion, Guid>.OnEach(completion => completion.ReviewedBy is { } reviewer ? [reviewer] : []);

    /// <summary>Where completions are kept.</summary>
    internal static readonly TableDefinition<ChecklistCompletion> Table = new TableDefinition<ChecklistCompletion>("checklist_completions")
        .With(ByPair).With(ByOfferingUser).With(ByChecklist).With(ByReviewer)
        .GoesWith(Fake.Checklist.Table, ByChecklist)
        .Mends(User.Table, ByReviewer, static (_, completion, _) => completion with { ReviewedBy = null });

    /// <summary>Who has to fill it in.</summary>
    public required Guid OfferingUser { get; init; }

    /// <summary>What has to be filled in.</summary>
    public required Guid Checklist { get; init; }

    /// <summary>Whether every required question was answered when answers were submitted last. False before the first time.</summary>
    public bool IsCompleted { get; init; }

    /// <summary>Whether any answer called for a review when answers were submitted last.</summary>
    public bool RequiresReview { get; init; }

    /// <summary>Who reviewed it, or null. No operation of these groups says so.</summary>
    public Guid? ReviewedBy { get; init; }

    /// <summary>When it was reviewed, UTC, or null.</summary>
    public DateTime? ReviewedAt { get; init; }

    /// <summary>What the reviewer says.</summary>
    public string ReviewNotes { get; init; } = "";
}
