using System.Net.Http.Json;
using Shouldly;

namespace Waldur.Fake.Tests.Rest;

public sealed class HintTests : IDisposable
{
    private const string Header = "X-Waldur-Fake-Hint";
    private const string Robots = "/api/marketplace-robot-accounts/";
    private const string Uuid = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";

    private readonly List<string> _log = [];
    private readonly WaldurFake _waldur;

    public HintTests() => _waldur = WaldurFake.Start(options => options.Log(_log.Add));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _waldur.Dispose();

    [Theory]
    [InlineData("/api/broadcast-messages/")]
    [InlineData("/api/broadcast-messages")]
    [InlineData("/api/broadcast-messages/" + Uuid + "/?x=1")]
    public async Task What_Waldur_has_and_the_fake_has_not_is_404_with_a_hint_a_line_and_an_entry(string path)
    {
        (await HintAsync(HttpMethod.Get, path, 404)).ShouldBe("Waldur has this; the fake does not emulate it");

        _log.ShouldHaveSingleItem().ShouldContain("Waldur has this; the fake does not emulate it");
        _waldur.NotEmulated.ShouldBe([new NotEmulatedRequest("GET", path)]);
    }

    [Fact]
    public async Task The_list_of_what_is_not_emulated_is_the_worlds_and_has_an_end()
    {
        using var fork = _waldur.Fork();
        using var http = fork.CreateAnonymousClient();
        for (var i = 0; i < 1010; i++)
            (await http.GetAsync("/api/broadcast-messages/", Cancellation)).Dispose();

        fork.NotEmulated.Count.ShouldBe(1000);
        _waldur.NotEmulated.ShouldBeEmpty();
        fork.Reset();
        fork.NotEmulated.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/api/marketplace-robot-acounts/", Robots)]
    [InlineData("/API/marketplace-robot-accounts/", Robots)]
    [InlineData("//api/marketplace-robot-accounts/", Robots)]
    [InlineData("/api/marketplace_robot_accounts", Robots)]
    [InlineData(Robots + Uuid + "/set_state_okay/", Robots + Uuid + "/set_state_ok/")]
    public async Task A_slip_of_the_finger_gets_the_nearest_path(string path, string meant)
    {
        (await HintAsync(HttpMethod.Get, path, 404)).ShouldBe($"did you mean {meant}");
        _waldur.NotEmulated.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/favicon.ico")]
    [InlineData("/api/something-else-entirely/")]
    [InlineData("/k/api/nothing/")]
    public async Task What_is_like_nothing_gets_no_hint(string path) => (await HintAsync(HttpMethod.Get, path, 404)).ShouldBeNull();

    [Theory]
    [InlineData("Bearer abc", "not Bearer")]
    [InlineData("abc", "the word Token stands before the key")]
    [InlineData(null, "send the header Authorization: Token <key>")]
    [InlineData("Token abc", "no user of this world has that token")]
    public async Task A_token_in_the_wrong_form_is_explained(string? authorization, string hint)
    {
        using var http = _waldur.CreateAnonymousClient();
        if (authorization is not null)
            http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);

        (await HintAsync(http, new(HttpMethod.Get, Robots), 401))!.ShouldContain(hint);
    }

    [Fact]
    public async Task A_token_in_the_query_is_explained()
    {
        using var http = _waldur.CreateAnonymousClient();

        (await HintAsync(http, new(HttpMethod.Get, Robots + "?x-auth-token=abc"), 401))!.ShouldContain("x-auth-token");
    }

    [Theory]
    [InlineData(Robots + "?state=OK", 400, "state takes a number here, not a label: one of 1, 2, 3, 4, 5, 6")]
    [InlineData("/api/marketplace-course-accounts/?state=3", 400, "state takes a label here")]
    [InlineData(Robots + "?created=2026-01-01T00:00:00+00:00", 400, "write %2B")]
    [InlineData(Robots + "?resource=" + Uuid, 200, "resource takes a link, and a uuid matches nothing: resource_uuid takes a uuid")]
    [InlineData("/api/marketplace-robot-accounts", 301, "end with a slash")]
    public async Task A_filter_or_path_of_the_wrong_form_is_explained(string path, int status, string hint) =>
        (await HintAsync(HttpMethod.Get, path, status))!.ShouldContain(hint);

    [Theory]
    [InlineData(Uuid, "resource takes a link such as http://localhost/api/")]
    [InlineData("http://localhost/api/marketplace-resources/" + Uuid, "the link in resource lacks the slash at its end")]
    public async Task A_link_of_the_wrong_form_is_explained(string resource, string hint)
    {
        using var http = _waldur.CreateClient("staff");
        using var request = new HttpRequestMessage(HttpMethod.Post, Robots) {
            Content = JsonContent.Create(new { resource, type = "cicd" }) };

        (await HintAsync(http, request, 400))!.ShouldContain(hint);
    }

    [Fact]
    public async Task A_good_answer_and_a_plain_refusal_have_none()
    {
        (await HintAsync(HttpMethod.Get, Robots + "?state=3&page_size=5", 200)).ShouldBeNull();
        (await HintAsync(HttpMethod.Get, Robots + Uuid + "/", 404)).ShouldBeNull();
        (await HintAsync(HttpMethod.Get, Robots + "?project_uuid=x", 400)).ShouldBeNull();
    }

    [Fact]
    public async Task Without_hints_the_entry_is_kept_all_the_same()
    {
        using var silent = WaldurFake.Start(options => options.Hints = false);
        using var http = silent.CreateAnonymousClient();

        (await HintAsync(http, new(HttpMethod.Get, "/api/broadcast-messages/"), 404)).ShouldBeNull();
        (await HintAsync(http, new(HttpMethod.Get, Robots), 401)).ShouldBeNull();
        silent.NotEmulated.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("//api/marketplace-robot-accounts/")]
    [InlineData("/k/api/marketplace-robot-accounts/")]
    [InlineData("/k/api/marketplace-robot-accounts")]
    public async Task The_check_of_answers_raises_no_alarm_where_the_api_does_not_lie(string path)
    {
        using var http = _waldur.CreateClient("staff");
        using var answer = await http.GetAsync(new Uri("http://localhost" + path), Cancellation);

        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        new ContractCheck().Violation("GET", path, 404, await answer.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBeNull();
    }

    private async Task<string?> HintAsync(HttpMethod method, string path, int status)
    {
        using var http = _waldur.CreateClient("staff");
        return await HintAsync(http, new(method, "http://localhost" + path), status);
    }

    private static async Task<string?> HintAsync(HttpClient http, HttpRequestMessage request, int status)
    {
        using var answer = await http.SendAsync(request, Cancellation);
        ((int)answer.StatusCode).ShouldBe(status);
        return answer.Headers.TryGetValues(Header, out var values) ? values.Single() : null;
    }
}
