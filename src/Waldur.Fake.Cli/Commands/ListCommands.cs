using System.CommandLine;

namespace Waldur.Fake.Cli.Commands;

/// <summary>Commands that tell what there is: scenarios, divergences, operations.</summary>
/// <param name="output">Where to.</param>
internal sealed class ListCommands(TextWriter output)
{
    /// <summary>The scenarios that ship, or the text of one.</summary>
    public Command Scenarios()
    {
        var name = new Argument<string?>("NAME") { Description = "Print the text of this one.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("scenarios", "List the scenarios that ship, or print one.") { name };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(name) is not { } one)
                Write(Scenario.ShippedNames.Select(shipped => (string[])[shipped, About(new ShippedSource(shipped + ".yaml").Text())]));
            else if (Scenario.ShippedNames.Contains(one, StringComparer.Ordinal))
                output.Write(new ShippedSource(one + ".yaml").Text());
            else
                throw new UserMistakeException(Unknown(one));
        });
        return command;
    }

    /// <summary>Where documentation and server disagree.</summary>
    public Command Divergences()
    {
        var (fidelity, divergences) = (FidelityOptions.Side(), FidelityOptions.Divergence());
        var command = new Command(
            "divergences", "List where documentation and server disagree, and which side is in force. docs/divergences.md says more.")
        {
            fidelity, divergences,
        };
        command.SetAction(parsed =>
        {
            var chosen = FidelityOptions.Of(parsed.GetValue(fidelity)!, parsed.GetValue(divergences));
            Write(WaldurModules.Divergences.Select(row =>
            {
                var isServer = chosen.Of(row) == FidelitySide.Server;
                return (string[])[row.Id, isServer ? "server" : "documented", isServer ? row.Server : row.Documented];
            }));
        });
        return command;
    }

    /// <summary>What is emulated.</summary>
    public Command Operations()
    {
        var command = new Command("operations", "List the operations of Waldur that are emulated, with their names.");
        command.SetAction(_ => Write(WaldurModules.Operations.Where(operation => operation.Documented)
            .Select(operation => (string[])[operation.Name.ToString(), operation.Method, operation.Path])));
        return command;
    }

    private static string About(string text) => text.Split('\n').First(line => line.StartsWith("# ", StringComparison.Ordinal)
        && !line.StartsWith("# yaml-language-server", StringComparison.Ordinal))[2..].TrimEnd();

    private static string Unknown(string name) =>
        $"no such scenario '{name}'; there are {string.Join(", ", Scenario.ShippedNames)}"
        + (Nearest.To(name, Scenario.ShippedNames) is { } nearest ? $"; did you mean '{nearest}'?" : "");

    /// <summary>Writes columns, each as wide as it has to be; the last as it is.</summary>
    private void Write(IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        var widths = Enumerable.Range(0, all[0].Length - 1).Select(column => all.Max(row => row[column].Length)).ToList();
        foreach (var row in all)
            output.WriteLine(string.Join("  ", row.Select((cell, column) => column < widths.Count ? cell.PadRight(widths[column]) : cell)));
    }
}
