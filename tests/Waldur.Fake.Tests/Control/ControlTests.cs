using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Shouldly;

namespace Waldur.Fake.Tests.Control;

/// <summary>What a test in any language may do to a fake under <c>/_fake/</c>.</summary>
public sealed class ControlTests : IDisposable
{
    private const string Accounts = "api/marketplace-robot-accounts/";

    private readonly WaldurFake _fake = WaldurFake.Start();
    private readonly HttpClient _client;

    public ControlTests() => _client = _fake.CreateClient("staff");

    public void Dispose()
    {
        _client.Dispose();
        _fake.Dispose();
    }

    [Fact]
    public async Task A_reset_goes_back_to_the_world_as_it_began()
    {
        _fake.World.Add.RobotAccount();

        (await Send("POST", "/_fake/reset")).Status.ShouldBe(204);

        _fake.World.Data.ShouldBeSameAs(_fake.World.Baseline);
    }

    [Fact]
    public async Task A_checkpoint_is_made_compared_and_restored()
    {
        var before = _fake.World.RobotAccounts.Count;
        var made = await Send("POST", "/_fake/checkpoints", """{"name": "before"}""");
        (made.Status, (string?)made.Json!["name"]).ShouldBe((201, "before"));
        var account = _fake.World.Add.RobotAccount(a => a with { Type = "fresh" });
        _fake.World.RemoveDeletedRobotAccounts();

        var diff = (await Send("GET", "/_fake/diff?from=before")).Json!;
        ((string?)diff["robot_accounts"]![account.Uuid.ToString("n")]!["added"]!["type"]).ShouldBe("fresh");
        diff["robot_accounts"]!.AsObject().Count(change => change.Value!["removed"] is not null).ShouldBePositive();
        (await Send("POST", "/_fake/checkpoints/before/restore")).Status.ShouldBe(204);

        _fake.World.RobotAccounts.Count.ShouldBe(before);
        (await Send("GET", "/_fake/checkpoints")).Json!.AsArray().Count.ShouldBe(1);
        (await Send("DELETE", "/_fake/checkpoints/before")).Status.ShouldBe(204);
        (await Send("POST", "/_fake/checkpoints/before/restore")).Text.ShouldBe(
            """{"detail":"There is no checkpoint before; there are none yet."}""");
    }

