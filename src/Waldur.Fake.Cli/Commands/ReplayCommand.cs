using System.CommandLine;

namespace Waldur.Fake.Cli.Commands;

/// <summary>Serves the world of a run file, after its requests.</summary>
/// <param name="output">Where it says what it does.</param>
internal sealed class ReplayCommand(TextWriter output)
{
    /// <summary>The command.</summary>
    public Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A run file, as WriteRun and fixtures write it." };
        var before = new Option<long?>("--before")
        {
            Description = "The number of the first request that is not repeated: the world is then as that one found it.", HelpName = "N",
        };
        var urls = ServeCommand.Urls();
        var key = new Option<string?>("--control-key") { Description = "What X-Waldur-Fake-Key must say.", HelpName = "KEY" };
        var command = new Command("replay", "Repeat the requests of a run file, compare the answers, and serve the world as it is then.")
        {
            file, before, urls, key,
        };
        command.SetAction((parsed, cancellation) => Listening.UntilStoppedAsync(
            parsed.GetValue(urls)!,
            () => StartAsync(parsed.GetValue(file)!, parsed.GetValue(before), parsed.GetValue(key), cancellation),
            Greet,
            started => started.Fake,
            output,
            cancellation));
        return command;
    }

    private static async Task<WaldurFake.Replayed> StartAsync(string file, long? before, string? key, CancellationToken cancellation)
    {
        if (!File.Exists(file))
            throw new UserMistakeException($"There is no file {file}.");
        try
        {
            return await WaldurFake.RepeatAsync(file, before, options => options.ControlKey = key, cancellation);
        }
        catch (Exception wrong) when (wrong is InvalidDataException or ScenarioException)
        {
            throw new UserMistakeException(wrong.Message, wrong);
        }
    }

    private Task Greet(WaldurFake.Replayed started, IReadOnlyList<Uri> addresses)
    {
        foreach (var address in addresses)
            output.WriteLine($"Waldur.Fake is listening on {address.GetLeftPart(UriPartial.Authority)}");
        output.WriteLine();
        output.WriteLine(started.Differences.Count == 0
            ? $"{started.Repeated} requests were repeated, and answered as in the run."
            : $"{started.Repeated} requests were repeated; {started.Differences.Count} were answered otherwise than in the run:");
        foreach (var difference in started.Differences)
            output.WriteLine(difference);
        output.Flush();
        return Task.CompletedTask;
    }
}
