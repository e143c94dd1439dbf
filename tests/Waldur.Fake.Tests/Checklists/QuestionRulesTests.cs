using System.Text.Json;
using Shouldly;
using Xunit;
using static Waldur.Fake.ChecklistOperator;

namespace Waldur.Fake.Tests.Checklists;

public sealed class QuestionRulesTests
{
    private static readonly Guid s_one = new("11111111-0000-0000-0000-000000000000");
    private static readonly Guid s_other = new("22222222-0000-0000-0000-000000000000");

    private static readonly Question s_plain = new() { Checklist = s_one, Description = "Plain?" };

    [Theory]
    [InlineData(DependencyLogic.And, "true", "\"x\"", true)]
    [InlineData(DependencyLogic.And, "true", null, false)]
    [InlineData(DependencyLogic.And, "false", "\"x\"", false)]
    [InlineData(DependencyLogic.Or, "true", null, true)]
    [InlineData(DependencyLogic.Or, "false", "\"x\"", true)]
    [InlineData(DependencyLogic.Or, "false", "\"y\"", false)]
    [InlineData(DependencyLogic.Or, null, null, false)]
    public void Visible_if_all_dependencies_are_met_or_any(DependencyLogic logic, string? one, string? other, bool visible)
    {
        var question = s_plain with
        {
            DependencyLogicOperator = logic,
            Dependencies = [new(s_one, Json("true")), new(s_other, Json("\"x\""))],
        };
        QuestionRules.IsVisible(question, Answers(one, other)).ShouldBe(Judgement.Of(visible));
    }

    [Fact]
    public void A_question_without_dependencies_is_visible() =>
        QuestionRules.IsVisible(s_plain with { DependencyLogicOperator = DependencyLogic.Or }, Answers(null, null)).ShouldBe(Judgement.Yes);

    [Theory]
    [InlineData(NotEquals)]
    [InlineData(NotIn)]
    public void A_negated_dependency_needs_an_answer_too(ChecklistOperator how)
    {
        var question = s_plain with { Dependencies = [new(s_one, Json("[true]"), how)] };
        QuestionRules.IsVisible(question, Answers(null, null)).ShouldBe(Judgement.No);
        QuestionRules.IsVisible(question, Answers("[false]", null)).ShouldBe(Judgement.Yes);
    }

    [Fact]
    public void A_dependency_that_crashes_the_server_says_so()
    {
        var question = s_plain with
        {
            DependencyLogicOperator = DependencyLogic.Or,
            Dependencies = [new(s_one, Json("true")), new(s_other, Json("[5]"), In)],
        };
        QuestionRules.IsVisible(question, Answers("true", "5")).Crash.ShouldBe(In);
        QuestionRules.IsVisible(question, Answers("true", "[5]")).ShouldBe(Judgement.Yes);
    }

    [Theory]
    [InlineData("", true, null, false)]
    [InlineData(" \t", true, "true", false)]
    [InlineData("Advice", true, null, true)]
    [InlineData("Advice", true, "false", true)]
    [InlineData("Advice", false, null, false)]
    [InlineData("Advice", false, "false", true)]
    [InlineData("Advice", false, "true", false)]
    public void Advice_shows_always_or_by_the_own_answer(string text, bool always, string? own, bool shows)
    {
        var question = s_plain with { UserGuidance = text, AlwaysShowGuidance = always, GuidanceAnswerValue = Json("false") };
        QuestionRules.ShowsGuidance(question, own is null ? null : Json(own)).ShouldBe(Judgement.Of(shows));
    }

    [Fact]
    public void Advice_that_is_compared_with_nothing_or_by_nothing_does_not_show()
    {
        var question = s_plain with { UserGuidance = "Advice", AlwaysShowGuidance = false };
        QuestionRules.ShowsGuidance(question with { GuidanceAnswerValue = Json("null"), GuidanceOperator = NotEquals }, Json("5"))
            .ShouldBe(Judgement.No);
        QuestionRules.ShowsGuidance(question with { GuidanceAnswerValue = Json("5"), GuidanceOperator = Blank }, Json("5"))
            .ShouldBe(Judgement.No);
        QuestionRules.ShowsGuidance(
            question with { GuidanceAnswerValue = Json("[5]"), GuidanceOperator = NotIn }, Json("5")).Crash.ShouldBe(NotIn);
    }

    [Theory]
    [InlineData("false")]
    [InlineData("0")]
    [InlineData("0.0")]
    [InlineData("\"\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    public void A_falsy_value_calls_for_no_review(string value)
    {
        var question = s_plain with { ReviewAnswerValue = Json(value) };
        QuestionRules.CallsForReview(question, Json(value)).ShouldBe(Judgement.No);
        QuestionRules.CallsForReview(question with { Operator = NotEquals }, Json("true")).ShouldBe(Judgement.No);
    }

    [Fact]
    public void A_review_is_called_for_by_the_rule_or_always()
    {
        var question = s_plain with { ReviewAnswerValue = Json("true") };
        QuestionRules.CallsForReview(question, Json("true")).ShouldBe(Judgement.Yes);
        QuestionRules.CallsForReview(question, Json("false")).ShouldBe(Judgement.No);
        QuestionRules.CallsForReview(question with { Operator = Blank }, Json("true")).ShouldBe(Judgement.No);
        QuestionRules.CallsForReview(question with { Operator = Contains }, Json("true")).Crash.ShouldBe(Contains);
        // What always calls for a review is not compared, so it can't crash.
        QuestionRules.CallsForReview(question with { Operator = Contains, AlwaysRequiresReview = true }, Json("false"))
            .ShouldBe(Judgement.Yes);
    }

    [Theory]
    [InlineData(16, 1, 6.2)]
    [InlineData(16, 3, 18.8)]
    [InlineData(3, 1, 33.3)]
    [InlineData(3, 2, 66.7)]
    [InlineData(2, 4, 200.0)]
    [InlineData(7, 0, 0.0)]
    public void The_percentage_has_one_decimal_halves_to_even(int questions, int answers, double percentage) =>
        Progress(questions, answers).Percentage.ShouldBe(percentage);

    [Fact]
    public void Only_required_questions_that_nobody_answered_keep_a_completion_open()
    {
        Progress(0, 0).ShouldSatisfyAllConditions(none => none.Percentage.ShouldBeNull(), none => none.IsComplete.ShouldBeTrue());
        var required = s_plain with { Uuid = s_one, Required = true, Dependencies = [new(s_other, Json("true"))] };
        var optional = s_plain with { Uuid = s_other };
        CompletionProgress.Of([required, optional], 1, uuid => uuid == s_other).UnansweredRequired.ShouldBe([required]);
        CompletionProgress.Of([required, optional], 1, uuid => uuid == s_one).IsComplete.ShouldBeTrue();
    }

    private static CompletionProgress Progress(int questions, int answers) =>
        CompletionProgress.Of([.. Enumerable.Repeat(s_plain, questions)], answers, _ => false);

    private static Func<Guid, JsonElement?> Answers(string? one, string? other) =>
        question => (question == s_one ? one : other) is { } answer ? Json(answer) : null;

    private static JsonElement Json(string text) => JsonElement.Parse(text);
}
