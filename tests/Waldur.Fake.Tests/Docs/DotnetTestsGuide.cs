using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Waldur.Fake.Tests.Docs;

/// <summary>The code of the guide for tests in .NET, run as it stands there.</summary>
public sealed class DotnetTestsGuide : IDisposable
{
    private readonly WaldurFake _waldur = WaldurFake.Start();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _waldur.Dispose();

    [Fact]
    public async Task Start()
    {
        #region start
        using var waldur = WaldurFake.Start();                                              // the world hpc-site
        using var olga = waldur.CreateClient("olga");                                       // sends Olga's token
        using var nobody = waldur.CreateAnonymousClient();                                  // sends none

        Assert.Equal(HttpStatusCode.OK, (await olga.GetAsync("/api/marketplace-robot-accounts/", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync("/api/marketplace-robot-accounts/", Cancellation)).StatusCode);
        #endregion
    }

    [Fact]
    public async Task Start_over_your_client()
    {
        var waldur = _waldur;
        #region own-client
        var services = new ServiceCollection();
        services.AddHttpClient<Agent>(client => client.BaseAddress = new("https://waldur.example.com/"));   // as in production
        services.AddWaldurFake<Agent>(waldur, user: "olga");                                                // the line that a test adds

        await using var provider = services.BuildServiceProvider();
        Assert.Equal(6, await provider.GetRequiredService<Agent>().CountAsync(Cancellation));
        #endregion
    }

    [Fact]
    public void Arrange()
    {
        var waldur = _waldur;
        #region scenario
        using var empty = WaldurFake.Start(options => options.Scenario("empty"));           // one that ships, by name
        using var small = WaldurFake.Start(options => options.ScenarioText("""
            version: 1
            users: {bob: {token: bob-token}}
            """));
        using var busy = WaldurFake.Start(options => options.Generate(g => g.Users(50).RobotAccounts(200).Seed(7)));
        #endregion

        Assert.Equal("bob-token", small.TokenOf("bob"));
        Assert.Equal(200, busy.World.RobotAccounts.Count);
        Assert.Empty(empty.World.RobotAccounts);

        #region add
        var account = waldur.World.Add.RobotAccount(a => a with
        {
            Resource = waldur.World.Uuid("resources", "welding-hpc"),                       // kind and key, as the scenario names it
            Type = "sync",
            State = RobotAccountState.Creating,
        });
        #endregion

        #region save
        account = waldur.World.Save(account with { State = RobotAccountState.Error, ErrorMessage = "The disk is full" });
        waldur.World.Save(waldur.World.UserNamed("bob") with { IsActive = false });
        waldur.World.Delete(account);
        #endregion

        Assert.DoesNotContain(waldur.World.RobotAccounts, a => a.Uuid == account.Uuid);
        Assert.False(waldur.World.UserNamed("bob").IsActive);
    }

    [Fact]
    public async Task Act_and_assert()
    {
        var waldur = _waldur;
        using var olga = waldur.CreateClient("olga");

        #region act
        var creating = waldur.World.RobotAccounts.Get(waldur.World.Uuid("robot_accounts", "creating"));
        var answer = await olga.PostAsync($"/api/marketplace-robot-accounts/{creating.Uuid:n}/set_state_ok/", content: null, Cancellation);
        var shown = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        #endregion

        #region assert
        Assert.Equal("OK", shown.GetProperty("state").GetString());                                      // what the client was told
        Assert.Equal(RobotAccountState.Ok, waldur.World.RobotAccounts.Get(creating.Uuid).State);         // what is so
        Assert.Single(waldur.World.OfferingUsers, u => u.State is OfferingUserState.Requested);          // a table is a collection
        #endregion

        #region events
        Assert.Equal("resource_robot_account_updated", waldur.World.Events[^1].Type);                    // Waldur's audit log
        Assert.Contains(creating.Uuid, waldur.World.Events[^1].Scopes);
        #endregion
    }

    [Fact]
    public async Task Isolate()
    {
        var waldur = _waldur;
        #region fork
        using var mine = waldur.Fork();                                                     // in a test, of a fake that all tests share
        mine.World.Add.User(u => u with { Username = "newcomer" });

        Assert.Equal(waldur.World.Users.Count + 1, mine.World.Users.Count);                 // nothing of one is seen in the other
        #endregion

        #region checkpoint
        var before = waldur.Checkpoint();
        waldur.World.DeleteProject(waldur.World.Uuid("projects", "welding"));
        waldur.Restore(before);                                                             // data, clock, random values: all as it was

        waldur.Reset();                                                                     // back to the start
        #endregion

        Assert.False(waldur.World.Projects.Get(waldur.World.Uuid("projects", "welding")).IsRemoved);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using var one = waldur.Fork();
            using var staff = one.CreateClient("staff");
            var account = one.World.Uuid("robot_accounts", "ci");
            var gone = await staff.DeleteAsync($"/api/marketplace-robot-accounts/{account:n}/", Cancellation);
            Assert.Equal((HttpStatusCode.NoContent, 5), (gone.StatusCode, one.World.RobotAccounts.Count));
        }));
    }

    [Fact]
    public async Task Clock()
    {
        var waldur = _waldur;
        using var bob = waldur.CreateClient("bob");

        #region clock
        Assert.Equal(2026, waldur.Clock.GetUtcNow().Year);                                  // hpc-site begins on 3 January
        waldur.Clock.Advance(TimeSpan.FromHours(1));
        waldur.Clock.Set(new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero));
        waldur.World.EndExpiredRoles();                                                     // nightly jobs are methods that you call
        #endregion

        #region timers
        var fired = 0;
        using var timer = waldur.Clock.CreateTimer(_ => fired++, null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        waldur.Clock.Advance(TimeSpan.FromMinutes(3));                                      // your client's timers fire, each at its time
        Assert.Equal(3, fired);
        #endregion

        #region own-time
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        using var following = WaldurFake.Start(options => options.TimeProvider = time);     // one Advance of yours moves both
        time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(time.GetUtcNow(), following.Clock.GetUtcNow());
        #endregion
    }

    [Fact]
    public async Task Faults()
    {
        using var waldur = _waldur.Fork();
        using var olga = waldur.CreateClient("olga");
        const string accounts = "/api/marketplace-robot-accounts/";

        #region fault
        waldur.Faults.On(Operations.RobotAccounts.Create).By("olga").Once().Respond(503).AfterCommit();   // "refused", but it was done

        var link = $"/api/marketplace-resources/{waldur.World.Uuid("resources", "climate-hpc"):n}/";
        var refused = await olga.PostAsJsonAsync(accounts, new { resource = link, type = "night" }, Cancellation);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains(waldur.World.RobotAccounts, account => account.Type == "night");
        Assert.Empty(waldur.Faults.Unused);                                                 // it has struck
        #endregion

        #region faults
        waldur.Faults.OnGroup(Operations.CourseAccounts.Group).Nth(3).DropInBody();         // the third answer breaks off
        waldur.Faults.On(Operations.RobotAccounts.SetStateOk).OnObject("robot_accounts", "creating").Stall();
        waldur.Faults.On(Operations.RobotAccounts.Create).WithBody("type", "gpu").Respond(400, """{"type": ["Not today."]}""");
        waldur.Faults.OnAny().Rate(0.1).Respond(502);                                       // the seed decides which: the same each time
        #endregion

        Assert.Equal(4, waldur.Faults.Unused.Count);
        waldur.Faults.Clear();

        #region delay
        waldur.Faults.On(Operations.RobotAccounts.List).Once().Delay(TimeSpan.FromSeconds(30));   // by the world's clock
        var slow = olga.GetAsync(accounts, Cancellation);
        Assert.False(slow.IsCompleted);
        waldur.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.OK, (await slow).StatusCode);
        #endregion
    }

    [Fact]
    public async Task Races()
    {
        using var waldur = _waldur.Fork();
        using var olga = waldur.CreateClient("olga");
        const string accounts = "/api/marketplace-robot-accounts/";
        object Account(string type) => new { resource = $"/api/marketplace-resources/{waldur.World.Uuid("resources", "climate-hpc"):n}/", type };

        #region gates
        using var gate = waldur.Gates.Before(Operations.RobotAccounts.Create);
        var first = olga.PostAsJsonAsync(accounts, Account("race"), Cancellation);
        await gate.Arrived(1, Cancellation);
        var second = olga.PostAsJsonAsync(accounts, Account("race"), Cancellation);
        var held = await gate.Arrived(2, Cancellation);                                     // both stand at the gate

        await held[1].LetGo();                                                              // done when this returns
        await held[0].LetGo();
        Assert.Equal(HttpStatusCode.Created, (await second).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await first).StatusCode);                  // each time
        #endregion
        gate.Open();

        #region explore
        var account = $"/api/marketplace-robot-accounts/{waldur.World.Uuid("robot_accounts", "ci"):n}/";
        async Task Append(WaldurFake fork, string text)                                     // reads, then writes
        {
            using var client = fork.CreateClient("olga");
            var read = await client.GetFromJsonAsync<JsonElement>(account, Cancellation);
            var username = read.GetProperty("username").GetString() + text;
            await client.PatchAsJsonAsync(account, new { username }, Cancellation);
        }

        var lost = await Assert.ThrowsAsync<RequestAssertionException>(() => waldur.Gates.Explore(
            [fork => Append(fork, "-a"), fork => Append(fork, "-b")],
            fork => Assert.Contains(fork.World.RobotAccounts, a => a.Username.Contains("-a") && a.Username.Contains("-b")),
            Cancellation));
        Assert.Contains("2. client 2, olga: GET", lost.Message);                            // the first order that goes wrong
        #endregion
    }

    [Fact]
    public async Task Resilience()
    {
        using var waldur = _waldur.Fork();
        #region resilience
        var services = new ServiceCollection();
        services.AddHttpClient<Agent>(client => client.BaseAddress = new("https://waldur.example.com/")).AddStandardResilienceHandler();
        services.AddWaldurFake<Agent>(waldur, user: "olga");
        await using var provider = services.BuildServiceProvider();
        waldur.Faults.On(Operations.RobotAccounts.List).Once().Respond(429, retryAfter: 0);

        Assert.Equal(6, await provider.GetRequiredService<Agent>().CountAsync(Cancellation));   // it has asked again
        #endregion

        Assert.Equal(2, waldur.Faults.Used.Single().Matched);
    }

    [Fact]
    public async Task Permissions()
    {
        var waldur = _waldur;
        #region permissions
        var account = $"/api/marketplace-robot-accounts/{waldur.World.Uuid("robot_accounts", "ci"):n}/";

        foreach (var (user, expected) in new[]
        {
            ("olga", HttpStatusCode.NoContent),                                             // owns the provider: she may
            ("dave", HttpStatusCode.Forbidden),                                             // a member of the project sees it, and may not
            ("outsider", HttpStatusCode.NotFound),                                          // has no role there: for him it does not exist
        })
        {
            using var fork = waldur.Fork();
            using var client = fork.CreateClient(user);
            Assert.Equal(expected, (await client.DeleteAsync(account, Cancellation)).StatusCode);
        }
        #endregion

        #region roles
        var nina = waldur.World.Add.User(u => u with { Username = "nina" });                // with a token of her own
        waldur.World.Add.Role(nina, RoleName.CustomerOwner, waldur.World.Customers.Get(waldur.World.Uuid("customers", "nordic")));
        using var client1 = waldur.CreateClient("nina");
        #endregion

        Assert.Equal(HttpStatusCode.NoContent, (await client1.DeleteAsync(account, Cancellation)).StatusCode);

        #region token
        using var http = new HttpClient(waldur.CreateHandler()) { BaseAddress = WaldurFake.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Token", waldur.TokenOf("bob"));
        #endregion

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/keys/", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Contract()
    {
        var waldur = _waldur;
        #region contract
        var contract = new ContractCheck();
        var wrong = contract.Violation("GET", "/api/marketplace-course-accounts/", 200, """[{"url": 7}]"""u8.ToArray());
        Assert.StartsWith("GET /api/marketplace-course-accounts/", wrong);                  // null if there is nothing to say
        #endregion

        var yourServer = new Stub("""[{"url": 7}]""");

        #region contract-handler
        using var client = new HttpClient(new ContractCheckHandler(new ContractCheck()) { InnerHandler = yourServer });

        await Assert.ThrowsAsync<ContractViolationException>(
            () => client.GetAsync("http://waldur.test/api/marketplace-course-accounts/", Cancellation));
        #endregion
    }

    [Fact]
    public async Task Expect_requests()
    {
        var waldur = _waldur;
        using var olga = waldur.CreateClient("olga");
        var resource = $"http://localhost/api/marketplace-resources/{waldur.World.Uuid("resources", "climate-hpc"):n}/";
        var made = await olga.PostAsJsonAsync("/api/marketplace-robot-accounts/", new { resource, type = "night" }, Cancellation);
        var account = Guid.Parse((await made.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("uuid").GetString()!);
        await olga.PostAsync($"/api/marketplace-robot-accounts/{account:n}/set_state_creating/", content: null, Cancellation);

        #region expect
        var request = waldur.Requests.To(Operations.RobotAccounts.Create).By("olga").With("type", "night").Once();
        waldur.Requests.To(Operations.RobotAccounts.Destroy).Never();
        waldur.Requests.InOrder(
            waldur.Requests.To(Operations.RobotAccounts.Create).Answered(201),
            waldur.Requests.To(Operations.RobotAccounts.SetStateCreating).On(account));
        Assert.Equal("added", request.Changes.Single().Change.ToString().ToLowerInvariant());
        #endregion

        #region expect-failure
        var failure = Assert.Throws<RequestAssertionException>(
            () => waldur.Requests.To(Operations.RobotAccounts.Create).By("olga").With("""{"type": "ci"}""").Once());
        Assert.StartsWith("""
            Expected one request to robot_accounts.create by olga with {"type": "ci"}, but there was none.

            Nearest:          #1 olga: POST /api/marketplace-robot-accounts/ -> 201
            First difference: body $.type: expected "ci", was "night"
            """, failure.Message);
        #endregion

        var polling = PollAsync(olga);
        #region expect-eventually
        await waldur.Requests.To(Operations.RobotAccounts.List).Eventually(within: TimeSpan.FromHours(1), Cancellation);
        #endregion
        await polling;

        var file = Path.Combine(Directory.CreateTempSubdirectory("waldur-fake-").FullName, "run.json");
        #region run-file
        waldur.WriteRun(file, test: "An_account_is_made");
        await using var before = await WaldurFake.ReplayAsync(file, before: 2, Cancellation);   // the same world, before the second request
        #endregion
        Assert.Equal(RobotAccountState.Requested, before.World.RobotAccounts.Get(account).State);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);

        async Task PollAsync(HttpClient client)
        {
            await Task.Delay(TimeSpan.FromMinutes(30), waldur.Clock, Cancellation);
            (await client.GetAsync("/api/marketplace-robot-accounts/", Cancellation)).Dispose();
        }
    }

    [Fact]
    public async Task Log()
    {
        #region log
        using var waldur = WaldurFake.Start(options => options.Log(line => TestContext.Current.TestOutputHelper?.WriteLine(line)));
        #endregion

        using var staff = waldur.CreateClient("staff");
        await staff.GetAsync("/api/keys/", Cancellation);
        Assert.Contains("GET /api/keys/ -> 200", TestContext.Current.TestOutputHelper!.Output);
    }

    [Fact]
    public async Task Log_of_a_fork()
    {
        var (waldur, output) = (_waldur, TestContext.Current.TestOutputHelper!);
        #region fork-log
        using var test = waldur.Fork(options => options.Log(output.WriteLine));
        #endregion

        using var staff = test.CreateClient("staff");
        await staff.GetAsync("/api/keys/", Cancellation);
        Assert.Contains("GET /api/keys/ -> 200", output.Output);
    }

    [Fact]
    public async Task Other_transports()
    {
        var waldur = _waldur;
        #region test-server
        using var browser = waldur.TestServer.CreateClient();                               // Microsoft.AspNetCore.TestHost's own
        #endregion

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/keys/", Cancellation)).StatusCode);

        #region listen
        Uri address = await waldur.ListenAsync(cancellation: Cancellation);                 // http://127.0.0.1 and a free port
        using var wire = new HttpClient { BaseAddress = address };
        #endregion

        Assert.Equal(HttpStatusCode.Unauthorized, (await wire.GetAsync("/api/keys/", Cancellation)).StatusCode);
    }

    private sealed class Agent(HttpClient http)
    {
        public async Task<int> CountAsync(CancellationToken cancellation) =>
            (await http.GetFromJsonAsync<JsonElement>("api/marketplace-robot-accounts/", cancellation)).GetArrayLength();
    }

    /// <summary>Stands for a server of the reader's.</summary>
    private sealed class Stub(string json) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = new StringContent(json, Encoding.UTF8, "application/json") });
    }
}
