using System.Text;
using Shouldly;

namespace Waldur.Fake.Tests.Worlds;

/// <summary>
/// Whatever happens between a checkpoint and its restoring leaves no trace: not in data, clock, timers, randomness or identifiers.
/// </summary>
public sealed class CheckpointPropertyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task The_same_requests_after_a_restore_give_the_same_bytes(int seed)
    {
        using var fake = WaldurFake.Start();
        using var client = fake.CreateClient("staff");
        var fired = new List<string>();
        using var timer = fake.Clock.CreateTimer(
            _ => fired.Add(fake.Clock.GetUtcNow().ToString("O")), null, TimeSpan.FromMinutes(7), TimeSpan.FromMinutes(11));
        await Play(fake, client, new(seed));
        var checkpoint = fake.Checkpoint();
        var (export, data) = (fake.Export(), fake.World.Data);

        fired.Clear();
        var first = await Play(fake, client, new(seed + 100));
        var (after, firedFirst) = (fake.Export(), string.Join('\n', fired));
        await Play(fake, client, new(seed + 200));
        fake.Clock.Advance(TimeSpan.FromDays(2));
        fake.Restore(checkpoint);

        fake.World.Data.ShouldBeSameAs(data);
        fake.Export().ShouldBe(export);
        fired.Clear();
        (await Play(fake, client, new(seed + 100))).ShouldBe(first);
        fake.Export().ShouldBe(after);
        string.Join('\n', fired).ShouldBe(firedFirst);
        firedFirst.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Two_hundred_forks_of_a_site_that_write_and_read_at_once_are_isolated()
    {
        using var site = WaldurFake.Start();
        var resource = site.World.Resources[0].Uuid;
        var before = site.World.Data;

        await Parallel.ForAsync(0, 200, TestContext.Current.CancellationToken, async (number, cancellation) =>
        {
            using var fork = site.Fork();
            using var client = fork.CreateClient("staff");
            using var made = await client.PostAsync(
                "/api/marketplace-robot-accounts/",
                Json($"{{\"resource\": \"/api/marketplace-resources/{resource:n}/\", \"type\": \"f{number}\"}}"), cancellation);
            ((int)made.StatusCode).ShouldBe(201);
            var types = fork.World.RobotAccounts.Select(account => account.Type).Where(
                type => type.StartsWith('f') && type[1..].All(char.IsAsciiDigit));
            types.ShouldBe([$"f{number}"]);
        });

        site.World.Data.ShouldBeSameAs(before);
    }

    /// <summary>Requests of every kind, and moves of the clock, in an order that hangs on the seed; all answers.</summary>
    private static async Task<string> Play(WaldurFake fake, HttpClient client, Picker picker)
    {
        var answers = new StringBuilder();
        for (var i = 0; i < 40; i++)
        {
            var world = fake.World;
            var account = world.RobotAccounts[picker.Next(world.RobotAccounts.Count)].Uuid;
            var record = world.OfferingUsers[picker.Next(world.OfferingUsers.Count)].Uuid;
            var resource = world.Resources[picker.Next(world.Resources.Count)].Uuid;
            (HttpMethod Method, string Path, string? Body)? request = picker.Next(9) switch
            {
                0 =>
                    (HttpMethod.Post, "/api/marketplace-robot-accounts/",
                        $"{{\"resource\": \"/api/marketplace-resources/{resource:n}/\", \"type\": \"t{i}\"}}"),
                1 => (HttpMethod.Patch, $"/api/marketplace-robot-accounts/{account:n}/", $"{{\"description\": \"change {i}\"}}"),
                2 => (HttpMethod.Post, $"/api/marketplace-robot-accounts/{account:n}/set_state_creating/", null),
                3 when world.RobotAccounts.Count > 1 => (HttpMethod.Delete, $"/api/marketplace-robot-accounts/{account:n}/", null),
                4 => (HttpMethod.Post, $"/api/marketplace-offering-users/{record:n}/begin_creating/", null),
                5 => (HttpMethod.Post, $"/api/marketplace-offering-users/{record:n}/request_deletion/", null),
                6 => (HttpMethod.Get, "/api/marketplace-robot-accounts/?o=-created&page_size=5", null),
                7 => (HttpMethod.Get, "/api/marketplace-offering-users/?page_size=5", null),
                _ => null,
            };
            if (request is not { } sent)
            {
                fake.Clock.Advance(TimeSpan.FromMinutes(picker.Next(10)));
                continue;
            }
            using var message = new HttpRequestMessage(sent.Method, sent.Path) { Content = sent.Body is null ? null : Json(sent.Body) };
            using var answer = await client.SendAsync(message, TestContext.Current.CancellationToken);
            answers.Append((int)answer.StatusCode).Append(answer.Headers).AppendLine(
                await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        return answers.ToString();
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
