using System.CommandLine;
using Waldur.Fake.Cli.Import;

namespace Waldur.Fake.Cli.Commands;

/// <summary>
/// Writes what a token sees on a Waldur as a scenario, so that local development begins with a world like one's own site.
/// </summary>
/// <param name="output">Where to, if no file is named.</param>
/// <param name="error">Where it says what was left out.</param>
internal sealed class ImportCommand(TextWriter output, TextWriter error)
{
    /// <summary>The variable that the map takes the token from: it is in no file.</summary>
    private const string Variable = "WALDUR_TOKEN";

    /// <summary>The command.</summary>
    public Command Create()
    {
        var url = new Argument<string>("URL") { Description = "Root of the Waldur, for example https://waldur.example.com." };
        var token = new Option<string>("--token") { Description = "The token of a user of it.", HelpName = "TOKEN", Required = true };
        var map = new Option<string?>("--map") { Description = "Write a first map for verify to this file, too.", HelpName = "FILE" };
        var most = new Option<int>("--most")
        {
            Description = "How many objects of a kind are read.", HelpName = "N", DefaultValueFactory = _ => 1000,
        };
        var target = FileOutput.Option();
        var command = new Command("import", "Write what a token sees on a Waldur as a scenario file. No token is in it.")
        {
            url, token, map, most, target,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var site = new Site(ServerAddress.Of(parsed.GetValue(url)!, "import"), parsed.GetValue(token)!, parsed.GetValue(most));
            var import = new SiteImport(site);
            await import.ReadAsync(cancellation);
            await FileOutput.WriteAsync(parsed.GetValue(target), Scenario(import), output, cancellation);
            if (parsed.GetValue(map) is { } file)
                await FileOutput.WriteFileAsync(file, import.Map(Variable), cancellation);
            foreach (var left in import.LeftOut)
                await error.WriteLineAsync($"left out: {left}");
        });
        return command;
    }

    private static string Scenario(SiteImport import)
    {
        try
        {
            return import.Scenario();
        }
        catch (ScenarioException wrong)
        {
            throw new UserMistakeException($"What the server has makes no scenario: {wrong.Errors[0]}", wrong);
        }
    }
}
