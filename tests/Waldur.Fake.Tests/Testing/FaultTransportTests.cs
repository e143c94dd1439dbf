using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Waldur.Fake.Tests.Hosting;

namespace Waldur.Fake.Tests.Testing;

/// <summary>Each fault is the same to a client on every transport, with synchronous and asynchronous sending: answer, exceptions, world.</summary>
public sealed class FaultTransportTests
{
    private const string Accounts = "/api/marketplace-robot-accounts/";
    private const string Reset = "SocketException ConnectionReset";
    private const string TimedOut = "TimeoutException: The operation was canceled.";

    private static readonly WaldurFake s_seed = WaldurFake.Start();

    /// <summary>Each fault, part of what a client sees of it, and how many accounts there are after a creation.</summary>
    private static readonly Dictionary<string, (Func<Fault, Fault> Say, string Part, int Made)> s_faults = new(StringComparer.Ordinal)
    {
        ["401"] = (fault => fault.Respond(401), "{\"detail\":\"Token has expired.\"}", 0),
        ["403"] = (fault => fault.Respond(403), "{\"detail\":\"You do not have permission to perform this action.\"}", 0),
        ["404"] = (fault => fault.Respond(404), "{\"detail\":\"Not found.\"}", 0),
        ["418"] = (fault => fault.Respond(418), "content Content-Length: 0\n", 0),
        ["429"] = (fault => fault.Respond(429), "{\"detail\":\"Request was throttled. Expected available in 1 second.\"}", 0),
        ["429 later"] = (fault => fault.Respond(429, retryAfter: 30), "head Retry-After: 30\n", 0),
        ["500"] = (fault => fault.Respond(500), "<h1>Server Error (500)</h1>", 0),
        ["502"] = (fault => fault.Respond(502), "<center><h1>502 Bad Gateway</h1></center>", 0),
        ["503"] = (fault => fault.Respond(503), "head Retry-After: 1\n", 0),
        ["504"] = (fault => fault.Respond(504), "504 Gateway Timeout", 0),
        ["a body"] = (fault => fault.Respond(299, "[1]", "application/problem+json"), "content Content-Type: application/problem+json", 0),
        ["503 after commit"] = (fault => fault.Respond(503).AfterCommit(), "503 Service Unavailable", 1),
        ["503 done twice"] = (fault => fault.Respond(503).DoneTwice(), "503 Service Unavailable", 2),
        ["done twice"] = (fault => fault.DoneTwice(), "head X-Waldur-Fake-Fault: fault-1", 2),
        ["dropped"] = (fault => fault.DropBeforeAnswer(), Reset, 0),
        ["dropped after commit"] = (fault => fault.DropBeforeAnswer().AfterCommit(), Reset, 1),
        ["dropped in body"] = (fault => fault.DropInBody(), Reset, 0),
        ["dropped in body after commit"] = (fault => fault.DropInBody().AfterCommit(), Reset, 1),
        ["truncated"] = (fault => fault.Truncate(), "head X-Waldur-Fake-Fault: fault-1", 0),
        ["truncated after commit"] = (fault => fault.Truncate().AfterCommit(), "head X-Waldur-Fake-Fault: fault-1", 1),
        ["garbled"] = (fault => fault.Garble(), "\u001a", 0),
        ["garbled after commit"] = (fault => fault.Garble().AfterCommit(), "\u001a", 1),
        ["stalled"] = (fault => fault.Stall(), TimedOut, 0),
        ["stalled after commit"] = (fault => fault.Stall().AfterCommit(), TimedOut, 1),
        ["delayed too long"] = (fault => fault.Delay(TimeSpan.FromMinutes(5)), TimedOut, 0),
        ["delayed too long after commit"] = (fault => fault.Delay(TimeSpan.FromMinutes(5)).AfterCommit(), TimedOut, 1),
        ["delayed"] = (fault => fault.DelayReal(TimeSpan.FromMilliseconds(5)), "head X-Waldur-Fake-Fault: fault-1", 1),
        ["delayed and refused"] = (fault => fault.DelayReal(TimeSpan.FromMilliseconds(5)).Respond(500), "Server Error", 0),
    };

    /// <summary>What is seen over a socket, which is the same for each other transport.</summary>
    private static readonly ConcurrentDictionary<(string Name, bool IsSync), string> s_truths = [];

