using Shouldly;

namespace Waldur.Fake.Tests.Testing;

/// <summary>Faults in scenario files.</summary>
public sealed class FaultScenarioTests
{
    private const string Site = """
        version: 1
        users: {bob: {token: bob-token}}
        customers: {acme: {roles: {CUSTOMER.OWNER: [bob]}}}
        projects: {p1: {customer: acme}}
        offerings: {hpc: {customer: acme}}
        resources: {r1: {offering: hpc, project: p1}}
        robot_accounts: {ci: {resource: r1, type: ci}}
        faults:
          busy: {on: robot_accounts.list, by: bob, first: 1, respond: 503}
          lost: {on: robot_accounts, object: robot_accounts.ci, nth: 2, drop: in_body, after_commit: true}
          odd: {on: any, body: {type: gpu, users: []}, rate: 0.25, respond: {status: 418, body: {a: [1, 2.50]}, retry_after: 7}}
          text: {on: any, every: 3, respond: {status: 200, body: hello, content_type: text/x-odd}}
          slow: {on: users.me, delay: 2.5, done_twice: true}
          slower: {on: keys, delay_real: 0.001, damage: garble}
          never: {on: customers.list, stall: true}

        """;

    [Fact]
    public async Task A_scenario_s_faults_strike_and_come_back_with_a_reset()
    {
        using var fake = WaldurFake.Start(options => options.ScenarioText(Site));
        using var bob = fake.CreateClient("bob");
        for (var times = 0; times < 2; times++)
        {
            using var struck = await bob.GetAsync("/api/marketplace-robot-accounts/", TestContext.Current.CancellationToken);
            struck.Headers.GetValues("X-Waldur-Fake-Fault").ShouldBe(["busy"]);
            using var next = await bob.GetAsync("/api/marketplace-robot-accounts/", TestContext.Current.CancellationToken);
            ((int)struck.StatusCode, (int)next.StatusCode).ShouldBe((503, 200));
            fake.Faults.Used.Select(fault => fault.Name).ShouldBe(["busy"]);
            fake.Reset();
        }
        fake.Faults.All.Count.ShouldBe(7);
        fake.Faults.Used.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_exported_world_has_its_faults_with_their_counts()
    {
        using var fake = WaldurFake.Start(options => options.ScenarioText(Site));
        using var bob = fake.CreateClient("bob");
        (await bob.GetAsync("/api/marketplace-robot-accounts/", TestContext.Current.CancellationToken)).Dispose();
        fake.Faults.On(Operations.Users.Me).By("bob").Rate(0.1).Respond(502, "gone", "text/plain");

        var exported = fake.Export();
        using var again = WaldurFake.Start(options => options.ScenarioText(exported));

        exported.ShouldContain("used: 1");
        again.Export().ShouldBe(exported);
        again.Faults.All.Select(fault => fault.ToString()).ShouldBe(fake.Faults.All.Select(fault => fault.ToString()));
        again.World.Data.Now.ShouldBe(fake.World.Data.Now);
    }

    [Fact]
    public void A_world_without_faults_says_nothing_of_them()
    {
        using var fake = WaldurFake.Start();

        fake.Export().ShouldNotContain("fault");
    }

    [Fact]
    public void A_layer_changes_fields_of_a_fault_below()
    {
        using var fake = WaldurFake.Start(options => options
            .ScenarioText(Site)
            .ScenarioText("faults: {busy: {respond: 502}}", "above"));

        fake.Faults.All[0].ToString().ShouldBe(
            """{"name":"busy","on":"robot_accounts.list","by":"bob","first":1,"respond":{"status":502},"matched":0,"used":0}""");
    }
}
