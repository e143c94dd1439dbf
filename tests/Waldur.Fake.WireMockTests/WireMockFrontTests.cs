using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;
using WireMock.Logging;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Waldur.Fake.WireMockTests;

/// <summary>WireMock in front of the fake: what no mapping answers, the fake answers as on its own socket.</summary>
public sealed class WireMockFrontTests : IDisposable
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private readonly WaldurFake _waldur = WaldurFake.Start();

    public void Dispose() => _waldur.Dispose();

    [Fact]
    public async Task Two_hundred_requests_are_answered_to_the_byte_as_on_the_fake_s_own_socket()
    {
        using var other = _waldur.Fork();
        using var server = other.StartWireMock();
        var (own, front) = (await _waldur.ListenAsync(cancellation: Cancellation), new Uri(server.Url!));
        var requests = RawRequests.All(_waldur.World);
        requests.Count.ShouldBeGreaterThan(200);

        var statuses = new HashSet<string>(StringComparer.Ordinal);
        foreach (var request in requests)
        {
            // Who names no host gets links to the address that was asked.
            var expected = await RawRequests.AskAsync(own, request, Cancellation);
            var answer = await RawRequests.AskAsync(front, request, Cancellation);
            answer.Replace(front.Authority, own.Authority, StringComparison.Ordinal).ShouldBe(expected, request.Split('\r')[0]);
            statuses.Add(expected.Split(' ').ElementAtOrDefault(1) ?? "");
        }

        // They show what there is to show.
        foreach (var status in new[] { "200", "201", "204", "301", "400", "401", "404", "405", "413", "414", "415", "431" })
            statuses.ShouldContain(status);
        other.Export().ShouldBe(_waldur.Export());
    }

    [Fact]
    public async Task It_listens_on_this_machine_only_and_links_lead_back_to_it()
    {
        using var server = _waldur.StartWireMock();
        server.Urls.ShouldHaveSingleItem().ShouldStartWith("http://127.0.0.1:");
        using var client = ClientOf(server);

        var me = await client.GetFromJsonAsync<JsonObject>("/api/users/me/", Cancellation);

        ((string)me!["url"]!).ShouldStartWith(server.Url + "/api/users/");
        (await client.GetAsync("/_fake/world", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_mapping_answers_once_and_then_the_fake()
    {
        using var server = _waldur.StartWireMock();
        using var client = ClientOf(server);
        var account = _waldur.World.OfferingUsers.First(account => account.State == OfferingUserState.Creating);
        server.Given(WaldurRequest.For(Operations.OfferingUsers.SetOk).By(_waldur, "staff").WithUuid(account.Uuid))
            .InScenario("once").WillSetStateTo("done").WithTitle("no answer yet")
            .RespondWith(WaldurResponse.Refuse(Operations.OfferingUsers.SetOk, 503));
        var path = $"/api/marketplace-offering-users/{account.Uuid:n}/set_ok/";

        (await client.PostAsync(path, null, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        _waldur.World.OfferingUsers.Get(account.Uuid).State.ShouldBe(OfferingUserState.Creating);
        (await client.PostAsync(path, null, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        _waldur.World.OfferingUsers.Get(account.Uuid).State.ShouldBe(OfferingUserState.Ok);

        server.LogEntries.Count.ShouldBe(2);
        server.LogEntries[0].MappingTitle.ShouldNotBe("Waldur.Fake");
        server.LogEntries[1].MappingTitle.ShouldBe("Waldur.Fake");
        server.LogEntries[1].ResponseMessage!.StatusCode.ShouldBe(200);
        // Either knows of the other.
        server.LogEntries[1].ResponseMessage!.Headers!["X-Waldur-Fake-Request"].Single().ShouldBe("2");
        _waldur.Requests.Select(request => (request.Number, request.Caller, request.Status, request.AnsweredBy)).ShouldBe(
        [
            (1, "staff", 503, "no answer yet"), (2, "staff", 200, null),
        ]);
        _waldur.Requests[0].Operation.ShouldBe(Operations.OfferingUsers.SetOk);
        _waldur.Requests[0].AnswerText.ShouldContain("503 Service Temporarily Unavailable");
        // What the mapping answered is not done by who repeats the run.
        var run = Path.GetTempFileName();
        _waldur.WriteRun(run);
        await using var replayed = await WaldurFake.ReplayAsync(run, cancellation: Cancellation);
        replayed.Requests.Select(request => request.Status).ShouldBe([200]);
        File.Delete(run);

        _waldur.Reset(server);
        server.LogEntries.ShouldBeEmpty();
        _waldur.Requests.ShouldBeEmpty();
        _waldur.World.OfferingUsers.Get(account.Uuid).State.ShouldBe(OfferingUserState.Creating);
        (await client.PostAsync(path, null, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_admin_protocol_works_beside_the_fake_and_a_reset_leaves_the_fake()
    {
        using var server = _waldur.StartWireMock(settings => settings.StartAdminInterface = true);
        using var client = ClientOf(server);
        // As WireMock's documentation has it.
        const string mapping = """
            {
              "Request": { "Path": { "Matchers": [ { "Name": "WildcardMatcher", "Pattern": "/api/version/" } ] }, "Methods": [ "get" ] },
              "Response": { "StatusCode": 200, "BodyAsJson": { "version": "7.9.6" }, "Headers": { "Content-Type": "application/json" } }
            }
            """;

        (await client.GetAsync("/api/version/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.PostAsync("/__admin/mappings", new StringContent(mapping, null, "application/json"), Cancellation)).StatusCode
            .ShouldBe(HttpStatusCode.Created);
        (await client.GetStringAsync("/api/version/", Cancellation)).ShouldContain("7.9.6");
        (await client.GetAsync("/api/users/me/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var mappings = JsonNode.Parse(await client.GetStringAsync("/__admin/mappings", Cancellation))!.AsArray();
        mappings.Select(one => (string?)one!["Title"]).ShouldBe(["Waldur.Fake", null], ignoreOrder: true);
        var requests = JsonNode.Parse(await client.GetStringAsync("/__admin/requests", Cancellation))!.AsArray();
        requests.Select(one => (string?)one!["Request"]!["Path"]).ShouldBe(["/api/version/", "/api/version/", "/api/users/me/"]);
        ((int)requests[2]!["Response"]!["StatusCode"]!).ShouldBe(200);

        _waldur.World.Add.User(user => user with { Username = "to-be-forgotten" });
        (await client.PostAsync("/__admin/reset", null, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        server.LogEntries.ShouldBeEmpty();
        _waldur.World.Users.ShouldNotContain(user => user.Username == "to-be-forgotten");
        (await client.GetAsync("/api/version/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetAsync("/api/users/me/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        server.Reset();
        (await client.GetAsync("/api/users/me/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.PostAsync("/__admin/mappings/reset", null, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("/api/users/me/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_the_admin_protocol_nobody_resets_over_HTTP()
    {
        using var server = _waldur.StartWireMock();
        using var client = ClientOf(server);

        (await client.PostAsync("/__admin/reset", null, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Mapping_files_are_read_beside_the_fake()
    {
        var folder = Directory.CreateTempSubdirectory("waldur-fake-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "version.json"), """
            {
              "Title": "version",
              "Request": { "Path": "/api/version/", "Methods": [ "GET" ] },
              "Response": { "StatusCode": 200, "Body": "from a file" }
            }
            """, Cancellation);
        using var server = _waldur.StartWireMock();
        server.ReadStaticMappings(folder);
        using var client = ClientOf(server);

        (await client.GetStringAsync("/api/version/", Cancellation)).ShouldBe("from a file");
        (await client.GetAsync("/api/users/me/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Faults_of_the_fake_break_the_connection_through_WireMock_as_on_the_fake_s_own_socket()
    {
        using var server = _waldur.StartWireMock();
        var (own, front) = (await _waldur.ListenAsync(cancellation: Cancellation), new Uri(server.Url!));
        var request = RawRequests.Text("GET", "/api/marketplace-robot-accounts/", "Authorization: Token staff-token");
        var answers = new List<string>();
        foreach (var say in new Action<Fault>[]
        {
            fault => fault.DropBeforeAnswer(), fault => fault.DropInBody(), fault => fault.Respond(503),
            fault => fault.Respond(429, retryAfter: 7),
        })
        {
            say(_waldur.Faults.On(Operations.RobotAccounts.List));
            var expected = await RawRequests.AskAsync(own, request, Cancellation);
            (await RawRequests.AskAsync(front, request, Cancellation)).ShouldBe(expected);
            answers.Add(expected);
            _waldur.Reset();
        }
        answers[0].ShouldBe("[ConnectionReset]");
        answers[1].ShouldEndWith("[ConnectionReset]");
    }

    [Fact]
    public async Task A_fake_that_was_disposed_of_answers_503_and_says_so()
    {
        using var fork = _waldur.Fork();
        using var server = fork.StartWireMock();
        using var client = ClientOf(server);
        fork.Dispose();

        using var answer = await client.GetAsync("/api/users/me/", Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldBe(
            "The Waldur.Fake behind this WireMock server was disposed of; dispose of the server first, or start another fake.\n");
        Should.Throw<ObjectDisposedException>(() => fork.StartWireMock());
    }

    [Fact]
    public async Task A_mapping_that_hides_the_whole_fake_is_warned_of()
    {
        var lines = new List<string>();
        using var fork = _waldur.Fork(options => options.Log(lines.Add));
        using var server = fork.StartWireMock();
        using var client = ClientOf(server);
        server.Given(Request.Create().WithPath("/api/version/")).RespondWith(Response.Create().WithBody("x"));
        await client.GetAsync("/api/version/", Cancellation);
        lines.ShouldNotContain(line => line.Contains("answers every request", StringComparison.Ordinal));

        server.Given(Request.Create().WithPath("/*")).WithTitle("mine").RespondWith(Response.Create().WithBody("x"));
        await client.GetAsync("/api/users/me/", Cancellation);
        await client.GetAsync("/api/users/me/", Cancellation);

        lines.Single(line => line.Contains("mine", StringComparison.Ordinal)).ShouldBe(
            "The mapping mine answers every request, so the fake behind it answers none: give it a path, a method or a scenario.");
    }

    [Fact]
    public void Settings_that_exclude_the_fake_or_each_other_are_refused()
    {
        Should.Throw<ArgumentException>(() => _waldur.StartWireMock(with => with.ProxyAndRecordSettings = new() { Url = "http://x/" }))
            .Message.ShouldBe(
                "ProxyAndRecordSettings would send to http://x/ what no mapping answers, and here the fake answers that: proxy "
                + "single paths with Response.Create().WithProxy. (Parameter 'configure')");
        // WireMock's own words.
        using var server = _waldur.StartWireMock();
        Should.Throw<Exception>(() => _waldur.StartWireMock(settings => (settings.Port, settings.StartTimeout) = (server.Port, 2000)))
            .Message.ShouldStartWith("Service start failed with error: ");
        Should.Throw<InvalidOperationException>(() => server.FallBackTo(_waldur));
    }

    [Fact]
    public async Task A_server_that_a_test_has_already_falls_back_to_the_fake()
    {
        using var server = WireMockServer.Start();
        server.Given(Request.Create().WithPath("/mine")).RespondWith(Response.Create().WithBody("mine"));
        server.FallBackTo(_waldur).ShouldBeSameAs(server);
        using var client = ClientOf(server);

        (await client.GetStringAsync("/mine", Cancellation)).ShouldBe("mine");
        using var list = await client.GetAsync("/api/marketplace-robot-accounts/?page_size=1", Cancellation);
        list.StatusCode.ShouldBe(HttpStatusCode.OK);
        list.Headers.GetValues("X-Result-Count").ShouldNotBeEmpty();
        list.Headers.GetValues("Link").Single().ShouldContain(server.Url + "/api/marketplace-robot-accounts/");
        using var made = await client.PostAsJsonAsync("/api/marketplace-robot-accounts/", new { }, Cancellation);
        made.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await made.Content.ReadAsStringAsync(Cancellation)).ShouldContain("This field is required.");
        using var head = await client.SendAsync(new(HttpMethod.Head, "/api/marketplace-robot-accounts/"), Cancellation);
        head.Headers.GetValues("X-Result-Count").ShouldNotBeEmpty();

        _waldur.Reset(server);
        (await client.GetAsync("/mine", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetAsync("/api/users/me/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        _waldur.Faults.OnAny().DropBeforeAnswer();
        (await client.GetAsync("/api/users/me/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.BadGateway);
    }

    private static HttpClient ClientOf(WireMockServer server) => new()
    {
        BaseAddress = new(server.Url!), DefaultRequestHeaders = { { "Authorization", "Token staff-token" } },
    };
}
