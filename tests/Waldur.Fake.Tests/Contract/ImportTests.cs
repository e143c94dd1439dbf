using System.Text.Json;
using Shouldly;
using Waldur.Fake.Cli;
using Waldur.Fake.Conformance;

namespace Waldur.Fake.Tests.Contract;

/// <summary>What a token sees on a server becomes a scenario of one's own.</summary>
public sealed class ImportTests : IDisposable
{
    private static readonly string[] s_lists =
    [
        "users", "customers", "projects", "marketplace-provider-offerings", "marketplace-resources", "marketplace-robot-accounts",
        "marketplace-offering-users", "marketplace-resource-users", "marketplace-course-accounts", "keys",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("waldur-fake-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("hpc-site", "staff", "")]
    [InlineData("course", "staff", "")]
    [InlineData("edge-cases", "staff", "")]
    [InlineData("hpc-site", "bob", "users keys marketplace-provider-offerings")] // whom one sees there hangs on the roles of others
    public async Task An_imported_world_shows_its_user_what_the_server_showed(string scenario, string user, string except)
    {
        await using var server = WaldurFake.Start(options => options.Scenario(scenario));
        var file = await ImportAsync(server, user);

        await using var imported = WaldurFake.Start(options => options.ScenarioFile(file));
        using var there = server.CreateClient(user);
        using var here = imported.CreateClient(user);

        foreach (var list in s_lists.Except(except.Split(' ')))
            (await UuidsAsync(here, list)).ShouldBe(await UuidsAsync(there, list), ignoreOrder: true, list);
        var account = (await UuidsAsync(there, "marketplace-robot-accounts")).FirstOrDefault();
        if (account is not null)
            (await RowAsync(here, account)).ShouldBe(await RowAsync(there, account));
        (await File.ReadAllTextAsync(file, Cancellation)).ShouldNotContain(server.TokenOf(user));
    }

    [Fact]
    public async Task The_first_map_lets_cases_be_asked_of_that_server()
    {
        await using var server = WaldurFake.Start();
        await using var relay = await Relay.StartAsync(await server.ListenAsync(cancellation: Cancellation), hidesControl: true);
        var map = Path.Combine(_folder, "map.yaml");
        await ImportAsync(server, "staff", "--map", map);
        await File.WriteAllTextAsync(
            map, (await File.ReadAllTextAsync(map, Cancellation)).Replace("$WALDUR_TOKEN", server.TokenOf("staff"), StringComparison.Ordinal), Cancellation);

        var report = await Verification.RunAsync(
            new() { Against = relay.Url, MapFile = map, Fidelity = CaseFidelity.Documented }, cancellation: Cancellation);

        report.That(CaseOutcome.Passed).Count().ShouldBeGreaterThan(50);
        report.That(CaseOutcome.Failed).Select(failed => failed.Text).ShouldBeEmpty();
    }

    private async Task<string> ImportAsync(WaldurFake server, string user, params string[] more)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var file = Path.Combine(_folder, "world.yaml");
        var url = (await server.ListenAsync(cancellation: Cancellation)).ToString();
        (await Tool.RunAsync(["import", url, "--token", server.TokenOf(user), "-o", file, .. more], output, error)).ShouldBe(0, error.ToString());
        output.ToString().ShouldBeEmpty();
        return file;
    }

    private static async Task<List<string>> UuidsAsync(HttpClient client, string list)
    {
        using var json = JsonDocument.Parse(await client.GetStringAsync($"api/{list}/?page_size=300", Cancellation));
        return [.. json.RootElement.EnumerateArray().Select(row => row.GetProperty("uuid").GetString()!)];
    }

    private static async Task<string> RowAsync(HttpClient client, string account)
    {
        using var json = JsonDocument.Parse(await client.GetStringAsync($"api/marketplace-robot-accounts/{account}/", Cancellation));
        return string.Join('\n', json.RootElement.EnumerateObject().Where(field => field.Name is not "modified").Select(field => field.ToString()));
    }
}
