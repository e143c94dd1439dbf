namespace Waldur.Fake;

/// <summary>
/// Thrown where the server would crash and the fake follows it: the request ends with 500 and an HTML page, and nothing is stored.
/// </summary>
/// <param name="divergence">The divergence that led here.</param>
internal sealed class ServerCrashException(Divergence divergence) : Exception("The server would crash here.")
{
    /// <summary>The divergence that led here.</summary>
    public Divergence Divergence { get; } = divergence;
}
