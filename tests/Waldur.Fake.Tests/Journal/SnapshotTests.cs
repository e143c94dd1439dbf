using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;

namespace Waldur.Fake.Tests.Journal;

public sealed class SnapshotTests
{
    private const string Accounts = "/api/marketplace-robot-accounts/";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_conversation_is_a_text_in_which_the_same_thing_has_the_same_name()
    {
        using var waldur = WaldurFake.Start();

        await TalkAsync(waldur, WaldurFake.BaseAddress, waldur.CreateHandler());

        waldur.Requests.ToSnapshot().ReplaceLineEndings("\n").ShouldBe(Approved.ReplaceLineEndings("\n") + "\n");
    }

    [Fact]
    public async Task It_is_the_same_with_another_seed_another_time_and_on_a_socket()
    {
        using var waldur = WaldurFake.Start(options => options.Seed = 4711);
        waldur.Clock.Advance(TimeSpan.FromDays(100));
        using var handler = new SocketsHttpHandler();

        await TalkAsync(waldur, await waldur.ListenAsync(cancellation: Cancellation), handler);

        waldur.Requests.ToSnapshot().ReplaceLineEndings("\n").ShouldBe(Approved.ReplaceLineEndings("\n") + "\n");
    }

    [Fact]
    public async Task As_JSON_it_has_the_same_names()
    {
        using var waldur = WaldurFake.Start();
        await TalkAsync(waldur, WaldurFake.BaseAddress, waldur.CreateHandler());

        var requests = JsonElement.Parse(waldur.Requests.ToJsonSnapshot());

        requests.GetArrayLength().ShouldBe(3);
        requests[0].GetProperty("url").GetString().ShouldBe(Accounts);
        requests[0].GetProperty("answer").GetProperty("uuid").GetString().ShouldBe("<robot-account:1>");
        requests[0].GetProperty("changes").GetProperty("<robot-account:1>").GetString().ShouldBe("added");
        requests[1].GetProperty("url").GetString().ShouldBe($"{Accounts}<robot-account:1>/?field=uuid&field=url&field=created");
        using var client = waldur.CreateAnonymousClient();
        (await client.GetStringAsync("/_fake/requests/snapshot?format=json", Cancellation)).ShouldBe(waldur.Requests.ToJsonSnapshot());
        (await client.GetStringAsync("/_fake/requests/snapshot", Cancellation)).ShouldBe(waldur.Requests.ToSnapshot());
    }

    [Fact]
    public async Task A_token_in_a_body_is_the_name_of_its_user_and_nothing_else_is_touched()
    {
        using var waldur = WaldurFake.Start();
        using var olga = waldur.CreateClient("olga");
        (await olga.PostAsJsonAsync(
            Accounts, new { type = "alice-token", username = "0123456789abcdef0123456789abcdef", description = "20 2026-01-01" }, Cancellation)).Dispose();

        var body = JsonElement.Parse(waldur.Requests.ToJsonSnapshot())[0].GetProperty("body");

        body.GetProperty("type").GetString().ShouldBe("<token:alice>");
        body.GetProperty("username").GetString().ShouldBe("<uuid:1>");
        body.GetProperty("description").GetString().ShouldBe("20 2026-01-01");
    }

    private static async Task TalkAsync(WaldurFake waldur, Uri address, HttpMessageHandler handler)
    {
        using var client = new HttpClient(handler) { BaseAddress = address };
        client.DefaultRequestHeaders.Add("Authorization", "Token " + waldur.TokenOf("olga"));
        var resource = new Uri(address, $"/api/marketplace-resources/{waldur.World.Uuid("resources", "climate-hpc"):n}/");
        using var made = await client.PostAsJsonAsync(Accounts, new { resource, type = "night" }, Cancellation);
        var uuid = (await made.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("uuid").GetString();
        (await client.GetAsync($"{Accounts}{uuid}/?field=uuid&field=url&field=created", Cancellation)).Dispose();
        (await client.DeleteAsync($"{Accounts}{uuid}/", Cancellation)).Dispose();
    }

    private const string Approved = """
        olga: POST /api/marketplace-robot-accounts/  (robot_accounts.create)
        {
          "resource": "<host:1>/api/marketplace-resources/<resource:climate-hpc>/",
          "type": "night"
        }
        -> 201 [robot-initial-state]
        {
          "url": "<host:1>/api/marketplace-robot-accounts/<robot-account:1>/",
          "uuid": "<robot-account:1>",
          "created": "<time:1>",
          "modified": "<time:2>",
          "username": "",
          "description": "",
          "error_message": "",
          "error_traceback": "",
          "state": "Requested",
          "resource": "<host:1>/api/marketplace-resources/<resource:climate-hpc>/",
          "type": "night",
          "users": [],
          "keys": [],
          "backend_id": "",
          "fingerprints": [],
          "responsible_user": null
        }
        added: <robot-account:1>
        logged: resource_robot_account_created

        olga: GET /api/marketplace-robot-accounts/<robot-account:1>/?field=uuid&field=url&field=created  (robot_accounts.retrieve)
        -> 200
        {
          "url": "<host:1>/api/marketplace-robot-accounts/<robot-account:1>/",
          "uuid": "<robot-account:1>",
          "created": "<time:1>"
        }

        olga: DELETE /api/marketplace-robot-accounts/<robot-account:1>/  (robot_accounts.destroy)
        -> 204
        removed: <robot-account:1>
        logged: resource_robot_account_deleted
        """;
}
