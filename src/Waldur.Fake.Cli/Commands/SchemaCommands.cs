using System.CommandLine;
using System.Text;

namespace Waldur.Fake.Cli.Commands;

/// <summary>Commands that print what the fake knows of its contract.</summary>
internal static class SchemaCommands
{
    /// <summary>Prints the OpenAPI document.</summary>
    /// <param name="output">Where to.</param>
    public static Command OpenApi(TextWriter output)
    {
        var fidelity = FidelityOptions.Side();
        var command = new Command("openapi", "Print the OpenAPI document, as GET /api/schema/ serves it.") { fidelity };
        command.SetAction(parsed =>
        {
            var side = FidelityOptions.Of(parsed.GetValue(fidelity)!);
            output.WriteLine(Encoding.UTF8.GetString(WaldurModules.Document.Write(side).Span));
        });
        return command;
    }
}
