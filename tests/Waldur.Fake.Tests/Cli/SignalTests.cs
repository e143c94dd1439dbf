using System.Diagnostics;
using Shouldly;
using Waldur.Fake.Cli;

namespace Waldur.Fake.Tests.Cli;

/// <summary>Who stops the tool, by SIGTERM or by Ctrl-C, gets exit code 0, whatever it is at, and no word of a failure.</summary>
public sealed class SignalTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>As early as a process can: the thread that takes signals has just begun.</summary>
    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Stopped_while_it_begins(string signal)
    {
        using var tool = Start("serve", "--urls", "http://127.0.0.1:0");
        while (!tool.HasExited && !Threads(tool).Contains(".NET SigHandler", StringComparer.Ordinal))
            await Task.Delay(1, Cancellation);
        await Task.Delay(20, Cancellation);

        await ShouldEndWell(tool, signal);
    }

    [Theory]
    [InlineData("TERM", "serve", "--urls", "http://127.0.0.1:0", "--scenario")]
    [InlineData("INT", "serve", "--urls", "http://127.0.0.1:0", "--scenario")]
    [InlineData("TERM", "validate")]
    [InlineData("INT", "validate")]
    public async Task Stopped_while_it_loads_a_large_world(string signal, params string[] command)
    {
        var folder = Directory.CreateTempSubdirectory("waldur-fake-").FullName;
        var file = Path.Combine(folder, "large.yaml");
        await File.WriteAllTextAsync(file, "version: 1\ngenerate: {users: 50000, offering_users: 200000}\n", Cancellation);
        using var tool = Start([.. command, file]);
        await Task.Delay(1500, Cancellation);
        tool.HasExited.ShouldBeFalse("the world is too small");

        await ShouldEndWell(tool, signal);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Stopped_while_it_serves(string signal)
    {
        using var tool = Start("serve", "--urls", "http://127.0.0.1:0");
        (await tool.StandardOutput.ReadLineAsync(Cancellation)).ShouldNotBeNull().ShouldStartWith("Waldur.Fake is listening");

        await ShouldEndWell(tool, signal);
    }

    private static Process Start(params string[] command)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals and threads are looked at as Linux has them.");
        return Dotnet.Start(typeof(Tool).Assembly.Location, command);
    }

    private static IEnumerable<string> Threads(Process process) =>
        Directory.EnumerateDirectories($"/proc/{process.Id}/task").Select(thread => Path.Combine(thread, "comm")).Where(File.Exists)
            .Select(file => File.ReadAllText(file).TrimEnd());

    private static async Task ShouldEndWell(Process tool, string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, FormattableString.Invariant($"{tool.Id}")]);
        await kill.WaitForExitAsync(Cancellation);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            await tool.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            tool.Kill();
            throw;
        }

        (tool.ExitCode, await tool.StandardError.ReadToEndAsync(Cancellation)).ShouldBe((0, ""));
    }
}
