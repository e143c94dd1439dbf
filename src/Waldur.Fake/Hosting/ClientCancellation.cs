namespace Waldur.Fake;

/// <summary>
/// Cancellation as HttpClient wants it from a handler: always with the token that it passed in, else it cannot tell its own
/// timeout from the caller's wish.
/// </summary>
internal static class ClientCancellation
{
    public static TaskCanceledException Of(Exception? cause, CancellationToken cancellation) =>
        new("The operation was canceled.", cause, cancellation);
}
