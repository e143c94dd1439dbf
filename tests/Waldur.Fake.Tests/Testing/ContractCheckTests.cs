using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.Testing;

public sealed class ContractCheckTests
{
    private const string List = "/api/marketplace-robot-accounts/";

    private static readonly ContractCheck s_contract = new();

    /// <summary>What is done to a good answer, and what must be said of it.</summary>
    public static TheoryData<string, string> Broken { get; } = new()
    {
        { "remove username", "$[0].username: missing, or after description" },
        { "remove offering_plugin_options", "$[0].offering_plugin_options: missing" },
        { "add token", "$[0].token: not a member that the contract knows" },
        { "move url", "$[0].url: missing, or after uuid" },
        { "set username 5", "$[0].username: 5 where string was expected" },
        { "set username null", "$[0].username: null where string was expected" },
        { "set state \"Ready\"", "$[0].state: \"Ready\" is none of Requested, Creating, OK, Requested deletion, Deleted, Error" },
        { "set uuid \"af2c\"", "$[0].uuid: \"af2c\" where string (uuid) was expected" },
        { "set created \"2026-01-03\"", "$[0].created: \"2026-01-03\" where string (date-time) was expected" },
        { "set resource \"/api/\"", "$[0].resource: \"/api/\" where string (uri) was expected" },
        { "set users {}", "$[0].users: {} where array was expected" },
        { "set users [{}]", "$[0].users[0].url: missing" },
        { "set keys [7]", "$[0].keys[0]: 7 where string was expected" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task What_breaks_the_contract_is_told_with_its_place(string change, string expected)
    {
        var accounts = await AccountsAsync();
        Change(accounts[0]!.AsObject(), change);

        s_contract.Violation("GET", List, 200, Bytes(accounts.ToJsonString())).ShouldBe($"GET {List} → 200: {expected}");
    }

    [Fact]
    public async Task A_good_answer_passes()
    {
        var accounts = await AccountsAsync();

        accounts.Count.ShouldBeGreaterThan(0);
        s_contract.Violation("GET", "http://waldur.example" + List, 200, Bytes(accounts.ToJsonString())).ShouldBeNull();
    }

    [Theory]
    [InlineData("GET", List, 201, "[]", "success is 200 here")]
    [InlineData("GET", List, 200, "[", "the body is not JSON")]
    [InlineData("GET", List + "?field=uuid", 200, "[{}]", "$[0].uuid: missing")]
    [InlineData("GET", List + "?field=uuid", 200, """[{"state":"OK"}]""", "$[0].state: was not asked for")]
    [InlineData("GET", List + "?field=type&field=nonsense", 200, """[{"type":"cicd"}]""", null)]
    [InlineData("HEAD", List, 200, "", null)]
    [InlineData("HEAD", List, 200, "[]", "an answer to HEAD has no body")]
    [InlineData("DELETE", List, 204, "", "success of a method that does not exist here")]
    [InlineData("DELETE", List + "5c02b53c2a5a4a3a8a4f0f6e1a6a0c11/", 204, "{}", "no body is expected")]
    [InlineData("GET", "/api/nonsense/", 200, "[]", "success on a path that does not exist")]
    [InlineData("GET", "/api/marketplace-robot-accounts", 301, "", null)]
    [InlineData("GET", List, 301, "", "a redirect where the path is complete")]
    [InlineData("GET", "/api/nonsense/", 404, "\n<!doctype html>", null)]
    [InlineData("GET", List, 404, "\n<!doctype html>", "the page for an unknown path, at a known one")]
    [InlineData("GET", List, 404, """{"detail":"Invalid page."}""", null)]
    [InlineData("POST", List, 400, """{"type":["This field is required."]}""", null)]
    [InlineData("POST", List, 400, "{}", "400 tells errors: an object by field, or a list of texts")]
    [InlineData("GET", List, 401, """{"error":"Invalid token."}""", "401 tells a detail, and nothing else")]
    [InlineData("GET", List, 503, "busy", null)]
    [InlineData("GET", "/elsewhere", 200, "busy", null)]
    public void Statuses_and_refusals_are_judged(string method, string target, int status, string body, string? expected) =>
        s_contract.Violation(method, target, status, Bytes(body)).ShouldBe(
            expected is null ? null : $"{method} {target} → {status}: {expected}");

    [Fact]
    public async Task A_handler_checks_what_a_client_gets()
    {
        using var client = new HttpClient(new ContractCheckHandler(s_contract) { InnerHandler = new Stub() }) {
            BaseAddress = WaldurFake.BaseAddress };

        var wrong = await Should.ThrowAsync<ContractViolationException>(client.GetAsync(List, TestContext.Current.CancellationToken));

        wrong.Message.ShouldBe($"GET {List} → 200: $: {{}} where array was expected");
    }

    [Fact]
    public void Every_answer_in_these_tests_is_checked() => new ApiSettings().CheckAnswers.ShouldBeTrue();

    private static async Task<JsonArray> AccountsAsync()
    {
        await using var fake = WaldurFake.Start();
        using var client = fake.CreateClient("staff");
        return JsonNode.Parse(await client.GetStringAsync(List, TestContext.Current.CancellationToken))!.AsArray();
    }

    private static void Change(JsonObject account, string change)
    {
        var words = change.Split(' ', 3);
        switch (words[0])
        {
            case "remove":
                account.Remove(words[1]).ShouldBeTrue();
                break;
            case "move":
                var value = account[words[1]];
                account.Remove(words[1]);
                account.Add(words[1], value);
                break;
            case "add":
                account.Add(words[1], "x");
                break;
            default:
                account[words[1]] = JsonNode.Parse(words[2]);
                break;
        }
    }

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private sealed class Stub : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}") });
    }
}
