using System.Collections.Immutable;
using System.Text.Json;
using static Waldur.Fake.Forms;

namespace Waldur.Fake;

/// <summary>Checklists with their questions and options.</summary>
internal static class ChecklistKind
{
    private static readonly string[] s_levels = ["low", "medium", "high"];

    private static readonly ChoiceForm<ChecklistOperator> s_operator = Label(QuestionLabels.Operators);

    /// <summary>They are kept in their question.</summary>
    private static readonly Objects<QuestionOption> s_options = new(
        "question_options", "options",
        new("option", "Something that can be chosen as an answer.", from => new(from.Uuid, from.Key, from.Place))
        {
            { "uuid", Uuid, (o, _) => o.Uuid, (o, v, r) => o with { Uuid = r.Claim(v) }, "The identifier.",
                "made from seed, kind and key" },
            { "label", FilledUpTo(255), o => o.Label, (o, v) => o with { Label = v }, "Its text.", "the key" },
            { "order", Count, o => o.Order, (o, v) => o with { Order = v }, "Its place.", "its position, from 0" },
        },
        data => data.Table(Question.Table).SelectMany(question => question.Options), option => option.Uuid,
        brief: (FilledUpTo(255), (option, label) => option with { Label = label }));

    private static readonly Fields<QuestionDependency> s_dependency = new(
        "dependency", "An answer to another question that makes a question visible.", _ => new(default, default))
    {
        { "question", Text, (d, w) => w.KeyOf(Question.Table.Kind, d.DependsOn), WithQuestion,
            "Key of another question of the checklist.", Required },
        {
            "operator", Label(QuestionLabels.Operators, but: ChecklistOperator.Blank), d => d.Operator, (d, v) => d with { Operator = v },
            "How its answer is compared."
        },
        {
            "value", Json, (d, _) => NodeJson.Of(d.RequiredAnswerValue),
            (d, v, r) => d with { RequiredAnswerValue = r.Value(v, d.DependsOn) }, "What it is compared with.", Required
        },
    };

    private static readonly Kind<Question> s_questions = new(
        Question.Table, "question", "A question of a checklist. In its values `{option: high}` stands for the identifier of an option.",
        from => new() { Checklist = from.Owner, Description = from.Key, Order = from.Place + 1 }, finish: Finish)
    {
        { "description", TextUpTo(4096), q => q.Description, (q, v) => q with { Description = v }, "The question.", "the key" },
        { "question_type", Label(QuestionLabels.Types), q => q.Type, (q, v) => q with { Type = v }, "What an answer is." },
        { "order", Count, q => q.Order, (q, v) => q with { Order = v }, "Its place among the questions.", "its position, from 1" },
        { "required", Flag, q => q.Required, (q, v) => q with { Required = v }, "Must it be answered?" },
        { "user_guidance", Text, q => q.UserGuidance, (q, v) => q with { UserGuidance = v }, "Help for who answers." },
        {
            "always_show_guidance", Flag, q => q.AlwaysShowGuidance, (q, v) => q with { AlwaysShowGuidance = v },
            "Is the help shown whatever the answer?"
        },
        {
            "guidance_operator", s_operator, q => q.GuidanceOperator, (q, v) => q with { GuidanceOperator = v },
            "How the answer is compared to show the help."
        },
        {
            "guidance_answer_value", Json, (q, _) => NodeJson.Of(q.GuidanceAnswerValue),
            (q, v, r) => q with { GuidanceAnswerValue = r.Value(v, q.Uuid) }, "What it is compared with.", "`[]`"
        },
        { "operator", s_operator, q => q.Operator, (q, v) => q with { Operator = v }, "How the answer is compared to ask for a review." },
        {
            "review_answer_value", Json, (q, _) => NodeJson.Of(q.ReviewAnswerValue),
            (q, v, r) => q with { ReviewAnswerValue = r.Value(v, q.Uuid) }, "What it is compared with.", "`[]`"
        },
        { "always_requires_review", Flag, q => q.AlwaysRequiresReview, (q, v) => q with { AlwaysRequiresReview = v },
            "Is every answer reviewed?" },
        { "min_value", OrNull(Number), q => q.MinValue, (q, v) => q with { MinValue = v }, "Least number." },
        { "max_value", OrNull(Number), q => q.MaxValue, (q, v) => q with { MaxValue = v }, "Greatest number." },
        {
            "dependency_logic_operator", Label(QuestionLabels.Logics), q => q.DependencyLogicOperator,
            (q, v) => q with { DependencyLogicOperator = v }, "Must all dependencies hold, or one?"
        },
        {
            "depends_on", List(s_dependency), q => q.Dependencies, (q, v) => q with { Dependencies = v },
            "Answers to other questions that make this one visible."
        },
        {
            "options", s_options, q => q.Options, (q, v) => q with { Options = [.. v] },
            "What can be chosen. An option may be its label alone; the world names it `gpu.q1.high`."
        },
        {
            "allowed_file_types", List(FilledUpTo(255)), q => q.AllowedFileTypes, (q, v) => q with { AllowedFileTypes = v },
            "Endings of file names, with the dot."
        },
        { "allowed_mime_types", List(FilledUpTo(255)), q => q.AllowedMimeTypes, (q, v) => q with { AllowedMimeTypes = v },
            "Types `a/b` or `a/*`." },
        { "max_file_size_mb", OrNull(Count), q => q.MaxFileSizeMb, (q, v) => q with { MaxFileSizeMb = v }, "Greatest size of a file." },
        { "max_files_count", OrNull(Count), q => q.MaxFilesCount, (q, v) => q with { MaxFilesCount = v }, "Greatest number of files." },
    };

