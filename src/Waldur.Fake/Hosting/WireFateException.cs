namespace Waldur.Fake;

/// <summary>
/// A fault on the connection, thrown where there is no connection: TestHost hands it to the client, and
/// <see cref="TestHostHandler"/> turns it into what a socket shows. Seen by itself, a client goes past that handler.
/// </summary>
internal sealed class WireFateException : IOException
{
    internal WireFateException(WireAnswer answer)
        : base("The answer breaks off on the way. Send requests through TestHostHandler to see this as a socket shows it.") =>
        Answer = answer;

    /// <summary>The answer whose way is disturbed.</summary>
    public WireAnswer Answer { get; }
}
