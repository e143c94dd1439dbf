using System.Text.Json;

namespace Waldur.Fake;

/// <summary>
/// What a question does depending on answers (section 9): when it shows, when its advice shows, when it calls for a review.
/// </summary>
internal static class QuestionRules
{
    /// <summary>
    /// Whether the question shows. Every dependency is asked against the oldest answer to the question that it names. It does not matter
    /// whether that question shows itself, and an unanswered one meets no operator.
    /// </summary>
    /// <param name="question">The question.</param>
    /// <param name="oldest">The oldest answer, by anybody, to a question; null: there is none.</param>
    public static Judgement IsVisible(Question question, Func<Guid, JsonElement?> oldest)
    {
        if (question.Dependencies.IsEmpty)
            return Judgement.Yes;
        var (all, any) = (true, false);
        foreach (var dependency in question.Dependencies)
        {
            var met = oldest(dependency.DependsOn) is { } answer
                ? Operators.Evaluate(dependency.Operator, answer, dependency.RequiredAnswerValue)
                : Judgement.No;
            if (met.Crash is not null)
                return met;
            all &= met.Holds;
            any |= met.Holds;
        }
        return Judgement.Of(question.DependencyLogicOperator == DependencyLogic.Or ? any : all);
    }

    /// <summary>Whether the advice shows to somebody. Blank advice never does.</summary>
    /// <param name="question">The question.</param>
    /// <param name="own">Their own answer; null: there is none.</param>
    public static Judgement ShowsGuidance(Question question, JsonElement? own)
    {
        if (string.IsNullOrWhiteSpace(question.UserGuidance))
            return Judgement.No;
        if (question.AlwaysShowGuidance)
            return Judgement.Yes;
        return own is { } answer && question.GuidanceAnswerValue.ValueKind != JsonValueKind.Null
            ? Operators.Evaluate(question.GuidanceOperator, answer, question.GuidanceAnswerValue)
            : Judgement.No;
    }

    /// <summary>Whether a new answer calls for a review. A value that the server takes for false never triggers one.</summary>
    public static Judgement CallsForReview(Question question, JsonElement answer)
    {
        if (question.AlwaysRequiresReview)
            return Judgement.Yes;
        return Python.IsTrue(question.ReviewAnswerValue)
            ? Operators.Evaluate(question.Operator, answer, question.ReviewAnswerValue)
            : Judgement.No;
    }
}
