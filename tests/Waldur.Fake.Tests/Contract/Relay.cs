using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Waldur.Fake.Tests.Contract;

/// <summary>A server that hands requests on to another and may answer something else: what a Waldur that is not quite one looks like.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private static readonly string[] s_ownHeaders = ["Content-Length", "Transfer-Encoding"];

    private readonly WebApplication _server;
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler {
        AllowAutoRedirect = false, UseCookies = false, RequestHeaderEncodingSelector = static (_, _) => System.Text.Encoding.Latin1,
        ResponseHeaderEncodingSelector = static (_, _) => System.Text.Encoding.Latin1 });

    private Relay(WebApplication server) => _server = server;

    public Uri Url { get; private set; } = null!;

    /// <summary>Starts one.</summary>
    /// <param name="target">The server behind it.</param>
    /// <param name="hidesControl">Whether <c>/_fake/</c> is not there.</param>
    /// <param name="alter">What is answered in place of a body; the path, who asks by the user agent, and the body.</param>
    /// <param name="instead">What is answered to everything else, whatever was asked; null: what the server behind it answers.</param>
    public static async Task<Relay> StartAsync(
        Uri target, bool hidesControl = false, Func<string, string, byte[], byte[]>? alter = null,
        (HttpStatusCode Status, string Body, string Type)? instead = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0").ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.AllowSynchronousIO = true;
            options.RequestHeaderEncodingSelector = _ => System.Text.Encoding.Latin1;
            options.ResponseHeaderEncodingSelector = _ => System.Text.Encoding.Latin1;
        });
        var relay = new Relay(builder.Build());
        relay._server.Run(context => instead is { } given && !context.Request.Path.StartsWithSegments("/_fake", StringComparison.Ordinal)
            ? AnswerAsync(context, given)
            : relay.HandOnAsync(context, target, hidesControl, alter));
        await relay._server.StartAsync(TestContext.Current.CancellationToken);
        relay.Url = new(relay._server.Urls.First() + "/");
        return relay;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _http.Dispose();
    }

    private static Task AnswerAsync(HttpContext context, (HttpStatusCode Status, string Body, string Type) given)
    {
        context.Response.StatusCode = (int)given.Status;
        context.Response.ContentType = given.Type;
        return context.Response.WriteAsync(given.Body);
    }

    private async Task HandOnAsync(HttpContext context, Uri target, bool hidesControl, Func<string, string, byte[], byte[]>? alter)
    {
        var raw = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        if (hidesControl && raw.StartsWith("/_fake", StringComparison.Ordinal))
        {
            context.Response.StatusCode = 404;
            return;
        }
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        using var request = new HttpRequestMessage(
            new HttpMethod(context.Request.Method),
            new Uri(target.GetLeftPart(UriPartial.Authority) + raw, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (body.Length > 0 || context.Request.ContentLength is not null)
            request.Content = new ByteArrayContent(body.ToArray());
        foreach (var (name, values) in context.Request.Headers.Where(header => !s_ownHeaders.Contains(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                request.Content ??= new ByteArrayContent([]);
                request.Content.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }
        using var answer = await _http.SendAsync(request, context.RequestAborted);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        if (alter is not null && raw.StartsWith("/api/", StringComparison.Ordinal))
            bytes = alter(raw, context.Request.Headers.UserAgent.ToString(), bytes);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated)
            .Where(header => !s_ownHeaders.Contains(header.Key)))
        {
            context.Response.Headers[name] = values.ToArray();
        }
        if (context.Response.StatusCode is not (204 or 304))
            context.Response.ContentLength = context.Request.Method == "HEAD" ? answer.Content.Headers.ContentLength : bytes.Length;
        if (bytes.Length > 0 && context.Request.Method != "HEAD")
            await context.Response.Body.WriteAsync(bytes);
    }
}
