namespace Waldur.Fake.Cli.Commands;

/// <summary>Serves a fake until the tool is stopped.</summary>
internal static class Listening
{
    /// <summary>Starts a fake, listens, and waits.</summary>
    /// <param name="url">Where to listen.</param>
    /// <param name="start">Starts it.</param>
    /// <param name="greet">Says where it listens.</param>
    /// <param name="fakeOf">The fake in what was started.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<int> UntilStoppedAsync<T>(
        string url, Func<Task<T>> start, Action<T, Uri> greet, Func<T, WaldurFake> fakeOf, CancellationToken cancellation)
    {
        WaldurFake? fake = null;
        try
        {
            // A large world takes its time; who stops the tool meanwhile does not wait for it.
            var started = await Task.Run(start, cancellation).WaitAsync(cancellation);
            fake = fakeOf(started);
            greet(started, await fake.ListenAsync(url, cancellation));
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Stopped: the fake is disposed of on the way out.
        }
        catch (ArgumentException refused)
        {
            throw UserMistakeException.Of(refused);
        }
        catch (Exception failure) when (failure is System.Net.Sockets.SocketException or IOException { InnerException: not null })
        {
            throw new UserMistakeException(
                failure.Message.Contains(url, StringComparison.Ordinal) ? failure.Message : $"{url}: {failure.Message}", failure);
        }
        finally
        {
            if (fake is not null)
                await fake.DisposeAsync();
        }
        return 0;
    }
}
