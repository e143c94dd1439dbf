namespace Waldur.Fake;

/// <summary>Checklists with the same questions, and answers to them.</summary>
internal static class Questions
{
    private static readonly string[] s_levels = ["low", "medium", "high"];

    public static ScenarioChecklist Checklist(Draw draw, int number)
    {
        draw.For("checklists", number);
        var created = draw.Moment();
        return new()
        {
            Key = Draw.Key("checklist", number),
            Created = created,
            Name = $"Eligibility, form {Draw.Letters(draw.Fake.Name.LastName(), "white")}",
            Description = draw.Sentence(),
            Questions = new(
            [
                new() { Key = "policy", Created = created, Description = "Do you comply with the data policy?", Required = true, ReviewAnswerValue = Values.False },
                new()
                {
                    Key = "risk", Created = created, Description = "How sensitive are your data?", QuestionType = "single_select", Required = true,
                    Operator = "in", ReviewAnswerValue = Values.List(Values.Option("high")),
                    Options = new([.. s_levels.Select(level => new ScenarioOption { Key = level, Label = char.ToUpperInvariant(level[0]) + level[1..] })]),
                },
                new() { Key = "hours", Created = created, Description = "Node hours a month", QuestionType = "number", MinValue = 1, MaxValue = 100_000 },
                new() { Key = "purpose", Created = created, Description = "What do you need it for?", QuestionType = "text_area" },
            ]),
        };
    }

    /// <summary>A checklist of which so many of a hundred questions are answered.</summary>
    public static ScenarioCompletion Completion(Draw draw, int percent)
    {
        var answers = new List<ScenarioAnswer>();
        Answer("policy", Values.True);
        Answer("risk", Values.List(Values.Option(draw.Pick(s_levels))));
        Answer("hours", Values.Number(draw.Fake.Random.Int(1, 1000) * 100));
        Answer("purpose", Values.Text(draw.Sentence()));
        return new() { Answers = answers, IsCompleted = answers.Count(answer => answer.Question is "policy" or "risk") == 2 };

        void Answer(string question, Node value)
        {
            var moment = draw.Moment();
            if (draw.Chance(percent))
                answers.Add(new() { Question = question, Value = value, Created = moment });
        }
    }
}
