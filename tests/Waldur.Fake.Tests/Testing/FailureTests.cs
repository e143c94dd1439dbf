using System.Net;
using System.Net.Http.Json;
using Shouldly;

namespace Waldur.Fake.Tests.Testing;

/// <summary>A failure inside the fake is not mistaken for what Waldur answers.</summary>
public sealed class FailureTests
{
    private const string Accounts = "/api/marketplace-course-accounts/";

    private readonly List<string> _log = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failure_is_told_in_a_header_in_the_log_and_to_the_test(bool overSocket)
    {
        using var fake = Failing();
        using var staff = overSocket
            ? new HttpClient { BaseAddress = await fake.ListenAsync(cancellation: Cancellation) } : fake.CreateClient("staff");
        staff.DefaultRequestHeaders.Authorization = new("Token", fake.TokenOf("staff"));

        using var answer = await staff.PostAsJsonAsync(Accounts, Body(fake), Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        answer.Headers.GetValues("X-Waldur-Fake-Failure").ShouldBe(["InvalidOperationException: no service?here"]);
        var failure = fake.Failures.ShouldHaveSingleItem();
        failure.Request.ShouldBe($"POST {Accounts}");
        failure.Exception.ShouldBeOfType<InvalidOperationException>();
        _log.ShouldContain(
            line =>
                line.StartsWith(
                    $"failure inside the fake at POST {Accounts}: System.InvalidOperationException: no service\\u000ahere",
                    StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_that_nobody_looked_at_is_told_when_the_fake_is_disposed_of()
    {
        var fake = Failing();
        await PostAsync(fake);
        _log.Clear();

        fake.Dispose();

        _log.ShouldHaveSingleItem().ShouldStartWith($"nobody looked at this failure inside the fake at POST {Accounts}");
    }

    [Fact]
    public async Task A_failure_that_was_looked_at_is_not_told_again()
    {
        var fake = Failing();
        await PostAsync(fake);
        fake.Failures.Count.ShouldBe(1);
        _log.Clear();

        fake.Dispose();

        _log.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failure_is_thrown_to_clients_in_process_if_that_is_asked_for()
    {
        using var fake = Failing().Fork(options => options.ThrowOnFailure = true);

        var thrown = await Should.ThrowAsync<FakeFailureException>(() => PostAsync(fake));

        thrown.InnerException.ShouldBeOfType<InvalidOperationException>();
        thrown.Message.ShouldStartWith("The fake itself failed; this is no answer of Waldur's. InvalidOperationException: no service");
    }

    [Fact]
    public async Task A_crash_as_Waldur_s_is_no_failure()
    {
        using var fake = WaldurFake.Start(options =>
        {
            options.Fidelity = Fidelity.Server;
            options.ThrowOnFailure = true;
        });
        using var staff = fake.CreateClient("staff");

        using var answer = await staff.GetAsync("/api/marketplace-offering-users/checklist-template/?parent_uuid=x", Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        answer.Headers.Contains("X-Waldur-Fake-Failure").ShouldBeFalse();
        fake.Failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_log_that_throws_changes_no_answer(bool overSocket)
    {
        using var fake = WaldurFake.Start(
            options => options.Scenario("empty").Log(_ => throw new InvalidOperationException("the test is over")));
        using var client = overSocket
            ? new HttpClient { BaseAddress = await fake.ListenAsync(cancellation: Cancellation) } : fake.CreateClient("staff");

        (await client.GetAsync("/api/schema/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_fork_writes_to_a_log_of_its_own_and_answers_with_options_of_its_own()
    {
        var log = new List<string>();
        using var fake = WaldurFake.Start(options => options.Scenario("empty").Log(_log.Add));
        using var fork = fake.Fork(options =>
        {
            options.Log(log.Add);
            options.MaxBodySize = 3;
        });
        using var staff = fork.CreateClient("staff");

        using var answer = await staff.PostAsJsonAsync(Accounts, new { }, Cancellation);
        using var tooLarge = await staff.PostAsJsonAsync(Accounts, "long", Cancellation);

        (answer.StatusCode, tooLarge.StatusCode).ShouldBe((HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge));
        log.Count.ShouldBe(2);
        _log.ShouldBeEmpty();
        fake.Fork().CreateClient("staff").ShouldNotBeNull();
    }

    [Fact]
    public async Task Nobody_forges_a_line_of_the_log()
    {
        using var fake = WaldurFake.Start(options => options.Scenario("empty").Log(_log.Add));
        var account = fake.World.Add.RobotAccount(row => row with { Username = "x\nPOST /forged -> 200 \u001b[31m" });
        using var staff = fake.CreateClient("staff");

        await staff.PostAsync($"/api/marketplace-robot-accounts/{account.Uuid:n}/set_state_erred/", null, Cancellation);

        _log.ShouldHaveSingleItem().ShouldContain("Robot account x\\u000aPOST /forged -> 200 \\u001b[31m has been updated.");
    }

    private WaldurFake Failing()
    {
        var fake = WaldurFake.Start(options => options.Log(_log.Add));
        fake.World.AccountService = new AccountService { OnCreate = _ => throw new InvalidOperationException("no service\nhere") };
        return fake;
    }

    private static object Body(WaldurFake fake) =>
        new { project = fake.World.Uuid("projects", "course").ToString("n"), email = "a@example.com" };

    private static async Task PostAsync(WaldurFake fake)
    {
        using var staff = fake.CreateClient("staff");
        using var answer = await staff.PostAsJsonAsync(Accounts, Body(fake), Cancellation);
    }
}
