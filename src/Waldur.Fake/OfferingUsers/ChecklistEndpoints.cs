using static Waldur.Fake.ChecklistContract;

namespace Waldur.Fake;

/// <summary>
/// The six operations on the checklists of offering users (section 6). They find the record as all operations on it do, but ask for no
/// consent; the permission comes before the question whether there is a checklist, and that before the body.
/// </summary>
internal static class ChecklistEndpoints
{
    private const string NoneHere = "No checklist configured for this object";
    private const string NoneForNew = "No checklist configured for new objects";

    private static readonly Requirement<OfferingUser> s_mayReview = OfferingUserEndpoints.MayUpdate;

    // Users fill in what is their own.
    private static readonly Requirement<OfferingUser> s_mayAnswer = s_mayReview with
    {
        Holds = static (call, record) => record.It.User == call.Caller.Uuid || s_mayReview.Holds(call, record),
        IsTacit = true,
    };

    /// <summary>The operations.</summary>
    public static readonly IReadOnlyList<Operation> All =
    [
        OfferingUserEndpoints.Records.OnCollection<object?, In<Checklist>>(
            "GET", "checklist-template", "Get checklist template for creating new objects.", null, TemplateOf.Reply(), FindTemplate) with
        {
            Counted = true,
            Parameters = [new("parent_uuid", Shape.Formatted("uuid"), Required: true)],
        },
        OnCompletion("checklist", "Get checklist with questions and existing answers.", Filled, s_mayAnswer, (call, completion) =>
            Asked(call, completion, string.Equals(call.Query.Last("include_all"), "true", StringComparison.OrdinalIgnoreCase))) with
        {
            Parameters = [new("include_all", Shape.Bool)],
        },
        OnCompletion(
            "checklist_review", "Get checklist with questions and existing answers including review logic (reviewers only).", Reviewed,
            s_mayReview,
            (call, completion) => Asked(call, completion, everything: false, toReviewer: true)),
        OnCompletion(
            "completion_status", "Get checklist completion status.", Completion, s_mayAnswer,
            (call, completion) => Shown(call, completion)),
        OnCompletion(
            "completion_review_status", "Get checklist completion status with review triggers (reviewers only).", Review, s_mayReview,
            (call, completion) => Shown(call, completion, toReviewer: true)),
        OfferingUserEndpoints.Records.OnObject(
            "POST", "submit_answers", "Submit checklist answers.", AnswerSubmission.Body, Submitted.Reply(), Submit, s_mayAnswer,
            HasChecklist),
    ];

    private static Operation OnCompletion<T>(
        string action, string summary, ObjectTable<T> shows, Requirement<OfferingUser> may,
        Func<Call, ChecklistCompletion, Outcome<T>> handle) =>
        OfferingUserEndpoints.Records.OnObject<object?, T>(
            "GET", action, summary, null, shows.Reply(),
            (call, record, _) => handle(call, call.Data.CompletionOf(record.It)!), may, HasChecklist);

    private static Answer? HasChecklist(Call call, In<OfferingUser> record) =>
        call.Data.CompletionOf(record.It) is null ? Refuse.Detail(400, NoneHere) : null;

    private static Outcome<ShownCompletion> Submit(Call call, In<OfferingUser> record, List<Outcome<SubmittedAnswer>> sent)
    {
        var completion = call.Data.CompletionOf(record.It)!;
        if (!AnswerSubmission.Judge(call, completion, sent).Try(out var answers, out var refusal))
            return refusal;
        var (stored, crash) = call.Changes.Submit(completion, call.Caller.Uuid, answers);
        return stored is null ? Crash(call, crash!) : Shown(call, stored);
    }

    private static Outcome<In<Checklist>> FindTemplate(Call call, object? sent)
    {
        if (call.Query.Last("parent_uuid") is not { Length: > 0 } parent)
            return Refuse.Detail(400, "parent_uuid query parameter is required");
        call.CrashAsServer(ChecklistDivergences.Template);
        // Any offering will do, visible or not.
        if (!UuidText.TryParse(parent, out var uuid) || call.Data.Table(Offering.Table).Find(uuid) is not { } offering)
            return Refuse.Detail(404, "Parent object not found");
        return offering.ComplianceChecklist is { } checklist
            ? call.In(call.Data.Table(Checklist.Table).Get(checklist))
            : Refuse.Detail(400, NoneForNew);
    }

    /// <summary>The questions that show to the caller, with their answers and the advice; or the rule that crashes the server.</summary>
    private static Outcome<ShownChecklist> Asked(Call call, ChecklistCompletion completion, bool everything, bool toReviewer = false)
    {
        var data = call.Data;
        var asked = new List<AskedQuestion>();
        foreach (var question in data.QuestionsOf(completion.Checklist))
        {
            if (!everything)
            {
                var visible = QuestionRules.IsVisible(question, other => data.OldestAnswer(completion.Uuid, other)?.Data);
                if (visible.Crash is { } unseen)
                    return Crash(call, new(question, unseen));
                if (!visible.Holds)
                    continue;
            }
            var guidance = QuestionRules.ShowsGuidance(question, data.OwnAnswer(completion.Uuid, question.Uuid, call.Caller.Uuid)?.Data);
            if (guidance.Crash is { } crash)
                return Crash(call, new(question, crash));
            var answer = data.OldestAnswer(completion.Uuid, question.Uuid);
            asked.Add(new(call.In(question), answer is null ? null : call.In(answer), guidance.Holds ? question.UserGuidance : null));
        }
        return new ShownChecklist(Shown(call, completion, toReviewer), asked);
    }

    private static ShownCompletion Shown(Call call, ChecklistCompletion completion, bool toReviewer = false)
    {
        var progress = call.Data.ProgressOf(completion);
        var name = completion.ReviewedBy is { } reviewer ? call.Data.UserOf(reviewer).It.FullName : null;
        return new(
            call.In(completion),
            progress,
            call.Choose(ChecklistDivergences.Completed, documented: progress.IsComplete, server: completion.IsCompleted),
            toReviewer ? call.Choose(ChecklistDivergences.ReviewedByName, documented: name ?? "", server: name) : name);
    }

    private static Answer Crash(Call call, OperatorCrash crash)
    {
        call.CrashAsServer(CommonDivergences.ServerCrash);
        return Refuse.Detail(400, crash.Text);
    }
}
