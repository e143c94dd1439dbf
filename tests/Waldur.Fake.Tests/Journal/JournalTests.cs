using System.Net.Http.Json;
using System.Text;
using Shouldly;

namespace Waldur.Fake.Tests.Journal;

public sealed class JournalTests : IDisposable
{
    private const string Accounts = "/api/marketplace-robot-accounts/";

    private readonly WaldurFake _waldur = WaldurFake.Start();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _waldur.Dispose();

    [Fact]
    public async Task A_request_is_kept_with_who_asked_what_was_answered_and_what_it_changed()
    {
        using var olga = _waldur.CreateClient("olga");
        var resource = $"http://localhost/api/marketplace-resources/{_waldur.World.Uuid("resources", "climate-hpc"):n}/";

        using var answer = await olga.PostAsJsonAsync($"{Accounts}?a=1&a=%C3%A4", new { resource, type = "night" }, Cancellation);

        var request = _waldur.Requests.ShouldHaveSingleItem();
        request.Number.ShouldBe(1);
        request.Operation.ShouldBe(Operations.RobotAccounts.Create);
        (request.Caller, request.Impersonator).ShouldBe(("olga", null));
        (request.Method, request.Path, request.Status).ShouldBe(("POST", Accounts, 201));
        request.Query.ShouldBe([new("a", "1"), new("a", "ä")]);
        request.Body!.Value.GetProperty("type").GetString().ShouldBe("night");
        request.Answer!.Value.GetProperty("type").GetString().ShouldBe("night");
        request.AnswerText.ShouldBe(await answer.Content.ReadAsStringAsync(Cancellation));
        request.Headers.ShouldContain(field => field.Key == "Authorization" && field.Value == "Token olga-token");
        request.AnswerHeaders.ShouldContain(field => field.Key == "Allow");
        request.Events.ShouldHaveSingleItem().Type.ShouldBe("resource_robot_account_created");
        request.Divergences.ShouldBe(["robot-initial-state"]);
        request.Duration.ShouldBeGreaterThan(TimeSpan.Zero);
        request.Failure.ShouldBeNull();
        request.Faults.ShouldBeEmpty();
        var change = request.Changes.ShouldHaveSingleItem();
        (change.Change, change.Kind).ShouldBe((WorldChangeKind.Added, "robot_accounts"));
        change.Fields["type"].ShouldBe((null, "\"night\""));
        change.Fields["resource"].ShouldBe((null, "\"climate-hpc\""));
    }

    [Fact]
    public async Task What_changed_is_told_before_and_after_and_only_if_it_was_kept()
    {
        using var olga = _waldur.CreateClient("olga");
        var account = $"{Accounts}{_waldur.World.Uuid("robot_accounts", "ci"):n}/";

        (await olga.PatchAsJsonAsync(account, new { description = "new" }, Cancellation)).Dispose();
        (await olga.PatchAsJsonAsync(account, new { type = "far too long" }, Cancellation)).Dispose();
        (await olga.GetAsync(account, Cancellation)).Dispose();
        (await olga.DeleteAsync(account, Cancellation)).Dispose();

        _waldur.Requests.Select(request => request.Status).ShouldBe([200, 400, 200, 204]);
        var changed = _waldur.Requests[0].Changes.ShouldHaveSingleItem();
        (changed.Change, changed.Key).ShouldBe((WorldChangeKind.Changed, "ci"));
        changed.Fields["description"].After.ShouldBe("\"new\"");
        _waldur.Requests[1].Changes.ShouldBeEmpty();
        _waldur.Requests[2].Changes.ShouldBeEmpty();
        _waldur.Requests[3].Changes.ShouldContain(change => change.Change == WorldChangeKind.Removed && change.Kind == "robot_accounts");
    }

