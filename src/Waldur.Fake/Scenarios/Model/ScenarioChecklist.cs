
namespace Waldur.Fake;

/// <summary>Questions that users of an offering answer.</summary>
internal sealed record ScenarioChecklist : ScenarioObject
{
    public string? Name { get; init; }

    public string Description { get; init; } = "";

    public string ChecklistType { get; init; } = "offering_compliance";

    public Objects<ScenarioQuestion> Questions { get; init; } = Objects<ScenarioQuestion>.None;

    public static readonly Shape<ScenarioChecklist> Table = new("checklist", "Questions that users of an offering answer.")
    {
        Stamped<ScenarioChecklist>(),
        { "name", Forms.Name, c => c.Name, (c, v) => c with { Name = v }, "Its name.", "the key" },
        { "description", Forms.TextUpTo(4096), c => c.Description, (c, v) => c with { Description = v }, "What it is for." },
        { "checklist_type", Forms.OneOf(Names.ChecklistTypes), c => c.ChecklistType, (c, v) => c with { ChecklistType = v }, "Its type. Offerings use `offering_compliance`." },
        { "questions", Forms.Objects(ScenarioQuestion.Table, "questions"), c => c.Questions, (c, v) => c with { Questions = v }, "Its questions; the world names them `gpu.q1`." },
    };
}

/// <summary>A question of a checklist; the world names it <c>gpu.q1</c>.</summary>
internal sealed record ScenarioQuestion : ScenarioObject
{
    public string? Description { get; init; }

    public string QuestionType { get; init; } = "boolean";

    public long? Order { get; init; }

    public bool Required { get; init; }

    public string UserGuidance { get; init; } = "";

    public bool AlwaysShowGuidance { get; init; } = true;

    public string GuidanceOperator { get; init; } = "equals";

    /// <summary>Null means the empty list.</summary>
    public Node? GuidanceAnswerValue { get; init; }

    public string Operator { get; init; } = "equals";

    /// <summary>Null means the empty list.</summary>
    public Node? ReviewAnswerValue { get; init; }

    public bool AlwaysRequiresReview { get; init; }

    public decimal? MinValue { get; init; }

    public decimal? MaxValue { get; init; }

    public string DependencyLogicOperator { get; init; } = "and";

    public IReadOnlyList<ScenarioDependency> DependsOn { get; init; } = [];

    public Objects<ScenarioOption> Options { get; init; } = Objects<ScenarioOption>.None;

    public IReadOnlyList<string> AllowedFileTypes { get; init; } = [];

    public IReadOnlyList<string> AllowedMimeTypes { get; init; } = [];

    public long? MaxFileSizeMb { get; init; }

    public long? MaxFilesCount { get; init; }

