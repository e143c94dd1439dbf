using System.Diagnostics;
using Shouldly;
using Waldur.Fake.Cli;

namespace Waldur.Fake.Tests.Cli;

/// <summary>The tool as a process of its own, that listens on a free port until it is disposed of.</summary>
internal sealed class RunningTool : IAsyncDisposable
{
    private readonly Process _process;

    private RunningTool(Process process, Uri url) => (_process, Url) = (process, url);

    /// <summary>Where it says that it listens.</summary>
    public Uri Url { get; }

    public static async Task<RunningTool> StartAsync(params string[] options)
    {
        var process = Dotnet.Start(typeof(Tool).Assembly.Location, ["serve", "--urls", "http://127.0.0.1:0", .. options]);
        var line = await process.StandardOutput.ReadLineAsync();
        line.ShouldNotBeNull("the tool ended");
        line.ShouldStartWith("Waldur.Fake is listening on ");
        return new(process, new(line.Split(' ')[^1]));
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}

/// <summary>Processes of programs that stand beside this one.</summary>
internal static class Dotnet
{
    public static Process Start(string assembly, IEnumerable<string> arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [assembly, .. arguments]) {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
}
