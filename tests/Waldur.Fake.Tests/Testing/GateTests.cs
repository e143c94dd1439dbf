using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Waldur.Fake.Tests.Hosting;

namespace Waldur.Fake.Tests.Testing;

/// <summary>Requests stop at gates, and go on in the order that a test wants, on each transport.</summary>
public sealed class GateTests : IDisposable
{
    private const string Accounts = "/api/marketplace-robot-accounts/";

    private readonly ConcurrentQueue<string> _log = [];
    private readonly FakeTimeProvider _time = new();
    private readonly WaldurFake _fake;

    public GateTests() => _fake = WaldurFake.Start(options =>
    {
        options.HostTime = _time;
        options.Log(_log.Enqueue);
    });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _fake.Dispose();

    [Theory]
    [InlineData(TransportKind.Socket)]
    [InlineData(TransportKind.InProcess)]
    [InlineData(TransportKind.TestHost)]
    public async Task Requests_that_stand_before_an_operation_are_done_in_the_order_in_which_they_are_let_go(TransportKind kind)
    {
        await using var transport = await OpenAsync(kind);
        using var gate = _fake.Gates.Before(Operations.RobotAccounts.Create);

        var first = CreateAsync(transport.Client, "one");
        (await gate.Arrived(1, Cancellation)).ShouldHaveSingleItem().ToString().ShouldBe($"#1 olga: POST {Accounts}");
        var second = CreateAsync(transport.Client, "two");
        var held = await gate.Arrived(2, Cancellation);

        _fake.World.RobotAccounts.ShouldNotContain(account => account.Type == "one" || account.Type == "two");
        await held[1].LetGo();
        (await second).ShouldBe(HttpStatusCode.Created);
        _fake.World.RobotAccounts.ShouldContain(account => account.Type == "two");
        _fake.World.RobotAccounts.ShouldNotContain(account => account.Type == "one");
        gate.Held.ShouldHaveSingleItem().Number.ShouldBe(1);
        await held[0].LetGo();
        (await first).ShouldBe(HttpStatusCode.Created);
        _fake.Requests.TakeLast(2).Select(request => request.Body!.Value.GetProperty("type").GetString()).ShouldBe(["two", "one"]);
    }

    [Fact]
    public async Task A_race_for_the_same_type_is_lost_by_the_same_request_100_times_of_100()
    {
        for (var i = 0; i < 100; i++)
        {
            using var fork = _fake.Fork();
            using var olga = fork.CreateClient("olga");
            using var gate = fork.Gates.Before(Operations.RobotAccounts.Create);
            var one = CreateAsync(olga, "race");
            await gate.Arrived(1, Cancellation);
            var other = CreateAsync(olga, "race");
            var held = await gate.Arrived(2, Cancellation);
            await held[1].LetGo();
            await held[0].LetGo();

            (await one, await other).ShouldBe((HttpStatusCode.BadRequest, HttpStatusCode.Created));
        }
    }

