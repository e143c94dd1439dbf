using System.Globalization;

namespace Waldur.Fake;

/// <summary>Completions: every user of an offering with a checklist has one; answers are those that the scenario gives.</summary>
internal static class CompletionLoading
{
    public static void Load(ScenarioContents scenario, LoadContext context)
    {
        foreach (var account in scenario.OfferingUsers)
        {
            var offering = scenario.Offerings.Find(account.Offering)!;
            if (scenario.Checklists.Find(offering.ComplianceChecklist) is { } checklist && (account.Completion is not null || !scenario.IsComplete))
                Load(account, checklist, account.Completion ?? new(), context);
        }
        if (!scenario.IsComplete)
            LoadMissing(context);
    }

    /// <summary>The records that the scenario does not name have nothing answered.</summary>
    private static void LoadMissing(LoadContext context)
    {
        var data = context.Changes.Data;
        foreach (var record in data.Table(OfferingUser.Table))
        {
            if (data.OfferingOf(record.Offering).It.ComplianceChecklist is { } checklist && data.CompletionOf(record) is null)
            {
                context.InsertNameless(
                    ChecklistCompletion.Table,
                    $"{record.Offering:n}.{record.User:n}",
                    from: null,
                    new ChecklistCompletion { OfferingUser = record.Uuid, Checklist = checklist });
            }
        }
    }

    private static void Load(ScenarioOfferingUser account, ScenarioChecklist checklist, ScenarioCompletion given, LoadContext context)
    {
        var completion = context.InsertNameless(ChecklistCompletion.Table, account.Key, given, new ChecklistCompletion
        {
            OfferingUser = context.Id(OfferingUser.Table, account.Key),
            Checklist = context.Id(Checklist.Table, checklist.Key),
            IsCompleted = given.IsCompleted,
            ReviewedBy = context.IdOrNull(User.Table, given.ReviewedBy),
            ReviewedAt = given.ReviewedAt,
            ReviewNotes = given.ReviewNotes,
        });
        var review = false;
        for (var i = 0; i < given.Answers.Count; i++)
            review |= Insert(account, checklist, given.Answers[i], string.Create(CultureInfo.InvariantCulture, $"{account.Key}.{i}"), completion.Uuid, context);
        context.Changes.Put(ChecklistCompletion.Table, completion with { RequiresReview = review });
    }

    private static bool Insert(ScenarioOfferingUser account, ScenarioChecklist checklist, ScenarioAnswer answer, string key, Guid completion, LoadContext context)
    {
        var question = checklist.Questions.Find(answer.Question)!;
        var asked = context.Changes.Data.Table(Question.Table).Get(context.Id(Question.Table, $"{checklist.Key}.{question.Key}"));
        var value = LoadContext.Json(answer.Value, "null", ChecklistLoading.OptionsOf(checklist, question, context));
        return context.InsertNameless(ChecklistAnswer.Table, key, answer, new ChecklistAnswer
        {
            Completion = completion,
            Question = asked.Uuid,
            User = context.Id(User.Table, answer.User ?? account.User),
            Data = value,
            RequiresReview = answer.RequiresReview ?? QuestionRules.CallsForReview(asked, value) is { Crash: null, Holds: true },
        }).RequiresReview;
    }
}
