using System.Globalization;

namespace Waldur.Fake.Benchmarks;

/// <summary>What the journal costs: the time of a request, and memory, which is flat however many requests come.</summary>
internal static class Journals
{
    private const string Accounts = "/api/marketplace-robot-accounts/";
    private const int Requests = 1_000_000;
    private const int Measured = 100_000;
    private const int BetweenLists = 100;
    private const int BetweenLooks = 2_500;

    public static async Task<int> RunAsync(TextWriter output)
    {
        await output.WriteLineAsync(Interleaved.Line("journal", (await MeasureAsync()).Value, goal: 1.15));
        return await MillionAsync(output);
    }

    /// <summary>GET of one robot account with the journal, over the same without.</summary>
    public static async Task<Ratio> MeasureAsync()
    {
        using var with = WaldurFake.Start();
        using var without = WaldurFake.Start(options => options.Journal = false);
        using var client = with.CreateClient("staff");
        using var bareClient = without.CreateClient("staff");
        var path = $"{Accounts}{with.World.Uuid("robot_accounts", "ci"):n}/";
        return await Interleaved.MeasureAsync(GetAsync(client, path), GetAsync(bareClient, path), runs: 200);
    }

    /// <summary>A million requests, each hundredth a list of about 100 kB, each tenth a write.</summary>
    private static async Task<int> MillionAsync(TextWriter output)
    {
        using var fake = WaldurFake.Start();
        for (var i = 0; i < 100; i++)
            fake.World.Add.RobotAccount(account => account with { Description = new('d', 300) });
        using var client = fake.CreateClient("staff");
        var (account, list) = ($"{Accounts}{fake.World.Uuid("robot_accounts", "ci"):n}/", $"{Accounts}?page_size=100");
        var size = (await client.GetByteArrayAsync(list)).Length;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"a list is {size / 1000} kB"));
        // What is dropped is dropped in steps, so memory goes up and down between two of them: the highest of each part counts.
        var (first, highest, part) = (0.0, 0.0, 0.0);
        for (var i = 1; i <= Requests; i++)
        {
            if (i % BetweenLists == 0)
                await GetAsync(client, list)(1);
            else if (i % 10 == 0)
                await PatchAsync(client, account, i);
            else
                await GetAsync(client, account)(1);
            if (i % BetweenLooks == 0)
                part = Math.Max(part, GC.GetTotalMemory(forceFullCollection: true) / 1e6);
            if (i % Measured != 0)
                continue;
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"after {i:N0} requests: at most {part:0.0} MB; {fake.Requests.Count:N0} are kept"));
            (first, highest, part) = (i == Measured ? part : first, Math.Max(highest, part), 0);
        }
        await output.WriteLineAsync(Interleaved.Line("journal-memory", highest / first, goal: 1.05));
        return highest / first <= 1.05 ? 0 : 1;
    }

    private static async Task PatchAsync(HttpClient client, string path, int number)
    {
        using var body = new StringContent(
            string.Create(CultureInfo.InvariantCulture, $"{{\"description\": \"{number}\", \"users\": [], \"responsible_user\": null}}"),
            System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.PatchAsync(path, body);
        answer.EnsureSuccessStatusCode();
    }

    private static Func<int, Task> GetAsync(HttpClient client, string path) => async runs =>
    {
        for (var i = 0; i < runs; i++)
            _ = await client.GetByteArrayAsync(path);
    };
}
