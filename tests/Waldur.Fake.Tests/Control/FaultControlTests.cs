using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;

namespace Waldur.Fake.Tests.Control;

/// <summary>Faults over HTTP.</summary>
public sealed class FaultControlTests : IDisposable
{
    private const string Faults = "/_fake/faults";

    private readonly WaldurFake _fake = WaldurFake.Start();
    private readonly HttpClient _client;

    public FaultControlTests() => _client = _fake.CreateClient("olga");

    public void Dispose()
    {
        _client.Dispose();
        _fake.Dispose();
    }

    [Fact]
    public async Task A_fault_is_added_used_listed_and_removed()
    {
        var (status, added) = await Send("POST", Faults, """{"on": "robot_accounts.list", "by": "olga", "first": 1, "respond": 503}""");
        (status, added).ShouldBe((201,
            """{"name":"fault-1","on":"robot_accounts.list","by":"olga","first":1,"respond":{"status":503},"matched":0,"used":0}"""));

        (await Send("GET", "/api/marketplace-robot-accounts/")).Status.ShouldBe(503);
        (await Send("GET", "/api/marketplace-robot-accounts/")).Status.ShouldBe(200);

        (await Send("GET", Faults)).ShouldBe((200, $"[{added.Replace("\"matched\":0,\"used\":0", "\"matched\":2,\"used\":1", StringComparison.Ordinal)}]"));
        (await Send("DELETE", $"{Faults}/fault-1")).ShouldBe((204, ""));
        (await Send("GET", Faults)).ShouldBe((200, "[]"));
        (await Send("DELETE", $"{Faults}/fault-1")).ShouldBe((404, """{"detail":"There is no fault fault-1; there are none."}"""));
    }

    [Fact]
    public async Task All_faults_are_removed()
    {
        _fake.Faults.OnAny().Respond(500);
        _fake.Faults.OnAny().Respond(502);

        (await Send("DELETE", $"{Faults}/fault-3")).ShouldBe((404, """{"detail":"There is no fault fault-3; there are fault-1, fault-2."}"""));
        (await Send("DELETE", Faults)).Status.ShouldBe(204);

        _fake.Faults.All.ShouldBeEmpty();
        (await Send("GET", "/api/marketplace-robot-accounts/")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_named_fault_comes_with_a_fragment_and_a_later_fragment_leaves_the_counts_alone()
    {
        var named = """{"faults": {"busy": {"on": "robot_accounts.list", "first": 2, "respond": 503}}}""";
        (await Send("POST", "/_fake/apply", named)).Text.ShouldContain("\"busy\"");
        (await Send("GET", "/api/marketplace-robot-accounts/")).Status.ShouldBe(503);

        (await Send("POST", "/_fake/apply", """{"users": {"newcomer": {}}}""")).Status.ShouldBe(200);

        _fake.Faults.All.ShouldHaveSingleItem().ToString().ShouldContain("\"matched\":1,\"used\":1");
        (await Send("DELETE", $"{Faults}/busy")).Status.ShouldBe(204);
    }

    [Fact]
    public async Task Each_world_has_faults_of_its_own()
    {
        (await Send("POST", "/_fake/worlds", """{"name": "one"}""")).Status.ShouldBe(201);
        (await Send("POST", $"/_fake/worlds/one{Faults}", """{"on": "any", "respond": 503}""")).Status.ShouldBe(201);

        (await Send("GET", "/_fake/worlds/one/api/marketplace-robot-accounts/")).Status.ShouldBe(503);
        (await Send("GET", "/api/marketplace-robot-accounts/")).Status.ShouldBe(200);
        (await Send("GET", $"/_fake/worlds/one{Faults}")).Text.ShouldContain("\"used\":1");
    }

    [Theory]
    [InlineData("""{"on": "robot_accounts.lst", "respond": 503}""", "on",
        "there is no operation or group robot_accounts.lst; robot_accounts has list, count, retrieve, create, update, partial_update, destroy, "
            + "set_state_creating, set_state_ok, set_state_request_deletion, set_state_deleted, set_state_erred", "robot_accounts.list", 1, 8)]
    [InlineData("""{"on": "any", "first": 1, "nth": 2, "respond": 503}""", "nth",
        "contradicts 'first': a fault says one of first, nth, every, rate", null, 1, 34)]
    [InlineData("""{"on": "any"}""", "on",
        "nothing becomes of it: say respond, drop, damage, stall, delay, delay_real or done_twice", null, 1, 8)]
    [InlineData("""{"on": "any", "by": "olgo", "respond": 503}""", "by", "'olgo' is not a key of users", "olga", 1, 21)]
    [InlineData("""{"respond": 503}""", "",
        "'on' is missing; expected operation such as robot_accounts.create, group such as robot_accounts, or any", null, 1, 1)]
    [InlineData("""{"on": "any", "dalay": 1}""", "dalay", "unknown key", "delay", 1, 15)]
    public async Task What_is_wrong_is_told_with_its_place(string body, string path, string message, string? suggestion, int line, int column)
    {
        var (status, text) = await Send("POST", Faults, body);

        status.ShouldBe(400, text);
        var error = JsonNode.Parse(text)!["errors"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)error["path"], (string?)error["message"], (string?)error["suggestion"], (int)error["line"]!, (int)error["column"]!)
            .ShouldBe((path, message, suggestion, line, column));
        _fake.Faults.All.ShouldBeEmpty();
    }

    private async Task<(int Status, string Text)> Send(string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
