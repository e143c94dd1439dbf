using System.Net.Http.Json;
using System.Text.Json;

namespace Waldur.Fake.Benchmarks;

/// <summary>
/// A checklist of 500 questions, each hanging on the one before it, answered in one request and read back, over the same with 50:
/// ten times the questions should cost ten times as much.
/// </summary>
internal static class ChecklistScale
{
    private const int Few = 50;
    private const int Many = 500;

    public static async Task<int> RunAsync(TextWriter output)
    {
        using var many = Fake(Many);
        using var few = Fake(Few);
        await output.WriteLineAsync(
            Interleaved.Line(
                "checklist-scale", (await Interleaved.MeasureAsync(Fill(many), Fill(few), runs: 2)).Value, goal: 1.5 * Many / Few));
        return 0;
    }

    private static Func<int, Task> Fill(WaldurFake fake) => async runs =>
    {
        var path = $"/api/marketplace-offering-users/{fake.World.OfferingUsers.First(IsAsked).Uuid:n}/";
        var answers = fake.World.Questions.Select(question => new { question_uuid = question.Uuid, answer_data = true }).ToList();
        for (var i = 0; i < runs; i++)
        {
            using var fork = fake.Fork();
            using var client = fork.CreateClient("staff");
            using var answer = await client.PostAsJsonAsync(path + "submit_answers/", answers);
            answer.EnsureSuccessStatusCode();
            var filled = await client.GetFromJsonAsync<JsonElement>(path + "checklist/");
            if (filled.GetProperty("questions").GetArrayLength() != answers.Count)
                throw new InvalidOperationException("Not every question shows.");
        }

        bool IsAsked(OfferingUser record) => fake.World.CompletionOf(record) is not null;
    };

    private static WaldurFake Fake(int questions)
    {
        var fake = WaldurFake.Start(options => options.Scenario("empty").ScenarioText("users: {staff: {is_staff: true}}"));
        var yes = JsonElement.Parse("true");
        var checklist = fake.World.Add.Checklist();
        Question? before = null;
        for (var i = 0; i < questions; i++)
        {
            var on = before?.Uuid;
            before = fake.World.Add.Question(question => question with
            {
                Required = true,
                Dependencies = on is { } uuid ? [new QuestionDependency(uuid, yes)] : [],
            });
        }
        fake.World.AttachChecklist(fake.World.Add.Offering(), checklist);
        fake.World.Add.OfferingUser(record => record with { Offering = fake.World.Offerings[0].Uuid });
        return fake;
    }
}
