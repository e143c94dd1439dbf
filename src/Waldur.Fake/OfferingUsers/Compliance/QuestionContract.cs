using System.Globalization;
using System.Text.Json;

namespace Waldur.Fake;

/// <summary>A question of a completion, as one caller sees it.</summary>
/// <param name="It">The question.</param>
/// <param name="Answer">The oldest answer to it, whoever gave it, or null.</param>
/// <param name="Guidance">The advice, if it shows to the caller.</param>
internal sealed record AskedQuestion(In<Question> It, In<ChecklistAnswer>? Answer, string? Guidance);

/// <summary>
/// How questions go over the wire: to who answers them, to who reviews the answers, and as they are defined (sections 6.1, 6.2 and 6.5).
/// </summary>
internal static class QuestionContract
{
    private static readonly Shape s_anyObjectOrNull = new() { Type = "object", Nullable = true };
    private static readonly Shape s_anyListOrNull = Shape.ListOf(Shape.Any) with { Nullable = true };

    private static readonly WireType<JsonElement> s_anyOrNull = WireTypes.Json with { Shape = Shape.Any with { Nullable = true } };
    private static readonly WireType<IEnumerable<string>> s_texts = WireTypes.ListOf(WireTypes.Text).Documented(Shape.Any);

    private static readonly WireType<decimal?> s_decimal = new(
        Shape.Formatted("decimal") with { Nullable = true },
        static (json, value) => json.String(value?.ToString("0.0000", CultureInfo.InvariantCulture)));

    private static readonly WireType<IEnumerable<QuestionOption>> s_options = WireTypes.ListOf(
        WireTypes.Value(new ObjectTable<QuestionOption>("QuestionOptions")
    {
        { "uuid",  WireTypes.Uuid, o => o.Uuid },
        { "label", WireTypes.Text, o => o.Label },
        { "order", WireTypes.Int,  o => o.Order },
    }));

    private static readonly ObjectTable<(QuestionDependency It, WorldData World)> s_condition = new()
    {
        { "question_description", WireTypes.Text, d => d.World.Table(Question.Table).Get(d.It.DependsOn).Description },
        { "operator",             WireTypes.Choice(QuestionLabels.Operators), d => d.It.Operator },
        { "required_value",       WireTypes.Json, d => d.It.RequiredAnswerValue },
    };

    private static readonly Representation<Question> s_dependencies = new()
    {
        { "logic",      WireTypes.Choice(QuestionLabels.Logics), q => q.It.DependencyLogicOperator },
        { "conditions", WireTypes.ListOf(WireTypes.Value(s_condition)),
            q => q.It.Dependencies.Select(dependency => (dependency, q.World)) },
    };

    private static readonly Representation<ChecklistAnswer> s_answer = new()
    {
        { "uuid",                 WireTypes.Uuid,     a => a.Uuid },
        { "question_description", WireTypes.Text,     a => a.Question.It.Description },
        { "question_type",        WireTypes.Choice(QuestionLabels.Types), a => a.Question.It.Type },
        { "question_required",    WireTypes.Bool,     a => a.Question.It.Required },
        { "answer_data",          WireTypes.Json,     a => a.It.Data },
        { "user",                 WireTypes.Int,      a => ChecklistContract.NumberOf(a.It.User) },
        { "user_name",            WireTypes.Text,     a => a.User.It.FullName },
        { "created",              WireTypes.DateTime, a => a.It.Created },
        { "modified",             WireTypes.DateTime, a => a.It.Modified },
    };

    private static readonly Representation<ChecklistAnswer> s_answerForReview = new()
    {
        s_answer.Until("user"),
        { "requires_review", WireTypes.Bool, a => a.It.RequiresReview },
        s_answer.Only("user", "user_name", "created", "modified"),
    };

    /// <summary>A question to who answers it: nothing tells what calls for a review.</summary>
    public static readonly ObjectTable<AskedQuestion> Asked = AskedWith(s_answer, "QuestionWithAnswer");

