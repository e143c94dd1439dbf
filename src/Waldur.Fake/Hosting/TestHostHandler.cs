using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.TestHost;
using Microsoft.AspNetCore.WebUtilities;

namespace Waldur.Fake;

/// <summary>
/// Sends requests through a <see cref="TestServer"/> and mends what it shows otherwise than a socket: percent escapes of the address,
/// broken connections, the body of a HEAD answer, the limits of the request's head, cancellation.
/// </summary>
/// <remarks>
/// Redirects are handed to the caller, as by <see cref="InProcessHandler"/>. Synchronous sending is not supported by TestHost.
/// </remarks>
/// <param name="testServer">A server of <see cref="WireTestServer"/>.</param>
internal sealed class TestHostHandler(TestServer testServer) : HttpMessageHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var head = ClientRequest.From(request);
        if (cancellationToken.IsCancellationRequested)
            throw ClientCancellation.Of(cause: null, cancellationToken);
        if (head.Refusal() is { } refusal)
            return ClientAnswer.ToMessage(refusal, request);
        // A handler of TestHost is a small object; one for each request lets the request's head reach its context as it is.
        using var invoker = new HttpMessageInvoker(testServer.CreateHandler(context => Place(head, context)));
        try
        {
            var body = await ClientRequest.ReadAsync(request, long.MaxValue, cancellationToken);
            var response = Mend(await invoker.SendAsync(Carrier(request, body), cancellationToken), head);
            response.RequestMessage = request;
            return response;
        }
        catch (WireFateException broken)
        {
            return ClientAnswer.ToMessage(broken.Answer, request);
        }
        catch (Exception canceled) when (cancellationToken.IsCancellationRequested)
        {
            throw ClientCancellation.Of(canceled, cancellationToken);
        }
    }

    /// <summary>
    /// What TestHost is shown instead of the request: it takes addresses apart and fails on one that is not to be canonicalized.
    /// Its head comes from <see cref="Place"/>.
    /// </summary>
    private static HttpRequestMessage Carrier(HttpRequestMessage request, BodyBuffer? body) =>
        new(request.Method, request.RequestUri!.GetLeftPart(UriPartial.Authority) + "/") {
            Content = body is null ? null : new ReadOnlyMemoryContent(body.Content) };

    private static void Place(ClientRequest head, HttpContext context)
    {
        var request = context.Features.GetRequiredFeature<IHttpRequestFeature>();
        request.Method = head.Method;
        request.RawTarget = head.Target;
        request.Headers.Clear();
        foreach (var (name, value) in head.Headers)
            request.Headers.Append(name, value);
    }

    private static HttpResponseMessage Mend(HttpResponseMessage response, ClientRequest head)
    {
        response.Version = HttpVersion.Version11;
        response.ReasonPhrase = ReasonPhrases.GetReasonPhrase((int)response.StatusCode);
        if (head.Method is not "HEAD")
            return response;
        var told = response.Content;
        response.Content = new AnswerContent(new WireAnswer { Status = (int)response.StatusCode });
        foreach (var (name, values) in told.Headers.NonValidated)
            response.Content.Headers.TryAddWithoutValidation(name, values);
        told.Dispose();
        return response;
    }
}
