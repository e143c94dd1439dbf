using Microsoft.Extensions.DependencyInjection;

namespace Waldur.Fake.Tests.Docs;

/// <summary>The shorter snippets of the README, run as they stand there.</summary>
public sealed class ReadmeSnippets
{
    [Fact]
    public void One_divergence_is_chosen()
    {
        #region divergence
        using var waldur = WaldurFake.Start(options =>
            options.Fidelity = Fidelity.Documented.With("course-bulk-response", Fidelity.Server));
        #endregion

        Assert.NotEmpty(waldur.World.Users);
    }

    [Fact]
    public async Task The_fake_is_embedded()
    {
        using var waldur = WaldurFake.Start();
        var services = new ServiceCollection();

        #region in-your-tests
        services.AddWaldurFake(waldur);                        // every client of your IHttpClientFactory reaches the fake
        services.AddWaldurFake<RobotAccountClient>(waldur);    // or one typed client, whatever it is registered as
        services.AddHttpClient("waldur").UseWaldurFake(waldur);   // or one client, where it is registered

        var account = waldur.World.Add.RobotAccount(a => a with { State = RobotAccountState.Creating });   // arrange
        Assert.Equal(RobotAccountState.Creating, waldur.World.RobotAccounts.Get(account.Uuid).State);      // assert
        waldur.Requests.To(Operations.RobotAccounts.Create).By("olga").Never();                            // what was asked for
        waldur.Clock.Advance(TimeSpan.FromHours(1));           // the world's clock, not the machine's
        waldur.Faults.On(Operations.RobotAccounts.Create).Once().Respond(503).AfterCommit();   // "refused", but it was done
        waldur.Reset();                                        // back to the start
        using var fork = waldur.Fork();                        // an isolated copy, in microseconds
        var address = await waldur.ListenAsync();              // the same world on 127.0.0.1, for programs that are not .NET
        #endregion

        Assert.Equal(WaldurFake.Start().World.RobotAccounts.Count, fork.World.RobotAccounts.Count);
        Assert.True(address.IsLoopback);
    }

    [Fact]
    public void The_scenario_loads()
    {
        var yaml = Pages.Blocks(Pages.Readme, "yaml")[0];

        using var waldur = WaldurFake.Start(options => options.ScenarioText(yaml));

        Assert.Equal(RobotAccountState.Creating, Assert.Single(waldur.World.RobotAccounts).State);
    }

    private sealed class RobotAccountClient;
}
