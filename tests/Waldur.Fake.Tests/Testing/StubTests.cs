using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;

namespace Waldur.Fake.Tests.Testing;

/// <summary>What is not emulated is said aloud, or stubbed.</summary>
public sealed class StubTests
{
    private const string Version = "api/version/";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_path_that_is_not_emulated_is_404_unless_told_otherwise()
    {
        using var fake = WaldurFake.Start();
        using var client = fake.CreateClient("staff");

        (await client.GetAsync(Version, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task It_may_be_501_that_says_what_is_near_and_how_to_stub_it()
    {
        using var fake = WaldurFake.Start(options => options.OnNotEmulated = OnNotEmulated.NotImplemented);
        using var client = fake.CreateClient("staff");

        using var answer = await client.GetAsync("api/marketplace-orders/?state=done", Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotImplemented);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!;
        problem["detail"]!.GetValue<string>().ShouldBe("GET /api/marketplace-orders/ is one of Waldur's, and this fake does not emulate it.");
        problem["nearest"]!.GetValue<string>().ShouldStartWith("/api/marketplace-");
        problem["stub"]!.GetValue<string>().ShouldContain("options.Map(\"GET /api/marketplace-orders/\"");
        fake.NotEmulated.ShouldBe([new("GET", "/api/marketplace-orders/?state=done")]);
        (await client.GetAsync("api/no-such-thing-at-all/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "Waldur has no such path");
    }

    [Fact]
    public async Task It_may_fail_the_test_that_passes_the_answer_over()
    {
        var fake = WaldurFake.Start(options => options.OnNotEmulated = OnNotEmulated.Fail);
        using (var client = fake.CreateClient("staff"))
        {
            using var answer = await client.GetAsync(Version, Cancellation);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotImplemented);
        }

        var failure = Should.Throw<NotEmulatedException>(fake.Dispose);

        failure.Message.ShouldStartWith("Not emulated, and asked for: GET /api/version/. ");
        failure.Requests.ShouldBe([new("GET", "/api/version/")]);
        fake.Dispose();
    }

    [Fact]
    public async Task A_world_in_which_something_was_asked_for_fails_the_server()
    {
        var fake = WaldurFake.Start(options => options.OnNotEmulated = OnNotEmulated.Fail);
        using (var client = fake.CreateClient("staff"))
        {
            (await client.PostAsJsonAsync("_fake/worlds", new { name = "mine", fork = true }, Cancellation)).EnsureSuccessStatusCode();
            using var answer = await client.GetAsync("_fake/worlds/mine/" + Version, Cancellation);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotImplemented);
        }

        await Should.ThrowAsync<NotEmulatedException>(async () => await fake.DisposeAsync());
    }

    [Fact]
    public async Task Code_answers_a_mapped_path_and_sees_what_was_asked()
    {
        using var fake = WaldurFake.Start(options =>
        {
            options.OnNotEmulated = OnNotEmulated.Fail;
            options.Map("GET /api/version/", call => new(HttpStatusCode.OK) {
                Content = JsonContent.Create(new { version = "7.9.6", asked = call.RequestUri!.Query }), Headers = { { "X-Version", "7" } } });
            options.Map("POST /api/version/", call => new(HttpStatusCode.Accepted) { Content = call.Content });
        });
        using var client = fake.CreateClient("staff");

        using var got = await client.GetAsync(Version + "?a=b", Cancellation);
        got.Headers.GetValues("X-Version").ShouldBe(["7"]);
        (await got.Content.ReadAsStringAsync(Cancellation)).ShouldBe("""{"version":"7.9.6","asked":"?a=b"}""");
        using var posted = await client.PostAsJsonAsync(Version, new[] { 1 }, Cancellation);
        posted.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await posted.Content.ReadAsStringAsync(Cancellation)).ShouldBe("[1]");
        using var fork = fake.Fork();
        using var forked = fork.CreateClient("staff");
        (await forked.GetAsync(Version, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_mapping_that_throws_is_a_failure_of_the_fake()
    {
        using var fake = WaldurFake.Start(options => options.Map("GET /api/version/", _ => throw new FormatException("mine")));
        using var client = fake.CreateClient("staff");

        (await client.GetAsync(Version, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);

        fake.Failures.ShouldHaveSingleItem().Exception.Message.ShouldBe("mine");
    }

    [Theory]
    [InlineData("/api/version/", "Map takes a method and a path")]
    [InlineData("GET api/version/", "Map takes a method and a path")]
    [InlineData("GET /api/version/?a=b", "Map takes a method and a path")]
    [InlineData("GET /api/marketplace-robot-accounts/", "is emulated; faults change what it answers")]
    public void What_can_not_be_mapped_is_refused(string request, string told) =>
        Should.Throw<ArgumentException>(() => WaldurFake.Start(options => options.Map(request, _ => new()))).Message.ShouldContain(told);

    [Fact]
    public async Task A_scenario_stubs_paths_with_text_JSON_headers_and_files()
    {
        var folder = Directory.CreateTempSubdirectory("waldur-fake-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "features.json"), """{"a": true}""", Cancellation);
        var file = Path.Combine(folder.FullName, "world.yaml");
        await File.WriteAllTextAsync(file, """
            version: 1
            users: {staff: {is_staff: true}}
            stubs:
              version: {request: GET /api/version/, body: {version: 7.9.6, n: 1}, headers: {X-Version: "7"}}
              gone: {request: DELETE /api/version/, status: 204}
              text: {request: GET /health-check/, body: fine}
              features: {request: GET /api/features-description/, file: features.json, content_type: application/json}
            """, Cancellation);
        using var fake = WaldurFake.Start(options => options.ScenarioFile(file));

        await AnswersAsync(fake);
        using var again = WaldurFake.Start(options => options.ScenarioText(fake.Export()));
        await AnswersAsync(again);
        folder.Delete(recursive: true);

        static async Task AnswersAsync(WaldurFake fake)
        {
            using var client = fake.CreateAnonymousClient();
            using var version = await client.GetAsync(Version, Cancellation);
            version.Headers.GetValues("X-Version").ShouldBe(["7"]);
            (await version.Content.ReadAsStringAsync(Cancellation)).ShouldBe("""{"version":"7.9.6","n":1}""");
            (await client.DeleteAsync(Version, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
            (await client.GetStringAsync("health-check/", Cancellation)).ShouldBe("fine");
            (await client.GetStringAsync("api/features-description/", Cancellation)).ShouldBe("""{"a": true}""");
            (await client.PutAsync(Version, null, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Theory]
    [InlineData("{request: GET /api/marketplace-robot-accounts/}", "'/api/marketplace-robot-accounts/' is emulated")]
    [InlineData("{request: /api/version/}", "expected a method and a path such as 'GET /api/version/'")]
    [InlineData("{request: GET /x, status: 99}", "status")]
    [InlineData("{request: GET /x, headers: {X: 7}}", "a header is a name with a text")]
    [InlineData("{request: GET /x, file: ../secret}", "only a scenario file can name another file")]
    public void What_is_wrong_in_a_stub_is_told(string stub, string told) =>
        Should.Throw<ScenarioException>(() => WaldurFake.Start(options => options.ScenarioText($"stubs: {{one: {stub}}}")))
            .Message.ShouldContain(told);

    [Fact]
    public async Task A_file_outside_of_the_folder_of_the_scenario_is_not_read()
    {
        var folder = Directory.CreateTempSubdirectory("waldur-fake-");
        var inner = folder.CreateSubdirectory("inner");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "secret.txt"), "secret", Cancellation);
        var file = Path.Combine(inner.FullName, "world.yaml");
        await File.WriteAllTextAsync(file, "version: 1\nstubs: {one: {request: GET /x, file: ../secret.txt}}\n", Cancellation);

        Should.Throw<ScenarioException>(() => WaldurFake.Start(options => options.ScenarioFile(file)))
            .Message.ShouldContain("lies outside of the folder of the scenario");
        folder.Delete(recursive: true);
    }
}
