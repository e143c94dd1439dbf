using Shouldly;

namespace Waldur.Fake.Tests.Docs;

/// <summary>The code of the guide for fixtures that is not a sample, run as it stands there.</summary>
public sealed class FixtureGuide
{
    [Fact]
    public void A_world_of_your_own_is_kept_when_a_test_fails()
    {
        using var fixture = new SmallSite();
        var fork = fixture.Fork();
        fork.World.Users.ShouldContain(user => user.Username == "newcomer");
        fork.World.Add.User(u => u with { Username = "left-behind" });

        fixture.End(fork, failed: true);

        using var again = WaldurFake.Start(options => options.ScenarioFile(Files.LeftBehind));
        again.World.Users.Select(user => user.Username).ShouldBe(["bob", "newcomer", "left-behind"], ignoreOrder: true);
    }

    #region own-world
    public sealed class SmallSite() : WaldurFixture(options => options.ScenarioFile(Files.SmallSite))
    {
        protected override WaldurFake Start()                                      // called once
        {
            var waldur = base.Start();
            waldur.World.Add.User(u => u with { Username = "newcomer" });          // every fork begins with it
            return waldur;
        }

        protected override void OnFailed(WaldurFake fork) => File.WriteAllText(Files.LeftBehind, fork.Export());
    }
    #endregion

    private static class Files
    {
        private static readonly string s_folder = Directory.CreateTempSubdirectory("waldur-fake-").FullName;

        public static string LeftBehind { get; } = Path.Combine(s_folder, "left-behind.yaml");

        public static string SmallSite { get; } = Written(Path.Combine(s_folder, "small-site.yaml"));

        private static string Written(string path)
        {
            File.WriteAllText(path, "version: 1\nusers: {bob: {token: bob-token}}\n");
            return path;
        }
    }
}