    [Fact]
    public async Task A_gate_after_an_operation_holds_the_answer_to_what_is_done_and_others_are_answered_meanwhile()
    {
        using var olga = _fake.CreateClient("olga");
        using var gate = _fake.Gates.After(Operations.RobotAccounts.Create);

        var creating = CreateAsync(olga, "slow");
        await gate.Arrived(1, Cancellation);

        _fake.World.RobotAccounts.ShouldContain(account => account.Type == "slow");
        _fake.Requests[^1].Status.ShouldBe(201);
        (await olga.GetAsync(Accounts, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        creating.IsCompleted.ShouldBeFalse();
        gate.Open();
        (await creating).ShouldBe(HttpStatusCode.Created);
        _fake.Gates.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_passes_each_gate_that_stops_it()
    {
        using var olga = _fake.CreateClient("olga");
        using var before = _fake.Gates.Before(Operations.RobotAccounts.Create);
        using var after = _fake.Gates.After(Operations.RobotAccounts.Create);

        var creating = CreateAsync(olga, "both");
        await (await before.Arrived(1, Cancellation))[0].LetGo();
        await after.Held.ShouldHaveSingleItem().LetGo();

        (await creating).ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task To_dispose_of_a_gate_lets_all_go_and_it_stops_nothing_more()
    {
        using var olga = _fake.CreateClient("olga");
        var gate = _fake.Gates.Before(Operations.RobotAccounts.List);
        var asked = Enumerable.Range(0, 3).Select(_ => olga.GetAsync(Accounts, Cancellation)).ToList();
        await gate.Arrived(3, Cancellation);

        gate.Dispose();

        (await Task.WhenAll(asked)).ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        (await olga.GetAsync(Accounts, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        gate.IsOpen.ShouldBeTrue();
        (await Should.ThrowAsync<InvalidOperationException>(() => gate.Arrived(1, Cancellation))).Message.ShouldContain("gate-1 is open");
    }

    [Fact]
    public async Task A_request_that_nobody_lets_go_goes_after_30_seconds_of_the_host_and_the_log_says_so()
    {
        using var olga = _fake.CreateClient("olga");
        using var gate = _fake.Gates.Before(Operations.RobotAccounts.List);
        var asked = olga.GetAsync(Accounts, Cancellation);
        await gate.Arrived(1, Cancellation);

        _time.Advance(TimeSpan.FromSeconds(29));
        asked.IsCompleted.ShouldBeFalse();
        _log.ShouldNotContain(line => line.Contains("gate-1", StringComparison.Ordinal));
        _time.Advance(TimeSpan.FromSeconds(1));

        (await asked).StatusCode.ShouldBe(HttpStatusCode.OK);
        _log.ShouldContain(
            $"gate-1, before robot_accounts.list, has held #1 olga: GET {Accounts} for 30 seconds, and lets it go: nobody has opened it");
    }

    [Fact]
    public async Task Who_waits_for_requests_that_do_not_arrive_is_told_how_many_there_are()
    {
        using var gate = _fake.Gates.Before(Operations.RobotAccounts.List);
        var waiting = gate.Arrived(2, Cancellation);

        _time.Advance(TimeSpan.FromSeconds(30));

        (await Should.ThrowAsync<TimeoutException>(() => waiting)).Message.ShouldBe(
            "2 requests were to arrive at gate-1, before robot_accounts.list, within 30 seconds; there are 0.");
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => gate.Arrived(0, Cancellation));
    }

    [Theory]
    [InlineData(TransportKind.Socket)]
    [InlineData(TransportKind.InProcess)]
    public async Task A_client_that_gives_up_at_a_gate_leaves_it_and_nothing_is_done(TransportKind kind)
    {
        await using var transport = await OpenAsync(kind);
        using var gate = _fake.Gates.Before(Operations.RobotAccounts.Create);
        using var giveUp = new CancellationTokenSource();
        var creating = CreateAsync(transport.Client, "gone", giveUp.Token);
        await gate.Arrived(1, Cancellation);

        await giveUp.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => creating);
        for (var i = 0; i < 500 && (gate.Held.Count > 0 || _fake.Requests.Count == 0); i++)
            await Task.Delay(10, Cancellation);
        gate.Held.ShouldBeEmpty();
        _fake.Requests.ShouldHaveSingleItem().Status.ShouldBe(499);
        _fake.World.RobotAccounts.ShouldNotContain(account => account.Type == "gone");
    }

    [Fact]
    public async Task Who_stands_at_a_gate_when_the_fake_is_disposed_of_is_cut_off()
    {
        using var olga = _fake.CreateClient("olga");
        var gate = _fake.Gates.Before(Operations.RobotAccounts.List);
        var asked = olga.GetAsync(Accounts, Cancellation);
        await gate.Arrived(1, Cancellation);

        _fake.Dispose();

        await Should.ThrowAsync<HttpRequestException>(() => asked);
        Should.Throw<ObjectDisposedException>(() => _fake.Gates);
    }

    [Fact]
    public async Task A_fork_has_no_gates_of_the_fake_that_it_is_made_from()
    {
        using var gate = _fake.Gates.Before(Operations.RobotAccounts.List);
        using var fork = _fake.Fork();
        using var olga = fork.CreateClient("olga");

        fork.Gates.All.ShouldBeEmpty();
        (await olga.GetAsync(Accounts, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(TransportKind.Socket)]
    [InlineData(TransportKind.InProcess)]
    public async Task Over_HTTP_a_gate_is_set_up_looked_at_and_opened(TransportKind kind)
    {
        await using var transport = await OpenAsync(kind);
        var http = transport.Client;
        (await PostAsync(http, "/_fake/gates", """{"before": "robot_accounts.create"}""")).ShouldBe((
            201, """{"name":"gate-1","before":"robot_accounts.create","after":null,"held":[]}"""));
        var first = CreateAsync(http, "one");
        await HeldAsync(http, 1);
        var second = CreateAsync(http, "two");
        var held = await HeldAsync(http, 2);
        held[1].GetRawText().ShouldBe($$"""{"number":2,"method":"POST","target":"{{Accounts}}","caller":"olga"}""");

        (await PostAsync(http, "/_fake/gates/gate-1/release", """{"request": 2}""")).Status.ShouldBe(204);
        _fake.World.RobotAccounts.ShouldContain(account => account.Type == "two");
        (await PostAsync(http, "/_fake/gates/gate-1/release", """{"request": 2}""")).ShouldBe((
            404, $$"""{"detail":"No request 2 stands at gate-1; there are #1 olga: POST {{Accounts}}."}"""));
        (await PostAsync(http, "/_fake/gates/gate-1/release", "")).Status.ShouldBe(204);
        _fake.World.RobotAccounts.ShouldContain(account => account.Type == "one");
        (await first, await second).ShouldBe((HttpStatusCode.Created, HttpStatusCode.Created));
        (await http.DeleteAsync("/_fake/gates/gate-1", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await http.GetStringAsync("/_fake/gates", Cancellation)).ShouldBe("[]");
    }

    [Fact]
    public async Task What_is_wrong_over_HTTP_is_refused_with_the_nearest_name()
    {
        using var http = _fake.CreateClient("olga");

        var wrong = await PostAsync(http, "/_fake/gates", """{"before": "robot_accounts.creat"}""");
        wrong.Status.ShouldBe(400);
        wrong.Body.ShouldContain("robot_accounts.create");
        (await PostAsync(http, "/_fake/gates", """{"befor": "robot_accounts.create"}""")).Body.ShouldContain("before");
        (await PostAsync(http, "/_fake/gates", "{}")).Body.ShouldContain("say one of before and after");
        (await PostAsync(http, "/_fake/gates", """{"before": "users.me", "after": "users.me"}""")).Status.ShouldBe(400);
        (await PostAsync(http, "/_fake/gates/gate-1/release", "")).Body.ShouldBe("""{"detail":"There is no gate gate-1; there are none."}""");
        using var gate = _fake.Gates.Before(Operations.Users.Me);
        (await PostAsync(http, "/_fake/gates/gate-2/release", "")).Body.ShouldContain("Did you mean gate-1?");
        (await PostAsync(http, "/_fake/gates/gate-1/release", "")).Body.ShouldBe("""{"detail":"No request stands at gate-1."}""");
    }

    private async Task<Transport> OpenAsync(TransportKind kind)
    {
        var transport = await Transport.OpenAsync(kind, _fake.Host);
        transport.Client.DefaultRequestHeaders.Authorization = new("Token", _fake.TokenOf("olga"));
        transport.Client.DefaultRequestHeaders.Host = "localhost";
        return transport;
    }

    private async Task<HttpStatusCode> CreateAsync(HttpClient http, string type, CancellationToken? cancellation = null)
    {
        var resource = $"http://localhost/api/marketplace-resources/{_fake.World.Uuid("resources", "climate-hpc"):n}/";
        return (await http.PostAsJsonAsync(Accounts, new { resource, type }, cancellation ?? Cancellation)).StatusCode;
    }

    private static async Task<JsonElement> HeldAsync(HttpClient http, int count)
    {
        for (var i = 0; ; i++)
        {
            var held = (await http.GetFromJsonAsync<JsonElement>("/_fake/gates/gate-1", Cancellation)).GetProperty("held");
            if (held.GetArrayLength() == count || i == 500)
                return held;
            await Task.Delay(10, Cancellation);
        }
    }

    private static async Task<(int Status, string Body)> PostAsync(HttpClient http, string path, string json)
    {
        using var content = json.Length == 0 ? null : new StringContent(json, null, "application/json");
        using var answer = await http.PostAsync(path, content, Cancellation);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }
}
