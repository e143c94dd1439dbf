using System.Text.Json;

namespace Waldur.Fake;

/// <summary>That an offering user has a checklist to fill in, and how far that went (section 2.3).</summary>
public sealed record ChecklistCompletion : Entity
{
    /// <summary>Completions by offering user and checklist: one of each pair.</summary>
    public static readonly TableIndex<ChecklistCompletion, (Guid OfferingUser, Guid Checklist)> ByPair =
        TableIndex<ChecklistCompletion, (Guid, Guid)>.Unique(completion => (completion.OfferingUser, completion.Checklist));

    /// <summary>Completions by offering user.</summary>
    public static readonly TableIndex<ChecklistCompletion, Guid> ByOfferingUser =
        TableIndex<ChecklistCompletion, Guid>.On(completion => completion.OfferingUser);

    /// <summary>Completions by checklist.</summary>
    public static readonly TableIndex<ChecklistCompletion, Guid> ByChecklist =
        TableIndex<ChecklistCompletion, Guid>.On(completion => completion.Checklist);

    /// <summary>Completions by reviewer.</summary>
    public static readonly TableIndex<ChecklistCompletion, Guid> ByReviewer =
        TableIndex<ChecklistCompletion, Guid>.OnEach(completion => completion.ReviewedBy is { } reviewer ? [reviewer] : []);

    /// <summary>Where completions are kept.</summary>
    public static readonly TableDefinition<ChecklistCompletion> Table = new TableDefinition<ChecklistCompletion>("checklist_completions")
        .With(ByPair).With(ByOfferingUser).With(ByChecklist).With(ByReviewer)
        .GoesWith(Fake.Checklist.Table, ByChecklist)
        .Mends(User.Table, ByReviewer, static (_, completion, _) => completion with { ReviewedBy = null });

    /// <summary>Who has to fill it in.</summary>
    public required Guid OfferingUser { get; init; }

    /// <summary>What.</summary>
    public required Guid Checklist { get; init; }

    /// <summary>Was every required question answered, when answers were submitted last? False before the first time.</summary>
    public bool IsCompleted { get; init; }

    /// <summary>Did any answer call for a review, when answers were submitted last?</summary>
    public bool RequiresReview { get; init; }

    /// <summary>Who reviewed it, or null. No operation of these groups says so.</summary>
    public Guid? ReviewedBy { get; init; }

    /// <summary>When it was reviewed, UTC, or null.</summary>
    public DateTime? ReviewedAt { get; init; }

    /// <summary>What the reviewer says.</summary>
    public string ReviewNotes { get; init; } = "";
}

/// <summary>An answer of a user to a question of a completion (section 2.4).</summary>
public sealed record ChecklistAnswer : Entity
{
    /// <summary>Answers by completion, question and user: one each.</summary>
    public static readonly TableIndex<ChecklistAnswer, (Guid Completion, Guid Question, Guid User)> ByAuthor =
        TableIndex<ChecklistAnswer, (Guid, Guid, Guid)>.Unique(answer => (answer.Completion, answer.Question, answer.User));

    /// <summary>Answers by completion and question, oldest first.</summary>
    public static readonly TableIndex<ChecklistAnswer, (Guid Completion, Guid Question)> ByPlace =
        TableIndex<ChecklistAnswer, (Guid, Guid)>.On(answer => (answer.Completion, answer.Question));

    /// <summary>Answers by completion, oldest first.</summary>
    public static readonly TableIndex<ChecklistAnswer, Guid> ByCompletion = TableIndex<ChecklistAnswer, Guid>.On(answer => answer.Completion);

    /// <summary>Answers by question.</summary>
    public static readonly TableIndex<ChecklistAnswer, Guid> ByQuestion = TableIndex<ChecklistAnswer, Guid>.On(answer => answer.Question);

    /// <summary>Answers by user.</summary>
    public static readonly TableIndex<ChecklistAnswer, Guid> ByUser = TableIndex<ChecklistAnswer, Guid>.On(answer => answer.User);

    /// <summary>Where answers are kept: in order of insertion, whatever time they say.</summary>
    public static readonly TableDefinition<ChecklistAnswer> Table =
        new TableDefinition<ChecklistAnswer>("checklist_answers", static _ => default)
            .With(ByAuthor).With(ByPlace).With(ByCompletion).With(ByQuestion).With(ByUser)
            .GoesWith(ChecklistCompletion.Table, ByCompletion)
            .GoesWith(Fake.Question.Table, ByQuestion)
            .GoesWith(Fake.User.Table, ByUser);

    /// <summary>The completion.</summary>
    public required Guid Completion { get; init; }

    /// <summary>The question.</summary>
    public required Guid Question { get; init; }

    /// <summary>Who submitted it: not always the one who has to.</summary>
    public required Guid User { get; init; }

    /// <summary>The answer, in the form in which it is kept.</summary>
    public required JsonElement Data { get; init; }

    /// <summary>Did it call for a review when it was made? Later changes of it say nothing to that.</summary>
    public bool RequiresReview { get; init; }
}
