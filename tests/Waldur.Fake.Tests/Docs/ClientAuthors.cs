using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Shouldly;

namespace Waldur.Fake.Tests.Docs;

/// <summary>What the page for authors of clients tells, shown: each surprise, and that the line beside it copes.</summary>
public sealed class ClientAuthors : IDisposable
{
    private const string Robots = "/api/marketplace-robot-accounts/";
    private const string Users = "/api/marketplace-offering-users/";

    private readonly WaldurFake _waldur = WaldurFake.Start(options => options.ScenarioText("""
        version: 1
        users: {staff: {is_staff: true, token: staff}, u1: {}, u2: {}}
        customers: {c: {}, p: {}}
        projects: {pr: {customer: c}}
        offerings: {o: {customer: p, plugin_options: {service_provider_can_create_offering_user: true}}}
        resources: {r: {offering: o, project: pr}}
        robot_accounts: {a: {resource: r, type: cicd, state: OK}, b: {resource: r, type: ci, state: Error}}
        offering_users: {a: {offering: o, user: u1, username: ada}, b: {offering: o, user: u2, state: Requested deletion}}
        """));

    private readonly HttpClient _http;

    public ClientAuthors() => _http = _waldur.CreateClient("staff");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _http.Dispose();
        _waldur.Dispose();
    }

    [Fact]
    public async Task A_uuid_has_no_hyphens_and_Guid_needs_a_converter()
    {
        var json = await _http.GetStringAsync(Robots, Cancellation);
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Account[]>(json, JsonSerializerOptions.Web));

        JsonSerializer.Deserialize<Account[]>(json, s_json)!.Select(account => account.Uuid)
            .ShouldBe(_waldur.World.Data.Table(RobotAccount.Table).Select(account => account.Uuid));
    }

    [Fact]
    public void The_page_lists_all_that_may_be_null()
    {
        var listed = File.ReadAllLines(Path.Combine(Pages.Root, "docs", "for-client-authors.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(
                line =>
                    line.Split('|')[2].Split('`').Where((_, place) => place % 2 == 1).Select(field => (Group: line.Split('`')[1], field)))
            .ToHashSet();

        var nullable = WaldurModules.Operations.Where(operation => operation is { Documented: true, Result: not null })
            .SelectMany(operation => Nulls(operation.Result!, "").Select(field => (Group: operation.Path.Split('/')[2], field)))
            .ToHashSet();

        nullable.Except(listed).ShouldBeEmpty();
        listed.Except(nullable).ShouldBeEmpty();
    }

    [Fact]
    public async Task Null_comes_where_a_page_says_string()
    {
        var json = await _http.GetStringAsync(Users + "?state=Requested%20deletion", Cancellation);

        JsonSerializer.Deserialize<OfferingAccount[]>(json, JsonSerializerOptions.Web)!.Single().Username.ShouldBeNull();
    }

    [Fact]
    public async Task A_missing_slash_is_a_redirect_that_loses_what_was_written()
    {
        using var answer = await _http.PostAsJsonAsync(Robots[..^1], new { type = "x" }, Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.MovedPermanently);

        #region redirects
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        #endregion

        using var http = new HttpClient(handler) { BaseAddress = await _waldur.ListenAsync(cancellation: Cancellation) };
        http.DefaultRequestHeaders.Authorization = new("Token", "staff");
        using var refused = await http.PostAsJsonAsync(Robots[..^1], new { type = "x" }, Cancellation);
        Should.Throw<HttpRequestException>(refused.EnsureSuccessStatusCode);

        using var following = new HttpClient { BaseAddress = http.BaseAddress };
        following.DefaultRequestHeaders.Authorization = new("Token", "staff");
        using var lost = await following.PostAsJsonAsync(Robots[..^1], new { type = "x" }, Cancellation);
        (lost.StatusCode, lost.RequestMessage!.Method).ShouldBe((HttpStatusCode.Unauthorized, HttpMethod.Get));
        _waldur.World.Data.Table(RobotAccount.Table).Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_unknown_filter_is_ignored()
    {
        (await CountAsync(Robots + "?resouce_uuid=" + Guid.Empty)).ShouldBe(2);

        Should.Throw<ArgumentException>(() => Filter("resouce_uuid", "x"));
        (await CountAsync(Robots + "?" + Filter("type", "ci"))).ShouldBe(1);
    }

    [Fact]
    public async Task A_state_is_asked_for_by_its_number_or_its_label()
    {
        using var wrong = await _http.GetAsync(Robots + "?state=OK", Cancellation);
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        #region states
        var robots = $"/api/marketplace-robot-accounts/?state={(int)RobotState.Ok}";
        var users = $"/api/marketplace-offering-users/?state={Uri.EscapeDataString("Requested deletion")}";
        #endregion

        (await CountAsync(robots)).ShouldBe(1);
        (await CountAsync(users)).ShouldBe(1);
    }

    [Fact]
    public async Task Labels_repeat_their_key_and_other_lists_are_joined()
    {
        var states = new[] { "OK", "Requested deletion" };

        #region repeated
        var any = string.Join('&', states.Select(state => "state=" + Uri.EscapeDataString(state)));
        var order = "o=" + string.Join(',', "state", "-created");
        #endregion

        (await CountAsync($"{Users}?{any}")).ShouldBe(2);
        using var joined = await _http.GetAsync($"{Users}?state=OK,Requested%20deletion", Cancellation);
        joined.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        order.ShouldBe("o=state,-created");

        var (created, descending) = ("?o=-created", "?o=username&o=-created");
        (await _http.GetStringAsync(Users + descending, Cancellation)).ShouldBe(await _http.GetStringAsync(Users + created, Cancellation));
    }

    [Fact]
    public async Task HEAD_tells_the_number_of_matches_in_a_header()
    {
        #region count
        using var answer = await _http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/api/marketplace-robot-accounts/"), Cancellation);
        var count = int.Parse(answer.Headers.GetValues("X-Result-Count").Single(), CultureInfo.InvariantCulture);
        #endregion

        count.ShouldBe(2);
        answer.Content.Headers.ContentLength.ShouldBe(2);
    }

    [Fact]
    public async Task A_plus_in_a_query_is_a_blank()
    {
        var moment = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var wrong = await _http.GetAsync($"{Robots}?created={moment:yyyy-MM-ddTHH:mm:sszzz}", Cancellation);
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        #region moments
        var since = $"/api/marketplace-robot-accounts/?created={Uri.EscapeDataString(moment.ToString("O", CultureInfo.InvariantCulture))}";
        #endregion

        (await CountAsync(since)).ShouldBe(2);
    }

    private async Task<int> CountAsync(string address)
    {
        using var answer = await _http.GetAsync(address, Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return int.Parse(answer.Headers.GetValues("X-Result-Count").Single(), CultureInfo.InvariantCulture);
    }

    private static IEnumerable<string> Nulls(Shape shape, string prefix) => shape.Items is { } items
        ? Nulls(items, prefix)
        : (shape.Members ?? []).SelectMany(member => (member.Shape.Nullable ? [prefix + member.Name] : Enumerable.Empty<string>())
            .Concat(Nulls(member.Shape, prefix + member.Name + ".")));

    #region uuid-options
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { Converters = { new WaldurUuid() } };
    #endregion

    private static readonly string[] s_filters = ["type", "state", "resource_uuid"];

    #region filters
    private static string Filter(string name, string value) => s_filters.Contains(name)
        ? $"{name}={Uri.EscapeDataString(value)}"
        : throw new ArgumentException($"Waldur ignores the filter {name}", nameof(name));
    #endregion

    private enum RobotState
    {
        Requested = 1,
        Ok = 3,
    }

    private sealed record Account(Guid Uuid);

    #region nulls
    private sealed record OfferingAccount(string? Username);
    #endregion

    #region uuid-converter
    private sealed class WaldurUuid : JsonConverter<Guid>
    {
        public override Guid Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Guid.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Guid value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("n"));
    }
    #endregion
}
