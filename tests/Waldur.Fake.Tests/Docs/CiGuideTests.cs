using System.Text.Json.Nodes;
using Shouldly;
using Waldur.Fake.Cli;
using Waldur.Fake.Tests.Contract;

namespace Waldur.Fake.Tests.Docs;

/// <summary>The commands of the guide for builds are run, against a server that is no fake as far as they can see.</summary>
public sealed class CiGuideTests : IDisposable
{
    private const string Page = "docs/guides/ci.md";

    private readonly string _folder = Directory.CreateTempSubdirectory("waldur-fake-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_command_of_the_guide_does_what_it_says()
    {
        using var fake = WaldurFake.Start(options => options.Fidelity = Fidelity.Server);
        await using var site = await Relay.StartAsync(await fake.ListenAsync(cancellation: Cancellation), hidesControl: true);
        await RecordAsync(fake);
        await File.WriteAllBytesAsync(
            Path.Combine(_folder, "release.yaml"), WaldurModules.Document.Write(Fidelity.Server).ToArray(), Cancellation);
        var commands = Pages.Blocks(Page, "sh").SelectMany(Walk.Lines).ToList();
        commands.Count.ShouldBeGreaterThan(8);

        foreach (var command in commands)
        {
            var words = command.Split(' ')[1..].Select(word => Word(word, site.Url, fake.TokenOf("staff"))).ToArray();
            var (output, error) = (new StringWriter(), new StringWriter());
            var code = await Tool.RunAsync(words, output, error);

            code.ShouldBe(0, $"{command}\n{output}{error}");
            if (words[0] == "import")
                await FillInTokenAsync(fake.TokenOf("staff"));
        }
        foreach (var written in new[] { "verify.xml", "verify.md", "site.yaml", "map.yaml", "release.md" })
            File.Exists(Path.Combine(_folder, written)).ShouldBeTrue(written);
    }

    [Fact]
    public void The_job_starts_the_tool_with_options_that_it_has()
    {
        var line = Pages.Blocks(Page, "yml")[0].Split('\n').Single(one => one.Contains("waldur-fake serve", StringComparison.Ordinal));
        var words = line[(line.IndexOf("serve", StringComparison.Ordinal))..].TrimEnd('&', ' ').Split(' ');

        Tool.Commands(TextWriter.Null).Parse(words).Errors.ShouldBeEmpty();
    }

    private string Word(string word, Uri site, string token) => word switch
    {
        "$TOKEN" => token,
        "https://staging.example.com" => site.ToString(),
        _ when word.StartsWith("https://staging.example.com/", StringComparison.Ordinal) => site + word["https://staging.example.com/".Length..],
        _ when Path.HasExtension(word) && word[0] != '-' => Path.Combine(_folder, word),
        _ => word,
    };

    /// <summary>The variable of the environment belongs to the whole process, and other tests run beside this one.</summary>
    private async Task FillInTokenAsync(string token)
    {
        var map = Path.Combine(_folder, "map.yaml");
        var text = await File.ReadAllTextAsync(map, Cancellation);
        text.ShouldContain("token: $WALDUR_TOKEN");
        await File.WriteAllTextAsync(map, text.Replace("$WALDUR_TOKEN", token, StringComparison.Ordinal), Cancellation);
    }

    private async Task RecordAsync(WaldurFake fake)
    {
        using var recorder = new Recorder { InnerHandler = fake.CreateHandler("staff") };
        using var client = new HttpClient(recorder) { BaseAddress = WaldurFake.BaseAddress };
        await client.GetAsync("api/marketplace-robot-accounts/?page_size=3", Cancellation);
        await client.GetAsync("api/marketplace-course-accounts/", Cancellation);
        JsonObject har = recorder.ToHar();
        await File.WriteAllTextAsync(Path.Combine(_folder, "traffic.har"), har.ToJsonString(), Cancellation);
    }
}
