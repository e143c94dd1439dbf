using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Shouldly;
using Waldur.Fake.Conformance;
using Waldur.Fake.Tests.Cli;

namespace Waldur.Fake.Tests.Contract;

/// <summary>A verified server is told of exactly where it answers otherwise than Waldur.</summary>
public sealed class VerifyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_process_passes_all_cases()
    {
        await using var tool = await RunningTool.StartAsync();

        var report = await Verification.RunAsync(new() { Against = tool.Url }, cancellation: Cancellation);

        report.That(CaseOutcome.Failed).ShouldBeEmpty();
        report.That(CaseOutcome.Passed).Count().ShouldBeGreaterThan(2500);
        report.That(CaseOutcome.Skipped).ShouldAllBe(skipped => skipped.Text == "it is about what only the server does");
        using var http = new HttpClient { BaseAddress = tool.Url };
        (await http.GetStringAsync("_fake/worlds", Cancellation)).ShouldBe("[]", "the worlds of the cases are deleted again");
    }

    /// <summary>Which cases hang on a divergence is found without verify: each is run in process with that one side switched.</summary>
    [Fact]
    public async Task Three_divergences_are_told_by_exactly_the_cases_that_hang_on_them()
    {
        string[] switched = ["robot-initial-state", "offering-user-comments-permission", "reviewed-by-name"];
        var expected = new List<string>();
        var fidelity = switched.Aggregate(Fidelity.Documented, (chosen, id) => chosen.With(id, Fidelity.Server));
        foreach (var one in CaseReader.ReadShipped().Where(one => one.Fidelities.Contains(CaseFidelity.Documented)))
        {
            using var fake = WaldurFake.Start(options =>
            {
                options.ScenarioText(one.World.Text);
                options.Fidelity = fidelity;
            });
            if ((await CaseRunner.RunAsync(one, await InProcess.OfAsync(fake), Cancellation)).Length > 0)
                expected.Add(one.Id);
        }
        await using var tool = await RunningTool.StartAsync([.. switched.SelectMany(id => new[] { "--divergence", id + "=server" })]);

        var report = await Verification.RunAsync(new() { Against = tool.Url }, cancellation: Cancellation);

        report.That(CaseOutcome.Failed).Select(failed => failed.Id).ShouldBe(expected);
        expected.Count.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task A_server_with_one_field_in_twenty_wrong_is_told_by_the_cases_that_met_one()
    {
        using var fake = WaldurFake.Start(options => options.Scenario("empty"));
        var met = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        await using var relay = await Relay.StartAsync(await fake.ListenAsync(cancellation: Cancellation), alter: (path, agent, body) =>
        {
            var (altered, field) = Mutation.Of(body);
            if (field is not null)
                met.TryAdd(agent.Split('(', ')')[1], field);
            return altered;
        });

        var report = await Verification.RunAsync(new() { Against = relay.Url }, cancellation: Cancellation);

        var failed = report.That(CaseOutcome.Failed).Select(failed => failed.Id).ToList();
        met.Keys.Except(failed).Select(id => $"{id}: {met[id]}").ShouldBeEmpty("these met a wrong field, and nothing is told of it");
        failed.Except(met.Keys).ShouldBeEmpty("these met none");
        report.That(CaseOutcome.Passed).Count().ShouldBeGreaterThan(500);
        met.Values.Distinct(StringComparer.Ordinal).Count().ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task A_server_that_is_no_fake_is_asked_what_its_map_and_token_allow()
    {
        using var fake = Site();
        await using var relay = await Relay.StartAsync(await fake.ListenAsync(cancellation: Cancellation), hidesControl: true);

        var report = await Verification.RunAsync(
            new() { Against = relay.Url, Token = fake.TokenOf("staff"), Fidelity = CaseFidelity.Documented }, cancellation: Cancellation);

        report.That(CaseOutcome.Failed).Select(failed => failed.Text).ShouldBeEmpty();
        report.That(CaseOutcome.Passed).Count().ShouldBeGreaterThan(20);
        report.That(CaseOutcome.Skipped).Select(skipped => skipped.Text).Distinct(StringComparer.Ordinal)
            .ShouldContain("it writes, and --allow-writes is not given");
        fake.World.Data.Table(RobotAccount.Table).Count.ShouldBe(0, "nothing was written");
    }

    [Fact]
    public async Task A_map_and_leave_to_write_let_more_cases_be_asked()
    {
        using var fake = Site();
        await using var relay = await Relay.StartAsync(await fake.ListenAsync(cancellation: Cancellation), hidesControl: true);
        var map = await MapOfAsync(fake, "staff", "owner", "c", "pc", "p", "o", "r");
        try
        {
            var options = new VerifyOptions {
                Against = relay.Url, MapFile = map, AllowWrites = true, Fidelity = CaseFidelity.Documented, Only = ["RA-39", "RA-43", "RA-44"] };
            var report = await Verification.RunAsync(options, cancellation: Cancellation);

            report.That(CaseOutcome.Failed).Select(failed => failed.Text).ShouldBeEmpty();
            report.That(CaseOutcome.Passed).Select(passed => passed.Id).ShouldContain("RA-39");
            report.That(CaseOutcome.Skipped).Select(skipped => skipped.Text).ShouldContain("the map does not name resources.r2");
        }
        finally
        {
            File.Delete(map);
        }
    }

    [Fact]
    public async Task A_report_is_text_markdown_and_junit_alike()
    {
        await using var tool = await RunningTool.StartAsync("--divergence", "robot-initial-state=server");
        var report = await Verification.RunAsync(new() { Against = tool.Url, Only = ["RA-63", "RA-39"] }, cancellation: Cancellation);
        var failed = report.That(CaseOutcome.Failed).ToList();
        failed.ShouldNotBeEmpty();

        report.ToText().ShouldContain($"{report.Results.Count} cases against the fake at {tool.Url}: ");
        failed.ShouldAllBe(one => report.ToText().Contains(one.Text.TrimEnd()) && report.ToMarkdown().Contains($"### {one.Id}: "));
        var suites = XDocument.Parse(report.ToJUnit()).Root!;
        suites.Attribute("tests")!.Value.ShouldBe($"{report.Results.Count}");
        suites.Descendants("failure").Count().ShouldBe(failed.Count);
        suites.Descendants("testcase").Count().ShouldBe(report.Results.Count);
        suites.Descendants("failure").First().Attribute("message")!.Value.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_users_own_cases_are_read_from_a_folder()
    {
        var folder = Directory.CreateTempSubdirectory("waldur-fake-");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "fixtures"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "fixtures", "mine.yaml"), "version: 1\nusers: {staff: {is_staff: true}}\n", Cancellation);
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "mine.yaml"),
            "fixture: mine\ncases:\n  - id: RA-1\n    title: there are none\n    steps: [{request: GET /api/marketplace-robot-accounts/, expect: {status: 200, body: []}}]\n"
                + "  - id: RA-2\n    title: there is one\n    steps: [{request: GET /api/marketplace-robot-accounts/, expect: {status: 200, count: 1}}]\n",
            Cancellation);

        var report = await Verification.RunAsync(new() { CasesFolder = folder.FullName }, cancellation: Cancellation);

        report.Results.Select(result => (result.Id, result.Outcome)).ShouldBe([("RA-1", CaseOutcome.Passed), ("RA-2", CaseOutcome.Failed)]);
        folder.Delete(recursive: true);
    }

    private static WaldurFake Site() => WaldurFake.Start(options => options.ScenarioText("""
        version: 1
        users: {staff: {is_staff: true}, owner: {}}
        customers: {c: {roles: {CUSTOMER.OWNER: [owner]}}, pc: {}}
        projects: {p: {customer: c}}
        offerings: {o: {customer: pc}}
        resources: {r: {offering: o, project: p}}
        """));

    private static async Task<string> MapOfAsync(WaldurFake fake, params string[] keys)
    {
        using var http = fake.CreateAnonymousClient();
        var world = JsonNode.Parse(await http.GetStringAsync("_fake/world", Cancellation))!.AsObject();
        var map = new JsonObject();
        foreach (var (kind, objects) in world)
        {
            foreach (var (key, one) in objects!.AsObject().Where(one => keys.Contains(one.Key)))
            {
                map[kind] ??= new JsonObject();
                map[kind]![key] = new JsonObject { ["uuid"] = one!["uuid"]!.DeepClone() };
                if (one["token"] is { } token)
                    map[kind]![key]!["token"] = token.DeepClone();
            }
        }
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, map.ToJsonString(), Cancellation);
        return file;
    }

    /// <summary>Answers in which the values of some fields have another type: one field name in twenty.</summary>
    private static class Mutation
    {
        public static (byte[] Body, string? Field) Of(byte[] body)
        {
            if (body.Length == 0 || body[0] is not ((byte)'{' or (byte)'['))
                return (body, null);
            var json = JsonNode.Parse(body)!;
            var rows = json is JsonArray list ? list.OfType<JsonObject>() : [json.AsObject()];
            string? altered = null;
            foreach (var row in rows.Where(row => row.ContainsKey("uuid")))
            {
                foreach (var name in row.Select(field => field.Key).Where(IsChosen).ToList())
                {
                    row[name] = new JsonObject { ["altered"] = true };
                    altered = name;
                }
            }
            return altered is null ? (body, null) : (Encoding.UTF8.GetBytes(json.ToJsonString()), altered);
        }

        private static bool IsChosen(string field) =>
            field is not ("url" or "uuid") && field.Aggregate(7, (sum, letter) => ((sum * 31) + letter) % 1009) % 20 == 3;
    }
}

/// <summary>A fake in this process, as the runner of the cases wants it.</summary>
internal sealed class InProcess(HttpMessageInvoker http, Conformance.WorldMap objects)
    : RemoteWorld(http, WaldurFake.BaseAddress, objects, CaseFidelity.Documented)
{
    public static Task<InProcess> OfAsync(WaldurFake fake) => OfAsync(fake.CreateHandler());

    public static async Task<InProcess> OfAsync(HttpMessageHandler handler)
    {
        var http = new HttpMessageInvoker(handler);
        return new(http, await Conformance.WorldMap.ReadAsync(http, WaldurFake.BaseAddress, TestContext.Current.CancellationToken));
    }

    public override Task ControlAsync(string name, JsonNode? arguments, CancellationToken cancellation) =>
        Controls.RunAsync(Http, BaseAddress, name, arguments, cancellation);
}
