using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Shouldly;
using Waldur.Fake.Tests.Hosting;

namespace Waldur.Fake.Tests.Testing;

/// <summary>A client with the standard resilience of .NET recovers from each fault that it should, on every transport.</summary>
public sealed class FaultRecoveryTests
{
    private const string Accounts = "/api/marketplace-robot-accounts/";
    private const string Links = "/api/marketplace-resource-users/";

    private static readonly WaldurFake s_seed = WaldurFake.Start();

    private static readonly Dictionary<string, Func<Fault, Fault>> s_recoverable = new(StringComparer.Ordinal)
    {
        ["429"] = fault => fault.Respond(429, retryAfter: 0),
        ["500"] = fault => fault.Respond(500),
        ["502"] = fault => fault.Respond(502),
        ["503"] = fault => fault.Respond(503, retryAfter: 0),
        ["503, in a second"] = fault => fault.Respond(503),
        ["504"] = fault => fault.Respond(504),
        ["dropped"] = fault => fault.DropBeforeAnswer(),
        ["stalled"] = fault => fault.Stall(),
        ["delayed too long"] = fault => fault.Delay(TimeSpan.FromHours(1)),
    };

    private static readonly Dictionary<string, (Func<Fault, Fault> Say, Type Exception)> s_lost = new(StringComparer.Ordinal)
    {
        ["401"] = (fault => fault.Respond(401), typeof(HttpRequestException)),
        ["403"] = (fault => fault.Respond(403), typeof(HttpRequestException)),
        // The body is read when the handlers of the client are through.
        ["dropped in body"] = (fault => fault.DropInBody(), typeof(IOException)),
        ["truncated"] = (fault => fault.Truncate(), typeof(JsonException)),
        ["garbled"] = (fault => fault.Garble(), typeof(JsonException)),
    };

    public static TheoryData<string, TransportKind> Recoverable() => WithTransports(s_recoverable.Keys);

    public static TheoryData<string, TransportKind> Lost() => WithTransports(s_lost.Keys);

    [Theory]
    [MemberData(nameof(Recoverable))]
    public async Task It_recovers_by_asking_again(string name, TransportKind kind)
    {
        using var fake = s_seed.Fork();
        await using var services = await ServicesAsync(fake, kind);
        var fault = s_recoverable[name](fake.Faults.On(Operations.RobotAccounts.List).Once());

        var accounts = await Client(services).GetFromJsonAsync<JsonElement>(Accounts, TestContext.Current.CancellationToken);

        accounts.GetArrayLength().ShouldBe(fake.World.RobotAccounts.Count);
        (fault.Matched, fault.Used).ShouldBe((2, 1));
        fake.Faults.Unused.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Lost))]
    public async Task It_does_not_recover_where_asking_again_is_not_its_business(string name, TransportKind kind)
    {
        using var fake = s_seed.Fork();
        await using var services = await ServicesAsync(fake, kind);
        var (say, expected) = s_lost[name];
        var fault = say(fake.Faults.On(Operations.RobotAccounts.List).Once());

        var thrown = await Record.ExceptionAsync(
            () => Client(services).GetFromJsonAsync<JsonElement>(Accounts, TestContext.Current.CancellationToken));

        thrown.ShouldBeOfType(expected);
        (fault.Matched, fault.Used).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData(TransportKind.Socket)]
    [InlineData(TransportKind.InProcess)]
    [InlineData(TransportKind.TestHost)]
    public async Task A_creation_that_was_refused_and_done_is_done_again_by_a_client_that_does_not_look(TransportKind kind)
    {
        using var fake = s_seed.Fork();
        await using var services = await ServicesAsync(fake, kind);
        var link = fake.World.ResourceUsers[0];
        fake.Faults.On(Operations.ResourceUsers.Create).Once().Respond(503, retryAfter: 0).AfterCommit();

        var made = await Client(services).PostAsJsonAsync(
            Links, new
            {
                resource = $"/api/marketplace-resources/{link.Resource:n}/",
                role = $"/api/marketplace-offering-user-roles/{link.Role:n}/",
                user = $"/api/users/{link.User:n}/",
            }, TestContext.Current.CancellationToken);

        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        fake.World.ResourceUsers.Count.ShouldBe(s_seed.World.ResourceUsers.Count + 2);
    }

    [Fact]
    public async Task A_robot_account_that_was_refused_and_made_is_there_when_it_is_asked_for_again()
    {
        using var fake = s_seed.Fork();
        await using var services = await ServicesAsync(fake, TransportKind.InProcess);
        fake.Faults.On(Operations.RobotAccounts.Create).By("staff").Once().Respond(503, retryAfter: 0).AfterCommit();

        var again = await Client(services).PostAsJsonAsync(
            Accounts,
            new { resource = $"/api/marketplace-resources/{fake.World.Uuid("resources", "climate-hpc"):n}/", type = "night" },
            TestContext.Current.CancellationToken);

        again.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        fake.World.RobotAccounts.ShouldContain(account => account.Type == "night");
    }

    private static TheoryData<string, TransportKind> WithTransports(IEnumerable<string> names)
    {
        var cases = new TheoryData<string, TransportKind>();
        foreach (var name in names)
        {
            foreach (var kind in Enum.GetValues<TransportKind>())
                cases.Add(name, kind);
        }
        return cases;
    }

    private static HttpClient Client(ServiceProvider services) =>
        services.GetRequiredService<IHttpClientFactory>().CreateClient("waldur");

    private static async Task<ServiceProvider> ServicesAsync(WaldurFake fake, TransportKind kind)
    {
        var address = kind == TransportKind.Socket ? await fake.ListenAsync() : WaldurFake.BaseAddress;
        var services = new ServiceCollection();
        var client = services.AddHttpClient("waldur", client =>
        {
            client.BaseAddress = address;
            client.DefaultRequestHeaders.Authorization = new("Token", fake.TokenOf("staff"));
        });
        client.ConfigurePrimaryHttpMessageHandler(() => kind switch
        {
            TransportKind.InProcess => fake.CreateHandler(),
            TransportKind.TestHost => fake.CreateTestServerHandler(),
            _ => new SocketsHttpHandler { UseProxy = false },
        });
        client.AddStandardResilienceHandler(options =>
        {
            options.Retry.Delay = TimeSpan.FromMilliseconds(1);
            options.Retry.BackoffType = DelayBackoffType.Constant;
            options.Retry.UseJitter = false;
            options.AttemptTimeout.Timeout = TimeSpan.FromSeconds(1);
        });
        return services.BuildServiceProvider();
    }
}
