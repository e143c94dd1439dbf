namespace Waldur.Fake.Cli.Commands;

/// <summary>Serves a fake until the tool is stopped.</summary>
internal static class Listening
{
    /// <summary>
    /// Starts a fake, listens, and waits. The exit code is 1 if something was asked for that is not emulated and that is to fail.
    /// </summary>
    /// <param name="urls">Where to listen.</param>
    /// <param name="start">Starts it.</param>
    /// <param name="listening">Is done once it listens.</param>
    /// <param name="fakeOf">The fake in what was started.</param>
    /// <param name="output">Where it is told what was not emulated.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<int> UntilStoppedAsync<T>(
        IReadOnlyList<string> urls, Func<Task<T>> start, Func<T, IReadOnlyList<Uri>, Task> listening, Func<T, WaldurFake> fakeOf,
        TextWriter output, CancellationToken cancellation)
    {
        WaldurFake? fake = null;
        try
        {
            // A large world takes its time; who stops the tool meanwhile does not wait for it.
            var started = await Task.Run(start, cancellation).WaitAsync(cancellation);
            fake = fakeOf(started);
            var addresses = new List<Uri>();
            foreach (var url in urls)
                addresses.Add(await ListenAsync(fake, url, cancellation));
            await listening(started, addresses);
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Stopped: the fake is disposed of below.
        }
        catch (Exception failure)
        {
            if (fake is not null)
                await StopAsync(fake, output);
            if (failure is ArgumentException refused)
                throw UserMistakeException.Of(refused);
            throw;
        }
        return fake is null ? 0 : await StopAsync(fake, output);
    }

    private static async Task<Uri> ListenAsync(WaldurFake fake, string url, CancellationToken cancellation)
    {
        try
        {
            return await fake.ListenAsync(url, cancellation);
        }
        catch (Exception failure) when (failure is System.Net.Sockets.SocketException or IOException { InnerException: not null })
        {
            throw new UserMistakeException(
                failure.Message.Contains(url, StringComparison.Ordinal) ? failure.Message : $"{url}: {failure.Message}", failure);
        }
    }

    private static async Task<int> StopAsync(WaldurFake fake, TextWriter output)
    {
        try
        {
            await fake.DisposeAsync();
            return 0;
        }
        catch (NotEmulatedException asked)
        {
            await output.WriteLineAsync(asked.Message);
            return 1;
        }
    }
}
