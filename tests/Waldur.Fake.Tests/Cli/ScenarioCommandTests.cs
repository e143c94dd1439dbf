using NJsonSchema;
using Shouldly;
using Waldur.Fake.Cli;
using Waldur.Fake.Cli.Commands;
using Waldur.Fake.Tests.Scenarios.Generation;
using Xunit;

namespace Waldur.Fake.Tests.Cli;

public sealed class ScenarioCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("waldur-fake-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        return (await Tool.RunAsync(args, output, error), output.ToString(), error.ToString());
    }

    private string File(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    [Fact]
    public async Task Validate_says_nothing_of_files_that_are_fine()
    {
        var file = File("good.yaml", "version: 1\nusers: {alice: }\n");

        (await RunAsync("validate", file)).ShouldBe((0, "", ""));
    }

    [Fact]
    public async Task Validate_tells_every_error_of_every_file_with_its_place()
    {
        var (bad, missing) = (
            File("bad.yaml", "version: 1\nusers: {alice: {emial: a@example.com, is_staff: 7}}\n"), Path.Combine(_folder, "missing.yaml"));

        var (code, output, error) = await RunAsync("validate", File("good.yaml", "version: 1\n"), bad, missing);

        code.ShouldBe(1);
        error.ShouldBeEmpty();
        output.ShouldBe(
            $"{bad}:2:17: users.alice.emial: unknown key; did you mean 'email'?\n"
            + $"{bad}:2:49: users.alice.is_staff: expected true or false, not the number 7\n"
            + $"{missing}: no such file\n");
    }

    [Fact]
    public async Task Validate_writes_annotations_for_github()
    {
        var bad = File("b,ad.yaml", "version: 1\nusers: {alice: {emial: 100%}}\n");

        var (code, output, _) = await RunAsync("validate", "--format", "github", bad);

        code.ShouldBe(1);
        output.ShouldBe($"::error file={bad.Replace(",", "%2C", StringComparison.Ordinal)},line=2,col=17::users.alice.emial: unknown key; did you mean 'email'?\n");
    }

    [Fact]
    public async Task Generate_writes_a_world_that_is_the_one_generated_in_code()
    {
        var file = Path.Combine(_folder, "world.yaml");

        (await RunAsync(
            "generate", "--seed", "7", "--users", "30", "--robot-accounts", "20", "--offering-users", "10", "--locale", "fi", "-o", file))
                .ShouldBe((0, "", ""));

        var coded = Scenario.Overlay(Scenario.Shipped("empty"), Scenario.Generated(
            new GenerateOptions().Users(30).RobotAccounts(20).OfferingUsers(10).Locale("fi"), seed: 7));
        WorldRows.Lines(ScenarioLoader.Load(Scenario.FromFile(file))).ShouldBe(WorldRows.Lines(ScenarioLoader.Load(coded)));
        (await RunAsync("validate", file)).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Generate_prints_the_same_bytes_each_time()
    {
        var first = await RunAsync("generate", "--users", "5", "--course-accounts", "3");

        first.Code.ShouldBe(0);
        first.Output.ShouldContain("user-5:");
        (await RunAsync("generate", "--users", "5", "--course-accounts", "3")).ShouldBe(first);
    }

    [Fact]
    public async Task Export_writes_the_world_of_a_running_fake()
    {
        await using var fake = WaldurFake.Start(options => options.ControlKey = "secret");
        fake.World.Add.RobotAccount();
        var url = (await fake.ListenAsync(cancellation: TestContext.Current.CancellationToken)).ToString();
        var file = Path.Combine(_folder, "world.yaml");

        (await RunAsync("export", url, "--control-key", "secret", "-o", file)).ShouldBe((0, "", ""));
        (await RunAsync("export", url)).ShouldBe((2, "", $"waldur-fake: {url} answers 403: X-Waldur-Fake-Key is missing or wrong.\n"));

        WorldRows.Lines(ScenarioLoader.Load(Scenario.FromFile(file))).ShouldBe(WorldRows.Lines(fake.World.Data));
    }

    [Fact]
    public async Task Schema_prints_the_json_schema()
    {
        var (code, output, _) = await RunAsync("schema");

        code.ShouldBe(0);
        (await JsonSchema.FromJsonAsync(output, TestContext.Current.CancellationToken)).Definitions.Keys.ShouldContain("robot_account");
    }

    [Fact]
    public async Task A_world_too_large_to_be_read_again_is_not_written()
    {
        var mistake = await Should.ThrowAsync<UserMistakeException>(() =>
            FileOutput.WriteAsync(
                Path.Combine(_folder, "large.yaml"), new(' ', (8 * 1024 * 1024) + 1), TextWriter.Null,
                TestContext.Current.CancellationToken));

        mistake.Message.ShouldContain("a scenario file may have at most 8388608");
        Directory.GetFiles(_folder).ShouldBeEmpty();
    }

    /// <summary>A disk that is full, or a console that is closed.</summary>
    [Theory]
    [InlineData("generate")]
    [InlineData("schema")]
    [InlineData("openapi")]
    [InlineData("serve", "--urls", "http://LOCALHOST:0")]
    public async Task An_output_that_takes_nothing_is_told_in_a_line(params string[] args)
    {
        var error = new StringWriter { NewLine = "\n" };

        (await Tool.RunAsync(args, new FullWriter(), error, cancellation: TestContext.Current.CancellationToken)).ShouldBe(2);

        error.ToString().ShouldBe("waldur-fake: the output can't be written: No space left on device\n");
        (await Tool.RunAsync(args, new FullWriter(), new FullWriter(), cancellation: TestContext.Current.CancellationToken)).ShouldBe(2);
    }

    private sealed class FullWriter : StringWriter
    {
        public override void Write(char value) => throw new IOException("No space left on device");

        public override void Write(string? value) => throw new IOException("No space left on device");

        public override void WriteLine(string? value) => throw new IOException("No space left on device");

        public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("No space left on device");
    }

    [Theory]
    [InlineData("'validate'", "validate")]
    [InlineData("--format takes text or github, not 'xml'.", "validate", "--format", "xml", "a.yaml")]
    [InlineData("--users takes a number from 0 to 1000000, not -1.", "generate", "--users", "-1")]
    [InlineData("--answered takes a number from 0 to 100, not 101.", "generate", "--answered", "101")]
    [InlineData("--locale: expected one of", "generate", "--locale", "xx")]
    [InlineData("'abc'", "generate", "--users", "abc")]
    [InlineData("--users takes a number from 0 to 1000000, not '1e3'.", "generate", "--users", "1e3")]
    [InlineData("--seed takes a whole number, not '1.5'.", "generate", "--seed", "1.5")]
    [InlineData("The control key can't be sent in a header.", "export", "http://127.0.0.1:1", "--control-key", "s\u00e9cret")]
    [InlineData("A control key has one or more letters", "serve", "--control-key", "")]
    [InlineData("A control key has one or more letters", "serve", "--control-key", "s\u00e9cret")]
    [InlineData("'http://127.0.0.1:0?x' is not an address to listen on", "serve", "--urls", "http://127.0.0.1:0?x")]
    [InlineData("'http://user@127.0.0.1:0' is not an address to listen on", "serve", "--urls", "http://user@127.0.0.1:0")]
    [InlineData("'http://*:0' is not an address to listen on", "serve", "--urls", "http://*:0")]
    [InlineData("/no/such/folder/world.yaml can't be written", "generate", "--users", "1", "-o", "/no/such/folder/world.yaml")]
    [InlineData("export takes the address of a fake", "export", "nonsense")]
    [InlineData("http://127.0.0.1:1 can't be reached", "export", "http://127.0.0.1:1")]
    public async Task Mistakes_are_one_line_and_exit_code_2(string told, params string[] args)
    {
        var (code, output, error) = await RunAsync(args);

        code.ShouldBe(2);
        output.ShouldBeEmpty();
        error.ShouldStartWith("waldur-fake: ");
        error.ShouldContain(told);
        error.TrimEnd('\n').ShouldNotContain("\n");
    }
}
