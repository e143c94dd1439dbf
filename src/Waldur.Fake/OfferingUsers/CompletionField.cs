using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using static Waldur.Fake.Forms;

namespace Waldur.Fake;

/// <summary>
/// How far an offering user has answered the checklist of the offering: rows of their own, which stand in the offering user.
/// </summary>
internal sealed class CompletionField() : Field<OfferingUser>(
    "completion", s_form, "How far the offering's checklist is answered. The offering must have one.", absent: null)
{
    private static readonly Fields<ChecklistAnswer> s_answer = new(
        "answer", "An answer to a question of the offering's checklist.",
        _ => new() { Completion = default, Question = default, User = default, Data = default })
    {
        Stamps.Of<ChecklistAnswer>(),
        { "question", Text, (a, w) => w.KeyOf(Question.Table.Kind, a.Question), WithQuestion, "Key of the question.", Required },
        { "user", Ref(User.Table), a => a.User, (a, v) => a with { User = v }, "Who answered.", "the person of the account" },
        {
            "value", Json, (a, _) => NodeJson.Of(a.Data), WithValue,
            "The answer. `{option: high}` stands for the identifier of an option.", Required
        },
        {
            "requires_review", Flag, a => a.RequiresReview, (a, v) => a with { RequiresReview = v }, "Was it found to need a review?",
            "as the question's rule says"
        },
    };

    private static readonly ListForm<ChecklistAnswer> s_answers = List(s_answer);

    private static readonly Fields<ChecklistCompletion> s_completion = new(
        "completion", "How far a checklist is answered.", _ => new() { OfferingUser = default, Checklist = default })
    {
        Stamps.Of<ChecklistCompletion>(),
        {
            "is_completed", Flag, c => c.IsCompleted, (c, v) => c with { IsCompleted = v },
            "What the last submission found (the server stores it)."
        },
        { "reviewed_by", OrNull(Ref(User.Table)), c => c.ReviewedBy, (c, v) => c with { ReviewedBy = v }, "Who reviewed it." },
        { "reviewed_at", OrNull(Moment), c => c.ReviewedAt, (c, v) => c with { ReviewedAt = v }, "When it was reviewed." },
        { "review_notes", Text, c => c.ReviewNotes, (c, v) => c with { ReviewNotes = v }, "What the reviewer wrote." },
        {
            "answers", s_answers, (c, w) => [.. w.By(ChecklistAnswer.Table, ChecklistAnswer.ByCompletion, c.Uuid)], WithAnswers,
            "The answers, oldest first."
        },
    };

    private static readonly NullableForm<ChecklistCompletion> s_form = OrNone(s_completion);

    /// <inheritdoc/>
    public override OfferingUser Read(OfferingUser row, Node node, Reading reading)
    {
        var offering = reading.IsWhole ? reading.Rows.Find(Offering.Table, row.Offering) : null;
        if (offering is { ComplianceChecklist: null } && !node.IsNull)
        {
            reading.Problems.Add(
                node.At, $"the offering {reading.Text("offering")} has no compliance_checklist, so there is nothing to complete");
        }
        Read(row, node, offering?.ComplianceChecklist, reading.Origin.Key, reading);
        return row;
    }

    /// <summary>Reads a completion of a checklist, with its answers.</summary>
    private static void Read(OfferingUser row, Node node, Guid? checklist, string key, Reading reading)
    {
        var outer = reading.Origin;
        // Questions are named by their keys in the checklist.
        reading.Origin = outer with { Of = checklist is { } known ? reading.Rows.NameOf(known) : "" };
        if (s_form.TryRead(node, reading, out var completion) && completion is not null && reading.IsWhole)
        {
            if (completion.ReviewedAt is not null && (node as MapNode)?["reviewed_by"] is null or { IsNull: true })
                reading.Problems.AddAt(node.At, reading.Problems.Path + ".reviewed_at", "nobody reviewed it: reviewed_by is missing");
            if (checklist is { } uuid)
                Store(completion with { Checklist = uuid }, row, key, ((node as MapNode)?["answers"] as ListNode)?.Items ?? [], reading);
        }
        reading.Origin = outer;
    }

    /// <inheritdoc/>
    public override Node? Write(OfferingUser row, Writing writing) => s_form.Write(
        writing.Find(Offering.Table, row.Offering)?.ComplianceChecklist is { } checklist
            ? writing.By(ChecklistCompletion.Table, ChecklistCompletion.ByPair, (row.Uuid, checklist)).FirstOrDefault()
            : null,
        writing);

    /// <summary>Who has a checklist to answer, and of whom nothing is said, has nothing answered.</summary>
    public static void Begin(OfferingUser record, Reading reading)
    {
        if (!reading.IsComplete && reading.Given("completion") is null or { IsNull: true }
            && reading.Rows.Find(Offering.Table, record.Offering)?.ComplianceChecklist is { } checklist)
        {
            var completion = new ChecklistCompletion { OfferingUser = record.Uuid, Checklist = checklist };
            reading.Rows.Add(ChecklistCompletion.Table, completion, reading.Origin.Key, isSeen: true);
        }
    }

    /// <summary>A generated checklist of which so many of a hundred questions are answered.</summary>
    public static Drawn Draw(Draw draw, int percent)
    {
        var answers = new List<Node>();
        var required = 0;
        Answer("policy", Node.Of(true), isRequired: true);
        Answer("risk", new ListNode(default, [ChecklistKind.Option(ChecklistKind.Level(draw))]), isRequired: true);
        Answer("hours", Node.Of(draw.Fake.Random.Int(1, 1000) * 100));
        Answer("purpose", Node.Of(draw.Sentence()));
        return new() { { "is_completed", required == 2 }, { "answers", answers } };

        void Answer(string question, Node value, bool isRequired = false)
        {
            var moment = draw.Moment();
            if (!draw.Chance(percent))
                return;
            answers.Add(new Drawn { { "created", moment }, { "question", question }, { "value", value } }.Map);
            required += isRequired ? 1 : 0;
        }
    }

    private static ChecklistCompletion WithAnswers(ChecklistCompletion completion, ImmutableArray<ChecklistAnswer> answers, Reading reading)
    {
        reading.Beside = answers;
        return completion;
    }

    private static ChecklistAnswer WithQuestion(ChecklistAnswer answer, string key, Reading reading) =>
        reading.Origin.Of is { Length: > 0 } checklist
        && reading.TryFind(Question.Table.Kind, checklist, key, reading.At, out var question, $"checklists.{checklist}.questions")
            ? answer with { Question = question }
            : answer;

    private static ChecklistAnswer WithValue(ChecklistAnswer answer, Node value, Reading reading)
    {
        if (value.IsNull && answer.Question != default)
            reading.Problems.Add(value.At, "null is no answer; leave the answer out");
        return answer with { Data = reading.Value(value, answer.Question) };
    }

    private static void Store(ChecklistCompletion completion, OfferingUser record, string key, IReadOnlyList<Node> items, Reading reading)
    {
        var answers = reading.Beside is ImmutableArray<ChecklistAnswer> given ? given.ToArray() : [];
        reading.Beside = null;
        var seen = new HashSet<(Guid, Guid)>();
        for (var i = 0; i < answers.Length; i++)
        {
            var answer = answers[i] with { User = answers[i].User == default ? record.User : answers[i].User };
            answers[i] = answer;
            if (answer.Question == default || reading.Rows.Find(Question.Table, answer.Question) is not { } question)
                continue;
            if (!seen.Add((answer.Question, answer.User)))
            {
                reading.Problems.AddAt(
                    items[i].At, string.Create(CultureInfo.InvariantCulture, $"{reading.Problems.Path}.answers.{i}"),
                    $"{reading.Rows.NameOf(answer.User)} answers the question {((items[i] as MapNode)?["question"] as ScalarNode)?.Text} twice");
            }
            if ((items[i] as MapNode)?["requires_review"] is null && answer.Data.ValueKind != JsonValueKind.Undefined)
            {
                answers[i] = answer with { RequiresReview = QuestionRules.CallsForReview(
                    question, answer.Data) is { Crash: null, Holds: true } };
            }
        }
        completion = reading.Rows.Add(
            ChecklistCompletion.Table,
            completion with { OfferingUser = record.Uuid, RequiresReview = answers.Any(answer => answer.RequiresReview) },
            key, isSeen: true);
        for (var i = 0; i < answers.Length; i++)
        {
            reading.Rows.Add(
                ChecklistAnswer.Table, answers[i] with { Completion = completion.Uuid },
                string.Create(CultureInfo.InvariantCulture, $"{key}.{i}"), isSeen: true);
        }
    }

    /// <summary>
    /// Completions of other checklists than the offering's: the record was moved here from another offering, or the offering had another
    /// checklist. They are not seen until it moves back.
    /// </summary>
    internal sealed class Former() : Field<OfferingUser>(
        "former_completions", s_all,
        "Completions that are not seen now: of the checklists of offerings that the account was moved from, "
        + "or that the offering had before.", absent: null)
    {
        private static readonly NamedForm<ChecklistCompletion> s_all = Named(s_completion, "keys of checklists");

        /// <inheritdoc/>
        public override OfferingUser Read(OfferingUser row, Node node, Reading reading)
        {
            if (node is not MapNode map)
            {
                s_all.TryRead(node, reading, out _);
                return row;
            }
            foreach (var entry in map.Entries)
            {
                reading.Problems.Enter(entry.Key);
                Guid? checklist = reading.TryFind(Checklist.Table.Kind, "", entry.Key, entry.At, out var found) ? found : null;
                CompletionField.Read(row, entry.Value, checklist, $"{reading.Origin.Key}.{entry.Key}", reading);
                reading.Problems.Leave();
            }
            return row;
        }

        /// <inheritdoc/>
        public override Node? Write(OfferingUser row, Writing writing)
        {
            var present = writing.Find(Offering.Table, row.Offering)?.ComplianceChecklist;
            var former = writing.By(ChecklistCompletion.Table, ChecklistCompletion.ByOfferingUser, row.Uuid)
                .Where(completion => completion.Checklist != present).ToList();
            return former.Count == 0 ? null : new MapNode(default, [.. former.Select(completion => new Entry(
                writing.KeyOf(Checklist.Table.Kind, completion.Checklist), default, s_completion.Write(completion, writing)))]);
        }
    }
}