    public static readonly Kind<Checklist> Kind = new(
        Checklist.Table, "checklist", "Questions that users of an offering answer.", from => new() { Name = from.Key },
        "Questions that users of an offering answer.",
        drawing: new("How many checklists: `checklist-1` … Each second offering, from `offering-1`, has one.", Draw), place: 5)
    {
        { "name", Title, c => c.Name, (c, v) => c with { Name = v }, "Its name.", "the key" },
        { "description", TextUpTo(4096), c => c.Description, (c, v) => c with { Description = v }, "What it is for." },
        { "checklist_type", Label(Checklist.Types), c => c.Type, (c, v) => c with { Type = v },
            "Its type. Offerings use `offering_compliance`." },
        { "questions", s_questions, Question.ByChecklist, "Its questions; the world names them `gpu.q1`." },
    };

    /// <summary>
    /// A value that is compared with answers to a question, or is one: the identifier of an option takes the place of <c>{option:
    /// high}</c>.
    /// </summary>
    public static JsonElement Value(this Reading reading, Node value, Guid question) =>
        reading.IsWhole && question != default ? NodeJson.ToElement(Replaced(reading, value, reading.Rows.NameOf(question))) : default;

    /// <summary>A generated value that names an option.</summary>
    public static Node Option(string key) => new Drawn { { "option", key } }.Map;

    /// <summary>The levels that the generated question of risk can be answered with.</summary>
    public static string Level(Draw draw) => draw.Pick(s_levels);

    private static Node Replaced(Reading reading, Node value, string question) => value switch
    {
        ListNode list => new ListNode(list.At, [.. list.Items.Select(item => Replaced(reading, item, question))]),
        MapNode { Entries: [{ Key: "option", Value: ScalarNode { Type: not ScalarType.Null } key }] } => reading.TryFind(
            s_options.Kind, question, key.Text, value.At, out var uuid, $"options of {question[(question.LastIndexOf('.') + 1)..]}")
            ? Node.Of(uuid.ToString("n"))
            : value,
        _ => value,
    };

    private static QuestionDependency WithQuestion(QuestionDependency dependency, string key, Reading reading)
    {
        if (key == reading.Origin.Key && reading.IsWhole)
        {
            reading.Problems.AddAt(reading.Map, reading.Problems.Path, "a question can't depend on itself");
        }
        else if (reading.TryFind(
            Question.Table.Kind, reading.Origin.Of, key, reading.Map, out var uuid, $"checklists.{reading.Origin.Of}.questions"))
        {
            return dependency with { DependsOn = uuid };
        }

        return dependency;
    }

    private static Question Finish(Question question, Reading reading)
    {
        if (question.MinValue > question.MaxValue)
            reading.Wrong("max_value", "max_value is less than min_value");
        return question;
    }

    private static Drawn Draw(Draw draw, int number)
    {
        draw.For("checklists", number);
        var created = draw.Moment();
        return new()
        {
            { "created", created },
            { "name", $"Eligibility, form {Fake.Draw.Letters(draw.Fake.Name.LastName(), "white")}" },
            { "description", draw.Sentence() },
            {
                "questions", new Drawn
                {
                    {
                        "policy", new Drawn
                        {
                            { "created", created }, { "description", "Do you comply with the data policy?" }, { "required", true },
                            { "review_answer_value", Node.Of(false) },
                        }
                    },
                    {
                        "risk", new Drawn
                        {
                            { "created", created }, { "description", "How sensitive are your data?" }, { "question_type", "single_select" },
                            { "required", true }, { "operator", "in" }, { "review_answer_value", [Option("high")] },
                            {
                                "options", new Drawn
                                {
                                    { "low", new Drawn { { "label", "Low" } } }, { "medium", new Drawn { { "label", "Medium" } } },
                                    { "high", new Drawn { { "label", "High" } } },
                                }
                            },
                        }
                    },
                    {
                        "hours", new Drawn
                        {
                            { "created", created }, { "description", "Node hours a month" }, { "question_type", "number" },
                            { "min_value", 1 },
                            { "max_value", 100_000 },
                        }
                    },
                    { "purpose",
                        new Drawn { { "created", created }, { "description", "What do you need it for?" },
                            { "question_type", "text_area" } } },
                }
            },
        };
    }
}
