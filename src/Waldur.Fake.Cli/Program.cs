using System.Runtime.InteropServices;
using Waldur.Fake.Cli;

// First of all: a signal that comes before this ends the process as any other.
using var stopped = new CancellationTokenSource();
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);

// Not every command looks whether it was stopped, and none is waited for long.
var tool = Task.Run(() => Tool.RunAsync(args, Console.Out, Console.Error, cancellation: stopped.Token));
await Task.WhenAny(tool, Task.Delay(Timeout.Infinite, stopped.Token));
return await Task.WhenAny(tool, Task.Delay(TimeSpan.FromSeconds(2))) == tool && !stopped.IsCancellationRequested ? await tool : 0;

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stopped.Cancel();
}
