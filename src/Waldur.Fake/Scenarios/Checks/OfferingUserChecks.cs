using System.Globalization;

namespace Waldur.Fake;

/// <summary>Offering users and their answers.</summary>
internal static class OfferingUserChecks
{
    public static void Run(ScenarioContents scenario, Problems problems)
    {
        ScenarioCheck.Unique(
            problems,
            "offering_users",
            scenario.OfferingUsers,
            account => account.Offering.Length == 0 || account.User.Length == 0 ? null : (object)(account.Offering, account.User),
            "user",
            (account, other) => $"{other} is the account of {account.User} at {account.Offering} already");
        foreach (var account in scenario.OfferingUsers)
        {
            if (account.Completion is { } completion && scenario.Offerings.Find(account.Offering) is { } offering)
                Completion(scenario, account, offering, completion, problems);
        }
    }

    private static void Completion(ScenarioContents scenario, ScenarioOfferingUser account, ScenarioOffering offering, ScenarioCompletion completion, Problems problems)
    {
        var path = $"offering_users.{account.Key}.completion";
        if (offering.ComplianceChecklist is null)
            problems.AddAt(account.Place("completion"), path, $"the offering {offering.Key} has no compliance_checklist, so there is nothing to complete");
        if (completion is { ReviewedAt: not null, ReviewedBy: null })
            problems.AddAt(account.Place("completion"), path + ".reviewed_at", "nobody reviewed it: reviewed_by is missing");
        if (scenario.Checklists.Find(offering.ComplianceChecklist) is not { } checklist)
            return;
        var seen = new HashSet<(string, string)>();
        for (var i = 0; i < completion.Answers.Count; i++)
        {
            var (answer, here) = (completion.Answers[i], string.Create(CultureInfo.InvariantCulture, $"{path}.answers.{i}"));
            if (checklist.Questions.Find(answer.Question) is not { } question)
            {
                ScenarioCheck.Unknown(
                    problems, answer.Place("question"), here + ".question", $"checklists.{checklist.Key}.questions", answer.Question, [.. checklist.Questions.Keys]);
                continue;
            }
            if (!seen.Add((answer.Question, answer.User ?? account.User)))
                problems.AddAt(answer.At, here, $"{answer.User ?? account.User} answers the question {answer.Question} twice");
            if (answer.Value is { IsNull: true })
                problems.AddAt(answer.Place("value"), here + ".value", "null is no answer; leave the answer out");
            ChecklistChecks.Options(problems, question, answer.Value, here + ".value");
        }
    }
}
