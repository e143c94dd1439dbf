using System.Net;
using System.Net.Http.Json;
using Waldur.Fake;
using Xunit;

namespace Samples.Xunit;

/// <summary>A client that also asks for what the fake does not emulate.</summary>
public sealed class NotEmulatedTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    #region not-emulated-map
    [Fact]
    public async Task A_small_extra_path_is_answered_by_code()
    {
        using var waldur = WaldurFake.Start(options => options.Map(
            "GET /api/version/", call => new(HttpStatusCode.OK) { Content = JsonContent.Create(new { version = "7.9.6" }) }));
        using var client = waldur.CreateClient("alice");

        Assert.Equal("""{"version":"7.9.6"}""", await client.GetStringAsync("/api/version/", Cancellation));
    }

    [Fact]
    public async Task What_is_forgotten_fails_the_test()
    {
        var waldur = WaldurFake.Start(options => options.OnNotEmulated = OnNotEmulated.Fail);
        using var client = waldur.CreateClient("alice");

        await client.GetAsync("/api/version/", Cancellation);                  // 501, which a client may pass over

        Assert.Throws<NotEmulatedException>(waldur.Dispose);
    }
    #endregion

    [Fact]
    public async Task It_may_be_501()
    {
        using var waldur = WaldurFake.Start(options => options.OnNotEmulated = OnNotEmulated.NotImplemented);
        using var client = waldur.CreateClient("alice");

        var answer = await client.GetAsync("/api/marketplace-orders/", Cancellation);

        Assert.Equal(HttpStatusCode.NotImplemented, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_scenario_stubs_it()
    {
        using var waldur = WaldurFake.Start(options => options.Scenario("hpc-site").ScenarioText("""
            stubs:
              version: {request: GET /api/version/, body: {version: 7.9.6}, headers: {X-Site: nordic}}
            """));
        using var client = waldur.CreateClient("alice");

        var answer = await client.GetAsync("/api/version/", Cancellation);

        Assert.Equal("nordic", answer.Headers.GetValues("X-Site").Single());
    }
}
