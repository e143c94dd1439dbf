using System.Text.Json.Nodes;
using Shouldly;
using Waldur.Fake.Cli;
using Waldur.Fake.Cli.Commands;

namespace Waldur.Fake.Tests.Cli;

/// <summary>What <c>serve</c> is told on the command line, by the environment or by a file.</summary>
public sealed class SettingsTests : IDisposable
{
    private static readonly Settings s_nothing = new(new Dictionary<string, string>());

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Every option, with a value that is not its default.</summary>
    public static TheoryData<string, string> Values { get; } = new()
    {
        { "scenario", "empty" }, { "seed", "7" }, { "urls", "http://127.0.0.1:0" }, { "fidelity", "server" },
        { "divergence", "course-bulk-response=server" }, { "control-key", "secret" }, { "clock", "run" }, { "world-ttl", "5m" },
        { "log", "text" }, { "include-anywhere", "true" }, { "cors", "https://app.example.com" }, { "watch", "true" }, { "quiet", "true" },
        { "not-emulated", "501" }, { "print", "json" }, { "ready-file", "ready.json" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Every_option_can_be_set_by_a_variable_and_by_a_file(string key, string value)
    {
        var name = "--" + key;
        var expected = value == "true" ? (string[])[name] : [name, value];

        Missing(new() { ["WALDUR_FAKE_" + key.Replace('-', '_').ToUpperInvariant()] = value }).ShouldBe(expected);
        Missing([], "--config", File(value == "true" ? $"{key}: true" : $"{key}: '{value}'")).ShouldBe(expected);
        // The command line goes before both.
        Missing(new() { ["WALDUR_FAKE_" + key.Replace('-', '_').ToUpperInvariant()] = value }, expected).ShouldBeEmpty();
    }

    [Fact]
    public void The_values_of_the_test_name_every_option() =>
        Values.Select(row => "--" + row.Data.Item1).Append(Settings.ConfigOption).Order()
            .ShouldBe(Tool.Commands(TextWriter.Null).Options.Where(Settings.IsSetting).Select(option => option.Name).Order());

    [Fact]
    public void A_variable_goes_before_the_file_and_the_port_of_a_platform_after_both()
    {
        var file = File("seed: 3\nurls: ['http://127.0.0.1:1', 'http://127.0.0.1:2']");
        var variables = new Dictionary<string, string> { ["WALDUR_FAKE_SEED"] = "4", ["WALDUR_FAKE_CONFIG"] = file, ["PORT"] = "9" };

        Missing(variables).ShouldBe(
            ["--seed", "4", "--config", file, "--urls", "http://127.0.0.1:1", "--urls", "http://127.0.0.1:2"], ignoreOrder: true);
        Missing(new() { ["PORT"] = "9" }).ShouldBe(["--urls", "http://127.0.0.1:9"]);
        Missing(new() { ["WALDUR_FAKE_SCENARIO"] = "empty,course", ["WALDUR_FAKE_QUIET"] = "false", ["WALDUR_FAKE_SEED"] = "" })
            .ShouldBe(["--scenario", "empty", "--scenario", "course"]);
    }

    [Theory]
    [InlineData("WALDUR_FAKE_SEDE", "3", "unknown variable 'WALDUR_FAKE_SEDE'; did you mean 'WALDUR_FAKE_SEED'?")]
    [InlineData("WALDUR_FAKE_SEED", "x", "--seed takes a whole number, not 'x'. (WALDUR_FAKE_SEED)")]
    [InlineData("WALDUR_FAKE_QUIET", "maybe", "--quiet takes true or false, not 'maybe'. (WALDUR_FAKE_QUIET)")]
    [InlineData("WALDUR_FAKE_FIDELITY", "both", "--fidelity takes documented or server, not 'both'. (WALDUR_FAKE_FIDELITY)")]
    [InlineData("WALDUR_FAKE_DIVERGENCE", "x", "--divergence takes ID=documented or ID=server, not 'x'. (WALDUR_FAKE_DIVERGENCE)")]
    [InlineData("WALDUR_FAKE_CLOCK", "fast", "not 'fast'. (WALDUR_FAKE_CLOCK)")]
    [InlineData("WALDUR_FAKE_WORLD_TTL", "10", "not '10'. (WALDUR_FAKE_WORLD_TTL)")]
    [InlineData("WALDUR_FAKE_LOG", "xml", "--log takes text or json, not 'xml'. (WALDUR_FAKE_LOG)")]
    [InlineData("WALDUR_FAKE_PRINT", "xml", "--print takes text or json, not 'xml'. (WALDUR_FAKE_PRINT)")]
    [InlineData("WALDUR_FAKE_WATCH", "true", "--watch needs a scenario file to watch; name one with --scenario. (WALDUR_FAKE_WATCH)")]
    [InlineData("WALDUR_FAKE_SCENARIO", "hpc-sit", "hpc-sit: no such scenario; there are")]
    [InlineData("WALDUR_FAKE_URLS", "http://example.com", "'http://example.com' is not an address to listen on")]
    [InlineData("WALDUR_FAKE_CONFIG", "none.yaml", "--config: none.yaml can't be read")]
    [InlineData("WALDUR_FAKE_READY_FILE", "/nowhere/at/all", "/nowhere/at/all can't be written")]
    [InlineData("PORT", "many", "'http://127.0.0.1:many' is not an address to listen on")]
    public async Task A_wrong_variable_is_one_line_and_exit_code_2(string name, string value, string told)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value };
        if (name is not ("WALDUR_FAKE_URLS" or "PORT"))
            variables["WALDUR_FAKE_URLS"] = "http://127.0.0.1:0";

        (await RunAsync(variables)).ShouldContain(told);
    }

