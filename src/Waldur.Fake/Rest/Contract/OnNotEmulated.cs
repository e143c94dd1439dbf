namespace Waldur.Fake;

/// <summary>What a request gets for a path that Waldur has and the fake has not.</summary>
public enum OnNotEmulated
{
    /// <summary>404, as for a path that does not exist, with a hint in a header.</summary>
    NotFound,

    /// <summary>501 with <c>application/problem+json</c>: what is not emulated, what is that is like it, and how to stub it.</summary>
    NotImplemented,

    /// <summary>
    /// 501, and a <see cref="NotEmulatedException"/> when the fake is disposed of: the test fails even if the client passed the answer
    /// over.
    /// </summary>
    Fail,
}

/// <summary>Something was asked for that Waldur has and the fake has not, and the options say that this fails.</summary>
/// <param name="requests">What was asked for.</param>
public sealed class NotEmulatedException(IReadOnlyList<NotEmulatedRequest> requests) : Exception(
    $"Not emulated, and asked for: {string.Join(", ", requests.Select(one => $"{one.Method} {one.Target}").Distinct(StringComparer.Ordinal))}. "
    + "Stub what the test needs: options.Map(\"GET /api/…/\", …), or stubs: in a scenario.")
{
    /// <summary>What was asked for.</summary>
    public IReadOnlyList<NotEmulatedRequest> Requests => requests;
}
