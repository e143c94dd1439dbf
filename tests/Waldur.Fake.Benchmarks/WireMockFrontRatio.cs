using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;

namespace Waldur.Fake.Benchmarks;

/// <summary>
/// A request through WireMock.Net to the fake behind it, over one that a stub of WireMock's answers with the same bytes, on the same
/// server.
/// </summary>
internal static class WireMockFrontRatio
{
    private const string Accounts = "/api/marketplace-robot-accounts/?page_size=1";

    public static async Task<int> RunAsync(TextWriter output)
    {
        using var waldur = WaldurFake.Start();
        // Their logs grow with each request, and take what a request costs by then.
        using var server = waldur.StartWireMock(settings => settings.MaxRequestLogCount = 100);
        using var client = new HttpClient
        {
            BaseAddress = new(server.Url!), DefaultRequestHeaders = { { "Authorization", "Token " + waldur.TokenOf("staff") } },
        };
        using var answer = await client.GetAsync(new Uri(Accounts, UriKind.Relative));
        var stub = Response.Create().WithBody(await answer.Content.ReadAsStringAsync());
        var fields = answer.Headers.Concat(answer.Content.Headers).Where(field => field.Key is not ("Date" or "Content-Length"));
        foreach (var (name, values) in fields)
            stub = stub.WithHeader(name, [.. values]);
        server.Given(Request.Create().WithPath("/stub").UsingGet()).AtPriority(1).RespondWith(stub);
        // So much code is on the way that it takes the runtime longer than usual until all that is hot is compiled a second time.
        var ratio = (await Interleaved.MeasureAsync(GetAsync(client, Accounts), GetAsync(client, "/stub"), runs: 50, seconds: 5)).Value;
        await output.WriteLineAsync(Interleaved.Line("wiremock-front", ratio, goal: 1.4));
        return 0;
    }

    private static Func<int, Task> GetAsync(HttpClient client, string path) => async runs =>
    {
        for (var i = 0; i < runs; i++)
            _ = await client.GetByteArrayAsync(new Uri(path, UriKind.Relative));
    };
}
