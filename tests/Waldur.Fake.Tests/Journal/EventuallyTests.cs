using Shouldly;

namespace Waldur.Fake.Tests.Journal;

public sealed class EventuallyTests : IDisposable
{
    private const string Keys = "/api/keys/";

    private readonly WaldurFake _waldur = WaldurFake.Start();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _waldur.Dispose();

    [Fact]
    public async Task A_client_that_waits_by_the_world_s_clock_goes_on_at_once()
    {
        using var olga = _waldur.CreateClient("olga");
        var start = _waldur.Clock.GetUtcNow();
        var polling = PollAsync(olga, times: 5, every: TimeSpan.FromMinutes(10));

        var third = await _waldur.Requests.To(Operations.Keys.List).By("olga").Where(request => request.Number == 3)
            .Eventually(TimeSpan.FromHours(1), Cancellation);

        third.Number.ShouldBe(3);
        (third.Time - start).ShouldBe(TimeSpan.FromMinutes(30));
        _waldur.Clock.GetUtcNow().ShouldBeLessThan(start + TimeSpan.FromMinutes(40));
        _waldur.Clock.Advance(TimeSpan.FromHours(1));
        await polling.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
    }

    [Fact]
    public async Task A_client_on_a_socket_too()
    {
        using var client = new HttpClient { BaseAddress = await _waldur.ListenAsync(cancellation: Cancellation) };
        client.DefaultRequestHeaders.Add("Authorization", "Token olga-token");
        var asking = PollAsync(client, times: 1, every: TimeSpan.FromHours(10));

        await _waldur.Requests.To(Operations.Keys.List).Eventually(TimeSpan.FromHours(11), Cancellation);

        await asking.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
    }

    [Fact]
    public async Task What_has_come_already_takes_no_time_and_what_does_not_come_takes_all_of_it()
    {
        using var olga = _waldur.CreateClient("olga");
        (await olga.GetAsync(Keys, Cancellation)).Dispose();
        var start = _waldur.Clock.GetUtcNow();

        (await _waldur.Requests.By("olga").Eventually(TimeSpan.FromHours(1), Cancellation)).Number.ShouldBe(1);
        _waldur.Clock.GetUtcNow().ShouldBe(start);

        var failure = await Should.ThrowAsync<RequestAssertionException>(
            () => _waldur.Requests.By("alice").Eventually(TimeSpan.FromHours(1), Cancellation));
        failure.Message.ShouldBe("""
            Expected a request by alice within 01:00:00 of the world's time, but none came.

            Nearest:          #1 olga: GET /api/keys/ -> 200
            First difference: caller: expected alice, was olga
            """);
        _waldur.Clock.GetUtcNow().ShouldBe(start + TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_clock_that_runs_is_waited_for()
    {
        _waldur.Clock.Run(speed: 3600);
        using var olga = _waldur.CreateClient("olga");
        var asking = PollAsync(olga, times: 1, every: TimeSpan.FromMinutes(10));

        await _waldur.Requests.By("olga").Eventually(TimeSpan.FromDays(1), Cancellation);
        await asking.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        await Should.ThrowAsync<RequestAssertionException>(
            () => _waldur.Requests.By("alice").Eventually(TimeSpan.FromMinutes(10), Cancellation));
    }

    private async Task PollAsync(HttpClient client, int times, TimeSpan every)
    {
        for (var i = 0; i < times; i++)
        {
            await Task.Delay(every, _waldur.Clock, Cancellation);
            (await client.GetAsync(Keys, Cancellation)).Dispose();
        }
    }
}
