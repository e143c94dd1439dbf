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
        Should.Throw<ArgumentException>(
            () => WaldurFake.Start(options => options.Fidelity = Fidelity.Server.With("robot-state", Fidelity.Documented)))
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

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("se cret")]
    [InlineData("sécret")]
    public void A_control_key_that_opens_everything_or_can_t_be_sent_is_refused(string key) =>
        Should.Throw<ArgumentException>(() => WaldurFake.Start(options => options.ControlKey = key)).Message.ShouldStartWith(
            "A control key has one or more");

    [Fact]
    public void A_negative_size_of_bodies_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => WaldurFake.Start(options => options.MaxBodySize = -1));

    [Fact]
    public void A_client_of_nobody_in_particular_is_asked_for_by_its_name()
    {
        using var fake = WaldurFake.Start(options => options.Scenario("empty"));

        Should.Throw<ArgumentNullException>(() => fake.CreateClient(null!));
    }

    [Fact]
    public void A_user_with_a_similar_name_is_suggested()
    {
        using var fake = WaldurFake.Start();

        Should.Throw<ArgumentException>(() => fake.CreateClient("dav")).Message.ShouldContain("Did you mean dave?");
    }

    [Theory]
    [InlineData("evil.example", 403)]
    [InlineData("evil.example:8000", 403)]
    [InlineData("127.0.0.1.evil.example", 403)]
    [InlineData("192.168.1.1", 403)]
    [InlineData("localhost:8000", 200)]
    [InlineData("LOCALHOST", 200)]
    [InlineData("127.0.0.2", 200)]
    [InlineData("[::1]:8000", 200)]
    public async Task Without_a_key_the_world_is_shown_to_who_asks_at_this_machine_only(string host, int status)
    {
        using var fake = WaldurFake.Start(options => options.Scenario("empty"));
        using var client = fake.CreateAnonymousClient();
        client.DefaultRequestHeaders.Host = host;

        ((int)(await client.GetAsync("/_fake/world", Cancellation)).StatusCode).ShouldBe(status);
        (await client.GetAsync("/_fake/health", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_fork_resets_to_what_it_was_forked_with()
    {
        using var fake = WaldurFake.Start(options => options.Scenario("empty"));
        fake.World.Add.User(user => user with { Username = "zoe" });
        using var fork = fake.Fork();
        fork.World.Add.User(user => user with { Username = "yan" });

        fork.Reset();
        (await fork.CreateClient("zoe").GetAsync("/api/users/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        Should.Throw<ArgumentException>(() => fork.CreateClient("yan"));
        fake.SetBaseline();
        fake.Reset();
        fake.CreateClient("zoe").ShouldNotBeNull();
    }
}
