using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;
using static Waldur.Fake.ChecklistOperator;

namespace Waldur.Fake.Tests.Checklists;

public sealed class OperatorsTests
{
    [Theory]
    [InlineData("5", "5.0", true)]
    [InlineData("9007199254740993", "9007199254740992.0", false)]
    [InlineData("18446744073709551615", "18446744073709551615", true)]
    [InlineData("18446744073709551616", "18446744073709551616.0", true)]
    [InlineData("true", "1", true)]
    [InlineData("true", "1.0", true)]
    [InlineData("false", "0", true)]
    [InlineData("false", "null", false)]
    [InlineData("\"5\"", "5", false)]
    [InlineData("\"true\"", "true", false)]
    [InlineData("\"DE\"", "\"de\"", false)]
    [InlineData("\"\\u0044E\"", "\"DE\"", true)]
    [InlineData("\"2025-9-4\"", "\"2025-09-04\"", false)]
    [InlineData("[1, true]", "[1.0, 1]", true)]
    [InlineData("[1, 2]", "[2, 1]", false)]
    [InlineData("[1]", "[1, 1]", false)]
    [InlineData("[\"a\"]", "\"a\"", false)]
    [InlineData("{\"a\": 1, \"b\": [false]}", "{\"b\": [0], \"a\": 1}", true)]
    [InlineData("{\"a\": 1}", "{\"a\": 1, \"b\": 2}", false)]
    [InlineData("{\"a\": 2, \"a\": 1}", "{\"a\": 1}", true)]
    public void Equals_compares_by_value(string answer, string required, bool same)
    {
        Holds(ChecklistOperator.Equals, answer, required).ShouldBe(same);
        Holds(ChecklistOperator.Equals, required, answer).ShouldBe(same && answer != "null" && required != "null");
        Holds(NotEquals, answer, required).ShouldBe(!same);
    }

    [Theory]
    [InlineData("\"foobar\"", "[\"Foo\", \"oba\"]", true)]
    [InlineData("\"foobar\"", "[\"Foo\"]", false)]
    [InlineData("\"foobar\"", "\"xyz\"", false)]
    [InlineData("\"foobar\"", "\"xyzb\"", true)]
    [InlineData("\"\"", "[\"\"]", true)]
    [InlineData("\"foobar\"", "[]", false)]
    [InlineData("\"foobar\"", "{\"foo\": 1}", true)]
    [InlineData("[1, 2]", "[2.0]", true)]
    [InlineData("[1, 2]", "[3]", false)]
    [InlineData("{\"name\": 1}", "[5, \"name\"]", true)]
    [InlineData("{\"name\": 1}", "[1]", false)]
    [InlineData("5", "[]", false)]
    [InlineData("true", "\"\"", false)]
    [InlineData("\"a\"", "[\"a\", 5]", true)]
    public void Contains_asks_for_any_element_of_the_value(string answer, string required, bool holds) =>
        Holds(Contains, answer, required).ShouldBe(holds);

    [Theory]
    [InlineData("[\"b\", \"a\"]", "[\"a\"]", true)]
    [InlineData("[]", "[\"a\"]", false)]
    [InlineData("\"DE\"", "[\"DE\", \"FR\"]", false)]
    [InlineData("\"DE\"", "[\"D\"]", true)]
    [InlineData("{\"name\": 1}", "[\"name\"]", true)]
    [InlineData("5", "5", true)]
    [InlineData("5", "6", false)]
    [InlineData("\"a\"", "\"abc\"", false)]
    public void In_asks_for_any_element_of_the_answer_and_not_in_is_its_negation(string answer, string required, bool holds)
    {
        Holds(In, answer, required).ShouldBe(holds);
        Holds(NotIn, answer, required).ShouldBe(!holds);
    }

    [Fact]
    public void Nothing_holds_of_a_null_answer_nor_by_a_blank_operator()
    {
        foreach (var how in QuestionLabels.Operators.States)
        {
            foreach (var required in new[] { "null", "[null]", "5", "true" })
                Evaluate(how, "null", required).ShouldBe(Judgement.No);
        }
        Evaluate(Blank, "5", "5").ShouldBe(Judgement.No);
        Evaluate((ChecklistOperator)99, "5", "5").ShouldBe(Judgement.No);
    }

    [Theory]
    [InlineData(In, "5", "[]")]
    [InlineData(NotIn, "5.5", "[5]")]
    [InlineData(In, "true", "[true]")]
    [InlineData(Contains, "\"abc\"", "5")]
    [InlineData(Contains, "\"abc\"", "null")]
    [InlineData(Contains, "[1]", "true")]
    [InlineData(Contains, "5", "[5]")]
    [InlineData(Contains, "false", "\"a\"")]
    [InlineData(Contains, "\"abc\"", "[\"x\", 5, \"a\"]")]
    public void What_crashes_the_server_is_told_as_a_value(ChecklistOperator how, string answer, string required) =>
        Evaluate(how, answer, required).Crash.ShouldBe(how);

    [Fact]
    public void No_operator_throws_whatever_is_compared()
    {
        var pairs = from how in Gen.Elements(QuestionLabels.Operators.States.ToArray())
                    from answer in Values.Json(3)
                    from required in Values.Json(3)
                    select (how, answer, required);
        Values.Check(pairs, pair =>
        {
            var (how, answer, required) = pair;
            var judged = Evaluate(how, answer, required);
            if (how == NotEquals)
                judged.Holds.ShouldBe(answer != "null" && !Holds(ChecklistOperator.Equals, answer, required));
            if (judged.Crash is { } crash)
                (crash, judged.Holds).ShouldBe((how, false));
        });
    }

    [Fact]
    public void Every_type_of_question_meets_every_operator_without_an_exception()
    {
        var pairs = from type in Gen.Elements(QuestionLabels.Types.States.ToArray())
                    from how in Gen.Elements(QuestionLabels.Operators.States.ToArray())
                    from answer in Values.AnswerTo(type)
                    from required in Gen.OneOf(Values.AnswerTo(type), Values.Json(2))
                    select (how, answer, required);
        Values.Check(pairs, pair =>
        {
            var judged = Evaluate(pair.how, pair.answer, pair.required);
            (judged.Crash is null || pair.how is Contains or In or NotIn).ShouldBeTrue();
        });
    }

    private static bool Holds(ChecklistOperator how, string answer, string required)
    {
        var judged = Evaluate(how, answer, required);
        judged.Crash.ShouldBeNull();
        return judged.Holds;
    }

    private static Judgement Evaluate(ChecklistOperator how, string answer, string required) =>
        Operators.Evaluate(how, JsonElement.Parse(answer), JsonElement.Parse(required));
}
