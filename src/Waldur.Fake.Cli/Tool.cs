using System.CommandLine;
using Waldur.Fake.Cli.Commands;

namespace Waldur.Fake.Cli;

/// <summary>The command line of <c>waldur-fake</c>. Without a command it serves.</summary>
internal static class Tool
{
    /// <summary>Exit code for what the user has to mend: an option, a file, a port.</summary>
    public const int Mistake = 2;

    /// <summary>Exit code for a fault of the tool.</summary>
    private const int Failed = 70;

    /// <summary>Runs the tool.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="output">Where it writes to.</param>
    /// <param name="error">Where it tells what is wrong.</param>
    /// <param name="settings">What is said elsewhere; null: in the environment of the process.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<int> RunAsync(
        string[] args, TextWriter output, TextWriter error, Settings? settings = null, CancellationToken cancellation = default)
    {
        settings ??= Settings.OfProcess();
        var commands = Commands(output, error);
        var parsed = commands.Parse(args);
        try
        {
            if (parsed.Errors.Count == 0 && parsed.CommandResult.Command is RootCommand or { Name: ServeCommand.Name }
                && parsed.Action is not null
                && settings.Missing(parsed) is { Count: > 0 } missing)
            {
                parsed = commands.Parse([.. args, .. missing]);
            }
            if (parsed.Errors.Count > 0)
            {
                // One line each, and no help page: the line says what is wrong.
                foreach (var mistake in parsed.Errors)
                    Tell(error, settings.Placed(mistake.Message) + Meant(parsed, mistake.Message));
                return Mistake;
            }
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,   // the process has handlers of its own; two would race for the exit code
                Output = output,
                Error = error,
            };
            return await parsed.InvokeAsync(configuration, cancellation);
        }
        catch (UserMistakeException mistake)
        {
            Tell(error, settings.Placed(mistake.Message));
            return Mistake;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Tell(error, $"the output can't be written: {failure.Message}");
            return Mistake;
        }
#pragma warning disable CA1031 // the end of the tool: whatever it is, it is told in a line
        catch (Exception failure)
#pragma warning restore CA1031
        {
            var cause = failure.GetBaseException();
            Tell(error, $"failed, which is a fault of waldur-fake: {cause.GetType().Name}: {cause.Message}");
            return Failed;
        }
    }

    /// <summary>The command or option that is nearest to what nobody knows.</summary>
    private static string Meant(ParseResult parsed, string message)
    {
        var command = parsed.CommandResult.Command;
        var known = command.Subcommands.Select(one => one.Name).Concat(command.Options.Select(option => option.Name));
        return parsed.UnmatchedTokens.FirstOrDefault(token => message.Contains($"'{token}'", StringComparison.Ordinal)) is { } unknown
            && Nearest.To(unknown, known) is { } nearest
            ? $" Did you mean '{nearest}'?"
            : "";
    }

    private static void Tell(TextWriter error, string message)
    {
        try
        {
            error.WriteLine($"waldur-fake: {message}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The exit code is all that is left to tell by.
            return;
        }
    }

    /// <summary>All commands, with their options and arguments.</summary>
    /// <param name="output">Where they write to.</param>
    /// <param name="error">Where they tell what is beside the point.</param>
    public static RootCommand Commands(TextWriter output, TextWriter? error = null)
    {
        var root = new RootCommand("An in-memory Waldur for local development and tests.");
        var serve = new ServeCommand(output);
        serve.AddTo(root);
        var command = new Command(ServeCommand.Name, "Listen and answer. This is what happens without a command, too.");
        serve.AddTo(command);
        root.Subcommands.Add(command);
        root.Subcommands.Add(SchemaCommands.OpenApi(output));
        var scenarios = new ScenarioCommands(output);
        root.Subcommands.Add(scenarios.Validate());
        root.Subcommands.Add(scenarios.Generate());
        root.Subcommands.Add(new ExportCommand(output).Create());
        root.Subcommands.Add(new ReplayCommand(output).Create());
        root.Subcommands.Add(scenarios.Schema());
        var lists = new ListCommands(output);
        root.Subcommands.Add(lists.Scenarios());
        root.Subcommands.Add(lists.Divergences());
        root.Subcommands.Add(lists.Operations());
        root.Subcommands.Add(new InitCommand(output).Create());
        root.Subcommands.Add(new DoctorCommand(output).Create());
        root.Subcommands.Add(new VerifyCommand(output).Create());
        root.Subcommands.Add(new CheckCommand(output).Create());
        root.Subcommands.Add(new ContractCommand(output).Create());
        root.Subcommands.Add(new ImportCommand(output, error ?? TextWriter.Null).Create());
        root.Subcommands.Add(new CompletionCommand(output).Create(root));
        return root;
    }
}

/// <summary>Something that the user has to mend; told in one line, without a stack trace.</summary>
internal sealed class UserMistakeException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>What the library refuses, without the name of a parameter that users of the tool don't see.</summary>
    public static UserMistakeException Of(ArgumentException refused) => new(refused.Message.Split(" (Parameter ")[0], refused);
}
