using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Waldur.Fake.Benchmarks;

/// <summary>
/// What others cost in the same run, in units of the same baselines: the double that one writes oneself, a minimal API over a dictionary, and
/// WireMock.Net with one stub.
/// </summary>
internal static class Peers
{
    private const string Accounts = "/api/marketplace-robot-accounts/";

    public static async Task RunAsync(TextWriter output)
    {
        using var fake = Sites.Robots(Sites.Small);
        using var client = fake.CreateClient("staff");
        foreach (var size in new[] { 10, 100 })
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{Accounts}?page_size={size}");
            var body = await client.GetByteArrayAsync(path);
            await using var bare = await BareHost.StartAsync(body);
            await using var api = await MinimalApiAsync(size);
            using var its = api.GetTestClient();
            var ratio = await Interleaved.MeasureAsync(Get(its, Accounts), Get(bare.Client, "/x"), 40);
            await TellAsync(output, $"minimal-api-list-{size}", ratio);
        }
        var one = await client.GetByteArrayAsync($"{Accounts}{fake.World.RobotAccounts[0].Uuid:n}/");
        await using var host = await BareHost.StartAsync(one);
        await TellAsync(output, "wiremock-start", await Interleaved.MeasureAsync(
            async runs =>
            {
                for (var i = 0; i < runs; i++)
                {
                    using var server = Stubbed(one);
                    using var asking = server.CreateClient();
                    _ = await asking.GetByteArrayAsync("/x");
                }
            },
            async runs =>
            {
                for (var i = 0; i < runs; i++)
                    await BareHost.StartAndAskAsync(one);
            },
            runs: 2));
        using var stub = Stubbed(one);
        using var stubClient = stub.CreateClient();
        await TellAsync(output, "wiremock-socket", await Interleaved.MeasureAsync(Get(stubClient, "/x"), Get(host.Socket, "/x"), 20));
    }

    private static WireMockServer Stubbed(byte[] body)
    {
        var server = WireMockServer.Start();
        server.Given(Request.Create().WithPath("/x").UsingGet())
            .RespondWith(Response.Create().WithStatusCode(200).WithHeader("Content-Type", "application/json").WithBody(body));
        return server;
    }

    /// <summary>The double that one writes oneself: accounts in a dictionary, of which the first ones are told.</summary>
    private static async Task<WebApplication> MinimalApiAsync(int size)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, PeerJson.Default));
        var app = builder.Build();
        var accounts = new ConcurrentDictionary<Guid, PeerAccount>();
        for (var i = 0; i < Sites.Small; i++)
        {
            var uuid = Randomness.Uuid((ulong)i + 1, 3);
            accounts[uuid] = new(uuid, $"t{i % 5}", $"robot{i}", "", "OK", DateTime.UnixEpoch.AddSeconds(i), new('x', 1200));
        }
        app.MapGet(Accounts, (HttpRequest _) => TypedResults.Ok(accounts.Values.OrderBy(account => account.Created).Take(size).ToArray()));
        await app.StartAsync();
        return app;
    }

    private static Func<int, Task> Get(HttpClient client, string path) => async runs =>
    {
        for (var i = 0; i < runs; i++)
            _ = await client.GetByteArrayAsync(path);
    };

    private static Task TellAsync(TextWriter output, string name, Ratio ratio) => output.WriteLineAsync(string.Create(
        CultureInfo.InvariantCulture,
        $"PEER {name} {ratio.Value:0.00}   noise {ratio.Noise:0.00}, {ratio.Mine:0.0} over {ratio.Bare:0.0} µs"));
}

/// <summary>An account of the double.</summary>
internal sealed record PeerAccount(
    Guid Uuid, string Type, string Username, string Description, string State, DateTime Created, string More);

/// <summary>Its JSON.</summary>
[JsonSerializable(typeof(PeerAccount[]))]
internal sealed partial class PeerJson : JsonSerializerContext;
