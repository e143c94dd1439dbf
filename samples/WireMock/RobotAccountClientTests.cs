#region wiremock
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RobotAccounts.Client;
using Waldur.Fake;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using Xunit;

namespace Samples.WireMock;

public sealed class RobotAccountClientTests : IDisposable
{
    private static readonly WaldurFake s_site = WaldurFake.Start();            // once; each test gets a fork of it

    private readonly WaldurFake _waldur = s_site.Fork();
    private readonly WireMockServer _server;
    private readonly ServiceProvider _services;
    private readonly RobotAccountClient _client;

    public RobotAccountClientTests()
    {
        _server = _waldur.StartWireMock();                                     // what no mapping answers, the fake answers
        var services = new ServiceCollection();
        services.AddRobotAccountClient(new Uri(_server.Url!), _waldur.TokenOf("olga"));
        _services = services.BuildServiceProvider();
        _client = _services.GetRequiredService<RobotAccountClient>();
    }

    public void Dispose()
    {
        _services.Dispose();
        _server.Dispose();
        _waldur.Dispose();
    }
    #endregion

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    #region refusal
    [Fact]
    public async Task A_refusal_is_told_in_Waldur_s_words()
    {
        var account = _waldur.World.RobotAccounts.First(account => account.State == RobotAccountState.Creating);
        _server.Given(WaldurRequest.For(Operations.RobotAccounts.SetStateOk).By(_waldur, "olga").WithUuid(account.Uuid))
            .RespondWith(WaldurResponse.Refuse(Operations.RobotAccounts.SetStateOk, 400));

        var refused = await Assert.ThrowsAsync<StateRefusedException>(() => _client.ReadyAsync(account.Uuid, Cancellation));

        Assert.Equal("Valid states for operation: Creating, Error.", refused.Message);
    }
    #endregion

    #region fault
    [Fact]
    public async Task A_create_that_finds_Waldur_unavailable_once_is_sent_again()
    {
        _server.Given(WaldurRequest.For(Operations.RobotAccounts.Create))
            .InScenario("unavailable").WillSetStateTo("available").WithTitle("unavailable once")
            .RespondWith(WaldurResponse.Refuse(Operations.RobotAccounts.Create, 503));
        var resource = new Uri(new Uri(_server.Url!), $"/api/marketplace-resources/{_waldur.World.Uuid("resources", "climate-hpc"):n}/");

        var account = await _client.CreateAsync(resource, "batch", "climate-batch", Cancellation);

        Assert.Equal("climate-batch", _waldur.World.RobotAccounts.Get(account.Uuid).Username);
        Assert.Equal(["unavailable once", null], _waldur.Requests.Select(request => request.AnsweredBy));
    }
    #endregion

    #region foreign
    [Fact]
    public async Task An_endpoint_that_the_fake_does_not_have_is_a_stub()
    {
        _server.Given(Request.Create().WithPath("/api/version/").UsingGet())
            .RespondWith(Response.Create().WithBodyAsJson(new { version = "7.9.6" }));
        using var http = new HttpClient { BaseAddress = new Uri(_server.Url!) };

        var version = await http.GetFromJsonAsync<JsonElement>("/api/version/", Cancellation);

        Assert.Equal("7.9.6", version.GetProperty("version").GetString());
    }
    #endregion

    #region lost-answer
    [Fact]
    public async Task An_answer_that_is_lost_is_a_fault_of_the_fake()
    {
        _waldur.Faults.On(Operations.RobotAccounts.Destroy).DropBeforeAnswer().AfterCommit();
        var account = _waldur.World.RobotAccounts[0];
        using var http = new HttpClient { BaseAddress = new Uri(_server.Url!) };
        http.DefaultRequestHeaders.Authorization = new("Token", _waldur.TokenOf("staff"));

        await Assert.ThrowsAsync<HttpRequestException>(
            () => http.DeleteAsync($"/api/marketplace-robot-accounts/{account.Uuid:n}/", Cancellation));

        Assert.DoesNotContain(_waldur.World.RobotAccounts, known => known.Uuid == account.Uuid);     // and yet it was done
    }
    #endregion

    #region mappings
    [Fact]
    public async Task A_conversation_becomes_mapping_files()
    {
        await _client.ListAsync(_waldur.World.Uuid("resources", "climate-hpc"), Cancellation);
        var folder = Directory.CreateTempSubdirectory().FullName;

        _waldur.Requests.ToWireMockMappings(folder);

        using var stubs = WireMockServer.Start();
        stubs.ReadStaticMappings(folder);                                      // stubs that never change, without the fake
        Assert.Single(stubs.Mappings);
        Directory.Delete(folder, recursive: true);
    }
    #endregion
}
