using System.Text.Json;

namespace Waldur.Fake;

/// <summary>An answer of a user to a question of a completion (section 2.4).</summary>
public sealed record ChecklistAnswer : Entity
{
    /// <summary>Answers by completion, question and user: one each.</summary>
    internal static readonly TableIndex<ChecklistAnswer, (Guid Completion, Guid Question, Guid User)> ByAuthor =
        TableIndex<ChecklistAnswer, (Guid, Guid, Guid)>.Unique(answer => (answer.Completion, answer.Question, answer.User));

    /// <summary>Answers by completion and question, oldest first.</summary>
    internal static readonly TableIndex<ChecklistAnswer, (Guid Completion, Guid Question)> ByPlace =
        TableIndex<ChecklistAnswer, (Guid, Guid)>.On(answer => (answer.Completion, answer.Question));

    /// <summary>Answers by completion, oldest first.</summary>
    internal static readonly TableIndex<ChecklistAnswer, Guid> ByCompletion = TableIndex<ChecklistAnswer, Guid>.On(
        answer => answer.Completion);

    /// <summary>Answers by question.</summary>
    internal static readonly TableIndex<ChecklistAnswer, Guid> ByQuestion = TableIndex<ChecklistAnswer, Guid>.On(answer => answer.Question);

    /// <summary>Answers by user.</summary>
    internal static readonly TableIndex<ChecklistAnswer, Guid> ByUser = TableIndex<ChecklistAnswer, Guid>.On(answer => answer.User);

    /// <summary>Where answers are kept: in order of insertion, whatever time they say.</summary>
    internal static readonly TableDefinition<ChecklistAnswer> Table =
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
