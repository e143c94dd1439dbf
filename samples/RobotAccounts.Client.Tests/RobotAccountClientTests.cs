using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Waldur.Fake;
using Xunit;

namespace RobotAccounts.Client.Tests;

public sealed class RobotAccountClientTests : IDisposable
{
    private const string Site = """
        version: 1
        users:
          owner: {first_name: Olga, last_name: Oks, token: owner-token}
        customers:
          provider: {roles: {CUSTOMER.OWNER: [owner]}}
          university: {}
        projects:
          climate: {customer: university}
        offerings:
          hpc: {customer: provider}
        resources:
          cluster: {offering: hpc, project: climate}
        """;

    private readonly WaldurFake _waldur = WaldurFake.Start(options => options.ScenarioText(Site));
    private readonly List<ServiceProvider> _services = [];

    private World World => _waldur.World;

    private Guid Cluster => World.Uuid("resources", "cluster");

    public void Dispose()
    {
        _services.ForEach(services => services.Dispose());
        _waldur.Dispose();
    }

    [Fact]
    public async Task An_account_is_made_used_and_deleted()
    {
        var client = Client();

        var account = await client.CreateAsync(LinkOf(Cluster), "ci", "ci-bot", Cancellation);
        Assert.Equal("Requested", account.State);
        Assert.Equal("Creating", (await client.BeginCreatingAsync(account.Uuid, Cancellation)).State);
        Assert.Equal("OK", (await client.ReadyAsync(account.Uuid, Cancellation)).State);
        Assert.Equal("Requested deletion", (await client.RequestDeletionAsync(account.Uuid, Cancellation)).State);
        Assert.Equal("Deleted", (await client.DeletedAsync(account.Uuid, Cancellation)).State);
        Assert.Equal(RobotAccountState.Deleted, World.RobotAccounts.Get(account.Uuid).State);
    }

    [Fact]
    public async Task What_is_said_when_an_account_is_made_was_approved()
    {
        var client = Client();

        var account = await client.CreateAsync(LinkOf(Cluster), "ci", "ci-bot", Cancellation);
        await client.BeginCreatingAsync(account.Uuid, Cancellation);

        _waldur.Requests.To(Operations.RobotAccounts.Create).By("owner").With("username", "ci-bot").Once();
        Approve();
    }

    private void Approve() =>
        #region approved
        _waldur.Requests.ToSnapshot().ShouldMatchApproved(approval => approval
            .SubFolder("Approved")
            .WithFilenameGenerator((_, _, kind, extension) => $"An_account_is_made.{kind}.{extension}"));
        #endregion

    [Fact]
    public async Task What_went_wrong_is_kept_and_can_be_recovered_from()
    {
        var client = Client();
        var stored = World.Add.RobotAccount(account => account with { State = RobotAccountState.Ok });

        var failed = await client.FailedAsync(stored.Uuid, "the disk is full", Cancellation);
        Assert.Equal(("Error", "the disk is full"), (failed.State, failed.ErrorMessage));
        Assert.Equal("OK", (await client.ReadyAsync(stored.Uuid, Cancellation)).State);
    }

    [Theory]
    [InlineData("documented")]
    [InlineData("server")]
    public async Task A_refused_change_of_state_is_told_with_either_fidelity(string fidelity)
    {
        using var waldur = WaldurFake.Start(options =>
        {
            options.ScenarioText(Site);
            options.Fidelity = fidelity == "server" ? Fidelity.Server : Fidelity.Documented;
        });
        var stored = waldur.World.Add.RobotAccount(account => account with { State = RobotAccountState.Creating });

        var refusal = await Assert.ThrowsAsync<StateRefusedException>(() => Client(waldur).DeletedAsync(stored.Uuid, Cancellation));

        Assert.Equal("Valid states for operation: Requested deletion.", refusal.Message);
        Assert.Equal(RobotAccountState.Creating, waldur.World.RobotAccounts.Get(stored.Uuid).State);
    }

    [Fact]
    public async Task All_pages_are_read()
    {
        for (var i = 0; i < 250; i++)
            World.Add.RobotAccount(account => account with { Resource = Cluster });

        Assert.Equal(250, (await Client().ListAsync(Cluster, Cancellation)).Count);
    }

    [Fact]
    public async Task A_server_that_is_not_available_is_asked_again()
    {
        var unavailable = new UnavailableOnce();
        var client = Client(configure: builder => builder.AddHttpMessageHandler(() => unavailable));

        Assert.Empty(await client.ListAsync(Cluster, Cancellation));
        Assert.Equal(2, unavailable.Requests);
    }

    [Fact]
    public async Task An_account_that_was_made_though_the_answer_says_otherwise_is_found_in_the_list()
    {
        var client = Client();
        _waldur.Faults.On(Operations.RobotAccounts.Create).Once().Respond(503).AfterCommit();

        // The client asks again after 503, and then there is one already.
        var refused = await Assert.ThrowsAsync<HttpRequestException>(
            () => client.CreateAsync(LinkOf(Cluster), "ci", "ci-bot", Cancellation));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("ci-bot", Assert.Single(await client.ListAsync(Cluster, Cancellation)).Username);
        Assert.Empty(_waldur.Faults.Unused);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Uri LinkOf(Guid resource) => new($"http://localhost/api/marketplace-resources/{resource:n}/");

    private RobotAccountClient Client(WaldurFake? waldur = null, Action<IHttpClientBuilder>? configure = null)
    {
        var services = new ServiceCollection();
        var builder = services.AddRobotAccountClient(new Uri("https://waldur.example.com/"), "owner-token");
        configure?.Invoke(builder);
        services.AddWaldurFake<RobotAccountClient>(waldur ?? _waldur);   // the one line that a test adds
        var provider = services.BuildServiceProvider();
        _services.Add(provider);
        return provider.GetRequiredService<RobotAccountClient>();
    }

    /// <summary>Stands between client and fake, and is out of order for the first request.</summary>
    private sealed class UnavailableOnce : DelegatingHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            ++Requests == 1
                ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable))
                : base.SendAsync(request, cancellationToken);
    }
}
