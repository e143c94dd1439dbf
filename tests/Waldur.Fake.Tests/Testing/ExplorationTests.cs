using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;

namespace Waldur.Fake.Tests.Testing;

/// <summary>Every order of the requests of several clients is tried, and the first one that goes wrong is told.</summary>
public sealed class ExplorationTests : IDisposable
{
    private readonly WaldurFake _fake = WaldurFake.Start();
    private readonly string _account;

    public ExplorationTests() => _account = $"/api/marketplace-robot-accounts/{_fake.World.Uuid("robot_accounts", "ci"):n}/";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _fake.Dispose();

    [Theory]
    [InlineData(1, 1, 0, 2)]
    [InlineData(2, 2, 0, 6)]
    [InlineData(3, 3, 0, 20)]
    [InlineData(2, 2, 2, 90)]
    [InlineData(0, 2, 0, 1)]
    public async Task Each_order_is_tried_once_in_a_fork_of_its_own(int first, int second, int third, int orders)
    {
        var seen = new List<string>();
        var before = _fake.World.Data;

        var tried = await _fake.Gates.Explore(
            [.. new[] { first, second, third }.Select((count, place) => Reads("abc"[place], count))],
            fork => seen.Add(string.Concat(fork.Requests.Select(request => request.Query[0].Value))), Cancellation);

        tried.ShouldBe(orders);
        seen.Count.ShouldBe(orders);
        seen.Distinct().Count().ShouldBe(orders);
        seen.ShouldAllBe(order => order.Length == first + second + third);
        seen[0].ShouldBe(new string('a', first) + new string('b', second) + new string('c', third));
        _fake.World.Data.ShouldBeSameAs(before);
        _fake.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lost_update_is_told_with_the_first_order_that_loses_it_each_time_the_same()
    {
        var messages = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            messages.Add((await Should.ThrowAsync<RequestAssertionException>(
                () => _fake.Gates.Explore([Adds("-a"), Adds("-b")], HasBoth, Cancellation))).Message);
        }
        messages.Distinct().ShouldHaveSingleItem().ShouldBe($"""
            In this order of the requests something is wrong:
              1. client 1, olga: GET {_account} -> 200
              2. client 2, olga: GET {_account} -> 200
              3. client 1, olga: PATCH {_account} -> 200
              4. client 2, olga: PATCH {_account} -> 200

            The check says: an update was lost
            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Over_a_socket_it_is_the_same()
    {
        var wrong = await Should.ThrowAsync<RequestAssertionException>(() => _fake.Gates.Explore(
            [AddsOverSocket("-a"), AddsOverSocket("-b")], HasBoth, Cancellation));

        wrong.Message.ShouldContain($"2. client 2, olga: GET {_account} -> 200\n  3. client 1, olga: PATCH {_account} -> 200");
    }

    [Fact]
    public async Task A_client_that_throws_is_told_with_the_order_in_which_it_does()
    {
        var wrong = await Should.ThrowAsync<RequestAssertionException>(() => _fake.Gates.Explore([Deletes, Deletes], _ => { }, Cancellation));

        wrong.Message.ShouldContain($"1. client 1, olga: DELETE {_account} -> 204\n  2. client 2, olga: DELETE {_account} -> 404");
        wrong.Message.ShouldContain("Client 2 says: ");
        wrong.InnerException.ShouldBeOfType<HttpRequestException>();
    }

    [Fact]
    public async Task More_than_500_orders_are_refused_with_their_number()
    {
        var wrong = await Should.ThrowAsync<InvalidOperationException>(
            () => _fake.Gates.Explore([Reads('a', 6), Reads('b', 6)], _ => { }, Cancellation));
        wrong.Message.ShouldBe(
            "The requests of these clients can come in 924 orders; at most 500 are tried. Let the clients send fewer requests.");

        (await _fake.Gates.Explore([Reads('a', 5), Reads('b', 5)], _ => { }, Cancellation)).ShouldBe(252);
    }

    [Fact]
    public async Task A_client_that_waits_for_something_else_is_told_of()
    {
        var never = new TaskCompletionSource();
        var wrong = await Should.ThrowAsync<InvalidOperationException>(
            () => _fake.Gates.Explore([Reads('a', 1), _ => never.Task], _ => { }, Cancellation));

        wrong.Message.ShouldBe(
            "Client 2 neither sends a request nor ends: it waits for something else than its own requests, and has for 5 seconds.");
    }

    [Fact]
    public async Task One_client_or_four_are_refused()
    {
        (await Should.ThrowAsync<ArgumentException>(() => _fake.Gates.Explore([Reads('a', 1)], _ => { }, Cancellation)))
            .Message.ShouldStartWith("Two or three clients are explored, not 1.");
        await Should.ThrowAsync<ArgumentException>(
            () => _fake.Gates.Explore([.. Enumerable.Repeat(Reads('a', 1), 4)], _ => { }, Cancellation));
    }

    private static Func<WaldurFake, Task> Reads(char name, int count) => async fake =>
    {
        using var olga = fake.CreateClient("olga");
        for (var i = 0; i < count; i++)
            (await olga.GetAsync($"/api/users/me/?by={name}", Cancellation)).EnsureSuccessStatusCode();
    };

    private Func<WaldurFake, Task> Adds(string suffix) => async fake =>
    {
        using var olga = fake.CreateClient("olga");
        await AddAsync(olga, suffix);
    };

    private Func<WaldurFake, Task> AddsOverSocket(string suffix) => async fake =>
    {
        using var wire = new HttpClient { BaseAddress = await fake.ListenAsync(cancellation: Cancellation) };
        wire.DefaultRequestHeaders.Authorization = new("Token", fake.TokenOf("olga"));
        await AddAsync(wire, suffix);
    };

    private async Task AddAsync(HttpClient http, string suffix)
    {
        var account = await http.GetFromJsonAsync<JsonElement>(_account, Cancellation);
        var username = account.GetProperty("username").GetString() + suffix;
        (await http.PatchAsJsonAsync(_account, new { username }, Cancellation)).EnsureSuccessStatusCode();
    }

    private async Task Deletes(WaldurFake fake)
    {
        using var olga = fake.CreateClient("olga");
        (await olga.DeleteAsync(_account, Cancellation)).EnsureSuccessStatusCode();
    }

    private void HasBoth(WaldurFake fork)
    {
        var username = fork.World.RobotAccounts.Get(fork.World.Uuid("robot_accounts", "ci")).Username;
        if (!username.Contains("-a", StringComparison.Ordinal) || !username.Contains("-b", StringComparison.Ordinal))
            throw new InvalidOperationException("an update was lost");
    }
}
