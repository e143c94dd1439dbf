using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RobotAccounts.Client;
using Shouldly;
using Waldur.Fake.Cli;
using Waldur.Fake.Conformance;

namespace Waldur.Fake.Tests.Contract;

/// <summary>Recorded traffic is held against the contract: requests and answers.</summary>
public sealed class TrafficCheckTests : IDisposable
{
    private const string Accounts = "api/marketplace-robot-accounts/";

    private readonly string _folder = Directory.CreateTempSubdirectory("waldur-fake-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Which of the good exchanges is spoilt how, and what is said of it.</summary>
    private static readonly (string Entry, Action<JsonNode> Spoil, string Told)[] s_planted =
    [
        ("list", Url("?stat=3"), "request ?stat: not a parameter of this operation"),
        ("list", Url("?state=OK"), "request ?state: OK is none of 1, 2, 3, 4, 5, 6"),
        ("list", Url("?page=two"), "request ?page: two where integer was expected"),
        ("list", Url("?resource_uuid=r1"), "request ?resource_uuid: r1 where string (uuid) was expected"),
        ("list", Url("?created=yesterday"), "request ?created: yesterday where string (date-time) was expected"),
        ("list", Refused(405, one => one["request"]!["method"] = "PUT"), "request method: PUT is none of GET, POST, HEAD, OPTIONS"),
        ("list", Refused(301, one => one["request"]!["url"] = "http://localhost/api/marketplace-robot-accounts"), "request path: it lacks the slash at its end"),
        ("list", Refused(404, one => one["request"]!["url"] = "http://localhost/api/marketplace-robot-acounts/"), "request path: there is none such"),
        ("create", Sent(body => body["colour"] = "red"), "request $.colour: not a field of this body"),
        ("create", Sent(body => body.Remove("type")), "request $.type: missing"),
        ("create", Sent(body => body["username"] = 5), "request $.username: 5 where string was expected"),
        ("create", Sent(body => body["type"] = null), "request $.type: null where string was expected"),
        ("create", Sent(body => body["type"] = "toolong"), "request $.type: longer than 5 characters"),
        ("create", one => one["request"]!["postData"]!["mimeType"] = "text/plain", "request body: its type is text/plain, and not application/json"),
        ("create", one => one["request"]!["postData"]!["text"] = "{", "request body: it is not JSON"),
        ("one", Got(body => body["token"] = "x"), "answer 200: $.token: not a member that the contract knows"),
        ("one", Got(body => body.Remove("username")), "answer 200: $.username: missing, or after description"),
        ("one", Got(body => body["uuid"] = null), "answer 200: $.uuid: null where string (uuid) was expected"),
        ("one", Got(body => body["state"] = "Ready"), "answer 200: $.state: \"Ready\" is none of"),
        ("one", one => one["response"]!["status"] = 418, "answer status 418 is none that the API answers with"),
    ];

    [Fact]
    public async Task Each_of_twenty_planted_violations_is_found_and_nothing_else()
    {
        var har = await GoodTrafficAsync();
        var entries = har["log"]!["entries"]!.AsArray();
        var good = new Dictionary<string, JsonNode>(StringComparer.Ordinal) { ["list"] = entries[0]!, ["create"] = entries[1]!, ["one"] = entries[2]! };
        (await CheckAsync(har)).ShouldBe((0, "5 exchanges checked, 0 others; 0 places break the contract\n"));

        foreach (var (entry, spoil, told) in s_planted)
        {
            var spoilt = good[entry].DeepClone();
            spoil(spoilt);
            var (code, text) = await CheckAsync(new JsonObject { ["log"] = new JsonObject { ["entries"] = new JsonArray(spoilt) } });

            code.ShouldBe(1, told);
            text.ShouldContain(told);
            text.ShouldEndWith("; 1 places break the contract\n", customMessage: text);
            entries.Add(spoilt.DeepClone());
        }
        var all = await CheckAsync(har);
        all.Code.ShouldBe(1);
        s_planted.ShouldAllBe(planted => all.Output.Contains(planted.Told, StringComparison.Ordinal));
        all.Output.ShouldEndWith("; 20 places break the contract\n");
    }

    [Fact]
    public async Task The_answers_of_all_conformance_cases_keep_to_the_contract()
    {
        var wrong = new List<string>();
        foreach (var one in CaseReader.ReadShipped().Where(one => one.Fidelities.Contains(CaseFidelity.Documented)))
        {
            using var fake = WaldurFake.Start(options => options.ScenarioText(one.World.Text));
            using var recorder = new Recorder { InnerHandler = fake.CreateHandler() };
            await CaseRunner.RunAsync(one, await InProcess.OfAsync(recorder), Cancellation);
            var report = TrafficCheck.Run(recorder.Kept.Where(kept => kept.Target.Contains("/api/")), requests: false);
            wrong.AddRange(report.Violations.Select(violation => $"{one.Id}: {violation.Operation}: {violation.Text}"));
            wrong.AddRange(recorder.Kept.Where(kept => !IsDeclared(kept)).Select(kept => $"{one.Id}: {kept.Method} {kept.Target}: {kept.Status} is not in the document"));
        }
        wrong.ShouldBeEmpty();
    }

    /// <summary>
    /// Whether the document names the status of an answer. What is asked of no operation is not looked at, nor redirects and crashes.
    /// </summary>
    private static bool IsDeclared(Exchange kept)
    {
        var path = new Uri(kept.Target).AbsolutePath;
        return kept.Status is 301 or 405 or 500 || ContractCheck.RouteOf(path) is not { } route
            || s_document["paths"]![route]?[kept.Method.ToLowerInvariant()]?["responses"] is not JsonObject answers
            || answers.ContainsKey($"{kept.Status}");
    }

    private static readonly JsonNode s_document = JsonNode.Parse(System.Text.Encoding.UTF8.GetString(WaldurModules.Document.Write(Fidelity.Documented).Span))!;

    [Fact]
    public async Task The_traffic_of_the_sample_keeps_to_the_contract()
    {
        using var fake = WaldurFake.Start();
        using var recorder = new Recorder { InnerHandler = fake.CreateHandler("staff") };
        var client = new RobotAccountClient(new HttpClient(recorder) { BaseAddress = WaldurFake.BaseAddress });
        var resource = await ResourceAsync(fake);

        var account = await client.CreateAsync(resource, "bot9", "bot", Cancellation);
        await client.BeginCreatingAsync(account.Uuid, Cancellation);
        await client.ReadyAsync(account.Uuid, Cancellation);
        await client.FailedAsync(account.Uuid, "no disk", Cancellation);
        await client.ReadyAsync(account.Uuid, Cancellation);
        await client.RequestDeletionAsync(account.Uuid, Cancellation);
        await client.DeletedAsync(account.Uuid, Cancellation);
        (await client.ListAsync(Guid.Parse(resource.Segments[^1].TrimEnd('/')), Cancellation)).ShouldNotBeEmpty();

        var report = TrafficCheck.Run(recorder.Kept);
        report.Violations.ShouldBeEmpty();
        report.Judged.ShouldBe(recorder.Kept.Count);
    }

    [Fact]
    public async Task A_handler_checks_requests_and_counts_what_is_wrong()
    {
        using var fake = WaldurFake.Start();
        using var check = new ContractCheckHandler(new()) { InnerHandler = fake.CreateHandler("staff"), Throws = false };
        using var client = new HttpClient(check) { BaseAddress = WaldurFake.BaseAddress };

        (await client.GetAsync(Accounts + "?stat=3", Cancellation)).IsSuccessStatusCode.ShouldBeTrue();
        await client.GetAsync(Accounts + "?stat=3", Cancellation);
        await client.PostAsJsonAsync(Accounts, new { type = 7 }, Cancellation);
        await client.GetAsync(Accounts, Cancellation);

        check.Exchanges.ShouldBe(4);
        check.Violations.ShouldBe(
            new Dictionary<string, int> {
                [$"GET /{Accounts}?stat=3: ?stat: not a parameter of this operation"] = 2,
                [$"POST /{Accounts}: $.type: 7 where string was expected"] = 1,
                [$"POST /{Accounts}: $.resource: missing"] = 1 },
            ignoreOrder: true);
    }

    [Fact]
    public async Task A_handler_that_throws_sends_no_wrong_request()
    {
        using var fake = WaldurFake.Start();
        using var recorder = new Recorder { InnerHandler = fake.CreateHandler("staff") };
        using var client = new HttpClient(new ContractCheckHandler(new()) { InnerHandler = recorder }) { BaseAddress = WaldurFake.BaseAddress };

        var wrong = await Should.ThrowAsync<ContractViolationException>(client.GetAsync(Accounts + "?stat=3", Cancellation));

        wrong.Message.ShouldBe($"GET /{Accounts}?stat=3: ?stat: not a parameter of this operation");
        recorder.Kept.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{\"log\": {\"entries\": []}}", "has no entries: nothing was recorded.")]
    [InlineData("{\"entries\": []}", "is no HAR file: it has no log with entries.")]
    [InlineData("<html>", "is no HAR file: ")]
    [InlineData("[]", "is no HAR file: ")]
    [InlineData("{\"log\": {\"entries\": [{}]}}", "is no HAR file: ")]
    [InlineData("{\"log\": {\"entries\": 7}}", "is no HAR file: ")]
    public async Task What_is_no_HAR_file_is_one_line(string text, string told)
    {
        var file = Path.Combine(_folder, "traffic.har");
        await File.WriteAllTextAsync(file, text, Cancellation);

        await ContractMistakeTests.IsOneLineAsync(told, "check", file);
    }

    [Fact]
    public Task A_file_that_is_not_there_is_one_line() => ContractMistakeTests.IsOneLineAsync("/no/such.har can't be read", "check", "/no/such.har");

    private static async Task<JsonObject> GoodTrafficAsync()
    {
        using var fake = WaldurFake.Start();
        using var recorder = new Recorder { InnerHandler = fake.CreateHandler("staff") };
        using var client = new HttpClient(recorder) { BaseAddress = WaldurFake.BaseAddress };
        await client.GetAsync(Accounts + "?state=3&page=1&created=2026-01-03T00:00:00Z", Cancellation);
        using var made = await client.PostAsJsonAsync(Accounts, new { resource = await ResourceAsync(fake), type = "bot9", username = "bot" }, Cancellation);
        var account = (await made.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!;
        await client.GetAsync($"{Accounts}{account["uuid"]}/", Cancellation);
        await client.PostAsJsonAsync($"{Accounts}{account["uuid"]}/set_state_creating/", new { }, Cancellation);
        await client.GetAsync("api/marketplace-offering-users/?field=uuid&field=state", Cancellation);
        return recorder.ToHar();
    }

    private static async Task<Uri> ResourceAsync(WaldurFake fake)
    {
        using var client = fake.CreateClient("staff");
        return new((await client.GetFromJsonAsync<JsonArray>("api/marketplace-resources/", Cancellation))![0]!["url"]!.GetValue<string>());
    }

    private async Task<(int Code, string Output)> CheckAsync(JsonObject har)
    {
        var file = Path.Combine(_folder, "traffic.har");
        await File.WriteAllTextAsync(file, har.ToJsonString(), Cancellation);
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = await Tool.RunAsync(["check", file], output, error);
        error.ToString().ShouldBeEmpty();
        return (code, output.ToString());
    }

    private static Action<JsonNode> Refused(int status, Action<JsonNode> spoil) => one =>
    {
        spoil(one);
        one["response"]!["status"] = status;
        one["response"]!["content"]!["text"] = """{"detail":"No."}""";
    };

    private static Action<JsonNode> Url(string query) => one =>
        one["request"]!["url"] = one["request"]!["url"]!.GetValue<string>().Split('?')[0] + query;

    private static Action<JsonNode> Sent(Action<JsonObject> spoil) => one => one["request"]!["postData"]!["text"] = Spoilt(one["request"]!["postData"]!, spoil);

    private static Action<JsonNode> Got(Action<JsonObject> spoil) => one => one["response"]!["content"]!["text"] = Spoilt(one["response"]!["content"]!, spoil);

    private static string Spoilt(JsonNode content, Action<JsonObject> spoil)
    {
        var body = JsonNode.Parse(content["text"]!.GetValue<string>())!.AsObject();
        spoil(body);
        return body.ToJsonString();
    }
}