    [Theory]
    [InlineData("seeed: 4", ":1:1: unknown key 'seeed'; did you mean 'seed'?")]
    [InlineData("seed: [1, 2]", ":1:7: 'seed' takes one value")]
    [InlineData("urls: [{a: 1}]", ":1:8: 'urls' takes values, not a map")]
    [InlineData("seed: x", "--seed takes a whole number, not 'x'. (")]
    [InlineData("- seed", "expected a map of options")]
    [InlineData("seed: [", "config.yaml:2:1: not well-formed YAML")]
    public async Task A_wrong_file_is_one_line_with_its_place(string text, string told) =>
        (await RunAsync([], "--config", File(text))).ShouldContain(told);

    [Theory]
    [InlineData("Unrecognized command or argument 'serv'. Did you mean 'serve'?", "serv")]
    [InlineData("Unrecognized command or argument '--seet'. Did you mean '--seed'?", "--seet")]
    [InlineData("Did you mean '--seed'?", "generate", "--sede", "3")]
    public async Task A_slip_of_the_finger_is_told_what_was_meant(string told, params string[] args)
    {
        var error = new StringWriter();

        (await Tool.RunAsync(args, TextWriter.Null, error, s_nothing, cancellation: TestContext.Current.CancellationToken)).ShouldBe(Tool.Mistake);

        error.ToString().ShouldContain(told);
    }

    [Fact]
    public async Task A_ready_file_tells_the_addresses_while_requests_are_answered()
    {
        var ready = Path.Combine(_folder, "ready.json");
        using var stopped = new CancellationTokenSource();
        var output = new StringWriter();
        var tool = Tool.RunAsync(
            ["--urls", "http://127.0.0.1:0", "--urls", "http://unix:" + Path.Combine(_folder, "s"), "--ready-file", ready,
                "--print", "json"],
            output, TextWriter.Null, s_nothing, stopped.Token);
        await Until(() => System.IO.File.Exists(ready) && System.IO.File.ReadAllText(ready).EndsWith('\n'), tool);

        var told = JsonNode.Parse(await System.IO.File.ReadAllTextAsync(ready, TestContext.Current.CancellationToken))!;
        using var client = new HttpClient();
        (await client.GetAsync(
            (string)told["url"]! + "/_fake/health", TestContext.Current.CancellationToken)).IsSuccessStatusCode.ShouldBeTrue();
        told["urls"]!.AsArray().Count.ShouldBe(2);
        JsonNode.Parse(output.ToString())!["users"]!.AsArray().ShouldContain(user => (string)user!["token"]! == "staff-token");
        await stopped.CancelAsync();
        (await tool).ShouldBe(0);
        System.IO.File.Exists(ready).ShouldBeFalse();
    }

