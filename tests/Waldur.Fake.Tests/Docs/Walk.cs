using System.CommandLine;
using System.Text;
using System.Text.RegularExpressions;
using Shouldly;
using Waldur.Fake.Cli;

namespace Waldur.Fake.Tests.Docs;

/// <summary>
/// Does what the commands of a page say, in order: <c>curl</c> against a fake, and the tool. What a page shows below a block, as
/// <c>json</c> or <c>text</c>, is compared with what the last <c>curl</c> of it prints.
/// </summary>
/// <param name="page">The page, by its path below the root of the repository.</param>
internal sealed partial class Walk(string page) : IDisposable
{
    private const string Packages = "changes the machine, and takes a feed that a test run has not";
    private const string Sampled = "is run with the sample, by .ci/run";

    /// <summary>What the shell is told once, and not this walk: each exact line, with the reason.</summary>
    public static readonly IReadOnlyDictionary<string, string> NotRun = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["dotnet test"] = "runs this test",
        ["dotnet pack -o feed"] = Packages,
        ["dotnet nuget add source \"$PWD/feed\" --name waldur-fake"] = Packages,
        ["dotnet add package Waldur.Fake"] = Packages,
        ["dotnet add package Waldur.Fake.WireMock"] = Packages,
        ["dotnet tool install --global Waldur.Fake.Cli"] = Packages,
        ["pip install pytest httpx"] = Packages,
        ["pytest"] = Sampled,
        ["npm init --yes"] = Packages,
        ["npm pkg set type=module scripts.test='node run.mjs'"] = Packages,
        ["npm install --save-exact openapi-fetch"] = Packages,
        ["npm install --save-exact --save-dev openapi-typescript typescript@5 @types/node"] = Packages,
        ["npm test"] = Sampled,
        ["alias waldur-fake='dotnet run --project src/Waldur.Fake.Cli --'"] = "a name for what the walk does anyway",
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("waldur-fake-").FullName;
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private WaldurFake _waldur = WaldurFake.Start();
    private string? _printed;
    private string? _refused;

