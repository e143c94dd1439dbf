using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;

namespace Waldur.Fake.Tests.Journal;

public sealed class RequestsOverHttpTests : IDisposable
{
    private readonly WaldurFake _waldur = WaldurFake.Start();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _waldur.Dispose();

    [Fact]
    public async Task Requests_are_listed_and_chosen_and_forgotten()
    {
        using var client = await TalkAsync();

        (await NumbersAsync(client, "")).ShouldBe([1, 2, 3]);
        (await NumbersAsync(client, "?operation=robot_accounts.create")).ShouldBe([2, 3]);
        (await NumbersAsync(client, "?caller=olga")).ShouldBe([1, 2]);
        (await NumbersAsync(client, "?status=201&caller=olga")).ShouldBe([2]);
        (await NumbersAsync(client, "?since=2")).ShouldBe([3]);
        var list = await client.GetFromJsonAsync<JsonElement>("/_fake/requests?since=1", Cancellation);
        list.GetProperty("dropped").GetInt32().ShouldBe(0);
        var made = list.GetProperty("requests")[0];
        made.GetProperty("body").GetProperty("type").GetString().ShouldBe("night");
        made.GetProperty("answer").GetProperty("type").GetString().ShouldBe("night");
        made.GetProperty("changes").GetProperty("robot_accounts").EnumerateObject().Single().Value.TryGetProperty("added", out _).ShouldBeTrue();

        (await client.DeleteAsync("/_fake/requests", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await NumbersAsync(client, "")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("?operation=robot_accounts.make", "There is no operation robot_accounts.make; robot_accounts has list, count,")]
    [InlineData("?status=ok", "status is a number, not ok.")]
    [InlineData("?user=alice", "There is no parameter user here; there are operation, caller, status and since.")]
    public async Task A_wrong_filter_is_told(string query, string expected)
    {
        using var client = _waldur.CreateAnonymousClient();
        using var answer = await client.GetAsync("/_fake/requests" + query, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("detail").GetString()!.ShouldStartWith(expected);
    }

    [Fact]
    public async Task On_a_socket_requests_are_streamed_as_they_come_until_the_fake_ends()
    {
        using var wire = new HttpClient { BaseAddress = await _waldur.ListenAsync(cancellation: Cancellation) };
        using var talking = await TalkAsync();
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/_fake/requests?operation=robot_accounts.create");
        asked.Headers.Accept.ParseAdd("text/event-stream");
        using var answer = await wire.SendAsync(asked, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        using var stream = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancellation));

        (await EventAsync(stream)).ShouldBe(("2", "robot_accounts.create"));
        (await EventAsync(stream)).ShouldBe(("3", "robot_accounts.create"));
        (await talking.GetAsync("/api/keys/", Cancellation)).Dispose();
        (await talking.PostAsJsonAsync("/api/marketplace-robot-accounts/", new { type = "late" }, Cancellation)).Dispose();
        (await EventAsync(stream)).ShouldBe(("5", "robot_accounts.create"));

        await _waldur.DisposeAsync();
        (await stream.ReadToEndAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(5), Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task In_process_the_stream_is_what_has_come_and_ends()
    {
        using var client = await TalkAsync();
        foreach (var handler in new[] { _waldur.CreateHandler(), _waldur.CreateTestServerHandler() })
        {
            using var own = new HttpClient(handler) { BaseAddress = WaldurFake.BaseAddress };
            own.DefaultRequestHeaders.Accept.ParseAdd("text/event-stream");
            (await own.GetStringAsync("/_fake/requests?since=2", Cancellation)).ShouldStartWith("id: 3\nevent: request\ndata: {\"number\":3,");
        }
    }

    [Fact]
    public async Task The_archive_has_what_its_readers_need()
    {
        using var client = await TalkAsync();

        var log = (await client.GetFromJsonAsync<JsonElement>("/_fake/requests/har", Cancellation)).GetProperty("log");

        _waldur.Requests.ToHar().ShouldBe(await client.GetStringAsync("/_fake/requests/har", Cancellation));
        log.GetProperty("version").GetString().ShouldBe("1.2");
        var entry = log.GetProperty("entries")[1];
        entry.GetProperty("startedDateTime").GetDateTimeOffset().Year.ShouldBe(2026);
        var request = entry.GetProperty("request");
        request.GetProperty("method").GetString().ShouldBe("POST");
        request.GetProperty("url").GetString().ShouldBe("http://localhost/api/marketplace-robot-accounts/?a=1");
        request.GetProperty("queryString")[0].GetProperty("value").GetString().ShouldBe("1");
        request.GetProperty("postData").GetProperty("mimeType").GetString()!.ShouldStartWith("application/json");
        var response = entry.GetProperty("response");
        response.GetProperty("status").GetInt32().ShouldBe(201);
        response.GetProperty("content").GetProperty("text").GetString().ShouldBe(_waldur.Requests[1].AnswerText);
        entry.GetProperty("timings").GetProperty("wait").GetDouble().ShouldBeGreaterThan(0);
        foreach (var needed in new[] { "httpVersion", "cookies", "headers", "headersSize", "bodySize" })
        {
            request.TryGetProperty(needed, out _).ShouldBeTrue(needed);
            response.TryGetProperty(needed, out _).ShouldBeTrue(needed);
        }
    }

    [Fact]
    public async Task Activities_and_a_meter_see_requests_and_there_is_one_of_each_however_many_fakes_there_are()
    {
        var (activities, durations, published) = (new List<Activity>(), new List<string?>(), 0);
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Waldur.Fake",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (activities)
                    activities.Add(activity);
            },
        };
        using var meter = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name != "Waldur.Fake")
                    return;
                published++;
                self.EnableMeasurementEvents(instrument);
            },
        };
        meter.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            lock (durations)
                durations.Add(tags.ToArray().First(tag => tag.Key == "waldur.operation").Value?.ToString());
        });
        ActivitySource.AddActivityListener(listener);
        meter.Start();
        using var fork = _waldur.Fork(options => options.Journal = false);
        using var client = fork.CreateClient("max");
        (await client.GetAsync("/api/customers/", Cancellation)).Dispose();

        published.ShouldBe(1);
        durations.ShouldContain("customers.list");
        var activity = activities.First(activity => (string?)activity.GetTagItem("waldur.user") == "max");
        (activity.OperationName, activity.Kind).ShouldBe(("customers.list", ActivityKind.Server));
        activity.GetTagItem("http.response.status_code").ShouldBe(200);
    }

    private static async Task<IEnumerable<int>> NumbersAsync(HttpClient client, string query) =>
        (await client.GetFromJsonAsync<JsonElement>("/_fake/requests" + query, Cancellation)).GetProperty("requests").EnumerateArray()
            .Select(request => request.GetProperty("number").GetInt32());

    private static async Task<(string Id, string? Operation)> EventAsync(StreamReader stream)
    {
        var id = (await stream.ReadLineAsync(Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(10), Cancellation))!;
        (await stream.ReadLineAsync(Cancellation)).ShouldBe("event: request");
        var data = (await stream.ReadLineAsync(Cancellation))!;
        (await stream.ReadLineAsync(Cancellation)).ShouldBe("");
        return (id["id: ".Length..], JsonElement.Parse(data["data: ".Length..]).GetProperty("operation").GetString());
    }

    private async Task<HttpClient> TalkAsync()
    {
        var olga = _waldur.CreateClient("olga");
        using var bob = _waldur.CreateClient("bob");
        var resource = $"http://localhost/api/marketplace-resources/{_waldur.World.Uuid("resources", "climate-hpc"):n}/";
        (await olga.GetAsync("/api/marketplace-robot-accounts/", Cancellation)).Dispose();
        (await olga.PostAsJsonAsync("/api/marketplace-robot-accounts/?a=1", new { resource, type = "night" }, Cancellation)).Dispose();
        (await bob.PostAsJsonAsync("/api/marketplace-robot-accounts/", new { resource, type = "day" }, Cancellation)).Dispose();
        return olga;
    }
}
