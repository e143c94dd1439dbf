namespace Waldur.Fake;

/// <summary>
/// Compares requests and answers with Waldur's contract, whoever sent and gave them: a client of yours, the fake, a stub of your own, a
/// recording, or a real Waldur of that release. Of answers the names of members with their order, types, null, choices, formats and the
/// forms of refusals are checked; of requests path, method, parameters and the fields of bodies.
/// </summary>
/// <param name="fidelity">What the answers follow where documentation and server disagree; null: the documentation.</param>
public sealed class ContractCheck(Fidelity? fidelity = null)
{
    private readonly AnswerCheck _answers = new(WaldurModules.Routes, fidelity ?? Fidelity.Documented);
    private readonly RequestCheck _requests = new(WaldurModules.Routes);

    /// <summary>What breaks the contract in an answer, beginning with the request and the JSON path; null if nothing does.</summary>
    /// <param name="method">The method of the request, in upper case.</param>
    /// <param name="target">Its path and query, or its whole address.</param>
    /// <param name="status">The status of the answer.</param>
    /// <param name="body">Its body.</param>
    public string? Violation(string method, string target, int status, ReadOnlyMemory<byte> body) =>
        _answers.Violation(method, target, status, body);

    /// <summary>
    /// Everything in a request that breaks the contract; none if nothing does, or if it asks for nothing that is emulated.
    /// </summary>
    /// <param name="method">The method, in upper case.</param>
    /// <param name="target">Path and query, or the whole address.</param>
    /// <param name="contentType">The type of the body, or null.</param>
    /// <param name="body">The body; empty if there is none.</param>
    public IReadOnlyList<string> RequestViolations(string method, string target, string? contentType, ReadOnlyMemory<byte> body)
    {
        var start = target.IndexOf(AnswerCheck.Root, StringComparison.Ordinal);
        return start < 0
            ? []
            : [.. _requests.Violations(method, target[start..], contentType, body).Select(wrong => $"{method} {target[start..]}: {wrong}")];
    }

    /// <summary>The route that a request asks for, so that it and its answer are judged; null if it is none of the contract's.</summary>
    /// <param name="target">Its path and query, or its whole address.</param>
    internal static string? RouteOf(string target)
    {
        var start = target.IndexOf(AnswerCheck.Root, StringComparison.Ordinal);
        return start < 0 ? null : WaldurModules.Routes.PathOf(Uri.UnescapeDataString(target[start..].Split('?')[0]));
    }
}

/// <summary>A request or an answer breaks the contract.</summary>
/// <param name="message">What is wrong and where.</param>
public sealed class ContractViolationException(string message) : Exception(message);
