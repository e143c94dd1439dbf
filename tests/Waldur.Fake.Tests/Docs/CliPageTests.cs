using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using System.Text;
using Waldur.Fake.Cli;

namespace Waldur.Fake.Tests.Docs;

public sealed class CliPageTests
{
    private const string Head = """
        # The tool

        `waldur-fake` serves a Waldur and works on scenario files. This page is made from the tool's own commands; a test keeps it
        equal to them.
        From a clone, write `dotnet run --project src/Waldur.Fake.Cli --` in place of `waldur-fake`.

        ```sh
        waldur-fake                                                    # the world hpc-site, on http://127.0.0.1:8000
        waldur-fake serve --scenario course --urls http://127.0.0.1:0  # another world, on a free port
        waldur-fake serve --fidelity server --log                      # as the server of release 7.9.6 does, a line for each request
        ```

        The first line of `serve` says where it listens, also when the port was 0; a program that starts it can read the address there.

        ## Exit codes

        | Code | When |
        | --- | --- |
        | 0 | It did what it was asked for; `serve` was stopped. |
        | 1 | `validate`: something is wrong with a file. `verify`: a case failed. `check`: something breaks the contract. `contract`: clients break. |
        | 2 | An option, a file or an address has to be mended; a line on standard error says what, beginning with `waldur-fake:`. |

        """;

    [Fact]
    public void The_page_of_the_tool_is_that_of_its_commands()
    {
        var root = Tool.Commands(TextWriter.Null);
        var text = new StringBuilder(Head);
        foreach (var command in root.Subcommands)
            Write(text, command);
        text.Append("\nEverywhere: `--help` tells the options of a command, `--version` the version of the tool.\n");

        GeneratedDocs.ShouldBeUpToDate("docs/cli.md", text.ToString());
    }

    private static void Write(StringBuilder text, Command command)
    {
        var arguments = string.Concat(command.Arguments.Select(argument => $" {argument.Name}{(IsRepeated(argument.Arity) ? "..." : "")}"));
        text.Append(CultureInfo.InvariantCulture, $"\n## {command.Name}\n\n{command.Description}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"`waldur-fake {command.Name}{arguments}");
        text.Append(command.Options.Any(IsOwn) ? " [options]`\n" : "`\n");
        var rows = command.Arguments.Select(argument => (IReadOnlyList<string>)[$"`{argument.Name}`", argument.Description ?? "", "needed"])
            .Concat(command.Options.Where(IsOwn)
                .Select(option => (IReadOnlyList<string>)[Names(option), option.Description ?? "", Default(option)]))
            .ToList();
        if (rows.Count > 0)
            text.Append('\n').Append(GeneratedDocs.Table(["Option", "What it does", "Default"], rows)).Append('\n');
    }

    private static bool IsOwn(Option option) => option is not HelpOption and not VersionOption;

    private static bool IsRepeated(ArgumentArity arity) => arity.MaximumNumberOfValues > 1;

    private static string Names(Option option)
    {
        var value = option.HelpName is { } name ? $" {name}" : "";
        var often = IsRepeated(option.Arity) ? ", may be repeated" : "";
        return string.Join(", ", option.Aliases.Prepend(option.Name).Select(alias => $"`{alias}{value}`")) + often;
    }

    private static string Default(Option option) =>
        option.HasDefaultValue && option.GetDefaultValue() is { } value and not false
            ? $"`{string.Create(CultureInfo.InvariantCulture, $"{value}")}`"
            : "";
}
