
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
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var head = ClientRequest.From(request);
        if (Refused(request, head, cancellationToken) is { } refusal)
            return refusal;
        var body = Room(request);
        try
        {
            if (body is { TooLarge: false })
                await request.Content!.CopyToAsync(body, cancellationToken);
            var asked = WireCall.AnswerAsync(server, head.ToWire(body), cancellationToken);
            var answer = asked.IsCompletedSuccessfully ? asked.Result : await asked.AsTask().WaitAsync(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            return ClientAnswer.ToMessage(answer, request);
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
        var body = Room(request);
        try
        {
            if (body is { TooLarge: false })
                request.Content!.CopyTo(body, context: null, cancellationToken);
            var asked = WireCall.AnswerAsync(server, head.ToWire(body), cancellationToken).AsTask();
            asked.Wait(cancellationToken);
            return ClientAnswer.ToMessage(asked.Result, request);
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

    private BodyBuffer? Room(HttpRequestMessage request)
    {
        if (request.Content is not { } content)
            return null;
        var room = new BodyBuffer(server.MaxBodySize);
        if (content.Headers.ContentLength > server.MaxBodySize)
            room.Refuse();
        return room;
    }
}