    [Fact]
    public async Task Whoever_is_not_known_is_nobody_and_an_impersonator_is_told()
    {
        using var nobody = _waldur.CreateAnonymousClient();
        using var staff = _waldur.CreateClient("staff");
        staff.DefaultRequestHeaders.Add("X-Impersonated-User-Uuid", $"{_waldur.World.Uuid("users", "alice"):n}");

        (await nobody.GetAsync(Accounts, Cancellation)).Dispose();
        (await nobody.GetAsync("/api/nothing/", Cancellation)).Dispose();
        (await staff.GetAsync(Accounts, Cancellation)).Dispose();

        _waldur.Requests.Select(request => (request.Operation?.ToString(), request.Caller, request.Impersonator)).ShouldBe(
        [
            ("robot_accounts.list", null, null),
            (null, null, null),
            ("robot_accounts.list", "alice", "staff"),
        ]);
    }

    [Fact]
    public async Task A_form_is_read_and_what_is_no_JSON_is_text()
    {
        using var olga = _waldur.CreateClient("olga");

        (await olga.PostAsync(Accounts, new FormUrlEncodedContent([new("type", "ci"), new("username", "a b")]), Cancellation)).Dispose();
        (await olga.PostAsync(Accounts, new StringContent("{wrong", Encoding.UTF8, "application/json"), Cancellation)).Dispose();

        _waldur.Requests[0].Body!.Value.ToString().ShouldBe("""{"type":"ci","username":"a b"}""");
        _waldur.Requests[1].Body.ShouldBeNull();
        _waldur.Requests[1].BodyText.ShouldBe("{wrong");
    }

