using static Waldur.Fake.ChecklistContract;

namespace Waldur.Fake;

/// <summary>
/// The six operations on the checklists of offering users (section 6). They find the record as all operations on it do, but ask for no
/// consent; the permission comes before the question whether there is a checklist, and that before the body.
/// </summary>
public static class ChecklistEndpoints
{
    private const string NoneHere = "No checklist configured for this object";
    private const string NoneForNew = "No checklist configured for new objects";
    private const string IdPrefix = "marketplace_offering_users_";

    /// <summary>The operations.</summary>
    public static readonly IReadOnlyList<Operation> All =
    [
        OfferingUserEndpoints.Records.OnCollection("GET", "checklist-template", ShowTemplate) with
        {
            Id = IdPrefix + "checklist_template_retrieve",
            Summary = "Get checklist template for creating new objects.",
            Counted = true,
            Parameters = [new("parent_uuid", Shape.Formatted("uuid"), Required: true)],
            Result = TemplateOf.Shape,
        },
        OnCompletion("checklist", ShowChecklist, MayAnswer) with
        {
            Summary = "Get checklist with questions and existing answers.",
            Parameters = [new("include_all", Shape.Bool)],
            Result = Filled.Shape,
        },
        OnCompletion("checklist_review", ShowReview, MayReview) with
        {
            Summary = "Get checklist with questions and existing answers including review logic (reviewers only).",
            Result = Reviewed.Shape,
            Permission = Permission.UpdateOfferingUser,
        },
        OnCompletion("completion_status", (call, completion) => Show(Completion, Shown(call, completion)), MayAnswer) with
        {
            Summary = "Get checklist completion status.",
            Result = Completion.Shape,
        },
        OnCompletion("completion_review_status", (call, completion) => Show(Review, Shown(call, completion, toReviewer: true)), MayReview) with
        {
            Summary = "Get checklist completion status with review triggers (reviewers only).",
            Result = Review.Shape,
            Permission = Permission.UpdateOfferingUser,
        },
        OnCompletion("submit_answers", Submit, MayAnswer, method: "POST") with
        {
            Id = IdPrefix + "submit_answers",
            Summary = "Submit checklist answers.",
            Body = Submission,
            Result = Submitted.Shape,
        },
    ];

    private static Operation OnCompletion(
        string action, Func<Call, ChecklistCompletion, Answer> handle, Check<OfferingUser> check, string method = "GET") =>
        OfferingUserEndpoints.Records.OnObject(
            method,
            action,
            (call, record) => call.Data.CompletionOf(record.It) is { } completion ? handle(call, completion) : Refuse.Detail(400, NoneHere),
            check) with { Id = $"{IdPrefix}{action}_retrieve" };

    private static Answer? MayAnswer(Call call, In<OfferingUser> record) =>
        record.It.User == call.Caller.Uuid ? null : MayReview(call, record);

    private static Answer? MayReview(Call call, In<OfferingUser> record) =>
        Access.Allows(call, Permission.UpdateOfferingUser, record.World.OfferingOf(record.It.Offering).It.Customer) ? null : Refuse.Forbidden();

    private static Answer ShowChecklist(Call call, ChecklistCompletion completion)
    {
        var everything = string.Equals(call.Query.Last("include_all"), "true", StringComparison.OrdinalIgnoreCase);
        var (questions, crash) = Ask(call, completion, everything);
        return crash is null ? Show(Filled, new(Shown(call, completion), questions)) : Crash(call, crash);
    }

    private static Answer ShowReview(Call call, ChecklistCompletion completion)
    {
        var (questions, crash) = Ask(call, completion, everything: false);
        return crash is null ? Show(Reviewed, new(Shown(call, completion, toReviewer: true), questions)) : Crash(call, crash);
    }

    private static Answer Submit(Call call, ChecklistCompletion completion)
    {
        var (body, refusal) = call.ReadBody();
        if (body is null)
            return refusal!;
        var (answers, problem) = AnswerSubmission.Read(call, completion, body);
        if (answers is null)
            return Refuse.Invalid(problem!);
        var (stored, crash) = call.Changes.Submit(completion, call.Caller.Uuid, answers);
        return stored is null ? Crash(call, crash!) : Show(Submitted, Shown(call, stored));
    }

    private static Answer ShowTemplate(Call call)
    {
        if (call.Query.Last("parent_uuid") is not { Length: > 0 } parent)
            return Refuse.Detail(400, "parent_uuid query parameter is required");
        call.CrashAsServer(ChecklistDivergences.Template);
        // Any offering will do, visible or not.
        if (!UuidText.TryParse(parent, out var uuid) || call.Data.Table(Offering.Table).Find(uuid) is not { } offering)
            return Refuse.Detail(404, "Parent object not found");
        return offering.ComplianceChecklist is { } checklist
            ? Show(TemplateOf, call.In(call.Data.Table(Checklist.Table).Get(checklist)))
            : Refuse.Detail(400, NoneForNew);
    }

    /// <summary>The questions that show to the caller, with their answers and the advice; or the rule that crashes the server.</summary>
    private static (IReadOnlyList<AskedQuestion> Questions, OperatorCrash? Crash) Ask(Call call, ChecklistCompletion completion, bool everything)
    {
        var data = call.Data;
        var asked = new List<AskedQuestion>();
        foreach (var question in data.QuestionsOf(completion.Checklist))
        {
            if (!everything)
            {
                var visible = QuestionRules.IsVisible(question, other => data.OldestAnswer(completion.Uuid, other)?.Data);
                if (visible.Crash is { } unseen)
                    return ([], new(question, unseen));
                if (!visible.Holds)
                    continue;
            }
            var guidance = QuestionRules.ShowsGuidance(question, data.OwnAnswer(completion.Uuid, question.Uuid, call.Caller.Uuid)?.Data);
            if (guidance.Crash is { } crash)
                return ([], new(question, crash));
            var answer = data.OldestAnswer(completion.Uuid, question.Uuid);
            asked.Add(new(call.In(question), answer is null ? null : call.In(answer), guidance.Holds ? question.UserGuidance : null));
        }
        return (asked, null);
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

    private static Answer Show<T>(ObjectTable<T> table, T value)
    {
        var json = new JsonOut("", 4096);
        table.Write(json, value);
        return Answer.Json(200, json.Written);
    }

    private static Answer Crash(Call call, OperatorCrash crash)
    {
        call.CrashAsServer(CommonDivergences.ServerCrash);
        return Refuse.Detail(400, crash.Text);
    }
}
