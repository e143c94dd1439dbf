using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Shouldly;
using Waldur.Fake.Cli;
using Waldur.Fake.Tests.Cli;

namespace Waldur.Fake.Tests.Journal;

public sealed class RunFileTests : IDisposable
{
    private const string Accounts = "/api/marketplace-robot-accounts/";

    private readonly string _folder = Directory.CreateTempSubdirectory("waldur-runs-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_failing_test_s_run_replays_to_the_same_failing_answer_in_another_process()
    {
        var failing = await FailAsync();
        var last = JsonElement.Parse(await File.ReadAllBytesAsync(failing.File, Cancellation)).GetProperty("requests").EnumerateArray().Last();
        last.GetProperty("status").GetInt32().ShouldBe(400);

        using var process = Dotnet.Start(
            typeof(Tool).Assembly.Location,
            ["replay", failing.File, "--before", last.GetProperty("number").ToString(), "--urls", "http://127.0.0.1:0"]);
        try
        {
            var line = (await process.StandardOutput.ReadLineAsync(Cancellation)).ShouldNotBeNull();
            line.ShouldStartWith("Waldur.Fake is listening on ");
            await process.StandardOutput.ReadLineAsync(Cancellation);
            (await process.StandardOutput.ReadLineAsync(Cancellation)).ShouldBe("5 requests were repeated, and answered as in the run.");
            using var client = new HttpClient { BaseAddress = new(line.Split(' ')[^1]) };
            using var again = new HttpRequestMessage(
                new(last.GetProperty("method").GetString()!), last.GetProperty("target").GetString())
            {
                Content = new StringContent(last.GetProperty("body").GetString()!, Encoding.UTF8, "application/json"),
            };
            again.Headers.Add("Authorization", "Token olga-token");
            using var answer = await client.SendAsync(again, Cancellation);

            (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldBe(failing.Answer);
            (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldBe(last.GetProperty("answer").GetString());
            ((int)answer.StatusCode).ShouldBe(400);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(Cancellation);
        }
    }

    [Fact]
    public async Task Replayed_in_code_it_is_the_same_world()
    {
        var failing = await FailAsync();

        await using var replayed = await WaldurFake.ReplayAsync(failing.File, cancellation: Cancellation);

        replayed.Export().ShouldBe(failing.Export);
        replayed.Requests.Select(request => request.Status).ShouldBe([201, 200, 503, 200, 204, 400]);
        await using var before = await WaldurFake.ReplayAsync(failing.File, before: 2, Cancellation);
        before.Requests.Count.ShouldBe(1);
        before.World.RobotAccounts.ShouldContain(account => account.Description == "arranged");
    }

    [Fact]
    public async Task How_the_fake_answered_is_repeated_and_what_others_answered_is_not()
    {
        var file = Path.Combine(_folder, "run.json");
        await using (var waldur = WaldurFake.Start(options =>
        {
            options.OnNotEmulated = OnNotEmulated.NotImplemented;
            (options.Cors, options.CorsOrigin) = (true, "https://app.example.com");
            options.Map("GET /api/version/", _ => new() { Content = new StringContent("7.9.6") });
        }))
        {
            using var client = waldur.CreateClient("staff");
            (await client.GetStringAsync("/api/version/", Cancellation)).ShouldBe("7.9.6");
            (await client.GetAsync("/api/roles/", Cancellation)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotImplemented);
            (await client.GetAsync(Accounts, Cancellation)).EnsureSuccessStatusCode();
            waldur.Requests.Select(request => request.AnsweredBy).ShouldBe(["Map", null, null]);
            waldur.WriteRun(file);
        }

        await using var replayed = await WaldurFake.ReplayAsync(file, cancellation: Cancellation);

        replayed.Requests.Select(request => request.Status).ShouldBe([501, 200]);
    }

    [Fact]
    public async Task What_is_answered_otherwise_is_told()
    {
        var failing = await FailAsync();
        var text = await File.ReadAllTextAsync(failing.File, Cancellation);
        text.ShouldContain("\\\"description\\\":\\\"new\\\"");
        await File.WriteAllTextAsync(failing.File, text.Replace("\\\"description\\\":\\\"new\\\"", "\\\"description\\\":\\\"old\\\"", StringComparison.Ordinal), Cancellation);

        var wrong = await Should.ThrowAsync<InvalidDataException>(() => WaldurFake.ReplayAsync(failing.File, cancellation: Cancellation));

        wrong.Message.ShouldContain("""$[7].description: expected "old", was "new" """.TrimEnd());
    }

    [Theory]
    [InlineData("{}", "is no run file: it has no waldur_fake_run.")]
    [InlineData("{\"waldur_fake_run\": 9}", "has version 9 of run files; this release reads version 1.")]
    [InlineData("nonsense", "is no run file: ")]
    public async Task Another_file_is_refused(string content, string expected)
    {
        var file = Path.Combine(_folder, "other.json");
        await File.WriteAllTextAsync(file, content, Cancellation);

        (await Should.ThrowAsync<InvalidDataException>(() => WaldurFake.ReplayAsync(file, cancellation: Cancellation)))
            .Message.ShouldContain(expected);
        using var process = Dotnet.Start(typeof(Tool).Assembly.Location, ["replay", file]);
        (await process.StandardError.ReadToEndAsync(Cancellation)).ShouldContain(expected);
        await process.WaitForExitAsync(Cancellation);
        process.ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task A_fixture_writes_the_runs_of_failing_tests_or_of_all()
    {
        using var fixture = new Site { RunsFolder = _folder };
        using var all = new Site { RunsFolder = Path.Combine(_folder, "all"), KeepsAllRuns = true };
        using var none = new Site { RunsFolder = null };

        foreach (var one in new[] { fixture, all, none })
        {
            one.End(one.Fork(), failed: false, "Passes");
            one.End(one.Fork(), failed: true, "Fails(user: \"a/b\")");
            one.End(one.Fork(), failed: true);
        }

        Files(_folder).ShouldBe(["Fails-user---a-b--.json", "run-1.json"]);
        Files(all.RunsFolder!).ShouldBe(["Fails-user---a-b--.json", "Passes.json", "run-1.json"]);
        fixture.Failed.ShouldBe(["Fails(user: \"a/b\")", "run-1"]);
        var run = JsonElement.Parse(await File.ReadAllBytesAsync(Path.Combine(_folder, "Fails-user---a-b--.json"), Cancellation));
        run.GetProperty("test").GetString().ShouldBe("Fails(user: \"a/b\")");

        static IEnumerable<string?> Files(string folder) => Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Where_older_requests_are_gone_the_rest_is_repeated_from_a_world_that_was_kept()
    {
        using var waldur = WaldurFake.Start();
        using var olga = waldur.CreateClient("olga");
        var account = $"{Accounts}{waldur.World.Uuid("robot_accounts", "ci"):n}/";
        for (var i = 0; i < RequestJournal.Capacity + 500; i++)
        {
            if (i % 500 == 499)
                (await olga.PatchAsJsonAsync(account, new { description = $"{i}" }, Cancellation)).Dispose();
            else
                (await olga.GetAsync("/api/keys/?page_size=1", Cancellation)).Dispose();
        }
        var file = Path.Combine(_folder, "long.json");
        waldur.WriteRun(file);

        await using var replayed = await WaldurFake.ReplayAsync(file, cancellation: Cancellation);

        replayed.Requests.Count.ShouldBe(RequestJournal.Capacity + 500 - 1000 + 1);
        replayed.Export().ShouldBe(waldur.Export());
    }

    [Fact]
    public async Task Parallel_requests_leave_the_same_world_when_they_are_repeated()
    {
        using var waldur = WaldurFake.Start();
        var resource = $"http://localhost/api/marketplace-resources/{waldur.World.Uuid("resources", "climate-hpc"):n}/";
        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Task.Run(async () =>
        {
            using var olga = waldur.CreateClient("olga");
            (await olga.PostAsJsonAsync(Accounts, new { resource, type = $"n{number}" }, Cancellation)).Dispose();
        })));
        var file = Path.Combine(_folder, "parallel.json");
        waldur.WriteRun(file);

        await using var replayed = await WaldurFake.ReplayAsync(file, cancellation: Cancellation);

        replayed.Export().ShouldBe(waldur.Export());
    }

    /// <summary>A test that fails: code arranges, time passes, faults strike, and the last answer is not as expected.</summary>
    private async Task<(string File, string Answer, string Export)> FailAsync()
    {
        using var waldur = WaldurFake.Start(options => options.Fidelity = Fidelity.Documented.With("robot-initial-state", Fidelity.Server));
        using var olga = waldur.CreateClient("olga");
        var resource = $"http://localhost/api/marketplace-resources/{waldur.World.Uuid("resources", "climate-hpc"):n}/";
        (await olga.PostAsJsonAsync(Accounts, new { resource, type = "night" }, Cancellation)).Dispose();
        var arranged = waldur.World.Add.RobotAccount(account => account with { Type = "day", Description = "arranged" });
        (await olga.PatchAsJsonAsync($"{Accounts}{arranged.Uuid:n}/", new { description = "new" }, Cancellation)).Dispose();
        waldur.Clock.Advance(TimeSpan.FromDays(3));
        waldur.Faults.On(Operations.RobotAccounts.List).Once().Respond(503);
        (await olga.GetAsync(Accounts, Cancellation)).Dispose();
        (await olga.GetAsync(Accounts, Cancellation)).Dispose();
        (await olga.DeleteAsync($"{Accounts}{arranged.Uuid:n}/", Cancellation)).Dispose();
        using var failed = await olga.PostAsJsonAsync(Accounts, new { resource, type = "night" }, Cancellation);
        waldur.World.Add.User(user => user with { Username = "afterwards" });
        var file = Path.Combine(_folder, "failing.json");
        waldur.WriteRun(file, nameof(FailAsync));
        return (file, await failed.Content.ReadAsStringAsync(Cancellation), waldur.Export());
    }

    private sealed class Site : WaldurFixture
    {
        public List<string> Failed { get; } = [];

        protected override void OnFailed(WaldurFake fork, string test) => Failed.Add(test);
    }
}
