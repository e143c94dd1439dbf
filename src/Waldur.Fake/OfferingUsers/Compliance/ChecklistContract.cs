using System.Buffers.Binary;

namespace Waldur.Fake;

/// <summary>What of checklists goes over the wire, as tables (section 6): checklists, completions and what is submitted.</summary>
internal static class ChecklistContract
{
    private static readonly Shape s_anyObject = new() { Type = "object" };
    private static readonly Shape s_anyList = Shape.ListOf(Shape.Any);

    /// <summary>A checklist, inside other answers.</summary>
    public static readonly Representation<Checklist> Info = new()
    {
        { "uuid",           WireTypes.Uuid, c => c.Uuid },
        { "name",           WireTypes.Text, c => c.It.Name },
        { "description",    WireTypes.Text, c => c.It.Description },
        { "checklist_type", WireTypes.Text, c => Checklist.Types[c.It.Type] },
    };

    /// <summary>How a checklist goes over the wire.</summary>
    public static readonly WireType<In<Checklist>> InfoType = WireTypes.Object(Info).Documented(s_anyObject);

    // A whole number only where there is nothing to divide by.
    private static readonly WireType<double?> s_percentage = new(Shape.Number, static (json, percentage) =>
    {
        if (percentage is { } number)
            json.Double(number);
        else
            json.Int(100);
    });

    private static readonly Representation<Question> s_unanswered = new()
    {
        { "uuid",          WireTypes.Uuid, q => q.Uuid },
        { "description",   WireTypes.Text, q => q.It.Description },
        { "question_type", WireTypes.Choice(QuestionLabels.Types), q => q.It.Type },
    };

    /// <summary>An answer that was found to call for a review when it was made, with the present trigger and the present value.</summary>
    private static readonly Representation<ChecklistAnswer> s_trigger = new()
    {
        { "question",      WireTypes.Text, a => a.Question.It.Description },
        { "answer",        WireTypes.Json, a => a.It.Data },
        { "trigger_value", WireTypes.Json, a => a.Question.It.ReviewAnswerValue },
        { "operator",      WireTypes.Choice(QuestionLabels.Operators), a => a.Question.It.Operator },
    };

    /// <summary>A completion: to who fills it in, and to who just submitted.</summary>
    public static readonly ObjectTable<ShownCompletion> Completion = new("ChecklistCompletion")
    {
        { "uuid",                          WireTypes.Uuid,     c => c.It.Uuid },
        { "is_completed",                  WireTypes.Bool,     c => c.IsCompleted },
        { "completion_percentage",         s_percentage,       c => c.Progress.Percentage },
        {
            "unanswered_required_questions", WireTypes.ListOf(WireTypes.Object(s_unanswered)).Documented(s_anyList),
            c => c.Progress.UnansweredRequired.Select(question => new In<Question>(question, c.It.World))
        },
        { "checklist_name",                WireTypes.Text,     c => c.It.Checklist.It.Name },
        { "checklist_description",         WireTypes.Text,     c => c.It.Checklist.It.Description },
        { "created",                       WireTypes.DateTime, c => c.It.It.Created },
        { "modified",                      WireTypes.DateTime, c => c.It.It.Modified },
    };

    /// <summary>A completion: to who reviews it.</summary>
    public static readonly ObjectTable<ShownCompletion> Review = new("ChecklistCompletionReviewer")
    {
        Completion,
        { "requires_review",  WireTypes.Bool,           c => c.It.It.RequiresReview },
        { "reviewed_by",      WireTypes.IntOrNull,      c => c.It.It.ReviewedBy is { } reviewer ? NumberOf(reviewer) : null },
        { "reviewed_by_name", WireTypes.Text,           c => c.ReviewerName!, c => c.ReviewerName is not null },
        { "reviewed_at",      WireTypes.DateTimeOrNull, c => c.It.It.ReviewedAt },
        { "review_notes",     WireTypes.Text,           c => c.It.It.ReviewNotes },
        {
            "review_trigger_summary", WireTypes.ListOf(WireTypes.Object(s_trigger)).Documented(s_anyList),
            c => c.It.World.AnswersOf(c.It.Uuid).Where(static answer => answer.RequiresReview).Select(
                answer => new In<ChecklistAnswer>(answer, c.It.World))
        },
    };

