using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;

namespace Waldur.Fake.Tests.Testing;

/// <summary>Which requests a fault strikes, when, and how it is part of its world.</summary>
public sealed class FaultTests : IDisposable
{
    private const string Accounts = "/api/marketplace-robot-accounts/";
    private const string Courses = "/api/marketplace-course-accounts/";

    private readonly WaldurFake _fake = WaldurFake.Start();
    private readonly HttpClient _olga;

    public FaultTests() => _olga = _fake.CreateClient("olga");

    public void Dispose()
    {
        _olga.Dispose();
        _fake.Dispose();
    }

    [Fact]
    public async Task An_operation_is_struck_and_no_other()
    {
        _fake.Faults.On(Operations.RobotAccounts.List).Respond(503);

        (await StatusOf(_olga, Accounts)).ShouldBe(503);
        (await StatusOf(_olga, Accounts + "?page=1")).ShouldBe(503);
        (await StatusOf(_olga, Accounts, "HEAD")).ShouldBe(200);
        (await StatusOf(_olga, Accounts, "OPTIONS")).ShouldBe(200);
        (await StatusOf(_olga, $"{Accounts}{_fake.World.RobotAccounts[0].Uuid:n}/")).ShouldBe(200);
        (await StatusOf(_olga, Courses)).ShouldBe(200);
    }

    [Fact]
    public async Task A_group_is_struck_and_no_other()
    {
        _fake.Faults.OnGroup(Operations.RobotAccounts.Group).Respond(503);

        (await StatusOf(_olga, Accounts, "HEAD")).ShouldBe(503);
        (await StatusOf(_olga, $"{Accounts}{Guid.Empty:n}/set_state_ok/", "POST")).ShouldBe(503);
        (await StatusOf(_olga, Courses)).ShouldBe(200);
    }

    [Fact]
    public async Task Any_request_is_struck_but_none_that_steers_the_fake()
    {
        _fake.Faults.OnAny().Respond(503);

        (await StatusOf(_olga, Courses)).ShouldBe(503);
        (await StatusOf(_olga, "/api/nothing/")).ShouldBe(503);
        (await StatusOf(_olga, "/api/schema/")).ShouldBe(503);
        foreach (var path in WaldurModules.Control.Operations.Where(one => one.Method == "GET").Select(one => one.Path))
            (await StatusOf(_olga, path)).ShouldNotBe(503);
    }

    [Fact]
    public async Task The_requests_of_one_user_are_struck_impersonated_or_not()
    {
        _fake.Faults.OnAny().By("alice").Respond(503);
        using var alice = _fake.CreateClient("alice");
        using var staff = _fake.CreateClient("staff");
        using var nobody = _fake.CreateAnonymousClient();

        (await StatusOf(alice, Accounts)).ShouldBe(503);
        (await StatusOf(_olga, Accounts)).ShouldBe(200);
        (await StatusOf(staff, Accounts)).ShouldBe(200);
        (await StatusOf(nobody, Accounts)).ShouldBe(401);
        staff.DefaultRequestHeaders.Add("X-Impersonated-User-Uuid", _fake.World.UserNamed("alice").Uuid.ToString());
        (await StatusOf(staff, Accounts)).ShouldBe(503);
    }

    [Fact]
    public async Task To_ask_who_it_is_leaves_no_trace()
    {
        var token = _fake.World.Data.Table(Token.Table).By(Token.ByUser, _fake.World.UserNamed("alice").Uuid)[0];
        _fake.World.Change(changes => changes.Put(Token.Table, token with { Lifetime = TimeSpan.FromHours(1) }));
        _fake.Clock.Advance(TimeSpan.FromMinutes(5));
        _fake.Faults.OnAny().By("alice").Respond(503);
        using var alice = _fake.CreateClient("alice");
        var before = _fake.World.Data;

        (await StatusOf(alice, Accounts)).ShouldBe(503);

        _fake.World.Data.SameRows(before, except: FaultRow.Table).ShouldBeTrue();
        (_fake.World.Data.Now, _fake.World.Data.Randomness).ShouldBe((before.Now, before.Randomness));
    }

    [Theory]
    [InlineData("""{"type": "gpu"}""", """{"type": "gpu", "more": 1}""", true)]
    [InlineData("""{"type": "gpu"}""", """{"type": "cpu"}""", false)]
    [InlineData("""{"type": "gpu"}""", """{}""", false)]
    [InlineData("""{"type": "gpu"}""", """{""", false)]
    [InlineData("""{"type": "gpu"}""", "", false)]
    [InlineData("""{"users": []}""", """{"users": [1]}""", false)]
    [InlineData("""{"a": {"b": 1}}""", """{"a": {"b": 1.0, "c": null}}""", true)]
    [InlineData("""{"a": {"b": 1}}""", """[{}, {"a": {"b": 1}}]""", true)]
    [InlineData("""{"a": null}""", """{"a": null}""", true)]
    [InlineData("""{"a": null}""", """{}""", false)]
    public async Task Requests_are_struck_by_what_is_in_their_body(string wanted, string sent, bool strikes)
    {
        _fake.Faults.On(Operations.RobotAccounts.Create).WithBody(wanted).Respond(503);

        (await StatusOf(_olga, Accounts, "POST", sent) == 503).ShouldBe(strikes);
    }

