using Shouldly;

namespace Waldur.Fake.Tests.Testing;

/// <summary>A fake that is disposed of refuses, whatever is asked of it.</summary>
public sealed class DisposalTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_of_a_disposed_fake_says_so()
    {
        var fake = WaldurFake.Start(options => options.Scenario("empty"));
        using var client = fake.CreateClient("staff");
        using var overTestServer = new HttpClient(fake.CreateTestServerHandler("staff")) { BaseAddress = WaldurFake.BaseAddress };
        await fake.DisposeAsync();

        await Should.ThrowAsync<ObjectDisposedException>(() => client.GetAsync("/api/users/", Cancellation));
        await Should.ThrowAsync<ObjectDisposedException>(() => overTestServer.GetAsync("/api/users/", Cancellation));
        Should.Throw<ObjectDisposedException>(() => client.Send(new(HttpMethod.Get, "/api/users/"), Cancellation));
    }

    public static TheoryData<string, Action<WaldurFake>> Uses() => new()
    {
        { "CreateClient", fake => fake.CreateClient("staff") },
        { "CreateAnonymousClient", fake => fake.CreateAnonymousClient() },
        { "CreateHandler", fake => fake.CreateHandler() },
        { "TestServer", fake => _ = fake.TestServer },
        { "World", fake => _ = fake.World },
        { "Clock", fake => _ = fake.Clock },
        { "Fork", fake => fake.Fork() },
        { "Reset", fake => fake.Reset() },
        { "SetBaseline", fake => fake.SetBaseline() },
        { "Checkpoint", fake => fake.Checkpoint() },
        { "Export", fake => fake.Export() },
        { "TokenOf", fake => fake.TokenOf("staff") },
    };

    [Theory]
    [MemberData(nameof(Uses), DisableDiscoveryEnumeration = true)]
    public void A_disposed_fake_refuses(string use, Action<WaldurFake> attempt)
    {
        var fake = WaldurFake.Start(options => options.Scenario("empty"));
        fake.Dispose();
        fake.Dispose();

        Should.Throw<ObjectDisposedException>(() => attempt(fake), use).ObjectName.ShouldBe(nameof(WaldurFake));
    }

    [Fact]
    public async Task A_disposed_fake_does_not_listen()
    {
        var fake = WaldurFake.Start(options => options.Scenario("empty"));
        fake.Dispose();

        await Should.ThrowAsync<ObjectDisposedException>(() => fake.ListenAsync(cancellation: Cancellation));
    }

    [Fact]
    public void A_fork_outlives_what_it_was_forked_from()
    {
        var fake = WaldurFake.Start(options => options.Scenario("empty"));
        using var fork = fake.Fork();
        fake.Dispose();

        fork.World.Users.Count.ShouldBe(1);
    }
}
