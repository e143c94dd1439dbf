#region own-application
using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using RobotAccounts.Client;
using Waldur.Fake;
using Xunit;

namespace RobotAccounts.Client.Tests;

public sealed class PortalTests
{
    [Fact]
    public async Task The_portal_counts_accounts_by_state()
    {
        using var waldur = WaldurFake.Start();
        await using var portal = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseSetting("Waldur:Token", waldur.TokenOf("olga"));
            // The portal's client reaches the fake …
            host.ConfigureTestServices(services => services.AddWaldurFake<RobotAccountClient>(waldur));
        });
        using var browser = portal.CreateClient();                // … and this one the portal
        var resource = waldur.World.Uuid("resources", "climate-hpc");

        var counts = await browser.GetFromJsonAsync<Dictionary<string, int>>(
            $"/resources/{resource}/accounts", TestContext.Current.CancellationToken);

        Assert.Equal(new() { ["Requested"] = 1, ["Creating"] = 1, ["OK"] = 1 }, counts);
    }
}
#endregion