    public static TheoryData<string, TransportKind, bool> Cases()
    {
        var cases = new TheoryData<string, TransportKind, bool>();
        foreach (var name in s_faults.Keys)
        {
            cases.Add(name, TransportKind.InProcess, false);
            cases.Add(name, TransportKind.TestHost, false);
            cases.Add(name, TransportKind.InProcess, true);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Is_seen_as_over_a_socket(string name, TransportKind kind, bool isSync)
    {
        if (!s_truths.TryGetValue((name, isSync), out var truth))
            s_truths[(name, isSync)] = truth = await SeenAsync(name, TransportKind.Socket, isSync);
        truth.ShouldContain(s_faults[name].Part, Case.Sensitive);
        (await SeenAsync(name, kind, isSync)).ShouldBe(truth);
    }

    [Theory]
    [InlineData(TransportKind.Socket)]
    [InlineData(TransportKind.InProcess)]
    [InlineData(TransportKind.TestHost)]
    public async Task A_delay_on_the_world_s_clock_ends_when_the_clock_is_moved(TransportKind kind)
    {
        using var fake = s_seed.Fork();
        using var site = await ClientAsync(fake, kind);
        var client = site.Client;
        fake.Faults.On(Operations.RobotAccounts.List).Delay(TimeSpan.FromSeconds(2));

        var asked = client.GetAsync(Accounts, TestContext.Current.CancellationToken);
        await WaitForAsync(() => fake.Clock.Pending.Count == 1);
        fake.Clock.Advance(TimeSpan.FromSeconds(1.9));
        asked.IsCompleted.ShouldBeFalse();
        fake.Clock.Advance(TimeSpan.FromSeconds(0.1));

        (await asked).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(TransportKind.Socket)]
    [InlineData(TransportKind.InProcess)]
    [InlineData(TransportKind.TestHost)]
    public async Task A_real_delay_follows_the_time_of_the_machine_and_holds_up_nobody_else(TransportKind kind)
    {
        var time = new FakeTimeProvider();
        using var fake = s_seed.Fork(options => options.HostTime = time);
        using var site = await ClientAsync(fake, kind);
        var client = site.Client;
        fake.Faults.On(Operations.ResourceUsers.Create).DelayReal(TimeSpan.FromHours(1)).AfterCommit();

        var asked = client.SendAsync(Creation(fake), TestContext.Current.CancellationToken);
        await WaitForAsync(() => Made(fake) == 1);
        (await client.SendAsync(Creation(fake, Accounts.Replace("robot-accounts", "course-accounts", StringComparison.Ordinal)),
            TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        asked.IsCompleted.ShouldBeFalse();
        // The timer of the delay may be made a moment after the change.
        while (await Task.WhenAny(asked, Task.Delay(20, TestContext.Current.CancellationToken)) != asked)
            time.Advance(TimeSpan.FromHours(1));

        (await asked).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData(TransportKind.Socket)]
    [InlineData(TransportKind.InProcess)]
    [InlineData(TransportKind.TestHost)]
    public async Task Who_still_waits_when_the_fake_is_disposed_of_is_cut_off(TransportKind kind)
    {
        var fake = s_seed.Fork();
        using var site = await ClientAsync(fake, kind);
        var client = site.Client;
        var fault = fake.Faults.OnAny().Stall();

        var asked = client.GetAsync(Accounts, TestContext.Current.CancellationToken);
        await WaitForAsync(() => fault.Used == 1);
        await fake.DisposeAsync();

        await asked.ShouldThrowAsync<HttpRequestException>();
    }

    [Theory]
    [InlineData(TransportKind.Socket)]
    [InlineData(TransportKind.InProcess)]
    [InlineData(TransportKind.TestHost)]
    public async Task Where_there_is_no_body_the_connection_is_reset_before_the_answer(TransportKind kind)
    {
        using var fake = s_seed.Fork();
        using var site = await ClientAsync(fake, kind);
        var client = site.Client;
        fake.Faults.On(Operations.RobotAccounts.Destroy).DropInBody().AfterCommit();
        var account = fake.World.RobotAccounts[0].Uuid;

        await Should.ThrowAsync<HttpRequestException>(
            () => client.DeleteAsync($"{Accounts}{account:n}/", TestContext.Current.CancellationToken));

        fake.World.RobotAccounts.Find(account).ShouldBeNull();
    }

    private static async Task<string> SeenAsync(string name, TransportKind kind, bool isSync)
    {
        var (say, part, made) = s_faults[name];
        using var fake = s_seed.Fork();
        using var warm = await ClientAsync(fake, kind);
        // The second request goes over the connection of the first, where there is one.
        (await warm.Client.GetAsync("/api/users/me/", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        // HttpClient has only the real clock for this.
        using var client = warm.Of(TimeSpan.FromSeconds(part == TimedOut ? 0.4 : 100));
        say(fake.Faults.On(Operations.ResourceUsers.Create));
        var seen = isSync
            ? await Sight.OfAsync(() => Task.FromResult(client.Send(Creation(fake), TestContext.Current.CancellationToken)), hasMessages: true)
            : await Sight.OfAsync(() => client.SendAsync(Creation(fake), TestContext.Current.CancellationToken), hasMessages: true);
        // A client that has given up hears nothing of what was done, which may still be under way.
        await WaitForAsync(() => Made(fake) == made);
        return seen;
    }

    private static int Made(WaldurFake fake) => fake.World.ResourceUsers.Count - s_seed.World.ResourceUsers.Count;

    private static HttpRequestMessage Creation(WaldurFake fake, string path = "/api/marketplace-resource-users/")
    {
        var link = fake.World.ResourceUsers[0];
        var body = string.Create(CultureInfo.InvariantCulture, $$"""
            {
              "resource": "/api/marketplace-resources/{{link.Resource:n}}/",
              "role": "/api/marketplace-offering-user-roles/{{link.Role:n}}/",
              "user": "/api/users/{{link.User:n}}/"
            }
            """);
        return new(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"), Headers = { Host = "waldur.example" },
        };
    }

    private static async Task<Clients> ClientAsync(WaldurFake fake, TransportKind kind)
    {
        var (handler, address) = kind switch
        {
            TransportKind.InProcess => (fake.CreateHandler(), WaldurFake.BaseAddress),
            TransportKind.TestHost => (fake.CreateTestServerHandler(), WaldurFake.BaseAddress),
            _ => (new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null }, await fake.ListenAsync()),
        };
        return new(handler, address, fake.TokenOf("staff"));
    }

    /// <summary>Clients over one handler, and so over the same connections.</summary>
    private sealed class Clients(HttpMessageHandler handler, Uri address, string token) : IDisposable
    {
        public HttpClient Client { get => field ??= Of(TimeSpan.FromSeconds(100)); }

        public HttpClient Of(TimeSpan timeout) => new(handler, disposeHandler: false)
        {
            BaseAddress = address, Timeout = timeout, DefaultRequestHeaders = { Authorization = new("Token", token) },
        };

        public void Dispose() => handler.Dispose();
    }

    private static async Task WaitForAsync(Func<bool> isSo)
    {
        for (var patience = 0; !isSo() && patience < 500; patience++)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        isSo().ShouldBeTrue();
    }
}