    public void Dispose()
    {
        _waldur.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Goes through the page.</summary>
    public async Task RunAsync()
    {
        foreach (var (language, text) in Pages.Blocks(page))
        {
            switch (language)
            {
                case "yaml":
                    await File.WriteAllTextAsync(Path.Combine(_folder, "world.yaml"), text, Cancellation);
                    break;
                case "sh":
                    _printed = null;
                    foreach (var line in Lines(text).Where(line => !NotRun.ContainsKey(line)))
                        await RunAsync(line);
                    break;
                case "json" or "text":
                    _printed.ShouldNotBeNull($"{page} shows this below no command that prints it:\n{text}");
                    var shown = GeneratedDocs.Read(page);
                    _refused = null;
                    GeneratedDocs.ShouldBeUpToDate(
                        page, shown.Replace($"\n{text}```", $"\n{_printed.Trim()}\n```", StringComparison.Ordinal));
                    break;
            }
        }
        ShouldNotBeRefused();
    }

    /// <summary>The commands of a block, without what is said beside them.</summary>
    public static IEnumerable<string> Lines(string block) => block
        .Replace("\\\n", "", StringComparison.Ordinal)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => Remark().Replace(line, "").Trim())
        .Where(line => line.Length > 0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A command whose answer is not shown has to succeed.</summary>
    private void ShouldNotBeRefused() => _refused.ShouldBeNull($"{page}: this was refused, and the page does not show it");

    private async Task RunAsync(string line)
    {
        ShouldNotBeRefused();
        if (Assignment().Match(line) is { Success: true } set)
        {
            _variables[set.Groups["name"].Value] = set.Groups["value"].Value.Trim('\'');
            return;
        }
        var words = Word().Matches(FromClone().Replace(line, "waldur-fake"))
            .Select(word => word.Groups["plain"].Success
                ? word.Groups["plain"].Value
                : Variable().Replace(word.Groups["quoted"].Value, variable => _variables[variable.Groups["name"].Value]))
            .ToList();
        switch (words[0])
        {
            case "curl":
                _printed = await CurlAsync(line, words);
                break;
            case "waldur-fake":
                await ToolAsync([.. words.Skip(1)]);
                break;
            default:
                Assert.Fail($"{page} says '{line}', which no test runs: write it as curl or waldur-fake, or name it with a reason.");
                break;
        }
    }

    /// <summary>What <c>curl</c> prints.</summary>
    private async Task<string> CurlAsync(string line, List<string> words)
    {
        string? method = null, address = null, body = null, printedAfter = null;
        var (headers, shown) = (new List<(string Name, string Value)>(), true);
        for (var i = 1; i < words.Count; i++)
        {
            switch (words[i])
            {
                case "-s" or "-i": break;
                case "-X": method = words[++i]; break;
                case "-d": body = body is null ? words[++i] : $"{body}&{words[++i]}"; break;
                case "-o" when words[++i] == "/dev/null": shown = false; break;
                case "-w": printedAfter = words[++i]; break;
                case "-H" when words[++i].Split(": ", 2) is [var name, var value]: headers.Add((name, value)); break;
                case var word when word.StartsWith("http:", StringComparison.Ordinal) && address is null: address = word; break;
                case var word: Assert.Fail($"{page}: the walk does not know '{word}' in '{line}'."); break;
            }
        }
        using var client = new HttpClient(_waldur.CreateHandler());
        using var request = new HttpRequestMessage(new(method ?? (body is null ? "GET" : "POST")), address);
        if (body is not null)
        {
            var type = headers.Find(header => header.Name == "Content-Type").Value ?? "application/x-www-form-urlencoded";
            request.Content = new StringContent(body, Encoding.UTF8, type);
        }
        foreach (var (name, value) in headers.Where(header => header.Name != "Content-Type"))
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        using var answer = await client.SendAsync(request, Cancellation);
        var status = ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        answer.StatusCode.ShouldNotBe(System.Net.HttpStatusCode.InternalServerError, line);
        _refused = answer.IsSuccessStatusCode ? null : $"{line} -> {status}";
        return (shown ? await answer.Content.ReadAsStringAsync(Cancellation) : "")
            + printedAfter?.Replace("\\n", "\n", StringComparison.Ordinal).Replace("%{http_code}", status, StringComparison.Ordinal);
    }

    /// <summary>What ends by itself is run; for what serves, the walk goes on with a fake of those options; the rest is parsed.</summary>
    private async Task ToolAsync(string[] words)
    {
        var inFolder = words
            .Select(word => word.EndsWith(".yaml", StringComparison.Ordinal) ? Path.Combine(_folder, word) : word)
            .ToArray();
        var parsed = Tool.Commands(TextWriter.Null).Parse(inFolder);
        parsed.Errors.ShouldBeEmpty();
        if (parsed.CommandResult.Command.Name is "validate" or "generate" or "openapi" or "schema")
        {
            using var output = new StringWriter();
            (await Tool.RunAsync(inFolder, output, output)).ShouldBe(0, output.ToString());
        }
        else if (parsed.CommandResult.Command is RootCommand or { Name: "serve" })
        {
            _waldur.Dispose();
            _waldur = WaldurFake.Start(options =>
            {
                foreach (var scenario in parsed.GetValue<string[]>("--scenario") ?? [])
                    _ = File.Exists(scenario) ? options.ScenarioFile(scenario) : options.Scenario(scenario);
                options.Fidelity = parsed.GetValue<string>("--fidelity") == "server" ? Fidelity.Server : Fidelity.Documented;
            });
        }
    }

    /// <summary>How the pages call the tool from a clone.</summary>
    [GeneratedRegex(@"^dotnet run --project src/Waldur\.Fake\.Cli( --)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FromClone();

    [GeneratedRegex(@"(^|\s+)#.*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Remark();

    [GeneratedRegex(@"^(?<name>[A-Z]+)=(?<value>.*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Assignment();

    [GeneratedRegex("""'(?<plain>[^']*)'|"(?<quoted>[^"]*)"|(?<plain>[^\s'"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\$\{?(?<name>[A-Z]+)\}?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();
}
