using System.CommandLine;
using System.Globalization;

namespace Waldur.Fake.Cli.Commands;

/// <summary>Listens on an address and answers until it is stopped.</summary>
/// <param name="output">Where it says what it does.</param>
internal sealed class ServeCommand(TextWriter output)
{
    /// <summary>The command that is meant where none is named.</summary>
    public const string Name = "serve";

    private readonly Option<string[]> _scenarios = new("--scenario")
    {
        Description = "Name of a shipped scenario, or a file. Several are laid over each other.",
        HelpName = "NAME|FILE",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _seed = new("--seed") {
        Description = "What identifiers are made from; the scenario's seed by default.", HelpName = "N" };

    private readonly Option<string[]> _urls = Urls();

    private readonly Option<string> _fidelity = FidelityOptions.Side();

    private readonly Option<string[]> _divergences = FidelityOptions.Divergence();

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

    private readonly Option<string?> _log = new("--log")
    {
        Description = "Print a line for each request: text, or one JSON object each.", HelpName = "text|json",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _quiet = new("--quiet") { Description = "Print nothing but what is wrong." };

    private readonly Option<string?> _print = new("--print")
    {
        Description = "text: for people; json: addresses and users as one line.", HelpName = "text|json",
    };

    private readonly Option<string?> _readyFile = new("--ready-file")
    {
        Description = "Write this file, JSON with the addresses, once requests are answered; it goes when the fake ends.",
        HelpName = "PATH",
    };

    private readonly Option<bool> _watch = new("--watch")
    {
        Description = "Load scenario files again when they change; what is wrong in them is told, and the world stays as it is.",
    };

    private readonly Option<string?> _cors = new("--cors")
    {
        Description = "Send CORS headers, for any origin or for one. Nothing under /_fake/ has them.",
        HelpName = "ORIGIN",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _config = new(Settings.ConfigOption)
    {
        Description = "YAML or JSON with options by their names; the command line and WALDUR_FAKE_ variables go before it.",
        HelpName = "FILE",
    };

    /// <summary>Where to listen.</summary>
    public static Option<string[]> Urls() => new("--urls")
    {
        Description = "Where to listen; port 0 picks a free one, http://unix:/PATH is a socket in the file system.",
        HelpName = "URL",
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = _ => ["http://127.0.0.1:8000"],
    };

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
        command.Options.Add(_includeAnywhere);
        command.Options.Add(_notEmulated);
        command.Options.Add(_cors);
        command.Options.Add(_watch);
        command.Options.Add(_quiet);
        command.Options.Add(_print);
        command.Options.Add(_readyFile);
        command.Options.Add(_config);
        command.SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (print, readyFile) = (parsed.GetValue(_print) ?? "text", parsed.GetValue(_readyFile));
        if (print is not ("text" or "json"))
            throw new UserMistakeException($"--print takes text or json, not '{print}'.");
        try
        {
            return await Listening.UntilStoppedAsync(
                parsed.GetValue(_urls)!, () => Task.FromResult(Start(parsed)), RunningAsync, fake => fake, output, cancellation);
        }
        finally
        {
            if (File.Exists(readyFile))
                File.Delete(readyFile);
        }

        async Task RunningAsync(WaldurFake fake, IReadOnlyList<Uri> addresses)
        {
            var greeting = new Greeting(fake, addresses);
            if (!parsed.GetValue(_quiet))
                greeting.Write(output, print == "json");
            if (readyFile is not null)
                await FileOutput.WriteFileAsync(readyFile, greeting.Ready(), cancellation);
            if (parsed.GetValue(_watch))
                await WatchAsync(fake, parsed, cancellation);
        }
    }

    private Task WatchAsync(WaldurFake fake, ParseResult parsed, CancellationToken cancellation)
    {
        var files = (parsed.GetValue(_scenarios) ?? []).Where(IsFile).ToList();
        if (files.Count == 0)
            throw new UserMistakeException("--watch needs a scenario file to watch; name one with --scenario.");
        var watch = new ScenarioWatch(files, parsed.GetValue(_includeAnywhere), output.WriteLine);
        return watch.RunAsync(fake, () => Start(parsed), cancellation);
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
                options.Fidelity = FidelityOptions.Of(parsed.GetValue(_fidelity)!, parsed.GetValue(_divergences));
                options.OnNotEmulated = parsed.GetValue(_notEmulated) switch
                {
                    "501" => OnNotEmulated.NotImplemented,
                    "fail" => OnNotEmulated.Fail,
                    "404" => OnNotEmulated.NotFound,
                    var other => throw new UserMistakeException($"--not-emulated takes 404, 501 or fail, not '{other}'."),
                };
                options.Cors = parsed.GetResult(_cors) is { Implicit: false };
                options.CorsOrigin = parsed.GetValue(_cors);
                if (parsed.GetResult(_log) is { Implicit: false } && !parsed.GetValue(_quiet))
                    Log(options, parsed.GetValue(_log) ?? "text");
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

    private void Log(WaldurFakeOptions options, string format) => _ = format switch
    {
        "text" => options.Log(output.WriteLine),
        "json" => options.LogJson(output.WriteLine),
        _ => throw new UserMistakeException($"--log takes text or json, not '{format}'."),
    };

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

    private static bool IsFile(string scenario) =>
        scenario.Contains('/', StringComparison.Ordinal) || scenario.Contains('\\', StringComparison.Ordinal)
        || scenario.Contains('.', StringComparison.Ordinal) || File.Exists(scenario);
}
