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
        var fidelity = new Option<string>("--fidelity")
        {
            Description = "documented: as Waldur's published pages say; server: as release 7.9.6 does.",
            HelpName = "documented|server",
            DefaultValueFactory = _ => "documented",
        };
        fidelity.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not ("documented" or "server") and var other)
                result.AddError($"--fidelity takes documented or server, not '{other}'.");
        });
        var command = new Command("openapi", "Print the OpenAPI document, as GET /api/schema/ serves it.") { fidelity };
        command.SetAction(parsed =>
        {
            var side = parsed.GetValue(fidelity) == "server" ? Fidelity.Server : Fidelity.Documented;
            output.WriteLine(Encoding.UTF8.GetString(WaldurModules.Document.Write(side).Span));
        });
        return command;
    }
}
