using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Waldur.Fake.WireMockTests;

/// <summary>Requests and answers by Waldur's names, for WireMock.</summary>
public sealed class WaldurResponseTests : IDisposable
{
    private readonly WaldurFake _waldur = WaldurFake.Start();
    private readonly WireMockServer _server;
    private readonly HttpClient _client;

    public WaldurResponseTests()
    {
        _server = _waldur.StartWireMock();
        _client = new() { BaseAddress = new(_server.Url!), DefaultRequestHeaders = { { "Authorization", "Token staff-token" } } };
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
        _waldur.Dispose();
    }

    public static TheoryData<OperationName, int, string> Refusals() => new()
    {
        { Operations.RobotAccounts.Create, 400, "{\"resource\":[\"This field is required.\"],\"type\":[\"This field is required.\"]}" },
        { Operations.RobotAccounts.Create, 401, "{\"detail\":\"Authentication credentials were not provided.\"}" },
        { Operations.RobotAccounts.Destroy, 403, "{\"detail\":\"You do not have permission to perform this action.\"}" },
        { Operations.RobotAccounts.Retrieve, 404, "{\"detail\":\"No RobotAccount matches the given query.\"}" },
        { Operations.RobotAccounts.SetStateOk, 400, "{\"detail\":\"Valid states for operation: Creating, Error.\"}" },
        { Operations.RobotAccounts.Create, 415, "{\"detail\":\"Unsupported media type \\\"text/plain\\\" in request.\"}" },
        { Operations.OfferingUsers.List, 429, "{\"detail\":\"Request was throttled. Expected available in 1 second.\"}" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_has_Waldur_s_own_text(OperationName operation, int status, string text)
    {
        _server.Given(Request.Create().WithPath("/refused")).RespondWith(WaldurResponse.Refuse(operation, status));

        using var answer = await _client.GetAsync("/refused", Cancellation);

        ((int)answer.StatusCode).ShouldBe(status);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldBe(text);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
    }

    [Fact]
    public void Every_documented_operation_has_refusals_and_a_status_that_Waldur_does_not_have_is_refused()
    {
        foreach (var operation in WaldurModules.Operations.Where(one => one is { Documented: true, Open: false, Disabled: false }))
        {
            WaldurResponse.Refuse(operation.Name, 401).ShouldNotBeNull();
            WaldurResponse.Refuse(operation.Name, 503).ShouldNotBeNull();
            if (operation.Path.Contains("{uuid}", StringComparison.Ordinal))
                WaldurResponse.Refuse(operation.Name, 404).ShouldNotBeNull(operation.Name.ToString());
        }
        WaldurResponse.Refuse(Operations.RobotAccounts.SetStateOk, 409, Fidelity.Server).ShouldNotBeNull();
        Should.Throw<ArgumentException>(() => WaldurResponse.Refuse(Operations.RobotAccounts.List, 418))
            .Message.ShouldBe("Waldur does not refuse robot_accounts.list with 418. (Parameter 'status')");
        Should.Throw<ArgumentException>(() => WaldurResponse.Refuse(Operations.RobotAccounts.List, 200));
    }

    [Fact]
    public async Task An_object_is_shown_as_it_is_told_whatever_the_world_has()
    {
        var account = _waldur.World.RobotAccounts[0];
        _server.Given(WaldurRequest.For(Operations.RobotAccounts.Retrieve).WithUuid(account.Uuid))
            .RespondWith(WaldurResponse.Show(_waldur, account with { Username = "shown", State = RobotAccountState.Error }));

        var shown = await _client.GetFromJsonAsync<JsonObject>($"/api/marketplace-robot-accounts/{account.Uuid:n}/", Cancellation);
        var own = JsonNode.Parse(await _waldur.CreateClient("staff").GetStringAsync(
            new Uri($"/api/marketplace-robot-accounts/{account.Uuid:n}/", UriKind.Relative), Cancellation))!.AsObject();

        ((string)shown!["username"]!).ShouldBe("shown");
        ((string)shown["state"]!).ShouldBe("Error");
        ((string)shown["url"]!).ShouldStartWith(_server.Url!);
        shown.Select(member => member.Key).ShouldBe(own.Select(member => member.Key));
        ((string)own["username"]!).ShouldBe(account.Username);
        _waldur.World.RobotAccounts.Get(account.Uuid).ShouldBe(account);
    }

    public static TheoryData<string> Shown() =>
        ["offering_users", "resource_users", "course_accounts", "users", "customers", "projects", "offerings", "resources"];

    [Theory]
    [MemberData(nameof(Shown))]
    public async Task Objects_of_all_kinds_that_Waldur_shows_are_shown(string kind)
    {
        var world = _waldur.World;
        var (uuid, answer) = kind switch
        {
            "offering_users" => Show(world.OfferingUsers[0]),
            "resource_users" => Show(world.ResourceUsers[0]),
            "course_accounts" => Show(world.CourseAccounts[0]),
            "users" => Show(world.Users[0]),
            "customers" => Show(world.Customers[0]),
            "projects" => Show(world.Projects[0]),
            "offerings" => Show(world.Offerings[0]),
            _ => Show(world.Resources[0]),
        };
        _server.Given(Request.Create().WithPath("/shown")).RespondWith(answer);

        var shown = await _client.GetFromJsonAsync<JsonObject>("/shown", Cancellation);

        ((string)shown!["uuid"]!).ShouldBe(uuid.ToString("n"));

        (Guid, IResponseBuilder) Show<T>(T row)
            where T : Entity => (row.Uuid, WaldurResponse.Show(_waldur, row));
    }

    [Fact]
    public void What_Waldur_does_not_show_by_itself_can_t_be_shown() =>
        Should.Throw<ArgumentException>(() => WaldurResponse.Show(_waldur, _waldur.World.Data.Table(Consent.Table)[0]))
            .Message.ShouldBe("Waldur shows no Consent by itself. (Parameter 'row')");

    [Fact]
    public async Task The_fake_answers_after_something_else_was_done()
    {
        var account = _waldur.World.RobotAccounts[0];
        _server.Given(WaldurRequest.For(Operations.RobotAccounts.Retrieve)).RespondWith(WaldurResponse.ThenFake(_waldur, _ =>
        {
            _waldur.World.Save(_waldur.World.RobotAccounts.Get(account.Uuid) with { Username = "done-before" });
            return Task.CompletedTask;
        }));

        (await _client.GetStringAsync($"/api/marketplace-robot-accounts/{account.Uuid:n}/", Cancellation)).ShouldContain("done-before");
    }

    [Fact]
    public async Task Requests_are_matched_by_operation_user_and_object()
    {
        var (one, other) = (_waldur.World.RobotAccounts[0].Uuid, _waldur.World.RobotAccounts[1].Uuid);
        _server.Given(WaldurRequest.For(Operations.RobotAccounts.Retrieve).By(_waldur, "staff").WithUuid(one))
            .RespondWith(Response.Create().WithStatusCode(299));
        _server.Given(WaldurRequest.For(Operations.RobotAccounts.Count))
            .RespondWith(Response.Create().WithStatusCode(298));
        _server.Given(WaldurRequest.For(Operations.Users.Retrieve)).RespondWith(Response.Create().WithStatusCode(297));

        (await StatusAsync(HttpMethod.Get, $"marketplace-robot-accounts/{one:n}/")).ShouldBe(299);
        (await StatusAsync(HttpMethod.Get, $"marketplace-robot-accounts/{one:d}/")).ShouldBe(299);
        (await StatusAsync(HttpMethod.Get, $"marketplace-robot-accounts/{other:n}/")).ShouldBe(200);
        (await StatusAsync(HttpMethod.Delete, $"marketplace-robot-accounts/{one:n}/")).ShouldBe(204);
        (await StatusAsync(HttpMethod.Head, "marketplace-robot-accounts/")).ShouldBe(298);
        (await StatusAsync(HttpMethod.Get, "users/me/")).ShouldBe(200);
        _client.DefaultRequestHeaders.Authorization = new("Token", _waldur.TokenOf("olga"));
        (await StatusAsync(HttpMethod.Get, $"marketplace-robot-accounts/{one:n}/")).ShouldBe((int)HttpStatusCode.NotFound);
        Should.Throw<ArgumentException>(() => WaldurRequest.For(Operations.RobotAccounts.List).WithUuid(one));
        Should.Throw<ArgumentException>(() => WaldurRequest.For(Operations.RobotAccounts.List).By(_waldur, "nobody"));

        async Task<int> StatusAsync(HttpMethod method, string path)
        {
            using var answer = await _client.SendAsync(new(method, "/api/" + path), Cancellation);
            return (int)answer.StatusCode;
        }
    }
}
