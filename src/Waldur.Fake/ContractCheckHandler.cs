using System.Collections.Immutable;

namespace Waldur.Fake;

/// <summary>
/// Checks every request that a client sends and every answer that it gets, before any server: the fake, a stub, a real Waldur.
/// <code>
/// var check = new ContractCheckHandler(new ContractCheck()) { InnerHandler = new SocketsHttpHandler() };
/// using var client = new HttpClient(check);
/// …
/// Assert.Empty(check.Violations);          // with Throws = false; else the first one is an exception
/// </code>
/// </summary>
/// <param name="check">The contract.</param>
public sealed class ContractCheckHandler(ContractCheck check) : DelegatingHandler
{
    private ImmutableDictionary<string, int> _violations = ImmutableDictionary<string, int>.Empty;
    private int _exchanges;

    /// <summary>Whether requests are checked too; answers always are.</summary>
    public bool ChecksRequests { get; init; } = true;

    /// <summary>
    /// Whether what breaks the contract is a <see cref="ContractViolationException"/>; a request that does is then not sent.
    /// </summary>
    public bool Throws { get; init; } = true;

    /// <summary>How many requests were sent.</summary>
    public int Exchanges => _exchanges;

    /// <summary>What broke the contract and where, with how often.</summary>
    public IReadOnlyDictionary<string, int> Violations => _violations;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _exchanges);
        var (method, target) = (request.Method.Method, request.RequestUri!.PathAndQuery);
        if (ChecksRequests)
        {
            var sent = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            Tell(check.RequestViolations(method, target, request.Content?.Headers.ContentType?.ToString(), sent));
        }
        var answer = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        await answer.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        if (check.Violation(method, target, (int)answer.StatusCode, body) is { } wrong)
            Tell([wrong]);
        return answer;
    }

    private void Tell(IReadOnlyList<string> violations)
    {
        foreach (var violation in violations)
            ImmutableInterlocked.AddOrUpdate(ref _violations, violation, 1, static (_, count) => count + 1);
        if (Throws && violations.Count > 0)
            throw new ContractViolationException(string.Join('\n', violations));
    }
}
