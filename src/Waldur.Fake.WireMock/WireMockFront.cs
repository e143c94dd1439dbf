using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using WireMock.Server;

namespace Waldur.Fake;

/// <summary>
/// Stands before everything that WireMock does with a request: reads it as the fake's own socket does, so that what the fake gets is what
/// came, and keeps the fake behind the mappings, whatever a test resets.
/// </summary>
/// <param name="waldur">Who answers what no mapping does.</param>
internal sealed class WireMockFront(WaldurFake waldur) : IStartupFilter
{
    private WireMockServer? _server;

    /// <summary>The server has started.</summary>
    public WireMockServer Over(WireMockServer server) => _server = server.FallBackTo(waldur);

    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(AskAsync);
        next(app);
    };

    private async Task AskAsync(HttpContext context, RequestDelegate next)
    {
        var request = await ContextRequest.ReadAsync(context, waldur.Host.MaxBodySize, context.RequestAborted).ConfigureAwait(false);
        // WireMock takes no request whose address is none, which Waldur answers all the same, and none without its body.
        if (request.BodyTooLarge || !Uri.TryCreate(context.Request.GetEncodedUrl(), UriKind.Absolute, out _))
        {
            var answer = await Fallback.AnswerAsync(waldur, new Exchange(request, context)).ConfigureAwait(false);
            await Exchange.WriteAsync(context, answer).ConfigureAwait(false);
            return;
        }
        context.Request.Body = new MemoryStream(request.Body.ToArray(), writable: false);
        if (_server is { } server)
            Fallback.Keep(server, waldur);
        Exchange.Current = new(request, context);
        await next(context).ConfigureAwait(false);
    }
}
