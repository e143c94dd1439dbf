namespace Waldur.Fake;

/// <summary>
/// Compares answers with Waldur's contract, whoever gave them: the fake, a stub of your own, a recording, or a real Waldur of that release.
/// Names of members with their order, types, null, choices, formats and the forms of refusals are checked.
/// </summary>
/// <param name="fidelity">What the answers follow where documentation and server disagree; null: the documentation.</param>
public sealed class ContractCheck(Fidelity? fidelity = null)
{
    private readonly AnswerCheck _check = new(WaldurModules.Routes, fidelity ?? Fidelity.Documented);

    /// <summary>What breaks the contract, beginning with the request and the JSON path; null if nothing does.</summary>
    /// <param name="method">The method of the request, in upper case.</param>
    /// <param name="target">Its path and query, or its whole address.</param>
    /// <param name="status">The status of the answer.</param>
    /// <param name="body">Its body.</param>
    public string? Violation(string method, string target, int status, ReadOnlyMemory<byte> body) =>
        _check.Violation(method, target, status, body);
}

/// <summary>An answer breaks the contract.</summary>
/// <param name="message">What is wrong and where.</param>
public sealed class ContractViolationException(string message) : Exception(message);

/// <summary>Checks every answer that a client gets; one that breaks the contract is a <see cref="ContractViolationException"/>.</summary>
/// <param name="check">The contract.</param>
public sealed class ContractCheckHandler(ContractCheck check) : DelegatingHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        await answer.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return check.Violation(request.Method.Method, request.RequestUri!.PathAndQuery, (int)answer.StatusCode, body) is { } wrong
            ? throw new ContractViolationException(wrong)
            : answer;
    }
}
