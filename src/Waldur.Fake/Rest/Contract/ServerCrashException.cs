namespace Waldur.Fake;

/// <summary>
/// Thrown where the server would crash and the fake follows it: the request ends with 500 and an HTML page, and nothing is stored.
/// </summary>
public sealed class ServerCrashException : Exception
{
    /// <summary>A crash at a place of that divergence.</summary>
    public ServerCrashException(Divergence divergence)
        : base("The server would crash here.") => Divergence = divergence;

    /// <inheritdoc/>
    public ServerCrashException()
        : base("The server would crash here.")
    {
    }

    /// <inheritdoc/>
    public ServerCrashException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public ServerCrashException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The divergence that led here.</summary>
    public Divergence? Divergence { get; }
}