    [Fact]
    public async Task A_field_of_a_form_is_looked_at_too()
    {
        _fake.Faults.On(Operations.RobotAccounts.Create).WithBody("type", "gpu").Respond(503);

        foreach (var (type, status) in new[] { ("gpu", 503), ("cpu", 400) })
        {
            using var form = new FormUrlEncodedContent([new("type", type)]);
            ((int)(await _olga.PostAsync(Accounts, form, Cancellation)).StatusCode).ShouldBe(status);
        }
    }

    [Fact]
    public async Task Requests_are_struck_by_the_object_in_their_path()
    {
        _fake.Faults.OnGroup(Operations.RobotAccounts.Group).OnObject("robot_accounts", "ci").Respond(503);
        var (ci, other) = (_fake.World.Uuid("robot_accounts", "ci"), _fake.World.Uuid("robot_accounts", "requested"));

        (await StatusOf(_olga, $"{Accounts}{ci:n}/")).ShouldBe(503);
        (await StatusOf(_olga, $"{Accounts}{ci:d}/set_state_ok/", "POST")).ShouldBe(503);
        (await StatusOf(_olga, $"{Accounts}{other:n}/")).ShouldBe(200);
        (await StatusOf(_olga, Accounts)).ShouldBe(200);
    }

    public static TheoryData<string, Func<Fault, Fault>, string> Counts() => new()
    {
        { "always", fault => fault, "xxxxxxxx" },
        { "once", fault => fault.Once(), "x......." },
        { "the first three", fault => fault.First(3), "xxx....." },
        { "the third", fault => fault.Nth(3), "..x....." },
        { "every third", fault => fault.Every(3), "..x..x.." },
        { "a rate of 1", fault => fault.Rate(1), "xxxxxxxx" },
        { "a rate", fault => fault.Rate(0.4), "x...x.xx" },
    };

    [Theory]
    [MemberData(nameof(Counts))]
    public async Task Of_the_requests_that_match_those_are_struck(string name, Func<Fault, Fault> when, string expected)
    {
        name.ShouldNotBeEmpty();
        var fault = when(_fake.Faults.On(Operations.RobotAccounts.List)).Respond(503);

        var struck = "";
        foreach (var _ in expected)
        {
            struck += await StatusOf(_olga, Accounts) == 503 ? 'x' : '.';
            (await StatusOf(_olga, Courses)).ShouldBe(200);
        }

        struck.ShouldBe(expected);
        (fault.Matched, fault.Used).ShouldBe((expected.Length, expected.Count(sign => sign == 'x')));
    }

    [Fact]
    public void A_rate_is_met_in_the_long_run_and_depends_on_the_seed()
    {
        static int Struck(long seed, Guid uuid)
        {
            var fault = new FaultRow { Uuid = uuid, Rate = 0.1m, Stall = true };
            for (var i = 0; i < 10_000; i++)
                fault = fault.Next(seed);
            return fault.Used;
        }

        var uuid = new Guid("00000000-0000-4000-8000-000000000001");
        Struck(42, uuid).ShouldBeInRange(900, 1100);
        Struck(43, uuid).ShouldBeInRange(900, 1100);
        Struck(43, uuid).ShouldNotBe(Struck(42, uuid));
        Struck(42, uuid).ShouldBe(Struck(42, uuid));
    }

    [Fact]
    public async Task The_last_fault_strikes_and_all_that_match_count()
    {
        var first = _fake.Faults.OnAny().Nth(3).Respond(500);
        var last = _fake.Faults.On(Operations.RobotAccounts.List).First(2).Respond(502);

        var statuses = new[] { await StatusOf(_olga, Accounts), await StatusOf(_olga, Accounts), await StatusOf(_olga, Accounts) };

        statuses.ShouldBe([502, 502, 500]);
        (first.Matched, first.Used, last.Matched, last.Used).ShouldBe((3, 1, 3, 2));
    }

