namespace Waldur.Fake;

/// <summary>
/// Carries the requests of an <see cref="HttpClient"/> to the server without a network, and shows the client what it would see
/// over a socket: the same answers, and the same exceptions when the connection breaks.
/// </summary>
/// <remarks>
/// Redirects are handed to the caller and cookies are not kept, whereas a client with the default <see cref="SocketsHttpHandler"/>
/// follows redirects: set <see cref="SocketsHttpHandler.AllowAutoRedirect"/> to false there for the same view.
/// Header values may hold Latin-1 characters, as with a <see cref="SocketsHttpHandler.RequestHeaderEncodingSelector"/> that says so.
/// </remarks>
/// <param name="server">Who answers.</param>
internal sealed class InProcessHandler(IWireServer server) : HttpMessageHandler
{
    /// <summary>Whether a failure inside the server is thrown, and not shown as the answer that it gave.</summary>
    internal bool ThrowsFailures { get; init; }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var head = ClientRequest.From(request);
        if (Refused(request, head, cancellationToken) is { } refusal)
            return refusal;
        try
        {
            var body = await ClientRequest.ReadAsync(request, server.MaxBodySize, cancellationToken);
            var asked = WireCall.AnswerAsync(server, head.ToWire(body), cancellationToken);
            var answer = asked.IsCompletedSuccessfully ? asked.Result : await asked.AsTask().WaitAsync(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            return Message(answer, request);
        }
        catch (OperationCanceledException canceled) when (cancellationToken.IsCancellationRequested)
        {
            throw ClientCancellation.Of(canceled, cancellationToken);
        }
    }

    /// <inheritdoc/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var head = ClientRequest.From(request);
        if (Refused(request, head, cancellationToken) is { } refusal)
            return refusal;
        try
        {
            var body = ClientRequest.Read(request, server.MaxBodySize, cancellationToken);
            var asked = WireCall.AnswerAsync(server, head.ToWire(body), cancellationToken).AsTask();
            asked.Wait(cancellationToken);
            return Message(asked.Result, request);
        }
        catch (AggregateException failed) when (cancellationToken.IsCancellationRequested)
        {
            throw ClientCancellation.Of(failed.InnerException!, cancellationToken);
        }
        catch (OperationCanceledException canceled) when (cancellationToken.IsCancellationRequested)
        {
            throw ClientCancellation.Of(canceled, cancellationToken);
        }
    }

    private static HttpResponseMessage? Refused(HttpRequestMessage request, ClientRequest head, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            throw ClientCancellation.Of(cause: null, cancellation);
        return head.Refusal() is { } refusal ? ClientAnswer.ToMessage(refusal, request) : null;
    }

    private HttpResponseMessage Message(WireAnswer answer, HttpRequestMessage request) =>
        ThrowsFailures && answer.Failure is { } failure ? throw new FakeFailureException(failure) : ClientAnswer.ToMessage(answer, request);
}
