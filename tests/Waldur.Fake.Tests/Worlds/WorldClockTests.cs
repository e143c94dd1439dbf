using System.Net.Http.Json;
using Microsoft.Extensions.Time.Testing;
using Shouldly;

namespace Waldur.Fake.Tests.Worlds;

public sealed class WorldClockTests
{
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_never = Timeout.InfiniteTimeSpan;

    private readonly World _world = new(WaldurModules.EmptyWorld());

    [Fact]
    public void The_clock_stands_still_until_it_is_moved()
    {
        var before = _world.Clock.GetUtcNow();
        _world.Clock.GetUtcNow().ShouldBe(before);

        _world.Clock.Advance(s_hour);

        _world.Clock.GetUtcNow().ShouldBe(before + s_hour);
        _world.Clock.GetElapsedTime(before.Ticks).ShouldBe(s_hour);
    }

    [Fact]
    public void A_local_time_is_converted()
    {
        _world.Clock.Set(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.FromHours(3)));

        _world.Data.Now.ShouldBe(new DateTime(2026, 6, 1, 9, 0, 0, DateTimeKind.Utc));
    }

    [Fact]
    public void The_clock_neither_goes_back_nor_past_its_end()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => _world.Clock.Set(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero)))
            .Message.ShouldStartWith(
                "The clock can't go back from 2026-01-03 03:04:13Z to 2020-01-01 00:00:00Z; restore a checkpoint instead.");
        Should.Throw<ArgumentOutOfRangeException>(() => _world.Clock.Advance(-s_hour));
        Should.Throw<ArgumentOutOfRangeException>(() => _world.Clock.Advance(TimeSpan.MaxValue))
            .Message.ShouldStartWith("A world's time lies between the years 1970 and 9000.");
    }

    /// <summary>Near both ends of the calendar everything that reckons with time goes on: tokens, dates of projects, roles that end.</summary>
    [Theory]
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("8999-12-31T00:00:00Z")]
    public async Task A_world_near_an_end_of_time_answers_and_its_roles_end(string clock)
    {
        using var waldur = WaldurFake.Start(options => options.ScenarioText($$$"""
            version: 1
            clock: {{{clock}}}
            users: {ann: {token: ann-token, token_lifetime: 2147483647, is_staff: true}, bob: }
            customers: {acme: }
            projects: {course: {customer: acme, kind: course, end_date: {{{clock[..10]}}} }}
            offerings: {hpc: {customer: acme}}
            resources: {r: {offering: hpc, project: course}}
            """));
        using var client = waldur.CreateClient("ann");
        var (bob, project) = (waldur.World.Users.Single(user => user.Username == "bob"), waldur.World.Projects[0]);
        waldur.World.Save(waldur.World.Add.Role(bob, "PROJECT.ADMIN", project) with { ExpirationTime = waldur.World.Data.Now + s_hour });

        foreach (var path in new[] { "marketplace-robot-accounts", "marketplace-offering-users", "marketplace-course-accounts", "users", "projects" })
        {
            using var answer = await client.GetAsync($"/api/{path}/", TestContext.Current.CancellationToken);
            answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, path);
        }
        using var made = await client.PostAsJsonAsync(
            "/api/marketplace-course-accounts/", new { project = project.Uuid.ToString("n"), email = "s@example.com" }, TestContext.Current.CancellationToken);
        made.StatusCode.ShouldBe(System.Net.HttpStatusCode.Created);
        waldur.Clock.Advance(2 * s_hour);

        waldur.World.EndExpiredRoles().ShouldBe(1);
        waldur.Failures.ShouldBeEmpty();
        using var again = WaldurFake.Start(options => options.ScenarioText(waldur.Export()));
        again.Clock.GetUtcNow().ShouldBe(waldur.Clock.GetUtcNow());
    }

    [Fact]
    public async Task At_the_end_of_time_the_clock_refuses_and_requests_go_on()
    {
        using var waldur = WaldurFake.Start(options => options.ScenarioText("version: 1\nclock: 8999-12-31T23:59:00Z\nusers: {ann: {token: t, token_lifetime: 3600}}"));
        using var client = waldur.CreateClient("ann");
        var before = waldur.Clock.GetUtcNow();

        Should.Throw<ArgumentOutOfRangeException>(() => waldur.Clock.Advance(s_hour)).Message.ShouldBe(
            "A world's time lies between the years 1970 and 9000. (Parameter 'by')");
        waldur.Clock.GetUtcNow().ShouldBe(before);
        using var answer = await client.GetAsync("/api/users/me/", TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        foreach (var wrong in new[] { "1969-12-31T23:59:59Z", "9000-01-02T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z" })
        {
            Should.Throw<ScenarioException>(() => Scenario.FromText($"version: 1\nclock: {wrong}").Validate())
                .Message.ShouldContain("a time between the years 1970 and 9000", Case.Sensitive, wrong);
        }
    }

    [Fact]
    public void Timers_fire_in_order_each_at_its_time()
    {
        var fired = new List<string>();
        var start = _world.Clock.GetUtcNow();
        using var late = Timer("late", 3 * s_hour, s_never);
        using var every = Timer("every", 1 * s_hour, 2 * s_hour);
        using var gone = Timer("gone", 2 * s_hour, s_never);
        using var same = Timer("same", 3 * s_hour, s_never);
        gone.Dispose();

        _world.Clock.Advance(3 * s_hour);

        fired.ShouldBe(["every at 1", "late at 3", "same at 3", "every at 3"]);

        ITimer Timer(string name, TimeSpan due, TimeSpan period) => _world.Clock.CreateTimer(
            _ => fired.Add($"{name} at {(_world.Clock.GetUtcNow() - start).TotalHours}"), null, due, period);
    }

    [Fact]
    public async Task A_delay_of_the_world_ends_when_the_clock_gets_there()
    {
        var delay = Task.Delay(s_hour, _world.Clock, TestContext.Current.CancellationToken);
        delay.IsCompleted.ShouldBeFalse();

        _world.Clock.Advance(s_hour);

        await delay;
    }

    [Fact]
    public void What_a_timer_does_may_change_the_world()
    {
        using var timer = _world.Clock.CreateTimer(_ => _world.Add.Customer(), null, s_hour, s_hour);

        _world.Clock.Advance(3 * s_hour);

        _world.Customers.Count.ShouldBe(3);
        _world.Customers[0].Created.Hour.ShouldBe(4);
    }

    [Fact]
    public void A_checkpoint_brings_back_timers_that_have_fired_since()
    {
        var fired = 0;
        using var timer = _world.Clock.CreateTimer(_ => fired++, null, s_hour, s_never);
        var checkpoint = _world.Checkpoint();
        _world.Clock.Advance(s_hour);
        using var later = _world.Clock.CreateTimer(_ => fired += 100, null, s_hour, s_never);

        _world.Restore(checkpoint);
        fired.ShouldBe(1);
        _world.Clock.Advance(2 * s_hour);

        fired.ShouldBe(2);
    }

    [Fact]
    public void A_clock_that_runs_follows_its_source_at_its_speed_and_wakes_its_timers()
    {
        var machine = new FakeTimeProvider();
        var start = _world.Clock.GetUtcNow();
        var fired = 0;
        using var timer = _world.Clock.CreateTimer(_ => fired++, null, s_hour, s_hour);

        _world.Clock.Run(speed: 60, machine);
        machine.Advance(TimeSpan.FromMinutes(1.5));

        (_world.Clock.GetUtcNow() - start).ShouldBe(1.5 * s_hour);
        fired.ShouldBe(1);
        _world.Add.Customer().Created.ShouldBeGreaterThan(start.UtcDateTime + (1.5 * s_hour));

        _world.Clock.Freeze();
        machine.Advance(s_hour);
        (_world.Clock.GetUtcNow() - start).ShouldBeLessThan(1.6 * s_hour);
        fired.ShouldBe(1);
    }

    [Fact]
    public void A_fork_of_a_world_that_runs_runs_by_itself()
    {
        var machine = new FakeTimeProvider();
        _world.Clock.Run(source: machine);
        var fork = _world.Fork();
        fork.Clock.Advance(s_hour);

        machine.Advance(s_hour);

        (fork.Clock.GetUtcNow() - _world.Clock.GetUtcNow()).ShouldBe(s_hour);
    }

    [Fact]
    public void The_time_of_the_test_is_the_time_of_the_world()
    {
        var time = new FakeTimeProvider(new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));
        using var waldur = WaldurFake.Start(options => options.TimeProvider = time);
        using var fork = waldur.Fork();
        waldur.Clock.GetUtcNow().ShouldBe(time.GetUtcNow());

        time.Advance(s_hour);

        waldur.Clock.GetUtcNow().ShouldBe(time.GetUtcNow());
        fork.Clock.GetUtcNow().ShouldBe(time.GetUtcNow());
        Should.Throw<InvalidOperationException>(() => waldur.Clock.Advance(s_hour))
            .Message.ShouldBe("The world's time is that of options.TimeProvider: move that one.");
    }

    [Fact]
    public void A_token_ends_by_the_clock()
    {
        using var waldur = WaldurFake.Start(options => options.ScenarioText(
            "version: 1\nusers: {ann: {token: ann-token, token_lifetime: 3600}}"));
        using var client = waldur.CreateClient("ann");

        client.Send(new(HttpMethod.Get, "/api/marketplace-robot-accounts/"), TestContext.Current.CancellationToken).StatusCode.ShouldBe(
            System.Net.HttpStatusCode.OK);
        waldur.Clock.Advance(2 * s_hour);

        client.Send(new(HttpMethod.Get, "/api/marketplace-robot-accounts/"), TestContext.Current.CancellationToken).StatusCode.ShouldBe(
            System.Net.HttpStatusCode.Unauthorized);
    }
}
