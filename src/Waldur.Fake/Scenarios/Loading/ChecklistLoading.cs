
namespace Waldur.Fake;

/// <summary>Checklists with their questions and options.</summary>
internal static class ChecklistLoading
{
    /// <summary>The kind that the map of the world shows options by: they have no table of their own.</summary>
    public const string Options = "question_options";

    public static void Load(ScenarioContents scenario, LoadContext context)
    {
        foreach (var checklist in scenario.Checklists)
        {
            // Questions and options may be named by questions further up in the file.
            foreach (var question in checklist.Questions)
            {
                context.Identify(Question.Table.Kind, $"{checklist.Key}.{question.Key}", question);
                foreach (var option in question.Options)
                    context.Identify(Options, $"{checklist.Key}.{question.Key}.{option.Key}", option);
            }
            context.Insert(Checklist.Table, checklist.Key, checklist, new Checklist
            {
                Name = checklist.Name ?? checklist.Key,
                Description = checklist.Description,
                Type = LoadContext.State(Checklist.Types, checklist.ChecklistType),
            });
            for (var i = 0; i < checklist.Questions.Count; i++)
                Load(checklist, checklist.Questions[i], position: i + 1, context);
        }
    }

    /// <summary>What stands for <c>{option: high}</c> in a value that is compared with answers to a question, or is one: the option's identifier.</summary>
    public static Func<MapNode, string?> OptionsOf(ScenarioChecklist checklist, ScenarioQuestion question, LoadContext context) =>
        map => ChecklistChecks.OptionKey(map) is { } key ? context.Id(Options, $"{checklist.Key}.{question.Key}.{key}").ToString("n") : null;

    private static void Load(ScenarioChecklist checklist, ScenarioQuestion question, int position, LoadContext context)
    {
        var own = OptionsOf(checklist, question, context);
        context.Insert(Question.Table, $"{checklist.Key}.{question.Key}", question, new Question
        {
            Checklist = context.Id(Checklist.Table, checklist.Key),
            Description = question.Description ?? question.Key,
            Type = LoadContext.State(QuestionLabels.Types, question.QuestionType),
            Order = (int)(question.Order ?? position),
            Required = question.Required,
            UserGuidance = question.UserGuidance,
            AlwaysShowGuidance = question.AlwaysShowGuidance,
            GuidanceOperator = LoadContext.State(QuestionLabels.Operators, question.GuidanceOperator),
            GuidanceAnswerValue = LoadContext.Json(question.GuidanceAnswerValue, "[]", own),
            Operator = LoadContext.State(QuestionLabels.Operators, question.Operator),
            ReviewAnswerValue = LoadContext.Json(question.ReviewAnswerValue, "[]", own),
            AlwaysRequiresReview = question.AlwaysRequiresReview,
            MinValue = question.MinValue,
            MaxValue = question.MaxValue,
            DependencyLogicOperator = LoadContext.State(QuestionLabels.Logics, question.DependencyLogicOperator),
            Dependencies = [.. question.DependsOn.Select(dependency => Dependency(checklist, dependency, context))],
            Options =
            [
                .. question.Options.Select((option, place) => new QuestionOption(
                    context.Id(Options, $"{checklist.Key}.{question.Key}.{option.Key}"), option.Label ?? option.Key, (int)(option.Order ?? place))),
            ],
            AllowedFileTypes = [.. question.AllowedFileTypes],
            AllowedMimeTypes = [.. question.AllowedMimeTypes],
            MaxFileSizeMb = (int?)question.MaxFileSizeMb,
            MaxFilesCount = (int?)question.MaxFilesCount,
        });
    }

    private static QuestionDependency Dependency(ScenarioChecklist checklist, ScenarioDependency dependency, LoadContext context)
    {
        var on = checklist.Questions.Find(dependency.Question)!;
        return new(
            context.Id(Question.Table, $"{checklist.Key}.{on.Key}"),
            LoadContext.Json(dependency.Value, "null", OptionsOf(checklist, on, context)),
            LoadContext.State(QuestionLabels.Operators, dependency.Operator));
    }
}
