using System.Net;
using System.Net.Http.Json;
using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.RobotAccounts;

/// <summary>Requests that race: exactly one can win, and readers see whole states.</summary>
public sealed class RobotAccountConcurrencyTests
{
    [Fact]
    public async Task Of_a_thousand_creates_of_the_same_pair_exactly_one_wins()
    {
        using var fake = WaldurFake.Start(options => options.Scenario("empty"));
        var resource = fake.World.Add.Resource();
        using var staff = fake.CreateClient("staff");
        var link = $"/api/marketplace-resources/{resource.Uuid:n}/";

        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Task.Run(async () =>
        {
            using var answer = await staff.PostAsJsonAsync("/api/marketplace-robot-accounts/", new { resource = link, type = "cicd" });
            return answer.StatusCode;
        })));

        answers.Count(status => status == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(status => status == HttpStatusCode.BadRequest).ShouldBe(999);
        fake.World.RobotAccounts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Two_racing_transitions_can_not_both_win()
    {
        using var fake = WaldurFake.Start(options => options.Scenario("empty"));
        using var staff = fake.CreateClient("staff");
        for (var round = 0; round < 50; round++)
        {
            var account = fake.World.Add.RobotAccount();
            var url = $"/api/marketplace-robot-accounts/{account.Uuid:n}/";

            var answers = await Task.WhenAll(
                Task.Run(() => staff.PostAsync(url + "set_state_request_deletion/", null)),
                Task.Run(() => staff.PostAsync(url + "set_state_erred/", null)),
                Task.Run(() => staff.PostAsync(url + "set_state_request_deletion/", null)));

            // Documented: an account whose deletion was requested may still go wrong, but not the other way round, and not twice.
            answers.Count(answer => answer.IsSuccessStatusCode).ShouldBeInRange(1, 2);
            answers.Count(answer => answer.IsSuccessStatusCode && answer.RequestMessage!.RequestUri!.AbsolutePath.Contains(
                "request_deletion", StringComparison.Ordinal))
                .ShouldBeLessThanOrEqualTo(1);
        }
    }

    [Fact]
    public async Task Two_hundred_fakes_live_in_one_process()
    {
        var fakes = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Task.Run(() => WaldurFake.Start(options =>
        {
            options.Scenario("empty");
            options.Seed = number;
        }))));

        var counts = await Task.WhenAll(fakes.Select(async (fake, number) =>
        {
            for (var i = 0; i <= number % 5; i++)
                fake.World.Add.RobotAccount();
            using var staff = fake.CreateClient("staff");
            using var answer = await staff.GetAsync("/api/marketplace-robot-accounts/");
            using var viaTestServer = new HttpClient(fake.CreateTestServerHandler("staff")) { BaseAddress = WaldurFake.BaseAddress };
            using var same = await viaTestServer.GetAsync("/api/marketplace-robot-accounts/");
            same.Headers.GetValues("X-Result-Count").ShouldBe(answer.Headers.GetValues("X-Result-Count"));
            return int.Parse(answer.Headers.GetValues("X-Result-Count").Single(), System.Globalization.CultureInfo.InvariantCulture);
        }));

        counts.ShouldBe(Enumerable.Range(0, 200).Select(number => number % 5 + 1));
        foreach (var fake in fakes)
            fake.Dispose();
    }
}
