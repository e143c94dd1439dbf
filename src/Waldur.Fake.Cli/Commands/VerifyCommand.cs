using System.CommandLine;
using Spectre.Console;
using Waldur.Fake.Conformance;

namespace Waldur.Fake.Cli.Commands;

/// <summary>Puts the conformance cases to a server.</summary>
/// <param name="output">Where it says how they went.</param>
internal sealed class VerifyCommand(TextWriter output)
{
    /// <summary>A case failed.</summary>
    private const int Failed = 1;

    private readonly Option<string?> _against = new("--against")
    {
        Description = "The root of a server that should answer as Waldur does; without, a fake is started.", HelpName = "URL",
    };

    private readonly Option<string?> _token = new("--token")
    {
        Description = "The token of a staff user of a server that is no fake, or of a user that the map names.", HelpName = "TOKEN",
    };

    private readonly Option<string?> _key = new("--control-key")
    {
        Description = "The control key that a fake was started with.", HelpName = "KEY",
    };

    private readonly Option<string?> _map = new("--map")
    {
        Description = "YAML that names objects of a server that is no fake by the keys of the cases' worlds; import writes a first one.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _writes = new("--allow-writes")
    {
        Description = "Put cases that write to a server that is no fake, too. What they make stays there.",
    };

    private readonly Option<string?> _cases = new("--cases")
    {
        Description = "A folder of case files of your own, with their fixtures in fixtures/; without, those that ship.", HelpName = "DIR",
    };

    private readonly Option<string[]> _only = new("--only") { Description = "The only case to ask, by its number or id.", HelpName = "ID" };

    private readonly Option<string?> _fidelity = new("--fidelity")
    {
        Description = "What is expected where documentation and server disagree: of a fake what is documented by default, of others what "
            + "the server does.",
        HelpName = "documented|server",
    };

    private readonly Option<string?> _junit = new("--junit") { Description = "Write JUnit XML to this file, too.", HelpName = "FILE" };

    private readonly Option<string?> _markdown = new("--markdown") { Description = "Write Markdown to this file, too.", HelpName = "FILE" };

    /// <summary>The command.</summary>
    public Command Create()
    {
        var command = new Command(
            "verify", "Put the conformance cases to a server, and tell where it answers otherwise than Waldur. Exit code 1: some failed.")
        {
            _against, _token, _key, _map, _writes, _cases, _only, _fidelity, _junit, _markdown,
        };
        _fidelity.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is not (null or "documented" or "server") and var other)
                result.AddError($"--fidelity takes documented or server, not '{other}'.");
        });
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var report = await ReportAsync(Options(parsed), cancellation);
        await output.WriteAsync(report.ToText().AsMemory(), cancellation);
        if (parsed.GetValue(_junit) is { } junit)
            await FileOutput.WriteFileAsync(junit, report.ToJUnit(), cancellation);
        if (parsed.GetValue(_markdown) is { } markdown)
            await FileOutput.WriteFileAsync(markdown, report.ToMarkdown(), cancellation);
        return report.That(CaseOutcome.Failed).Any() ? Failed : 0;
    }

    private VerifyOptions Options(ParseResult parsed) => new()
    {
        Against = parsed.GetValue(_against) is { } url ? ServerAddress.Of(url, "verify") : null,
        Token = parsed.GetValue(_token),
        ControlKey = parsed.GetValue(_key),
        MapFile = parsed.GetValue(_map),
        AllowWrites = parsed.GetValue(_writes),
        CasesFolder = parsed.GetValue(_cases),
        Only = parsed.GetValue(_only) ?? [],
        Fidelity = parsed.GetValue(_fidelity) switch
        {
            "documented" => CaseFidelity.Documented,
            "server" => CaseFidelity.Server,
            _ => null,
        },
    };

    /// <summary>Verifies, and shows on a terminal how far it is.</summary>
    private static async Task<VerifyReport> ReportAsync(VerifyOptions options, CancellationToken cancellation)
    {
        try
        {
            if (Console.IsErrorRedirected)
                return await Verification.RunAsync(options, cancellation: cancellation);
            var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
            return await console.Progress().AutoClear(true).StartAsync(async context =>
            {
                var task = context.AddTask("cases");
                return await Verification.RunAsync(options, new Meter(task), cancellation);
            });
        }
        catch (VerifyException mistake)
        {
            throw new UserMistakeException(mistake.Message, mistake);
        }
    }

    private sealed class Meter(ProgressTask task) : IProgress<(int Done, int Of)>
    {
        public void Report((int Done, int Of) value)
        {
            task.MaxValue = value.Of;
            task.Value = Math.Max(task.Value, value.Done);
        }
    }
}

/// <summary>The address of a server, as an option gives it.</summary>
internal static class ServerAddress
{
    /// <summary>The root of a server.</summary>
    /// <param name="url">What was given.</param>
    /// <param name="command">The command that it was given to.</param>
    public static Uri Of(string url, string command) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", PathAndQuery: "/" }
            ? address
            : throw new UserMistakeException($"{command} takes the root of a server, such as https://waldur.example.com, not '{url}'.");
}