    public static readonly Shape<ScenarioQuestion> Table = new("question", "A question of a checklist. In its values `{option: high}` stands for the identifier of an option.")
    {
        Stamped<ScenarioQuestion>(),
        { "description", Forms.TextUpTo(4096), q => q.Description, (q, v) => q with { Description = v }, "The question.", "the key" },
        { "question_type", Forms.OneOf(Names.QuestionTypes), q => q.QuestionType, (q, v) => q with { QuestionType = v }, "What an answer is." },
        { "order", Forms.Count, q => q.Order, (q, v) => q with { Order = v }, "Its place among the questions.", "its position, from 1" },
        { "required", Forms.Flag, q => q.Required, (q, v) => q with { Required = v }, "Must it be answered?" },
        { "user_guidance", Forms.Text, q => q.UserGuidance, (q, v) => q with { UserGuidance = v }, "Help for who answers." },
        { "always_show_guidance", Forms.Flag, q => q.AlwaysShowGuidance, (q, v) => q with { AlwaysShowGuidance = v }, "Is the help shown whatever the answer?" },
        { "guidance_operator", Forms.OneOf(["", .. Names.Operators]), q => q.GuidanceOperator, (q, v) => q with { GuidanceOperator = v }, "How the answer is compared to show the help." },
        { "guidance_answer_value", Forms.Json, q => q.GuidanceAnswerValue, (q, v) => q with { GuidanceAnswerValue = v }, "What it is compared with.", "`[]`" },
        { "operator", Forms.OneOf(["", .. Names.Operators]), q => q.Operator, (q, v) => q with { Operator = v }, "How the answer is compared to ask for a review." },
        { "review_answer_value", Forms.Json, q => q.ReviewAnswerValue, (q, v) => q with { ReviewAnswerValue = v }, "What it is compared with.", "`[]`" },
        { "always_requires_review", Forms.Flag, q => q.AlwaysRequiresReview, (q, v) => q with { AlwaysRequiresReview = v }, "Is every answer reviewed?" },
        { "min_value", Forms.Decimal, q => q.MinValue, (q, v) => q with { MinValue = v }, "Least number.", q => q with { MinValue = null } },
        { "max_value", Forms.Decimal, q => q.MaxValue, (q, v) => q with { MaxValue = v }, "Greatest number.", q => q with { MaxValue = null } },
        { "dependency_logic_operator", Forms.OneOf("and", "or"), q => q.DependencyLogicOperator, (q, v) => q with { DependencyLogicOperator = v }, "Must all dependencies hold, or one?" },
        { "depends_on", Forms.List(ScenarioDependency.Table), q => q.DependsOn, (q, v) => q with { DependsOn = v }, "Answers to other questions that make this one visible." },
        {
            "options",
            Forms.Objects(Forms.Short(Forms.FilledUpTo(255), label => new ScenarioOption { Label = label }, ScenarioOption.Table), "options"),
            q => q.Options, (q, v) => q with { Options = v }, "What can be chosen. An option may be its label alone; the world names it `gpu.q1.high`."
        },
        { "allowed_file_types", Forms.List(Forms.FilledUpTo(255)), q => q.AllowedFileTypes, (q, v) => q with { AllowedFileTypes = v }, "Endings of file names, with the dot." },
        { "allowed_mime_types", Forms.List(Forms.FilledUpTo(255)), q => q.AllowedMimeTypes, (q, v) => q with { AllowedMimeTypes = v }, "Types `a/b` or `a/*`." },
        { "max_file_size_mb", Forms.Count, q => q.MaxFileSizeMb, (q, v) => q with { MaxFileSizeMb = v }, "Greatest size of a file.", q => q with { MaxFileSizeMb = null } },
        { "max_files_count", Forms.Count, q => q.MaxFilesCount, (q, v) => q with { MaxFilesCount = v }, "Greatest number of files.", q => q with { MaxFilesCount = null } },
    };
}

/// <summary>An answer to another question that makes a question visible.</summary>
internal sealed record ScenarioDependency
{
    public string Question { get; init; } = "";

    public string Operator { get; init; } = "equals";

    public Node? Value { get; init; }

    public static readonly Shape<ScenarioDependency> Table = new("dependency", "An answer to another question that makes a question visible.")
    {
        { "question", Forms.Text, d => d.Question, (d, v) => d with { Question = v }, "Key of another question of the checklist.", Need.Required },
        { "operator", Forms.OneOf(Names.Operators), d => d.Operator, (d, v) => d with { Operator = v }, "How its answer is compared." },
        { "value", Forms.Json, d => d.Value, (d, v) => d with { Value = v }, "What it is compared with.", Need.Required },
    };
}

/// <summary>Something that can be chosen; the world names it <c>gpu.q1.high</c>.</summary>
internal sealed record ScenarioOption : ScenarioObject
{
    public string? Label { get; init; }

    public long? Order { get; init; }

    public static readonly Shape<ScenarioOption> Table = new("option", "Something that can be chosen as an answer.")
    {
        Identified<ScenarioOption>(),
        { "label", Forms.FilledUpTo(255), o => o.Label, (o, v) => o with { Label = v }, "Its text.", "the key" },
        { "order", Forms.Count, o => o.Order, (o, v) => o with { Order = v }, "Its place.", "its position, from 0" },
    };
}
