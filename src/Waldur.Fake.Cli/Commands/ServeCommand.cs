using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace Waldur.Fake.Cli.Commands;

/// <summary>Listens on an address and answers until it is stopped.</summary>
/// <param name="output">Where it says what it does.</param>
internal sealed class ServeCommand(TextWriter output)
{
    private readonly Option<string[]> _scenarios = new("--scenario")
    {
        Description = "Name of a shipped scenario, or a file. Several are laid over each other.",
        HelpName = "NAME|FILE",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _seed = new("--seed") {
        Description = "What identifiers are made from; the scenario's seed by default.", HelpName = "N" };

    private readonly Option<string> _urls = new("--urls")
    {
        Description = "Where to listen; port 0 picks a free one.",
        HelpName = "URL",
        DefaultValueFactory = _ => "http://127.0.0.1:8000",
    };

    private readonly Option<string> _fidelity = new("--fidelity")
    {
        Description = "documented: as Waldur's published pages say; server: as release 7.9.6 does.",
        HelpName = "documented|server",
        DefaultValueFactory = _ => "documented",
    };

    private readonly Option<string[]> _divergences = new("--divergence")
    {
        Description = "The side of one divergence; docs/divergences.md lists them.",
        HelpName = "ID=documented|server",
    };

    private readonly Option<string?> _controlKey = new("--control-key")
    {
        Description = "What X-Waldur-Fake-Key must say to see /_fake/world; needed where others can reach the fake.",
        HelpName = "KEY",
    };

    private readonly Option<string> _clock = new("--clock")
    {
        Description = "frozen: worlds keep their time until they are told; run: their clocks go, SPEED seconds for each of the machine.",
        HelpName = "frozen|run[=SPEED]",
        DefaultValueFactory = _ => "frozen",
    };

    private readonly Option<string> _worldTtl = new("--world-ttl")
    {
        Description = "How long a world under /_fake/worlds/ stays after somebody last asked for it.",
        HelpName = "TIME",
        DefaultValueFactory = _ => "1h",
    };

    private readonly Option<string> _notEmulated = new("--not-emulated")
    {
        Description = "What a path gets that Waldur has and the fake has not: 404 with a hint; 501 that says more; fail: 501, and exit "
            + "code 1 when it is stopped.",
        HelpName = "404|501|fail",
        DefaultValueFactory = _ => "404",
    };

    private readonly Option<bool> _includeAnywhere = FileOutput.IncludeAnywhere();

    private readonly Option<bool> _log = new("--log") { Description = "Print a line for each request." };

    /// <summary>Adds the options and the action to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_scenarios);
        command.Options.Add(_seed);
        command.Options.Add(_urls);
        command.Options.Add(_fidelity);
        command.Options.Add(_divergences);
        command.Options.Add(_controlKey);
        command.Options.Add(_clock);
        command.Options.Add(_worldTtl);
        command.Options.Add(_log);
        command.Options.Add(_notEmulated);
        command.Options.Add(_includeAnywhere);
        command.SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var url = parsed.GetValue(_urls)!;
        WaldurFake? fake = null;
        var code = 0;
        try
        {
            // A large world takes its time; who stops the tool meanwhile does not wait for it.
            fake = await Task.Run(() => Start(parsed), cancellation).WaitAsync(cancellation);
            Greet(fake, await fake.ListenAsync(url, cancellation));
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Stopped: the fake is disposed of on the way out.
        }
        catch (ArgumentException refused)
        {
            throw UserMistakeException.Of(refused);
        }
        catch (Exception failure) when (failure is System.Net.Sockets.SocketException or IOException { InnerException: not null })
        {
            throw new UserMistakeException(
                failure.Message.Contains(url, StringComparison.Ordinal) ? failure.Message : $"{url}: {failure.Message}", failure);
        }
        finally
        {
            if (fake is not null)
                code = await StopAsync(fake);
        }
        return code;
    }

    /// <summary>Stops; the exit code says whether something was asked for that is not emulated, if that is to fail.</summary>
    private async Task<int> StopAsync(WaldurFake fake)
    {
        try
        {
            await fake.DisposeAsync();
            return 0;
        }
        catch (NotEmulatedException asked)
        {
            await output.WriteLineAsync(asked.Message);
            return 1;
        }
    }

    private WaldurFake Start(ParseResult parsed)
    {
        try
        {
            var speed = Speed(parsed.GetValue(_clock)!);
            var fake = WaldurFake.Start(options =>
            {
                foreach (var scenario in parsed.GetValue(_scenarios) ?? [])
                    _ = IsFile(scenario) ? options.ScenarioFile(scenario, parsed.GetValue(_includeAnywhere)) : options.Scenario(scenario);
                options.Seed = Number(parsed.GetValue(_seed));
                options.ControlKey = parsed.GetValue(_controlKey);
                options.WorldTtl = Time(parsed.GetValue(_worldTtl)!);
                options.Fidelity = Fidelities(parsed);
                options.OnNotEmulated = parsed.GetValue(_notEmulated) switch
                {
                    "501" => OnNotEmulated.NotImplemented,
                    "fail" => OnNotEmulated.Fail,
                    "404" => OnNotEmulated.NotFound,
                    var other => throw new UserMistakeException($"--not-emulated takes 404, 501 or fail, not '{other}'."),
                };
                if (parsed.GetValue(_log))
                    options.Log(output.WriteLine);
            });
            if (speed is { } given)
                fake.Clock.Run(given);
            return fake;
        }
        catch (ScenarioException wrong)
        {
            throw new UserMistakeException(wrong.Message, wrong);
        }
    }

