namespace Waldur.Fake;

/// <summary>A request for a path that Waldur has and the fake has not.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">Path and query.</param>
public sealed record NotEmulatedRequest(string Method, string Target);
