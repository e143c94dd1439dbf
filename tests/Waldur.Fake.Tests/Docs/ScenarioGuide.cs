using Shouldly;

namespace Waldur.Fake.Tests.Docs;

/// <summary>The code of the guide on scenarios, run as it stands there, over the file that it shows.</summary>
public sealed class ScenarioGuide : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("waldur-fake-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_world_is_written_added_to_and_kept()
    {
        var (file, kept) = (Path.Combine(_folder, "world.yaml"), Path.Combine(_folder, "kept.yaml"));
        File.WriteAllText(file, Pages.Blocks("docs/guides/scenarios.md", "yaml")[0]);

        #region start
        using var waldur = WaldurFake.Start(options => options.ScenarioFile(file));
        using var olga = waldur.CreateClient("olga");
        #endregion

        waldur.World.RobotAccounts.Single().State.ShouldBe(RobotAccountState.Requested);

        #region add
        var account = waldur.World.Add.RobotAccount(a => a with { Type = "sync", State = RobotAccountState.Creating });
        #endregion

        account.Resource.ShouldBe(waldur.World.Uuid("resources", "climate-hpc"));

        #region keep
        File.WriteAllText(kept, waldur.Export());
        #endregion

        ScenarioLoader.Load(Scenario.FromFile(kept)).Table(RobotAccount.Table).Count.ShouldBe(2);
    }

    [Fact]
    public void A_world_is_made_up()
    {
        #region generate
        using var busy = WaldurFake.Start(options => options.Generate(g => g.Users(1000).RobotAccounts(5000).Seed(42)));
        #endregion

        busy.World.RobotAccounts.Count.ShouldBe(5000);
        busy.World.Resources.Count.ShouldBe(500);
    }
}
