
namespace Waldur.Fake;

/// <summary>Checklists, and how far they are answered. Options stand in values by their identifiers, as the world has them.</summary>
internal static class ChecklistExport
{
    public static Objects<ScenarioChecklist> Checklists(WorldData data, ExportKeys keys) => data.All(Checklist.Table, keys, checklist => new ScenarioChecklist
    {
        Name = checklist.Name,
        Description = checklist.Description,
        ChecklistType = Checklist.Types[checklist.Type],
        Questions = Exporting.Some(
            Question.Table,
            data.InOrder(Question.Table, data.Table(Question.Table).By(Question.ByChecklist, checklist.Uuid)),
            keys,
            question => Of(question, keys)),
    });

    /// <summary>The completion of an offering user, or null.</summary>
    public static ScenarioCompletion? Completion(WorldData data, ExportKeys keys, OfferingUser record)
    {
        var offering = data.Table(Offering.Table).Get(record.Offering);
        if (offering.ComplianceChecklist is not { } checklist
            || data.Table(ChecklistCompletion.Table).By(ChecklistCompletion.ByPair, (record.Uuid, checklist)) is not [var completion])
        {
            return null;
        }
        return Exporting.Stamped(
            new ScenarioCompletion
            {
                IsCompleted = completion.IsCompleted,
                ReviewedBy = keys.OrNull(User.Table, completion.ReviewedBy),
                ReviewedAt = completion.ReviewedAt,
                ReviewNotes = completion.ReviewNotes,
                Answers =
                [
                    .. data.InOrder(ChecklistAnswer.Table, data.Table(ChecklistAnswer.Table).By(ChecklistAnswer.ByCompletion, completion.Uuid)).Select(answer => Exporting.Stamped(
                        new ScenarioAnswer
                        {
                            Question = keys.Of(Question.Table, answer.Question),
                            User = keys.Of(User.Table, answer.User),
                            Value = Exporting.Json(answer.Data),
                            RequiresReview = answer.RequiresReview,
                        },
                        answer)),
                ],
            },
            completion);
    }

    private static ScenarioQuestion Of(Question question, ExportKeys keys) => new()
    {
        Description = question.Description,
        QuestionType = QuestionLabels.Types[question.Type],
        Order = question.Order,
        Required = question.Required,
        UserGuidance = question.UserGuidance,
        AlwaysShowGuidance = question.AlwaysShowGuidance,
        GuidanceOperator = QuestionLabels.Operators[question.GuidanceOperator],
        GuidanceAnswerValue = Exporting.Json(question.GuidanceAnswerValue),
        Operator = QuestionLabels.Operators[question.Operator],
        ReviewAnswerValue = Exporting.Json(question.ReviewAnswerValue),
        AlwaysRequiresReview = question.AlwaysRequiresReview,
        MinValue = question.MinValue,
        MaxValue = question.MaxValue,
        DependencyLogicOperator = QuestionLabels.Logics[question.DependencyLogicOperator],
        DependsOn =
        [
            .. question.Dependencies.Select(dependency => new ScenarioDependency
            {
                Question = keys.Of(Question.Table, dependency.DependsOn),
                Operator = QuestionLabels.Operators[dependency.Operator],
                Value = Exporting.Json(dependency.RequiredAnswerValue),
            }),
        ],
        Options = new(
        [
            .. question.Options.Select(option => new ScenarioOption
            {
                Key = keys.Of(ChecklistLoading.Options, option.Uuid), Uuid = option.Uuid, Label = option.Label, Order = option.Order,
            }),
        ]),
        AllowedFileTypes = question.AllowedFileTypes,
        AllowedMimeTypes = question.AllowedMimeTypes,
        MaxFileSizeMb = question.MaxFileSizeMb,
        MaxFilesCount = question.MaxFilesCount,
    };
}
