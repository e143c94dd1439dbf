namespace Waldur.Fake;

/// <summary>A question whose rule crashes the server.</summary>
/// <param name="Question">The question.</param>
/// <param name="Operator">The operator that can't be applied to the answer at hand.</param>
internal sealed record OperatorCrash(Question Question, ChecklistOperator Operator)
{
    /// <summary>What the documented side says instead.</summary>
    public string Text =>
        $"Question '{Question.Description}': operator '{QuestionLabels.Operators[Operator]}' cannot be applied to the given answer.";
}
