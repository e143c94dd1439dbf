using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.Checklists;

/// <summary>Random checklists and random submissions of two users, beside a plain recount.</summary>
public sealed class SubmissionPropertyTests
{
    private static readonly Gen<Asked> s_asked =
        from type in Gen.Elements(QuestionLabels.Types.States.ToArray())
        from required in Gen.Elements(true, false)
        from order in Gen.Choose(0, 3)
        from depends in Gen.Elements(true, false)
        select new Asked(type, required, order, depends);

    private static readonly Gen<Run> s_run =
        from asked in s_asked.ListOf().Select(list => list.Take(7).ToArray())
        from submissions in Submission(asked).ListOf().Select(list => list.Take(6).ToArray())
        select new Run(asked, submissions);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_computed_agrees_with_a_recount_and_a_refusal_changes_nothing(bool asServer) => Values.Check(s_run, run =>
    {
        var site = new ChecklistSite(run.Scenario, asServer ? Fidelity.Server : Fidelity.Documented);
        var answered = new HashSet<(string User, int Question)>();
        var submitted = false;
        foreach (var (user, items) in run.Submissions)
        {
            var before = site.World.Data;
            var reply = site.Submit(user, items);
            if (items.Any(item => item.Json == Values.Nonsense))
            {
                reply.Should(400);
                site.World.Data.SameRows(before).ShouldBeTrue();
                reply.Json.EnumerateArray().Select(problem => problem.GetPropertyCount() > 0)
                    .ShouldBe(items.Select(item => item.Json == Values.Nonsense));
            }
            else
            {
                foreach (var (question, json) in items)
                    _ = json == "null" ? answered.Remove((user, question)) : answered.Add((user, question));
                submitted = true;
                Agrees(reply.Should(200).Json.GetProperty("completion"));
            }
            var status = site.Get("u", "completion_status").Should(200).Json;
            Agrees(status);
        }

        void Agrees(JsonElement completion)
        {
            var lacking = run.Asked
                .Select((asked, number) => (asked, number))
                .Where(pair => pair.asked.Required && !answered.Any(answer => answer.Question == pair.number))
                .OrderBy(pair => pair.asked.Order)
                .Select(pair => site.Question(pair.number).ToString("n"))
                .ToList();
            var percentage = run.Asked.Length == 0 ? 100 : Math.Round((double)answered.Count / run.Asked.Length * 100, 1);
            completion.GetProperty("completion_percentage").GetDouble().ShouldBe(percentage);
            completion.GetProperty("unanswered_required_questions").EnumerateArray().Select(
                question => question.GetProperty("uuid").GetString())
                .ShouldBe(lacking);
            completion.GetProperty("is_completed").GetBoolean().ShouldBe(lacking.Count == 0 && (submitted || !asServer));
        }
    }, times: 60);

    private static Gen<(string User, (int Question, string Json)[] Items)> Submission(Asked[] asked) =>
        from user in Gen.Elements("u", "p")
        from items in asked.Length == 0
            ? Gen.Constant(Array.Empty<(int, string)>())
            : Item(asked).ListOf().Select(list => list.Take(5).ToArray())
        select (user, items);

    private static Gen<(int Question, string Json)> Item(Asked[] asked) =>
        from number in Gen.Choose(0, asked.Length - 1)
        from kind in Gen.Choose(0, 19)
        from answer in Values.AnswerTo(asked[number].Type)
        select (number, kind switch { 0 => Values.Nonsense, < 5 => "null", _ => answer });

    private sealed record Asked(QuestionType Type, bool Required, int Order, bool DependsOnFirst);

    private sealed record Run(Asked[] Asked, (string User, (int Question, string Json)[] Items)[] Submissions)
    {
        public string Scenario => string.Join(", ", Asked.Select((asked, number) => string.Create(
            CultureInfo.InvariantCulture,
            $"q{number}: {{question_type: {QuestionLabels.Types[asked.Type]}, required: {(asked.Required ? "true" : "false")}, order: {asked.Order}"
                + $"{(asked.DependsOnFirst && number > 0 ? ", depends_on: [{question: q0, value: true}]" : "")}}}")));

        public override string ToString() =>
            $"{Scenario}; {string.Join("; ", Submissions.Select(one => $"{one.User}: {string.Join(" ", one.Items)}"))}";
    }
}
