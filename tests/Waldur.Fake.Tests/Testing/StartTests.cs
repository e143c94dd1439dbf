using System.Net;
using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.Testing;

public sealed class StartTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void An_unknown_user_is_told_with_those_who_exist()
    {
        using var fake = WaldurFake.Start(options => options.Scenario("empty"));

        Should.Throw<ArgumentException>(() => fake.CreateClient("alise")).Message.ShouldContain("There is no user alise; there are staff.");
    }

    [Fact]
    public void An_unknown_divergence_is_told_with_those_that_exist() =>
        Should.Throw<ArgumentException>(() => WaldurFake.Start(options => options.Fidelity = Fidelity.Server.With("robot-state", Fidelity.Documented)))
            .Message.ShouldContain("robot-initial-state");

    [Fact]
    public void An_unknown_scenario_is_told_with_those_that_ship() =>
        Should.Throw<ScenarioException>(() => WaldurFake.Start(options => options.Scenario("hpc-sit"))).Message.ShouldContain("hpc-site");

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_and_harms_nothing()
    {
        using var fake = WaldurFake.Start(options =>
        {
            options.Scenario("empty");
            options.MaxBodySize = 1000;
        });
        using var staff = fake.CreateClient("staff");
        var before = fake.World.Data;
        using var content = new StringContent(new string('x', 1001), System.Text.Encoding.UTF8, "application/json");

        using var answer = await staff.PostAsync("/api/marketplace-robot-accounts/", content, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldBe("{\"detail\":\"The request body is larger than 1000 bytes.\"}");
        fake.World.Data.ShouldBeSameAs(before);
    }

    [Fact]
    public async Task The_world_is_shown_by_the_keys_of_the_scenario()
    {
        using var fake = WaldurFake.Start();
        using var client = fake.CreateAnonymousClient();

        var world = System.Text.Json.JsonDocument.Parse(await client.GetStringAsync("/_fake/world", Cancellation)).RootElement;

        var staff = world.GetProperty("users").GetProperty("staff");
        staff.GetProperty("token").GetString().ShouldBe(fake.TokenOf("staff"));
        staff.GetProperty("uuid").GetString().ShouldBe(fake.World.UserNamed("staff").Uuid.ToString("n"));
        staff.GetProperty("url").GetString().ShouldBe($"http://localhost/api/users/{fake.World.UserNamed("staff").Uuid:n}/");
    }

    [Fact]
    public async Task With_a_control_key_the_world_asks_for_it_and_the_API_does_not()
    {
        using var fake = WaldurFake.Start(options =>
        {
            options.Scenario("empty");
            options.ControlKey = "secret";
        });
        using var client = fake.CreateAnonymousClient();

        (await client.GetAsync("/_fake/world", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await client.GetAsync("/_fake/health", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("/api/marketplace-robot-accounts/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        client.DefaultRequestHeaders.Add("X-Waldur-Fake-Key", "secret");
        (await client.GetAsync("/_fake/world", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_log_tells_a_request_in_a_line_with_what_changed()
    {
        var lines = new List<string>();
        using var fake = WaldurFake.Start(options => options.Scenario("empty").Log(lines.Add));
        var account = fake.World.Add.RobotAccount(row => row with { Username = "bot" });
        using var staff = fake.CreateClient("staff");

        await staff.PostAsync($"/api/marketplace-robot-accounts/{account.Uuid:n}/set_state_erred/", null, Cancellation);
        await staff.PostAsync($"/api/marketplace-robot-accounts/{account.Uuid:n}/set_state_deleted/", null, Cancellation);

        lines.ShouldBe(
        [
            $"POST /api/marketplace-robot-accounts/{account.Uuid:n}/set_state_erred/ -> 200 | Robot account bot has been updated. Robot account 'bot' state changed from 'OK' to 'Error'.",
            $"POST /api/marketplace-robot-accounts/{account.Uuid:n}/set_state_deleted/ -> 400 [robot-transition-refused] {{\"detail\":\"Valid states for operation: Requested deletion.\"}}",
        ]);
    }
}
