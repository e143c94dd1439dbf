namespace Waldur.Fake;

/// <summary>
/// What a test expects of requests is not so: tells what was expected, which request came nearest, and where it differs first. Every test
/// framework shows its message; xunit takes it for a failure of the test, by the name of its interface.
/// </summary>
public sealed class RequestAssertionException : Exception, IAssertionException
{
    /// <summary>What is not so.</summary>
    /// <param name="message">All of that.</param>
    public RequestAssertionException(string message)
        : base(message)
    {
    }

    internal RequestAssertionException(string message, Exception cause)
        : base(message, cause)
    {
    }
}

/// <summary>By an interface of this name xunit knows assertions of others.</summary>
internal interface IAssertionException;
