using System.Collections.Immutable;

namespace Waldur.Fake;

/// <summary>
/// How far a completion is (section 10). Hidden questions count like any other, and so does every answer, whoever gave it: with answers
/// of two users the percentage can exceed 100.
/// </summary>
/// <param name="Questions">Number of questions of the checklist.</param>
/// <param name="Answers">Number of answers of the completion.</param>
/// <param name="UnansweredRequired">The required questions that nobody answered, in their order.</param>
internal sealed record CompletionProgress(int Questions, int Answers, ImmutableArray<Question> UnansweredRequired)
{
    /// <summary>Whether no required question lacks an answer.</summary>
    public bool IsComplete => UnansweredRequired.IsEmpty;

    /// <summary>
    /// Answers per question in percent, to one decimal, halves to even; null for a checklist without questions, which counts as 100.
    /// </summary>
    public double? Percentage => Questions == 0 ? null : Math.Round((double)Answers / Questions * 100, 1);

    /// <summary>Counts.</summary>
    /// <param name="questions">The questions of the checklist, in their order.</param>
    /// <param name="answers">The number of answers.</param>
    /// <param name="isAnswered">Whether a question has any answer.</param>
    public static CompletionProgress Of(IReadOnlyCollection<Question> questions, int answers, Func<Guid, bool> isAnswered) =>
        new(questions.Count, answers, [.. questions.Where(question => question.Required && !isAnswered(question.Uuid))]);
}
