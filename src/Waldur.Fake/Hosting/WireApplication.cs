using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Waldur.Fake;

/// <summary>
/// The whole web application of the fake, for servers of ASP.NET Core: three methods around a <see cref="IWireServer"/>, and no host.
/// </summary>
/// <param name="server">Who answers.</param>
internal sealed class WireApplication(IWireServer server) : IHttpApplication<HttpContext>
{
    /// <inheritdoc/>
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    /// <inheritdoc/>
    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // The context holds nothing of ours.
    }

    /// <inheritdoc/>
    public async Task ProcessRequestAsync(HttpContext context)
    {
        var gone = context.RequestAborted;
        try
        {
            var request = await ContextRequest.ReadAsync(context, server.MaxBodySize, gone);
            var answer = await WireCall.AnswerAsync(server, request, gone);
            await ContextAnswer.SendAsync(context, answer, gone);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // The client has gone: nobody is left to answer.
            context.Abort();
        }
    }
}