    /// <summary>A question to who reviews the answer.</summary>
    public static readonly ObjectTable<AskedQuestion> AskedForReview = new("QuestionWithAnswerReviewer")
    {
        AskedWith(s_answerForReview),
        { "operator",               WireTypes.Choice(QuestionLabels.Operators), q => q.It.It.Operator },
        { "review_answer_value",    s_anyOrNull,    q => q.It.It.ReviewAnswerValue },
        { "always_requires_review", WireTypes.Bool, q => q.It.It.AlwaysRequiresReview },
    };

    /// <summary>A question as it is defined.</summary>
    public static readonly Representation<Question> Definition = new("Question")
    {
        { "uuid",                      WireTypes.Uuid, q => q.Uuid },
        { "required",                  WireTypes.Bool, q => q.It.Required },
        { "description",               WireTypes.Text, q => q.It.Description },
        { "user_guidance",             WireTypes.Text, q => q.It.UserGuidance },
        { "question_options",          s_options,      q => q.OptionsInOrder },
        { "question_type",             WireTypes.Choice(QuestionLabels.Types), q => q.It.Type },
        { "order",                     WireTypes.Int,  q => q.It.Order },
        { "min_value",                 s_decimal, q => q.It.MinValue },
        { "max_value",                 s_decimal, q => q.It.MaxValue },
        { "allowed_file_types",        s_texts,        q => q.It.AllowedFileTypes },
        { "allowed_mime_types",        s_texts,        q => q.It.AllowedMimeTypes },
        { "max_file_size_mb",          WireTypes.IntOrNull, q => q.It.MaxFileSizeMb },
        { "max_files_count",           WireTypes.IntOrNull, q => q.It.MaxFilesCount },
        { "operator",                  WireTypes.Choice(QuestionLabels.Operators), q => q.It.Operator },
        { "review_answer_value",       s_anyOrNull,    q => q.It.ReviewAnswerValue },
        { "always_requires_review",    WireTypes.Bool, q => q.It.AlwaysRequiresReview },
        { "guidance_answer_value",     s_anyOrNull,    q => q.It.GuidanceAnswerValue },
        { "guidance_operator",         WireTypes.Choice(QuestionLabels.Operators), q => q.It.GuidanceOperator },
        { "always_show_guidance",      WireTypes.Bool, q => q.It.AlwaysShowGuidance },
        { "dependency_logic_operator", WireTypes.Choice(QuestionLabels.Logics), q => q.It.DependencyLogicOperator },
    };

    extension(In<Question> question)
    {
        /// <summary>The options, in their order.</summary>
        public IEnumerable<QuestionOption> OptionsInOrder => question.It.Options.OrderBy(static option => option.Order);
    }

    private static ObjectTable<AskedQuestion> AskedWith(Representation<ChecklistAnswer> answer, string? name = null) => new(name)
    {
        { "uuid",               WireTypes.Uuid,       q => q.It.Uuid },
        { "description",        WireTypes.Text,       q => q.It.It.Description },
        { "user_guidance",      WireTypes.TextOrNull, q => q.Guidance },
        { "question_type",      WireTypes.Choice(QuestionLabels.Types), q => q.It.It.Type },
        { "required",           WireTypes.Bool,       q => q.It.It.Required },
        { "order",              WireTypes.Int,        q => q.It.It.Order },
        { "existing_answer",    WireTypes.ObjectOrNull(answer).Documented(s_anyObjectOrNull), q => q.Answer },
        { "question_options",   s_options.Documented(s_anyListOrNull), q => IsSelect(q.It.It) ? q.It.OptionsInOrder : [] },
        { "min_value",          s_decimal, q => q.It.It.MinValue },
        { "max_value",          s_decimal, q => q.It.It.MaxValue },
        { "allowed_file_types", s_texts,              q => q.It.It.AllowedFileTypes },
        { "allowed_mime_types", s_texts,              q => q.It.It.AllowedMimeTypes },
        { "max_file_size_mb",   WireTypes.IntOrNull,  q => q.It.It.MaxFileSizeMb },
        { "max_files_count",    WireTypes.IntOrNull,  q => q.It.It.MaxFilesCount },
        {
            "dependencies_info", WireTypes.ObjectOrNull(s_dependencies).Documented(s_anyObjectOrNull),
            q => q.It.It.Dependencies.IsEmpty ? null : q.It
        },
    };

    private static bool IsSelect(Question question) => question.Type is QuestionType.SingleSelect or QuestionType.MultiSelect;
}