    /// <summary>The answer to <c>checklist</c>.</summary>
    public static readonly ObjectTable<ShownChecklist> Filled = new("ChecklistResponse")
    {
        { "checklist",  InfoType,                    s => s.Completion.It.Checklist },
        { "completion", WireTypes.Value(Completion), s => s.Completion },
        { "questions",  WireTypes.ListOf(WireTypes.Value(QuestionContract.Asked)), s => s.Questions },
    };

    /// <summary>The answer to <c>checklist_review</c>.</summary>
    public static readonly ObjectTable<ShownChecklist> Reviewed = new("ChecklistReviewerResponse")
    {
        { "checklist",  InfoType,                s => s.Completion.It.Checklist },
        { "completion", WireTypes.Value(Review), s => s.Completion },
        { "questions",  WireTypes.ListOf(WireTypes.Value(QuestionContract.AskedForReview)), s => s.Questions },
    };

    /// <summary>The answer to <c>checklist-template</c>.</summary>
    public static readonly Representation<Checklist> TemplateOf = new("ChecklistTemplate")
    {
        { "checklist",                 InfoType, c => c },
        { "questions",                 WireTypes.ListOf(WireTypes.Object(QuestionContract.Definition)), c => c.Questions },
        {
            // Not even a dependency on an answer not being something shows a question before there is an answer.
            "initial_visible_questions", WireTypes.ListOf(WireTypes.Object(QuestionContract.Definition)),
            c => c.Questions.Where(static question => question.It.Dependencies.IsEmpty)
        },
    };

    /// <summary>The answer to <c>submit_answers</c>.</summary>
    public static readonly ObjectTable<ShownCompletion> Submitted = new("AnswerSubmitResponse")
    {
        { "detail",     WireTypes.Text,              _ => "Answers submitted successfully" },
        { "completion", WireTypes.Value(Completion), c => c },
    };

    /// <summary>
    /// The integer that stands for a user. It comes from the identifier, so that it does not depend on who else there is.
    /// </summary>
    public static int NumberOf(Guid user)
    {
        Span<byte> bytes = stackalloc byte[16];
        user.TryWriteBytes(bytes, bigEndian: true, out _);
        return Math.Max(1, BinaryPrimitives.ReadInt32BigEndian(bytes) & int.MaxValue);
    }

    extension(In<ChecklistCompletion> completion)
    {
        public In<Checklist> Checklist =>
            new(completion.World.Table(Fake.Checklist.Table).Get(completion.It.Checklist), completion.World);
    }

    extension(In<Checklist> checklist)
    {
        /// <summary>The questions, in their order.</summary>
        public IEnumerable<In<Question>> Questions =>
            checklist.World.QuestionsOf(checklist.Uuid).Select(question => new In<Question>(question, checklist.World));
    }

    extension(In<ChecklistAnswer> answer)
    {
        public In<Question> Question => new(answer.World.Table(Fake.Question.Table).Get(answer.It.Question), answer.World);

        /// <summary>Who gave it.</summary>
        public In<User> User => answer.World.UserOf(answer.It.User);
    }
}

/// <summary>A completion as it is shown, with what is computed for that.</summary>
/// <param name="It">The completion.</param>
/// <param name="Progress">How far it is.</param>
/// <param name="IsCompleted">Whether it is said to be complete.</param>
/// <param name="ReviewerName">The full name of the reviewer; null: it is left out.</param>
internal sealed record ShownCompletion(In<ChecklistCompletion> It, CompletionProgress Progress, bool IsCompleted, string? ReviewerName);

/// <summary>A checklist with the answers to it, as one caller sees it.</summary>
/// <param name="Completion">The completion.</param>
/// <param name="Questions">The questions that are shown.</param>
internal sealed record ShownChecklist(ShownCompletion Completion, IReadOnlyList<AskedQuestion> Questions);
