using System.Net;
using System.Text;
using Shouldly;
using Waldur.Fake.Cli;

namespace Waldur.Fake.Tests.Contract;

/// <summary>Whatever is wrong with what a command was given is one line, and exit code 2.</summary>
public sealed class ContractMistakeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("waldur-fake-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("verify takes the root of a server", "verify", "--against", "nonsense")]
    [InlineData("verify takes the root of a server", "verify", "--against", "http://127.0.0.1:1/api/")]
    [InlineData("http://127.0.0.1:1 can't be reached", "verify", "--against", "http://127.0.0.1:1")]
    [InlineData("--fidelity takes documented or server, not 'both'.", "verify", "--fidelity", "both")]
    [InlineData("There is no case RA-9999.", "verify", "--only", "RA-9999")]
    [InlineData("/no/such/folder", "verify", "--cases", "/no/such/folder")]
    [InlineData("import takes the root of a server", "import", "nonsense", "--token", "x")]
    [InlineData("http://127.0.0.1:1/ can't be reached", "import", "http://127.0.0.1:1", "--token", "x")]
    [InlineData("The token can't be sent in a header.", "import", "http://127.0.0.1:1", "--token", "a\nb")]
    [InlineData("--token", "import", "http://127.0.0.1:1")]
    public Task A_mistake_is_one_line(string told, params string[] args) => IsOneLineAsync(told, args);

    [Fact]
    public async Task A_server_that_answers_HTML_is_no_Waldur()
    {
        await using var server = await Answering("<!doctype html><p>Hello</p>", "text/html");

        await IsOneLineAsync("is no Waldur: GET /api/users/me/ answers 200 and HTML.", "verify", "--against", server.Url.ToString());
        await IsOneLineAsync("is no Waldur: GET /api/users/me/ answers 200 and HTML.", "verify", "--against", server.Url.ToString(), "--token", "t");
        await IsOneLineAsync("is no Waldur: GET /api/users/me/ answers 200 and no JSON.", "import", server.Url.ToString(), "--token", "t");
    }

    [Fact]
    public async Task A_token_that_is_refused_is_told()
    {
        using var fake = WaldurFake.Start();
        await using var relay = await Relay.StartAsync(
            await fake.ListenAsync(cancellation: TestContext.Current.CancellationToken), hidesControl: true);
        var url = relay.Url.ToString();

        await IsOneLineAsync("refuses the token of --token: Invalid token.", "verify", "--against", url, "--token", "wrong");
        await IsOneLineAsync("refuses the token: Invalid token.", "import", url, "--token", "wrong");
        await IsOneLineAsync("is no staff: name it in the map", "verify", "--against", url, "--token", fake.TokenOf("alice"));
    }

    [Theory]
    [InlineData("resuorces: {r: 0123456789abcdef0123456789abcdef}", ":1:1: resuorces: there is no kind resuorces; did you mean 'resources'?")]
    [InlineData("resources: {nosuch: 0123456789abcdef0123456789abcdef}", ":1:13: resources.nosuch: no case names resources.nosuch")]
    [InlineData("resources: {r: {uid: 0123456789abcdef0123456789abcdef}}", "unknown key uid; there are uuid and token")]
    [InlineData("resources: {r: 42}", "42 is no uuid")]
    [InlineData("users: {staff: {token: $NO_SUCH_VARIABLE_HERE}}", "the environment has no NO_SUCH_VARIABLE_HERE")]
    [InlineData("- a", "a map of kinds such as users and resources is expected")]
    [InlineData("users: [", "not well-formed YAML")]
    public async Task A_map_with_anything_wrong_is_refused_with_the_place(string map, string told)
    {
        using var fake = WaldurFake.Start();
        await using var relay = await Relay.StartAsync(
            await fake.ListenAsync(cancellation: TestContext.Current.CancellationToken), hidesControl: true);
        var file = Path.Combine(_folder, "map.yaml");
        await File.WriteAllTextAsync(file, map, TestContext.Current.CancellationToken);

        await IsOneLineAsync(told, "verify", "--against", relay.Url.ToString(), "--map", file);
    }

    private static async Task<Relay> Answering(string body, string type)
    {
        using var fake = WaldurFake.Start();
        return await Relay.StartAsync(
            await fake.ListenAsync(cancellation: TestContext.Current.CancellationToken), hidesControl: true, instead: (HttpStatusCode.OK, body, type));
    }

    internal static async Task IsOneLineAsync(string told, params string[] args)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });

        (await Tool.RunAsync(args, output, error)).ShouldBe(2, output.ToString() + error);

        output.ToString().ShouldBeEmpty();
        error.ToString().ShouldStartWith("waldur-fake: ");
        error.ToString().ShouldContain(told);
        error.ToString().TrimEnd('\n').ShouldNotContain("\n");
    }
}
