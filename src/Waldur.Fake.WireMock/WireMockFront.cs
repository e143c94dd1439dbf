using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using WireMock.Server;
using WireMock.Settings;

namespace Waldur.Fake;

/// <summary>
/// Stands before everything that WireMock does with a request: reads it as the fake's own socket does, so that what the fake gets is what
/// came, and keeps the fake behind the mappings, whatever a test resets.
/// </summary>
/// <param name="waldur">Who answers what no mapping does.</param>
/// <param name="settings">WireMock's settings.</param>
internal sealed class WireMockFront(WaldurFake waldur, WireMockServerSettings settings) : IStartupFilter
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
        var exchange = new Exchange(request, context);
        // WireMock takes no request whose address is none, which Waldur answers all the same, and none without its body.
        if (request.BodyTooLarge || !Uri.TryCreate(context.Request.GetEncodedUrl(), UriKind.Absolute, out _))
        {
            exchange.Take(await Fallback.AnswerAsync(waldur, exchange).ConfigureAwait(false));
            await exchange.SendAsync().ConfigureAwait(false);
            return;
        }
        if (!request.Body.IsEmpty)
            context.Request.Body = new MemoryStream(request.Body.ToArray(), writable: false);
        if (_server is { } server)
        {
            Fallback.Keep(server, waldur);
            if (IsReset(request))
            {
                waldur.Reset(server);
                return;
            }
        }
        Exchange.Current = exchange;
        await next(context).ConfigureAwait(false);
        await exchange.SendAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// Whether all is to go back to its start: WireMock's protocol has that, and WireMock.Net only its parts. Where it asks for a password,
    /// it is left to it.
    /// </summary>
    private bool IsReset(WireRequest request) =>
        request.Method == "POST" && request.Path == (settings.AdminPath ?? "/__admin") + "/reset"
        && settings is { StartAdminInterface: true, AdminUsername: null, AdminAzureADTenant: null };
}
