using System.CommandLine;
using Waldur.Fake.Conformance;

namespace Waldur.Fake.Cli.Commands;

/// <summary>Compares recorded traffic with the contract.</summary>
/// <param name="output">Where it says what breaks it.</param>
internal sealed class CheckCommand(TextWriter output)
{
    /// <summary>Something breaks the contract.</summary>
    private const int Broken = 1;

    /// <summary>The command.</summary>
    public Command Create()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "HAR files, of a browser, a proxy or the fake's journal.", Arity = ArgumentArity.OneOrMore,
        };
        var fidelity = FidelityOptions.Side(
            "What the answers are to follow: documented, as a fake does by default; server, as a Waldur of release 7.9.6.");
        var answers = new Option<bool>("--answers-only") { Description = "Leave out what breaks the contract in requests." };
        var command = new Command(
            "check", "Compare recorded traffic with the contract: requests and answers. Exit code 1: something breaks it.")
        {
            files, fidelity, answers,
        };
        command.SetAction(parsed =>
        {
            var report = TrafficCheck.Run(
                Read(parsed.GetValue(files)!),
                FidelityOptions.Of(parsed.GetValue(fidelity)!),
                requests: !parsed.GetValue(answers));
            output.Write(report.ToString());
            return report.Violations.Count == 0 ? 0 : Broken;
        });
        return command;
    }

    private static List<Exchange> Read(IEnumerable<string> files)
    {
        try
        {
            return [.. files.SelectMany(Traffic.ReadFile)];
        }
        catch (VerifyException mistake)
        {
            throw new UserMistakeException(mistake.Message, mistake);
        }
    }
}
