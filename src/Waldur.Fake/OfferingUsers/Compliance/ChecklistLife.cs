using System.Text.Json;

namespace Waldur.Fake;

/// <summary>
/// The life of completions (section 3) and of the answers in them (section 6.6). What Waldur does in the background happens at once.
/// </summary>
internal static class ChecklistLife
{
    extension(WorldData data)
    {
        /// <summary>The completion of a checklist by an offering user, or null.</summary>
        public ChecklistCompletion? CompletionOf(Guid offeringUser, Guid checklist) =>
            data.Table(ChecklistCompletion.Table).By(ChecklistCompletion.ByPair, (offeringUser, checklist)) is [var completion]
                ? completion : null;

        /// <summary>The questions of a checklist, in their order.</summary>
        public RowSet<Question> QuestionsOf(Guid checklist) => data.Table(Question.Table).By(Question.ByChecklist, checklist);

        /// <summary>The answers of a completion, oldest first.</summary>
        public RowSet<ChecklistAnswer> AnswersOf(Guid completion) =>
            data.Table(ChecklistAnswer.Table).By(ChecklistAnswer.ByCompletion, completion);

        /// <summary>The oldest answer to a question of a completion, whoever gave it, or null.</summary>
        public ChecklistAnswer? OldestAnswer(Guid completion, Guid question) =>
            data.Table(ChecklistAnswer.Table).By(ChecklistAnswer.ByPlace, (completion, question)) is { Count: > 0 } answers
                ? answers[0] : null;

        /// <summary>A user's own answer to a question of a completion, or null.</summary>
        public ChecklistAnswer? OwnAnswer(Guid completion, Guid question, Guid user) =>
            data.Table(ChecklistAnswer.Table).By(ChecklistAnswer.ByAuthor, (completion, question, user)) is [var own] ? own : null;

        /// <summary>How far a completion is.</summary>
        public CompletionProgress ProgressOf(ChecklistCompletion completion) => CompletionProgress.Of(
            data.QuestionsOf(completion.Checklist),
            data.AnswersOf(completion.Uuid).Count,
            question => data.OldestAnswer(completion.Uuid, question) is not null);
    }

    extension(Transaction changes)
    {
        /// <summary>Stores answers that were found valid, in order, and reckons the completion anew.</summary>
        /// <returns>The completion as stored; or the question whose review rule crashes the server.</returns>
        public (ChecklistCompletion? Completion, OperatorCrash? Crash) Submit(
            ChecklistCompletion completion, Guid user, IEnumerable<(Question Question, JsonElement Answer)> answers)
        {
            foreach (var (question, answer) in answers)
            {
                if (changes.Store(completion, user, question, answer) is { } crash)
                    return (null, crash);
            }
            completion = changes.Update(ChecklistCompletion.Table, completion with
            {
                IsCompleted = changes.Data.ProgressOf(completion).IsComplete,
                RequiresReview = changes.Data.AnswersOf(completion.Uuid).Any(static answer => answer.RequiresReview),
            });
            return (completion, null);
        }

        private OperatorCrash? Store(ChecklistCompletion completion, Guid user, Question question, JsonElement answer)
        {
            var own = changes.Data.OwnAnswer(completion.Uuid, question.Uuid, user);
            if (answer.ValueKind == JsonValueKind.Null)
            {
                if (own is not null)
                    changes.Delete(ChecklistAnswer.Table, own.Uuid);
                return null;
            }
            if (own is not null)
            {
                changes.Update(ChecklistAnswer.Table, own with { Data = answer.Clone() });
                return null;
            }
            var kept = FileAnswer.Kept(question, answer, changes);
            var review = QuestionRules.CallsForReview(question, kept);
            if (review.Crash is { } crash)
                return new(question, crash);
            changes.Insert(ChecklistAnswer.Table, new ChecklistAnswer
            {
                Completion = completion.Uuid,
                Question = question.Uuid,
                User = user,
                Data = kept,
                RequiresReview = review.Holds,
            });
            return null;
        }
    }
}
