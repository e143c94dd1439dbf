using System.Collections.Concurrent;
using System.Net;
using Shouldly;

namespace Waldur.Fake.Tests.Testing;

public sealed class WaldurFixtureTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_starts_once_however_many_ask_at_the_same_time()
    {
        using var fixture = new Site();
        using var all = new Barrier(50);
        fixture.Starts.ShouldBe(0);

        var forks = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Factory.StartNew(
            () =>
            {
                all.SignalAndWait(Cancellation);
                return fixture.Fork();
            },
            Cancellation,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        fixture.Starts.ShouldBe(1);
        forks.Distinct().Count().ShouldBe(50);
        forks.Count(fork => fork.World.Users.Any(user => user.Username == "shared")).ShouldBe(50);
        Array.ForEach(forks, fork => fork.Dispose());
    }

    [Fact]
    public async Task What_one_test_does_is_not_seen_in_another()
    {
        using var fixture = new WaldurFixture();
        using var first = fixture.Fork();
        using var second = fixture.Fork();

        (await DeleteAsync(first)).ShouldBe(HttpStatusCode.NoContent);
        using var third = fixture.Fork();

        (await DeleteAsync(first)).ShouldBe(HttpStatusCode.NotFound);
        (await DeleteAsync(second)).ShouldBe(HttpStatusCode.NoContent);
        (await DeleteAsync(third)).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Each_test_has_its_own_log()
    {
        var (shared, own) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        using var fixture = new Site(options => options.Log(shared.Enqueue));
        using var first = fixture.Fork(own.Enqueue);
        using var second = fixture.Fork();

        await AskAsync(first, "/api/marketplace-robot-accounts/?page=1");
        await AskAsync(second, "/api/marketplace-offering-users/?page=2");

        own.ShouldHaveSingleItem().ShouldStartWith("GET /api/marketplace-robot-accounts/?page=1 -> 200");
        shared.ShouldHaveSingleItem().ShouldStartWith("GET /api/marketplace-offering-users/?page=2 -> ");
    }

    [Fact]
    public async Task What_else_a_fork_shall_do_is_said_beside_the_log()
    {
        var (log, instead) = (new List<string>(), new List<string>());
        using var fixture = new WaldurFixture();
        using var fork = fixture.Fork(log.Add, options => options.Log(instead.Add));

        await AskAsync(fork, "/api/marketplace-robot-accounts/");

        log.ShouldBeEmpty();
        instead.ShouldHaveSingleItem();
    }

    [Fact]
    public void Options_are_a_line_of_a_class()
    {
        using var fixture = new EmptySite();
        using var fork = fixture.Fork();

        fork.World.Users.ShouldHaveSingleItem().Username.ShouldBe("staff");
    }

    [Fact]
    public void The_hook_sees_the_fork_of_a_test_that_failed_as_that_test_left_it()
    {
        using var fixture = new Site();
        var (passed, failed) = (fixture.Fork(), fixture.Fork());
        failed.World.Add.User(user => user with { Username = "left-behind" });

        fixture.End(passed, failed: false);
        fixture.Failed.ShouldBeEmpty();

        fixture.End(failed, failed: true);
        fixture.Failed.ShouldHaveSingleItem().ShouldContain("left-behind");
    }

    [Fact]
    public async Task A_fork_is_disposed_of_when_its_test_ends_even_if_the_hook_fails()
    {
        using var fixture = new BrokenHook();
        var fork = fixture.Fork();
        var address = await fork.ListenAsync(cancellation: Cancellation);
        using var client = new HttpClient { BaseAddress = address };
        (await client.GetAsync("/_fake/health", Cancellation)).Dispose();

        Should.Throw<InvalidOperationException>(() => fixture.End(fork, failed: true)).Message.ShouldBe("the hook is broken");

        await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync("/_fake/health", Cancellation));
    }

    [Fact]
    public async Task Once_disposed_of_it_is_refused()
    {
        var (used, unused, both) = (new Site(), new Site(), new Site());
        using var fork = used.Fork();

        used.Dispose();
        await unused.DisposeAsync();
        await both.DisposeAsync();
        both.Dispose();

        Should.Throw<ObjectDisposedException>(() => used.Fork());
        Should.Throw<ObjectDisposedException>(() => unused.Fork());
        Should.Throw<ObjectDisposedException>(() => both.Fork());
        unused.Starts.ShouldBe(0);
        (await DeleteAsync(fork)).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public void What_is_wrong_with_the_scenario_is_told_to_every_test()
    {
        using var fixture = new Site(options => options.Scenario("hpc-sit"));

        Should.Throw<ScenarioException>(() => fixture.Fork()).Message.ShouldContain("hpc-site");
        Should.Throw<ScenarioException>(() => fixture.Fork()).Message.ShouldContain("hpc-site");
    }

    private static async Task<HttpStatusCode> DeleteAsync(WaldurFake fake)
    {
        using var staff = fake.CreateClient("staff");
        using var answer = await staff.DeleteAsync(
            $"/api/marketplace-robot-accounts/{fake.World.Uuid("robot_accounts", "ci"):n}/", Cancellation);
        return answer.StatusCode;
    }

    private static async Task AskAsync(WaldurFake fake, string path)
    {
        using var staff = fake.CreateClient("staff");
        (await staff.GetAsync(path, Cancellation)).Dispose();
    }

    private sealed class Site : WaldurFixture
    {
        public Site()
        {
        }

        public Site(Action<WaldurFakeOptions> configure)
            : base(configure)
        {
        }

        public int Starts { get; private set; }

        public List<string> Failed { get; } = [];

        protected override WaldurFake Start()
        {
            Starts++;
            var waldur = base.Start();
            waldur.World.Add.User(user => user with { Username = "shared" });
            return waldur;
        }

        protected override void OnFailed(WaldurFake fork) => Failed.Add(string.Join(' ', fork.World.Users.Select(user => user.Username)));
    }

    private sealed class EmptySite() : WaldurFixture(options => options.Scenario("empty"));

    private sealed class BrokenHook : WaldurFixture
    {
        protected override void OnFailed(WaldurFake fork) => throw new InvalidOperationException("the hook is broken");
    }
}
