using System.Globalization;

namespace Waldur.Fake;

/// <summary>Questions: bounds, dependencies, and options named in values.</summary>
internal static class ChecklistChecks
{
    public static void Run(ScenarioContents scenario, Problems problems)
    {
        foreach (var checklist in scenario.Checklists)
        {
            foreach (var question in checklist.Questions)
            {
                var path = $"checklists.{checklist.Key}.questions.{question.Key}";
                if (question.MinValue > question.MaxValue)
                    problems.AddAt(question.Place("max_value"), path + ".max_value", "max_value is less than min_value");
                Options(problems, question, question.ReviewAnswerValue, path + ".review_answer_value");
                Options(problems, question, question.GuidanceAnswerValue, path + ".guidance_answer_value");
                for (var i = 0; i < question.DependsOn.Count; i++)
                    Dependency(problems, checklist, question, i, string.Create(CultureInfo.InvariantCulture, $"{path}.depends_on.{i}"));
            }
        }
    }

    private static void Dependency(Problems problems, ScenarioChecklist checklist, ScenarioQuestion question, int index, string path)
    {
        var (dependency, at) = (question.DependsOn[index], question.Place("depends_on", index));
        if (dependency.Question == question.Key)
            problems.AddAt(at, path + ".question", "a question can't depend on itself");
        else if (checklist.Questions.Find(dependency.Question) is { } on)
            Options(problems, on, dependency.Value, path + ".value");
        else
            ScenarioCheck.Unknown(problems, at, path + ".question", $"checklists.{checklist.Key}.questions", dependency.Question, [.. checklist.Questions.Keys]);
    }

    /// <summary>Every <c>{option: high}</c> in a value names an option of the question.</summary>
    public static void Options(Problems problems, ScenarioQuestion question, Node? value, string path)
    {
        if (value is ListNode list)
        {
            foreach (var item in list.Items)
                Options(problems, question, item, path);
        }
        else if (OptionKey(value) is { } key && question.Options.Find(key) is null)
        {
            ScenarioCheck.Unknown(problems, value!.At, path, $"options of {question.Key}", key, [.. question.Options.Keys]);
        }
    }

    /// <summary>The key in a map <c>{option: high}</c>; null for anything else.</summary>
    public static string? OptionKey(Node? value) =>
        value is MapNode { Entries: [{ Key: "option", Value: ScalarNode { Type: not ScalarType.Null } key }] } ? key.Text : null;
}
