namespace Waldur.Fake;

/// <summary>
/// What a test expects of requests is not so: tells what was expected, which request came nearest, and where it differs first. Every test
/// framework shows its message; xunit takes it for a failure of the test, by the name of its interface.
/// </summary>
/// <param name="message">All of that.</param>
public sealed class RequestAssertionException(string message) : Exception(message), IAssertionException;

/// <summary>By an interface of this name xunit knows assertions of others.</summary>
internal interface IAssertionException;
