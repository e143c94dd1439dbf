using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Waldur.Fake.Tests.Docs;

/// <summary>The code of the guide on checklists, run as it stands there.</summary>
public sealed class ChecklistGuide
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_fills_a_checklist_in()
    {
        var scenario = Pages.Blocks("docs/guides/checklists.md", "yaml")[0];

        #region start
        using var waldur = WaldurFake.Start(options => options.ScenarioText(scenario));
        using var ada = waldur.CreateClient("ada");
        var record = $"/api/marketplace-offering-users/{waldur.World.Uuid("offering_users", "ada-gpu"):n}/";
        #endregion

        #region fill-in
        var form = await ada.GetFromJsonAsync<JsonElement>($"{record}checklist/", Cancellation);
        Assert.Equal(
            ["Do you comply?", "Risk level"],                                     // "Which data?" hangs on the first answer
            form.GetProperty("questions").EnumerateArray().Select(question => question.GetProperty("description").GetString()));

        var comply = waldur.World.Uuid("questions", "gpu.comply");
        var risk = waldur.World.Uuid("questions", "gpu.risk");
        var high = waldur.World.Uuid("question_options", "gpu.risk.high");
        var answer = await ada.PostAsJsonAsync($"{record}submit_answers/", new object[]
        {
            new { question_uuid = comply, answer_data = true },
            new { question_uuid = risk, answer_data = new[] { high.ToString("n") } },   // a select takes a list of options
        }, Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        #endregion

        #region assert-wire
        var status = await ada.GetFromJsonAsync<JsonElement>($"{record}completion_status/", Cancellation);
        Assert.True(status.GetProperty("is_completed").GetBoolean());             // the only required question is answered
        Assert.Equal(66.7, status.GetProperty("completion_percentage").GetDouble());
        #endregion

        #region assert-review
        using var owner = waldur.CreateClient("olga");                            // OFFERING.UPDATE_USER on the provider
        var review = await owner.GetFromJsonAsync<JsonElement>($"{record}completion_review_status/", Cancellation);
        Assert.True(review.GetProperty("requires_review").GetBoolean());
        var trigger = Assert.Single(review.GetProperty("review_trigger_summary").EnumerateArray());
        Assert.Equal("Risk level", trigger.GetProperty("question").GetString());
        Assert.Equal("in", trigger.GetProperty("operator").GetString());
        #endregion

        #region assert-world
        var account = waldur.World.OfferingUsers.Get(waldur.World.Uuid("offering_users", "ada-gpu"));
        var completion = waldur.World.CompletionOf(account)!;
        Assert.True(completion.RequiresReview);
        Assert.Equal([false, true], waldur.World.AnswersOf(completion).Select(given => given.RequiresReview));
        #endregion

        #region refused
        var refused = await ada.PostAsJsonAsync($"{record}submit_answers/", new object[]
        {
            new { question_uuid = risk, answer_data = (object?)null },            // good: takes the answer away
            new { question_uuid = comply, answer_data = "maybe" },                // bad: nothing is stored, not even the good one
        }, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(
            """[{},{"non_field_errors":["Answer value 'maybe' is not valid for the question 'Do you comply?' (type: boolean)."]}]""",
            await refused.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(2, waldur.World.AnswersOf(completion).Count);
        #endregion

        #region reviewed
        waldur.World.Review(account, waldur.World.UserNamed("olga"), notes: "Looks fine.");

        review = await owner.GetFromJsonAsync<JsonElement>($"{record}completion_review_status/", Cancellation);
        Assert.Equal("Olga Owen", review.GetProperty("reviewed_by_name").GetString());
        #endregion
    }

    [Fact]
    public void A_checklist_is_attached_in_code()
    {
        using var waldur = WaldurFake.Start();

        #region typed
        var policy = waldur.World.Add.Checklist(checklist => checklist with { Name = "Policy" });
        var agreed = waldur.World.Add.Question(
            question => question with { Checklist = policy.Uuid, Description = "Agreed?", Required = true });
        waldur.World.Add.Question(question => question with
        {
            Checklist = policy.Uuid,
            Description = "When?",
            Type = QuestionType.Date,
            Dependencies = [new QuestionDependency(agreed.Uuid, JsonElement.Parse("true"))],
        });
        var account = waldur.World.Add.OfferingUser();
        var offering = waldur.World.Offerings.Get(account.Offering);

        waldur.World.AttachChecklist(offering, policy);                           // every user of the offering begins it
        Assert.NotNull(waldur.World.CompletionOf(account));

        waldur.World.DetachChecklist(offering);                                   // and loses it, with the answers
        Assert.Null(waldur.World.CompletionOf(account));
        #endregion
    }

    [Fact]
    public async Task What_no_one_has_reviewed_has_no_reviewer()
    {
        var scenario = Pages.Blocks("docs/guides/checklists.md", "yaml")[0];

        #region fidelity
        using var waldur = WaldurFake.Start(options =>
        {
            options.ScenarioText(scenario);
            options.Fidelity = Fidelity.Server;
        });
        using var owner = waldur.CreateClient("olga");
        var record = $"/api/marketplace-offering-users/{waldur.World.Uuid("offering_users", "ada-gpu"):n}/";

        var answer = await owner.GetAsync($"{record}completion_review_status/", Cancellation);
        var review = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.False(review.TryGetProperty("reviewed_by_name", out _));           // a null reference for whoever trusts the document
        Assert.Equal("reviewed-by-name", answer.Headers.GetValues("X-Waldur-Fake-Divergence").Single());
        #endregion
    }
}