    [Fact]
    public async Task A_diff_names_what_changed_with_its_values_before_and_after()
    {
        var bot = _fake.World.RobotAccounts.First(account => account.State == RobotAccountState.Creating);
        var key = _fake.World.Data.Table(Name.Table).Get(bot.Uuid).Key;
        var before = _fake.Checkpoint();
        (await _client.PostAsync($"/{Accounts}{bot.Uuid:n}/set_state_ok/", null, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var diff = _fake.Diff(before, _fake.Checkpoint());

        var change = diff.Changed.ShouldHaveSingleItem();
        (change.Kind, change.Key).ShouldBe(("robot_accounts", key));
        change.Fields["state"].ShouldBe(("\"Creating\"", "\"OK\""));
        diff.Added.ShouldBeEmpty();
        diff.Removed.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_clock_is_moved_and_runs()
    {
        var start = _fake.Clock.GetUtcNow();

        var moved = await Send("POST", "/_fake/clock", """{"advance": 90.5}""");

        (_fake.Clock.GetUtcNow() - start).ShouldBe(TimeSpan.FromSeconds(90.5));
        ((bool)moved.Json!["is_running"]!).ShouldBeFalse();
        (await Send("POST", "/_fake/clock", "run: 60", "application/yaml")).Status.ShouldBe(200);
        ((bool)(await Send("GET", "/_fake/clock")).Json!["is_running"]!).ShouldBeTrue();
        (await Send("POST", "/_fake/clock", """{"freeze": true}""")).Status.ShouldBe(200);
        (await Send("POST", "/_fake/clock", """{"set": "2027-01-01T00:00:00Z"}""")).Status.ShouldBe(200);
        _fake.Clock.GetUtcNow().Year.ShouldBe(2027);
    }

    [Fact]
    public async Task A_world_of_its_own_lives_under_its_path()
    {
        var made = (await Send("POST", "/_fake/worlds", """{"name": "test-1"}""")).Json!;
        ((string?)made["url"]).ShouldBe("http://localhost/_fake/worlds/test-1/");

        var listed = await Send("GET", $"/_fake/worlds/test-1/{Accounts}?page_size=1");
        ((string)listed.Json![0]!["url"]!).ShouldStartWith($"http://localhost/_fake/worlds/test-1/{Accounts}");
        listed.Headers["Link"].ShouldStartWith($"<http://localhost/_fake/worlds/test-1/{Accounts}?");
        var account = new Uri((string)listed.Json[0]!["url"]!).AbsolutePath;
        (await Send("DELETE", account)).Status.ShouldBe(204);

        (await Send("GET", account)).Status.ShouldBe(404);
        (await Send("GET", account.Replace("/_fake/worlds/test-1", "", StringComparison.Ordinal))).Status.ShouldBe(200);
        (await Send("POST", "/_fake/worlds/test-1/_fake/reset")).Status.ShouldBe(204);
        (await Send("GET", account)).Status.ShouldBe(200);
        (await Send("GET", "/_fake/worlds")).Json!.AsArray().ShouldHaveSingleItem()!["name"]!.ToString().ShouldBe("test-1");
    }

    [Fact]
    public async Task A_header_picks_a_world_and_links_then_have_no_path_of_it()
    {
        await Send("POST", "/_fake/worlds", """{"name": "w"}""");

        var listed = await Send("GET", $"/{Accounts}?page_size=1", world: "w");

        ((string)listed.Json![0]!["url"]!).ShouldStartWith($"http://localhost/{Accounts}");
        (await Send("POST", "/_fake/clock", """{"advance": 60}""", world: "w")).Status.ShouldBe(200);
        (await Send("GET", "/_fake/clock", world: "w")).Text.ShouldNotBe((await Send("GET", "/_fake/clock")).Text);
        (await Send("GET", "/_fake/clock", world: "x")).ShouldBe(404, """{"detail":"There is no world x; there are w."}""");
        (await Send("GET", "/_fake/worlds/v/_fake/clock", world: "w"))
            .ShouldBe(400, """{"detail":"The path names the world v, the header X-Waldur-Fake-World the world w."}""");
    }

    [Fact]
    public async Task A_link_in_a_body_may_have_the_path_of_its_world_and_of_no_other()
    {
        await Send("POST", "/_fake/worlds", """{"name": "a"}""");
        await Send("POST", "/_fake/worlds", """{"name": "b"}""");
        var link = $"/api/marketplace-resources/{_fake.World.Resources[0].Uuid:n}/";

        (await Create("/_fake/worlds/a", "/_fake/worlds/a", null, "p1")).Status.ShouldBe(201);
        (await Create("/_fake/worlds/a", "", null, "p2")).Status.ShouldBe(201);
        (await Create("", "/_fake/worlds/a", "a", "p3")).Status.ShouldBe(201);
        (await Create("", "/_fake/worlds/a", null, "p4")).Text.ShouldContain("Invalid hyperlink - No URL match.");
        (await Create("/_fake/worlds/a", "/_fake/worlds/b", null, "p5")).Text.ShouldContain("Invalid hyperlink - No URL match.");

        Task<Reply> Create(string path, string prefix, string? header, string type) => Send(
            "POST", $"{path}/{Accounts}", $$"""{"resource": "http://localhost{{prefix}}{{link}}", "type": "{{type}}"}""", world: header);
    }

    [Fact]
    public async Task A_world_is_a_fork_or_begins_with_a_scenario()
    {
        _fake.World.Add.Customer(customer => customer with { Name = "Only now" });

        await Send("POST", "/_fake/worlds", """{"name": "fork", "fork": true}""");
        await Send("POST", "/_fake/worlds", """{"name": "fresh"}""");
        await Send("POST", "/_fake/worlds", "name: course\nscenario: course\n", "application/yaml");
        await Send("POST", "/_fake/worlds", """{"name": "own", "scenario": {"users": {"zoe": {"token": "zoe-token"}}}, "seed": 7}""");

        (await Send("GET", "/_fake/worlds/fork/_fake/world")).Json!["customers"]!.AsObject().Count.ShouldBe(_fake.World.Customers.Count);
        (await Send("GET", "/_fake/worlds/fresh/_fake/world")).Json!["customers"]!.AsObject().Count.ShouldBe(
            _fake.World.Customers.Count - 1);
        (await Send("GET", "/_fake/worlds/course/_fake/world")).Json!["course_accounts"]!.AsObject().Count.ShouldBePositive();
        (await Send("GET", "/_fake/worlds/own/_fake/world")).Json!["users"]!["zoe"]!["token"]!.ToString().ShouldBe("zoe-token");
    }

    [Fact]
    public async Task A_deleted_world_is_gone_and_one_that_nobody_asks_for_expires()
    {
        var machine = new FakeTimeProvider();
        using var fake = WaldurFake.Start(options =>
        {
            options.Scenario("empty");
            options.HostTime = machine;
            options.WorldTtl = TimeSpan.FromMinutes(10);
        });
        using var client = fake.CreateAnonymousClient();
        foreach (var name in new[] { "deleted", "idle", "used" })
            await Send("POST", "/_fake/worlds", $$"""{"name": "{{name}}"}""", client: client);

        (await Send("DELETE", "/_fake/worlds/deleted", client: client)).Status.ShouldBe(204);
        machine.Advance(TimeSpan.FromMinutes(6));
        (await Send("GET", "/_fake/worlds/used/_fake/health", client: client)).Status.ShouldBe(200);
        machine.Advance(TimeSpan.FromMinutes(6));

        (await Send("GET", "/_fake/worlds/deleted/_fake/health", client: client)).Status.ShouldBe(410);
        (await Send("GET", "/_fake/worlds/idle/_fake/health", client: client))
            .ShouldBe(410, """{"detail":"The world idle was deleted, or expired because nobody asked for it."}""");
        (await Send("GET", "/_fake/worlds/used/_fake/health", client: client)).Status.ShouldBe(200);
        (await Send("POST", "/_fake/worlds", """{"name": "idle"}""", client: client)).Status.ShouldBe(201);
    }

    [Fact]
    public async Task To_list_worlds_is_not_to_ask_for_them()
    {
        var machine = new FakeTimeProvider();
        using var fake = WaldurFake.Start(options => (options.HostTime, options.WorldTtl) = (machine, TimeSpan.FromMinutes(10)));
        using var client = fake.CreateAnonymousClient();
        await Send("POST", "/_fake/worlds", """{"name": "idle"}""", client: client);

        machine.Advance(TimeSpan.FromMinutes(6));
        (await Send("GET", "/_fake/worlds", client: client)).Json!.AsArray().Count.ShouldBe(1);
        machine.Advance(TimeSpan.FromMinutes(6));

        (await Send("GET", "/_fake/worlds", client: client)).Text.ShouldBe("[]");
    }

    [Fact]
    public async Task A_world_runs_as_that_one_does_in_which_it_was_made()
    {
        var machine = new FakeTimeProvider();
        _fake.Clock.Run(60, machine);
        foreach (var body in new[] { "{}", """{"fork": true}""", """{"scenario": "course"}""" })
        {
            var url = (string)(await Send("POST", "/_fake/worlds", body)).Json!["url"]!;
            var before = (DateTimeOffset)(await Send("GET", url + "_fake/clock")).Json!["now"]!;
            machine.Advance(TimeSpan.FromSeconds(1));
            var clock = (await Send("GET", url + "_fake/clock")).Json!;

            ((bool)clock["is_running"]!).ShouldBeTrue();
            ((DateTimeOffset)clock["now"]! - before).ShouldBe(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public async Task A_clock_that_runs_too_fast_stops_at_the_end_of_time()
    {
        var machine = new FakeTimeProvider();
        _fake.Clock.Run(9_999_999_999_999_999, machine);
        machine.Advance(TimeSpan.FromDays(1));

        ((DateTimeOffset)(await Send("GET", "/_fake/clock")).Json!["now"]!).Year.ShouldBe(9000);
    }

    [Fact]
    public async Task A_checkpoint_has_the_name_that_was_sent_or_a_free_one()
    {
        (await Made("{}")).ShouldBe("checkpoint-1");
        (await Made("""{"name": "checkpoint-1"}""")).ShouldBe("checkpoint-1");
        (await Made("""{"name": "checkpoint-2"}""")).ShouldBe("checkpoint-2");
        (await Made("{}")).ShouldBe("checkpoint-3");
        (await Send("GET", "/_fake/checkpoints")).Json!.AsArray().Count.ShouldBe(3);

        async Task<string?> Made(string body) => (string?)(await Send("POST", "/_fake/checkpoints", body)).Json!["name"];
    }

    [Fact]
    public async Task There_are_at_most_ten_thousand_worlds()
    {
        for (var i = 0; i < HostedWorlds.Most; i++)
            (await Send("POST", "/_fake/worlds")).Status.ShouldBe(201);

        (await Send("POST", "/_fake/worlds")).ShouldBe(429, """{"detail":"There are 10000 worlds already; delete some."}""");
    }

    [Fact]
    public async Task A_fragment_is_laid_over_the_live_world()
    {
        var key = _fake.World.Data.Table(Name.Table).First(name => name.Kind == "robot_accounts").Key;
        var uuid = _fake.World.Uuid("robot_accounts", key);
        var events = _fake.World.Events.Count;

        var applied = await Send("POST", "/_fake/apply", $$"""
            users:
              zoe: {first_name: Zoe, token: zoe-token}
            robot_accounts:
              {{key}}: {state: Error, error_message: The disk is full}
            """, "application/yaml");

        applied.Status.ShouldBe(200, applied.Text);
        applied.Json!["users"]!["zoe"]!["added"]!["first_name"]!.ToString().ShouldBe("Zoe");
        applied.Json["robot_accounts"]![key]!["changed"]!["error_message"]![1]!.ToString().ShouldBe("The disk is full");
        _fake.World.RobotAccounts.Get(uuid).State.ShouldBe(RobotAccountState.Error);
        _fake.World.RobotAccounts.Get(uuid).Modified.ShouldBeGreaterThan(_fake.World.RobotAccounts.Get(uuid).Created);
        _fake.TokenOf("zoe").ShouldBe("zoe-token");
        _fake.World.Events.Count.ShouldBe(events);
    }

    [Fact]
    public async Task A_fragment_changes_nothing_else()
    {
        var made = await Send(
            "POST", $"/{Accounts}",
            $$"""{"resource": "/api/marketplace-resources/{{_fake.World.Resources[0].Uuid:n}}/", "type": "extra"}""");
        var before = _fake.World.Data;

        (await Send("POST", "/_fake/apply", """{"customers": {"fresh": {"name": "Fresh"}}}""")).Status.ShouldBe(200);

        var diff = WorldDiff.Between(before, _fake.World.Data, WaldurModules.Scenarios.Kinds);
        diff.Changes.ShouldHaveSingleItem().Key.ShouldBe("fresh");
        made.Status.ShouldBe(201);
        _fake.World.Data.Table(Name.Table).Count.ShouldBe(before.Table(Name.Table).Count + 1);
    }

    [Fact]
    public async Task An_object_is_read_and_deleted_by_its_key()
    {
        var (key, uuid) = _fake.World.Data.Table(Name.Table).Where(name => name.Kind == "robot_accounts")
            .Select(name => (name.Key, name.Uuid)).First();

        var shown = await Send("GET", $"/_fake/objects/robot_accounts/{key}");
        ((string?)shown.Json!["uuid"]).ShouldBe(uuid.ToString("n"));
        (await Send("GET", $"/_fake/objects/robot_accounts/{uuid:n}")).Text.ShouldBe(shown.Text);
        (await Send("DELETE", $"/_fake/objects/robot_accounts/{key}")).Status.ShouldBe(204);

        _fake.World.RobotAccounts.ShouldNotContain(account => account.Uuid == uuid);
        (await Send("GET", $"/_fake/objects/robot_accounts/{key}")).Status.ShouldBe(404);
        (await Send("GET", "/_fake/objects/robots/x")).Text.ShouldStartWith("""{"detail":"There is no kind robots; there are users,""");
    }

    [Fact]
    public async Task A_part_that_can_not_be_deleted_by_itself_is_refused_and_leaves_no_trace()
    {
        var option = _fake.World.Questions.SelectMany(question => question.Options).First().Uuid;
        var before = _fake.World.Data;

        (await Send("DELETE", $"/_fake/objects/question_options/{option:n}"))
            .ShouldBe(400, """{"detail":"question_options are parts of other objects; change those."}""");

        _fake.World.Data.ShouldBeSameAs(before);
    }

    [Fact]
    public async Task A_role_is_given_and_taken()
    {
        var (user, project) = (_fake.World.Users.First(one => one.Username == "hanna"), _fake.World.Uuid("projects", "climate"));

        (await Send(
            "POST", "/_fake/actions/give_role",
                """{"user": "hanna", "role": "PROJECT.MANAGER", "project": "climate"}""")).Status.ShouldBe(204);
        Access.HoldsPermission(_fake.World.Data, user.Uuid, Permission.ManageCourseAccounts, project).ShouldBeTrue();
        (await Send(
            "POST", "/_fake/actions/remove_role",
                """{"user": "hanna", "role": "PROJECT.MANAGER", "project": "climate"}""")).Status.ShouldBe(204);

        Access.HoldsPermission(_fake.World.Data, user.Uuid, Permission.ManageCourseAccounts, project).ShouldBeFalse();
        (await Send("POST", "/_fake/actions/remove_role", """{"user": "hanna", "role": "PROJECT.MANAGER", "project": "climate"}"""))
            .ShouldBe(400, """{"detail":"The user does not hold the role PROJECT.MANAGER there."}""");
    }

    [Theory]
    [InlineData("POST", "/_fake/clock", """{"advanse": 5}""", "body:1:2: advanse: unknown key; did you mean 'advance'?")]
    [InlineData("POST", "/_fake/clock", """{"advance": "soon"}""", "body:1:13: advance: expected a number with at most 16 digits before and 4 after the point, not the text 'soon'")]
    [InlineData("POST", "/_fake/clock", """{"advance": -5}""", "The clock can't go back: advance takes seconds, 0 or more")]
    [InlineData("POST", "/_fake/clock", """{"set": "2001-01-01T00:00:00Z"}""", "The clock can't go back from")]
    [InlineData("POST", "/_fake/clock", "{}", "Say one of advance, set, run and freeze.")]
    [InlineData("POST", "/_fake/clock", """{"advance": 5""", "body:2:1: not well-formed YAML")]
    [InlineData("POST", "/_fake/worlds", """{"name": "a/b"}""", "expected a name of at most 100 letters, digits, '_', '-' and '.'")]
    [InlineData("POST", "/_fake/worlds", """{"scenario": "hpc-sight"}""", "there is no scenario 'hpc-sight'")]
    [InlineData("POST", "/_fake/worlds", """{"scenario": {"usrs": {}}}""", "usrs: unknown key; did you mean 'users'?")]
    [InlineData("POST", "/_fake/worlds", """{"scenario": {"include": ["/etc/passwd"]}}""", "what is sent can't include files")]
    [InlineData("POST", "/_fake/apply", """{"robot_accounts": {"x": {"resource": "nope", "type": "a"}}}""", "'nope' is not a key of resources")]
    [InlineData("POST", "/_fake/apply", """{"include": ["a.yaml"]}""", "says how a world begins, and this one has begun")]
    [InlineData("POST", "/_fake/apply", "[1]", "expected a map of kinds")]
    [InlineData("POST", "/_fake/actions/remove_role", """{"user": "nobody", "role": "PROJECT.ADMIN", "project": "climate"}""", "'nobody' is not a key of users")]
    [InlineData("POST", "/_fake/actions/give_role", """{"user": "hanna", "role": "PROJECT.ADMN", "project": "climate"}""", "There is no role PROJECT.ADMN; there are")]
    [InlineData("POST", "/_fake/actions/give_role", """{"user": "hanna", "role": "CUSTOMER.OWNER", "project": "climate"}""", "The role CUSTOMER.OWNER is not one on a project.")]
    [InlineData("POST", "/_fake/actions/remove_role", "{}", "'user' is missing")]
    [InlineData("GET", "/_fake/diff?from=x", "", "There is no checkpoint x; there are none yet.")]
    [InlineData("GET", "/_fake/rest", "", "There is no /_fake/rest here; there are /_fake/health,")]
    [InlineData("POST", "/_fake/health", "", "not allowed")]
    public async Task What_is_wrong_is_told_and_changes_nothing(string method, string path, string body, string text)
    {
        var before = _fake.World.Data;

        var reply = await Send(method, path, body.Length == 0 ? null : body);

        reply.Status.ShouldBeInRange(400, 405);
        reply.Json!["detail"]!.ToString().ShouldContain(text);
        _fake.World.Data.ShouldBeSameAs(before);
    }

    [Fact]
    public async Task A_path_of_control_may_end_with_a_slash_as_the_address_of_a_world_does()
    {
        var url = (string)(await Send("POST", "/_fake/worlds/", """{"name": "w"}""")).Json!["url"]!;

        (await Send("GET", url)).Text.ShouldBe((await Send("GET", "/_fake/worlds/w")).Text);
        (await Send("POST", url + "_fake/reset/")).Status.ShouldBe(204);
        (await Send("GET", "/_fake/schema")).Text.ShouldBe((await Send("GET", "/_fake/schema/")).Text);
        (await Send("DELETE", url)).Status.ShouldBe(204);
        (await Send("GET", url)).Status.ShouldBe(410);
        (await Send("GET", "/_fake/clock//")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_body_that_is_no_JSON_or_YAML_by_its_type_is_refused() =>
        (await Send("POST", "/_fake/clock", """{"advance": 5}""", "text/plain"))
            .ShouldBe(
                415, """{"detail":"A body is JSON or YAML by its Content-Type, application/json or application/yaml, not text/plain."}""");

    [Fact]
    public async Task A_page_of_another_origin_can_neither_read_nor_write()
    {
        using var fake = WaldurFake.Start(options => options.Cors = true);
        using var client = fake.CreateAnonymousClient();
        client.DefaultRequestHeaders.Add("Origin", "http://evil.example");
        var before = fake.World.Data;

        foreach (var (
            method, path) in new[] { ("POST", "/_fake/reset"), ("POST", "/_fake/worlds"), ("DELETE", "/_fake/worlds/x"),
                ("POST", "/_fake/apply") })
        {
            var reply = await Send(method, path, method == "POST" ? "{}" : null, client: client);
            reply.ShouldBe(403, """{"detail":"A page of http://evil.example may not steer this fake."}""");
            reply.Headers.Keys.ShouldNotContain(name => name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        }
        foreach (var path in new[] { "/_fake/world", "/_fake/health", "/_fake/scenario", "/_fake/schema/" })
        {
            (await Send("GET", path, client: client)).Headers.Keys.ShouldNotContain(
                name => name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        }

        fake.World.Data.ShouldBeSameAs(before);
    }

    [Fact]
    public async Task The_document_says_what_stands_in_paths_and_that_objects_may_have_any_members()
    {
        var paths = (await Send("GET", "/_fake/schema/")).Json!["paths"]!.AsObject();

        foreach (var (path, methods) in paths)
        {
            var named = path.Split('{', '}').Where((_, i) => i % 2 == 1);
            foreach (var (_, operation) in methods!.AsObject())
            {
                (operation!["parameters"]?.AsArray() ?? []).Where(parameter => (string?)parameter!["in"] == "path")
                    .Select(parameter => (string)parameter!["name"]!).ShouldBe(named, path);
            }
        }
        paths["/_fake/apply"]!["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]!.ToJsonString()
            .ShouldBe("""{"type":"object","additionalProperties":{}}""");
    }

    [Fact]
    public async Task The_document_lists_every_control_operation()
    {
        var paths = (await Send("GET", "/_fake/schema/")).Json!["paths"]!.AsObject();

        paths.Select(path => path.Key).ShouldBe(
            WaldurModules.Control.Operations.Where(operation => operation.Documented).Select(operation => operation.Path).Distinct());
        paths["/_fake/clock"]!["post"]!["operationId"]!.ToString().ShouldBe("clock_move");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<Reply> Send(
        string method, string path, string? body = null, string type = "application/json", string? world = null, HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(new(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, type);
        if (world is not null)
            request.Headers.Add("X-Waldur-Fake-World", world);
        using var answer = await (client ?? _client).SendAsync(request, Cancellation);
        return new(
            (int)answer.StatusCode,
            await answer.Content.ReadAsStringAsync(Cancellation),
            answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value)));
    }

    private sealed record Reply(int Status, string Text, Dictionary<string, string> Headers)
    {
        public JsonNode? Json => JsonNode.Parse(Text);

        public void ShouldBe(int status, string text)
        {
            Text.ShouldBe(text);
            Status.ShouldBe(status);
        }
    }
}