    private Fidelity Fidelities(ParseResult parsed)
    {
        var fidelity = Side(parsed.GetValue(_fidelity)!, "--fidelity");
        foreach (var choice in parsed.GetValue(_divergences) ?? [])
        {
            var parts = choice.Split('=', 2);
            if (parts.Length != 2)
                throw new UserMistakeException($"--divergence takes ID=documented or ID=server, not '{choice}'.");
            if (!WaldurModules.Divergences.Any(row => row.Id == parts[0]))
            {
                throw new UserMistakeException(
                    $"There is no divergence '{parts[0]}'; there are {string.Join(", ", WaldurModules.Divergences.Select(row => row.Id))}.");
            }
            fidelity = fidelity.With(parts[0], Side(parts[1], $"--divergence {parts[0]}"));
        }
        return fidelity;
    }

    private static long? Number(string? text) => text is null
        ? null
        : long.TryParse(text, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new UserMistakeException($"--seed takes a whole number, not '{text}'.");

    /// <summary>How fast clocks run; null: they stand still.</summary>
    private static double? Speed(string text) => text switch
    {
        "frozen" => null,
        "run" => 1,
        _ when text.StartsWith("run=", StringComparison.Ordinal)
            && double.TryParse(text.AsSpan(4), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var speed)
            && speed > 0 && double.IsFinite(speed) => speed,
        _ =>
            throw new UserMistakeException($"--clock takes frozen, run or run=SPEED with a positive number, such as run=60, not '{text}'."),
    };

    private static TimeSpan Time(string text)
    {
        var unit = text.Length == 0 ? 0 : text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        return unit > 0 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count > 0
            ? TimeSpan.FromSeconds((long)count * unit)
            : throw new UserMistakeException(
                $"--world-ttl takes a whole number of seconds, minutes or hours, such as 90s, 10m or 1h, not '{text}'.");
    }

    private static Fidelity Side(string text, string option) => text switch
    {
        "documented" => Fidelity.Documented,
        "server" => Fidelity.Server,
        _ => throw new UserMistakeException($"{option} takes documented or server, not '{text}'."),
    };

    private static bool IsFile(string scenario) =>
        scenario.Contains('/', StringComparison.Ordinal) || scenario.Contains('\\', StringComparison.Ordinal)
        || scenario.Contains('.', StringComparison.Ordinal) || File.Exists(scenario);

    private void Greet(WaldurFake fake, Uri address)
    {
        var url = address.GetLeftPart(UriPartial.Authority);
        output.WriteLine($"Waldur.Fake is listening on {url}");
        output.WriteLine();

        var data = fake.World.Data;
        var users = data.Table(User.Table).Where(user => TokenOf(data, user) is not null)
            .OrderByDescending(user => user.IsStaff).ThenByDescending(user => user.IsSupport).ToList();
        WriteUsers(data, users);
        if (users.Count == 0)
            return;
        var first = users.FirstOrDefault(user => user.IsStaff) ?? users[0];
        output.WriteLine();
        output.WriteLine("Try:");
        output.WriteLine($"  curl -H 'Authorization: Token {TokenOf(data, first)}' {url}/api/marketplace-robot-accounts/");
        output.Flush();
    }

    private void WriteUsers(WorldData data, IReadOnlyList<User> users)
    {
        const int shown = 25;
        var grid = new Table().Border(TableBorder.None).HideHeaders().AddColumns("user", "token", "roles");
        foreach (var user in users.Take(shown))
            grid.AddRow(Markup.Escape(user.Username), Markup.Escape(TokenOf(data, user)!), Markup.Escape(RolesOf(data, user)));
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new WideOutput(output), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        output.WriteLine("Users, their tokens and roles:");
        console.Write(grid);
        if (users.Count > shown)
            output.WriteLine($"  ... and {users.Count - shown} more: GET /_fake/world lists them all.");
    }

    private static string RolesOf(WorldData data, User user)
    {
        var roles = Access.Grants(data, user.Uuid)
            .Select(grant => $"{grant.Role} of {data.Table(Name.Table).Find(grant.Scope)?.Key ?? grant.Scope.ToString("n")}")
            .ToList();
        if (user.IsStaff)
            roles.Insert(0, "staff");
        if (user.IsSupport)
            roles.Insert(0, "support");
        return roles.Count == 0 ? "no roles" : string.Join(", ", roles);
    }

    private static string? TokenOf(WorldData data, User user) =>
        data.Table(Token.Table).By(Token.ByUser, user.Uuid) is [var token] ? token.Key : null;
}

/// <summary>Tables are written as wide as they are: who reads them through a pipe wants whole tokens.</summary>
/// <param name="writer">Where to.</param>
internal sealed class WideOutput(TextWriter writer) : IAnsiConsoleOutput
{
    public TextWriter Writer => writer;

    public bool IsTerminal => false;

    public int Width => 400;

    public int Height => 100;

    public void SetEncoding(System.Text.Encoding encoding)
    {
        // The writer has its own.
    }
}