    [Fact]
    public async Task What_steers_the_fake_is_no_request_and_a_reset_or_clear_forgets_all()
    {
        using var olga = _waldur.CreateClient("olga");

        (await olga.GetAsync("/_fake/health", Cancellation)).Dispose();
        _waldur.Requests.ShouldBeEmpty();
        (await olga.GetAsync(Accounts, Cancellation)).Dispose();
        _waldur.Requests.Count.ShouldBe(1);
        _waldur.Requests.Clear();
        _waldur.Requests.ShouldBeEmpty();
        (await olga.GetAsync(Accounts, Cancellation)).Dispose();
        _waldur.Requests.ShouldHaveSingleItem().Number.ShouldBe(1);
        _waldur.Reset();
        _waldur.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_fork_has_a_journal_of_its_own_and_can_have_none()
    {
        using var olga = _waldur.CreateClient("olga");
        (await olga.GetAsync(Accounts, Cancellation)).Dispose();
        using var fork = _waldur.Fork();
        using var silent = _waldur.Fork(options => options.Journal = false);
        using var client = silent.CreateClient("olga");
        (await client.GetAsync("/api/marketplace-orders/", Cancellation)).Dispose();

        fork.Requests.ShouldBeEmpty();
        silent.Requests.ShouldBeEmpty();
        silent.NotEmulated.Count.ShouldBe(1);
        Should.Throw<InvalidOperationException>(() => silent.Requests.By("olga").Never()).Message.ShouldContain("options.Journal = false");
    }

    [Fact]
    public async Task The_last_ten_thousand_are_kept_and_the_others_counted()
    {
        using var olga = _waldur.CreateClient("olga");
        const int more = 25;

        for (var i = 0; i < RequestJournal.Capacity + more; i++)
            (await olga.GetAsync("/api/keys/?page_size=1", Cancellation)).Dispose();

        _waldur.Requests.Count.ShouldBe(RequestJournal.Capacity);
        _waldur.Requests.Dropped.ShouldBe(more);
        _waldur.Requests[0].Number.ShouldBe(more + 1);
        _waldur.Requests[^1].Number.ShouldBe(RequestJournal.Capacity + more);
        _waldur.Requests.Select(request => request.Number).ShouldBe(Enumerable.Range(more + 1, RequestJournal.Capacity).Select(number => (long)number));
        Should.Throw<RequestAssertionException>(() => _waldur.Requests.By("staff").Once()).Message.ShouldContain("25 older requests are no longer kept.");
    }

    [Fact]
    public async Task Bodies_go_first_when_all_journals_of_the_process_take_too_much()
    {
        using var fork = _waldur.Fork();
        using var small = fork.CreateClient("olga");
        (await small.GetAsync("/api/keys/", Cancellation)).Dispose();
        using var olga = _waldur.CreateClient("olga");
        var body = new string(' ', 1024 * 1024);

        for (var i = 0; i < 40; i++)
            (await olga.PostAsync(Accounts, new StringContent(body, Encoding.UTF8, "application/json"), Cancellation)).Dispose();

        _waldur.Requests.Count.ShouldBe(40);
        _waldur.Requests[0].HasBodies.ShouldBeFalse();
        _waldur.Requests[0].BodyText.ShouldBeEmpty();
        _waldur.Requests[0].Status.ShouldBe(400);
        _waldur.Requests[^1].HasBodies.ShouldBeTrue();
        fork.Requests[0].HasBodies.ShouldBeFalse("it was written longest ago");
        JournalMemory.Taken.ShouldBeLessThanOrEqualTo(JournalMemory.Most);
        Should.Throw<RequestAssertionException>(() => fork.Requests.To(Operations.Keys.List).With("a", 1).Once())
            .Message.ShouldContain("First difference: body: it is no longer kept");
    }

    [Fact]
    public async Task Parallel_requests_are_all_kept_each_with_what_it_changed_itself()
    {
        var resource = $"http://localhost/api/marketplace-resources/{_waldur.World.Uuid("resources", "climate-hpc"):n}/";

        await Task.WhenAll(Enumerable.Range(0, 64).Select(number => Task.Run(async () =>
        {
            using var olga = _waldur.CreateClient("olga");
            (await olga.PostAsJsonAsync(Accounts, new { resource, type = $"n{number}" }, Cancellation)).Dispose();
        })));

        _waldur.Requests.Select(request => request.Number).ShouldBe(Enumerable.Range(1, 64).Select(number => (long)number));
        foreach (var request in _waldur.Requests)
        {
            var change = request.Changes.ShouldHaveSingleItem();
            change.Fields["type"].After.ShouldBe($"\"{request.Body!.Value.GetProperty("type").GetString()}\"");
            request.Events.ShouldHaveSingleItem().Scopes.ShouldContain(change.Uuid);
        }
    }

    [Fact]
    public async Task A_fault_is_told_with_what_was_done_all_the_same_and_what_was_not()
    {
        using var olga = _waldur.CreateClient("olga");
        var resource = $"http://localhost/api/marketplace-resources/{_waldur.World.Uuid("resources", "climate-hpc"):n}/";
        _waldur.Faults.On(Operations.RobotAccounts.Create).Nth(1).Respond(503);
        _waldur.Faults.On(Operations.RobotAccounts.Create).Nth(2).Respond(503).AfterCommit();
        _waldur.Faults.On(Operations.RobotAccounts.Create).Nth(3).DoneTwice();
        _waldur.Faults.On(Operations.RobotAccounts.List).DropBeforeAnswer();
        _waldur.Faults.On(Operations.Keys.List).Stall();

        for (var i = 0; i < 4; i++)
            (await olga.PostAsJsonAsync(Accounts, new { resource, type = $"n{i}", username = $"n{i}" }, Cancellation)).Dispose();
        await Should.ThrowAsync<HttpRequestException>(() => olga.GetAsync(Accounts, Cancellation));
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Should.ThrowAsync<TaskCanceledException>(() => olga.GetAsync("/api/keys/", impatient.Token));

        _waldur.Requests.Select(request => (request.Caller, request.Status, string.Join(',', request.Faults), request.Changes.Count)).ShouldBe(
        [
            ("olga", 503, "fault-1", 0),
            ("olga", 503, "fault-2", 1),
            ("olga", 400, "fault-3", 1),
            ("olga", 201, "", 1),
            ("olga", 0, "fault-4", 0),
            ("olga", 499, "fault-5", 0),
        ]);
        _waldur.Requests.Count(request => request.IsArranged).ShouldBe(0, "what faults count is no change by others");
    }
}