    [Fact]
    public async Task A_scenario_that_is_watched_is_loaded_again_and_one_that_is_wrong_leaves_the_world()
    {
        var (file, ready) = (File(InitCommand.Text), Path.Combine(_folder, "ready.json"));
        using var stopped = new CancellationTokenSource();
        var output = new StringWriter();
        var tool = Tool.RunAsync(
            ["--scenario", file, "--watch", "--urls", "http://127.0.0.1:0", "--ready-file", ready], TextWriter.Synchronized(output),
            TextWriter.Null, s_nothing, stopped.Token);
        await Until(() => System.IO.File.Exists(ready) && System.IO.File.ReadAllText(ready).EndsWith('\n'), tool);
        using var client = new HttpClient { BaseAddress = new(
            (string)JsonNode.Parse(await System.IO.File.ReadAllTextAsync(ready, TestContext.Current.CancellationToken))!["url"]!) };
        client.DefaultRequestHeaders.Authorization = new("Token", "alice-token");

        (await Names()).ShouldContain("ci-bot");
        await System.IO.File.WriteAllTextAsync(file, InitCommand.Text.Replace("ci-bot", "another-bot", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await Until(() => output.ToString().Contains("the world is a new one", StringComparison.Ordinal), tool);
        (await Names()).ShouldContain("another-bot");
        await System.IO.File.WriteAllTextAsync(file, "version: 1\nuserz: {}", TestContext.Current.CancellationToken);
        await Until(() => output.ToString().Contains("stays as it is", StringComparison.Ordinal), tool);

        output.ToString().ShouldContain("userz: unknown key; did you mean 'users'?");
        (await Names()).ShouldContain("another-bot");
        await stopped.CancelAsync();
        (await tool).ShouldBe(0);

        Task<string> Names() =>
            client.GetStringAsync("/api/marketplace-robot-accounts/?field=username", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_first_scenario_is_written_once()
    {
        var file = Path.Combine(_folder, "first.yaml");

        (await Tool.RunAsync(["init", file], TextWriter.Null, TextWriter.Null, s_nothing, cancellation: TestContext.Current.CancellationToken)).ShouldBe(0);
        (await Tool.RunAsync(["validate", file], TextWriter.Null, TextWriter.Null, s_nothing, cancellation: TestContext.Current.CancellationToken))
            .ShouldBe(0);
        (await Tool.RunAsync(["init", file], TextWriter.Null, TextWriter.Null, s_nothing, cancellation: TestContext.Current.CancellationToken)).ShouldBe(2);
    }

    [Fact]
    public async Task The_doctor_finds_a_healthy_fake_healthy_and_tells_what_is_wrong()
    {
        await using var fake = WaldurFake.Start();
        var url = (await fake.ListenAsync(cancellation: TestContext.Current.CancellationToken)).GetLeftPart(UriPartial.Authority);

        (await Doctor(0, url, "--token", "alice-token")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldAllBe(line => line.StartsWith("ok", StringComparison.Ordinal));
        (await Doctor(1, url, "--token", "wrong")).ShouldContain("WRONG  token      answers 401");
        (await Doctor(1, "http://127.0.0.1:1")).ShouldContain("WRONG  reachable");
        (await Doctor(2, "nonsense")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    public async Task Completions_name_every_command(string shell)
    {
        var output = new StringWriter();

        (await Tool.RunAsync(["completion", shell], output, TextWriter.Null, s_nothing, cancellation: TestContext.Current.CancellationToken)).ShouldBe(0);

        foreach (var command in Tool.Commands(TextWriter.Null).Subcommands)
            output.ToString().ShouldContain($"    {command.Name}) words=");
    }

    [Fact]
    public async Task What_there_is_can_be_listed()
    {
        (await List("scenarios")).ShouldContain("hpc-site");
        (await List("scenarios", "empty")).ShouldContain("version: 1");
        (await List("operations")).ShouldContain("robot_accounts.set_state_ok");
        var sides = (await List("divergences", "--divergence", "robot-initial-state=server")).Split('\n');
        sides[0].ShouldStartWith("robot-initial-state                server      OK");
        sides[1].ShouldStartWith("robot-transition-refused           documented");
    }

    private static async Task<string> List(params string[] args)
    {
        var output = new StringWriter();
        (await Tool.RunAsync(args, output, TextWriter.Null, s_nothing, cancellation: TestContext.Current.CancellationToken)).ShouldBe(0);
        return output.ToString();
    }

    private static async Task<string> Doctor(int code, params string[] args)
    {
        var output = new StringWriter();
        (await Tool.RunAsync(["doctor", .. args], output, TextWriter.Null, s_nothing, cancellation: TestContext.Current.CancellationToken)).ShouldBe(code);
        return output.ToString();
    }

    /// <summary>Something that another thread brings about; nothing tells when.</summary>
    private static async Task Until(Func<bool> holds, Task<int> tool)
    {
        while (!holds())
        {
            tool.IsCompleted.ShouldBeFalse("the tool ended");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private string File(string text)
    {
        var file = Path.Combine(_folder, "config.yaml");
        System.IO.File.WriteAllText(file, text);
        return file;
    }

    private static IReadOnlyList<string> Missing(Dictionary<string, string> variables, params string[] args) =>
        new Settings(variables).Missing(Tool.Commands(TextWriter.Null).Parse(args));

    private static async Task<string> RunAsync(Dictionary<string, string> variables, params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        (await Tool.RunAsync(["serve", .. args], output, error, new(variables), cancellation: TestContext.Current.CancellationToken))
            .ShouldBe(Tool.Mistake);
        error.ToString().TrimEnd().ShouldNotContain("\n");
        return error.ToString();
    }
}