    [Fact]
    public async Task It_is_told_which_faults_were_used()
    {
        var used = _fake.Faults.On(Operations.RobotAccounts.List).By("olga").Once().Respond(503, retryAfter: 5);
        var unused = _fake.Faults.On(Operations.RobotAccounts.Create).OnObject("robot_accounts", "ci").Delay(TimeSpan.FromSeconds(1.5)).AfterCommit();

        await StatusOf(_olga, Accounts);

        _fake.Faults.Used.ShouldHaveSingleItem().Name.ShouldBe(used.Name);
        _fake.Faults.Unused.ShouldHaveSingleItem().ToString().ShouldBe(
            """{"name":"fault-2","on":"robot_accounts.create","object":"robot_accounts.ci","delay":1.5,"after_commit":true,"matched":0,"used":0}""");
        used.ToString().ShouldBe(
            """{"name":"fault-1","on":"robot_accounts.list","by":"olga","first":1,"respond":{"status":503,"retry_after":5},"matched":1,"used":1}""");
        unused.Remove();
        _fake.Faults.Unused.ShouldBeEmpty();
        unused.ToString().ShouldEndWith("which is no longer there");
    }

    [Fact]
    public async Task Until_it_says_what_becomes_of_requests_nothing_does_and_it_counts_as_unused()
    {
        var fault = _fake.Faults.On(Operations.RobotAccounts.List).Once();

        (await StatusOf(_olga, Accounts)).ShouldBe(200);

        (fault.Matched, fault.Used).ShouldBe((1, 0));
        _fake.Faults.Unused.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Done_twice_makes_two_and_the_second_answer_comes()
    {
        _fake.Faults.On(Operations.RobotAccounts.Create).DoneTwice();
        var made = _fake.World.RobotAccounts.Count;
        var body = $$"""{"resource": "/api/marketplace-resources/{{_fake.World.Uuid("resources", "climate-hpc"):n}}/", "type": "twice"}""";

        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var answer = await _olga.PostAsync(Accounts, content, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldBe(
            """{"non_field_errors":["The fields resource, type must make a unique set."]}""");
        _fake.World.RobotAccounts.Count.ShouldBe(made + 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_damaged_answer_is_no_JSON(bool truncate)
    {
        var fault = _fake.Faults.On(Operations.RobotAccounts.List);
        _ = truncate ? fault.Truncate() : fault.Garble();

        await Should.ThrowAsync<JsonException>(() => _olga.GetFromJsonAsync<JsonElement>(Accounts, Cancellation));
    }

    [Fact]
    public async Task A_fork_begins_with_the_faults_and_counts_by_itself()
    {
        var fault = _fake.Faults.On(Operations.RobotAccounts.List).Once().Respond(503);
        using var fork = _fake.Fork();
        using var olga = fork.CreateClient("olga");

        (await StatusOf(olga, Accounts)).ShouldBe(503);

        fork.Faults.Used.Count.ShouldBe(1);
        fault.Used.ShouldBe(0);
        fork.Faults.Clear();
        _fake.Faults.All.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_checkpoint_keeps_faults_with_their_counts_and_a_reset_goes_back_to_those_of_the_start()
    {
        _fake.Faults.On(Operations.RobotAccounts.List).First(2).Respond(503);
        (await StatusOf(_olga, Accounts)).ShouldBe(503);
        var checkpoint = _fake.Checkpoint();
        (await StatusOf(_olga, Accounts)).ShouldBe(503);
        (await StatusOf(_olga, Accounts)).ShouldBe(200);

        _fake.Restore(checkpoint);
        (await StatusOf(_olga, Accounts)).ShouldBe(503);
        (await StatusOf(_olga, Accounts)).ShouldBe(200);

        var fault = _fake.Faults.All[0];
        _fake.Reset();
        _fake.Faults.All.ShouldBeEmpty();
        Should.Throw<InvalidOperationException>(() => fault.Respond(503)).Message.ShouldBe(
            $"{fault.Name} is no longer there: it was removed, or the world has gone back to a time before it.");
    }

    [Fact]
    public async Task Faults_change_neither_identifiers_nor_times_of_what_is_done()
    {
        async Task<string> Made(WaldurFake fake)
        {
            using var olga = fake.CreateClient("olga");
            var resource = fake.World.Uuid("resources", "climate-hpc");
            var answer = await olga.PostAsJsonAsync(
                Accounts, new { resource = $"/api/marketplace-resources/{resource:n}/", type = "same" }, Cancellation);
            return await answer.Content.ReadAsStringAsync(Cancellation);
        }

        using var plain = _fake.Fork();
        using var faulty = _fake.Fork();
        faulty.Faults.OnAny().Nth(2).Respond(503);
        faulty.Faults.OnAny().First(1).Truncate();
        using var client = faulty.CreateClient("olga");
        await StatusOf(client, Accounts, "POST", "{}");
        (await StatusOf(client, Accounts)).ShouldBe(503);

        var expected = await Made(plain);
        expected.ShouldContain("\"type\":\"same\"");
        (await Made(faulty)).ShouldBe(expected);
    }

    [Fact]
    public async Task What_was_struck_is_told_on_the_log_and_in_a_header()
    {
        var lines = new List<string>();
        using var fake = _fake.Fork(options => options.Log(lines.Add));
        using var olga = fake.CreateClient("olga");
        fake.Faults.On(Operations.RobotAccounts.List).Nth(2).DropBeforeAnswer();
        fake.Faults.On(Operations.RobotAccounts.List).Nth(1).Respond(500);

        var answer = await olga.GetAsync(Accounts, Cancellation);
        await Should.ThrowAsync<HttpRequestException>(() => olga.GetAsync(Accounts, Cancellation));

        answer.Headers.GetValues("X-Waldur-Fake-Fault").ShouldBe(["fault-2"]);
        lines.ShouldBe([$"GET {Accounts} -> 500 by fault-2", $"GET {Accounts} -> reset by fault-1"]);
    }

    [Fact]
    public async Task A_fault_of_a_user_goes_with_the_user()
    {
        _fake.Faults.OnAny().By("frank").Respond(503);
        _fake.World.Delete(_fake.World.UserNamed("frank"));

        _fake.Faults.All.ShouldBeEmpty();
        (await StatusOf(_olga, Accounts)).ShouldBe(200);
    }

    public static TheoryData<string, Action<Faults>, string> Misuses() => new()
    {
        {
            "a group that there is not", faults => faults.OnGroup("robot_acounts"),
            "There is no group robot_acounts; there are robot_accounts, resource_users, offering_users, course_accounts, users, keys, customers, "
                + "projects, resources, provider_resources, provider_offerings, offering_user_roles. Did you mean robot_accounts? (Parameter 'group')"
        },
        {
            "a user that there is not", faults => faults.OnAny().By("alize"),
            "No object of the scenario is called users.alize; there are staff, support, olga, max, oskar, alice, bob, carol, dave, hanna, erin, "
                + "frank, outsider, leaver. Did you mean alice?"
        },
        { "two counts", faults => faults.OnAny().Once().Every(2), "fault-1 says already when it strikes: say one of Once, First, Nth, Every and Rate." },
        {
            "two effects", faults => faults.OnAny().Respond(503).Stall(),
            "fault-1 says already what becomes of the answer: say one of Respond, DropBeforeAnswer, DropInBody, Truncate, Garble and Stall."
        },
        {
            "two delays", faults => faults.OnAny().Delay(TimeSpan.Zero).DelayReal(TimeSpan.Zero),
            "fault-1 has a delay already: say one of Delay and DelayReal."
        },
        { "no number", faults => faults.OnAny().Nth(0), "number ('0') must be a non-negative and non-zero value. (Parameter 'number')" },
        { "a count below 0", faults => faults.OnAny().First(-1), "count ('-1') must be a non-negative and non-zero value. (Parameter 'count')" },
        { "too high a rate", faults => faults.OnAny().Rate(1.1), "A rate is above 0 and at most 1. (Parameter 'part')" },
        { "a rate that is none", faults => faults.OnAny().Rate(double.NaN), "A rate is above 0 and at most 1. (Parameter 'part')" },
        { "a status that is none", faults => faults.OnAny().Respond(600), "A status is from 200 to 599. (Parameter 'status')" },
        {
            "a wait that is too long", faults => faults.OnAny().Respond(503, retryAfter: 100_000),
            "A client is asked to wait for at most a day. (Parameter 'retryAfter')"
        },
        { "too long a delay", faults => faults.OnAny().Delay(TimeSpan.FromDays(2)), "A delay is at most a day. (Parameter 'by')" },
        { "a body where there is none", faults => faults.OnAny().Respond(204, "x"), "In fault-1 an answer of status 204 has no body." },
        {
            "a type that breaks the head", faults => faults.OnAny().Respond(503, "x", "text/plain\r\nX: y"),
            "In fault-1 a content_type has letters, digits and signs of ASCII only."
        },
        {
            "a body that is no object", faults => faults.OnAny().WithBody("[1"),
            "A body is matched by a JSON object, and this is none. (Parameter 'json')"
        },
    };

    [Theory]
    [MemberData(nameof(Misuses))]
    public void A_misuse_is_refused_with_what_is_right(string name, Action<Faults> misuse, string message)
    {
        name.ShouldNotBeEmpty();

        // What .NET adds of the actual value is not ours.
        Should.Throw<Exception>(() => misuse(_fake.Faults)).Message.Split('\n')[0].ShouldBe(message);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<int> StatusOf(HttpClient client, string path, string method = "GET", string? body = null)
    {
        using var request = new HttpRequestMessage(new(method), path);
        if (body is not null)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request, Cancellation);
        return (int)answer.StatusCode;
    }
}
