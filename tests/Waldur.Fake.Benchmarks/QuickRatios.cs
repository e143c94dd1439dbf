using System.Globalization;
using System.Net.Http.Json;

namespace Waldur.Fake.Benchmarks;

/// <summary>Three ratios that tell at a glance whether the fake is fast: one object, a long list, a create into a full table.</summary>
internal static class QuickRatios
{
    private const string Accounts = "/api/marketplace-robot-accounts/";

    public static async Task<int> RunAsync(TextWriter output)
    {
        await output.WriteLineAsync(Interleaved.Line("get-one", await GetOneAsync(), goal: 1.00));
        using var small = Fake(rows: 100);
        using var large = Fake(rows: 100_000);
        await output.WriteLineAsync(Interleaved.Line("list-scale", await ListScaleAsync(large, small), goal: 1.50));
        await output.WriteLineAsync(Interleaved.Line("create-scale", await CreateScaleAsync(large, small), goal: 2.00));
        return 0;
    }

    /// <summary>
    /// GET of one robot account in process (token, permissions, rendering and all), over a bare TestHost request that answers a constant of
    /// the same size.
    /// </summary>
    private static async Task<double> GetOneAsync()
    {
        using var fake = Fake(rows: 100);
        using var client = fake.CreateClient("staff");
        var path = $"{Accounts}{fake.World.Data.Table(RobotAccount.Table)[0].Uuid:n}/";
        var body = await client.GetByteArrayAsync(path);
        using var bare = WireTestServer.Start(new Constant(body));
        using var bareClient = bare.CreateClient();
        return await Interleaved.RatioAsync(GetAsync(client, path), GetAsync(bareClient, "/x"), runs: 200);
    }

    /// <summary>A page of 10 in the middle of 100,000 over one of 100.</summary>
    private static async Task<double> ListScaleAsync(WaldurFake large, WaldurFake small)
    {
        using var largeClient = large.CreateClient("staff");
        using var smallClient = small.CreateClient("staff");
        return await Interleaved.RatioAsync(
            GetAsync(largeClient, Accounts + "?page=5000"), GetAsync(smallClient, Accounts + "?page=5"), runs: 50);
    }

    /// <summary>A create among 100,000 over one among 100.</summary>
    private static async Task<double> CreateScaleAsync(WaldurFake large, WaldurFake small)
    {
        return await Interleaved.RatioAsync(runs => CreateAsync(large, runs), runs => CreateAsync(small, runs), runs: 20);

        static async Task CreateAsync(WaldurFake fake, int runs)
        {
            // Each round works on a fork, so that the small table stays small.
            using var fork = fake.Fork();
            using var client = fork.CreateClient("staff");
            var resource = $"http://localhost/api/marketplace-resources/{fork.World.Data.Table(Resource.Table)[0].Uuid:n}/";
            for (var i = 0; i < runs; i++)
            {
                using var answer = await client.PostAsJsonAsync(Accounts, new { resource, type = $"n{i}" });
                answer.EnsureSuccessStatusCode();
            }
        }
    }

    private static Func<int, Task> GetAsync(HttpClient client, string path) => async runs =>
    {
        for (var i = 0; i < runs; i++)
            _ = await client.GetByteArrayAsync(path);
    };

    /// <summary>A fake with so many robot accounts, five of each resource.</summary>
    private static WaldurFake Fake(int rows)
    {
        var fake = WaldurFake.Start(options => options.Scenario("hpc-site"));
        fake.World.Change(changes =>
        {
            var template = changes.Data.Table(Resource.Table)[0];
            Resource resource = template;
            for (var i = 0; i < rows; i++)
            {
                if (i % 5 == 0)
                {
                    resource = changes.Insert(Resource.Table, template with
                    {
                        Uuid = Guid.Empty, Created = default, Modified = default, Name = $"r{i}", Slug = $"r{i}",
                    });
                }
                changes.Insert(
                    RobotAccount.Table,
                    new RobotAccount { Resource = resource.Uuid, Type = $"t{i % 5}", Username = $"robot{i}",
                        State = RobotAccountState.Ok });
            }
        });
        return fake;
    }

    /// <summary>Answers every request with the same bytes: what carrying a request costs at least.</summary>
    private sealed class Constant(byte[] body) : IWireServer
    {
        public long MaxBodySize => 1024;

        public ValueTask<WireAnswer> AnswerAsync(WireRequest request, CancellationToken cancellation) => ValueTask.FromResult(new WireAnswer
        {
            Status = 200,
            Headers = new() {
                { "Content-Type", "application/json" }, { "Content-Length", body.Length.ToString(CultureInfo.InvariantCulture) } },
            Body = body,
        });
    }
}
