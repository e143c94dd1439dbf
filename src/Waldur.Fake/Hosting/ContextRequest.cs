using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;

namespace Waldur.Fake;

/// <summary>Turns the request of an ASP.NET Core server into a <see cref="WireRequest"/>.</summary>
internal static class ContextRequest
{
    public static async ValueTask<WireRequest> ReadAsync(HttpContext context, long maxBodySize, CancellationToken cancellation)
    {
        var request = context.Request;
        var headers = new WireHeaders();
        foreach (var (name, values) in request.Headers)
        {
            foreach (var value in values)
                headers.Add(name, value ?? "");
        }
        var body = new BodyBuffer(maxBodySize);
        if (request.ContentLength > maxBodySize)
            body.Refuse();
        else
            await FillAsync(body, request.Body, cancellation);
        return new WireRequest
        {
            Method = request.Method,
            Scheme = request.Scheme,
            Host = request.Host.Value is { Length: > 0 } host ? host : HostOf(context.Connection),
            Target = Target(context),
            Headers = headers,
            Body = body.Content,
            BodyTooLarge = body.TooLarge,
        };
    }

    /// <summary>What links begin with if the client names no host, as HTTP/1.0 allows.</summary>
    private static string HostOf(ConnectionInfo connection) =>
        connection.LocalIpAddress is { } address ? new IPEndPoint(address, connection.LocalPort).ToString() : "localhost";

    /// <summary>Path and query as sent; a proxy's absolute form (<c>GET http://host/path</c>) loses scheme and host.</summary>
    private static string Target(HttpContext context)
    {
        var raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (raw.Length == 0)
            return context.Request.GetEncodedPathAndQuery();   // TestServer's own clients tell no raw target
        var authority = raw.StartsWith('/') ? -1 : raw.IndexOf("://", StringComparison.Ordinal);
        if (authority < 0)
            return raw;
        // As sent, like the usual form: whatever takes the address apart would leave dots out.
        var path = raw.AsSpan(authority + 3).IndexOfAny('/', '?');
        return path < 0 ? "/" : raw[authority + 3 + path] == '?' ? "/" + raw[(authority + 3 + path)..] : raw[(authority + 3 + path)..];
    }

    private static async ValueTask FillAsync(BodyBuffer body, Stream source, CancellationToken cancellation)
    {
        var chunk = new byte[4096];
        int read;
        try
        {
            while (!body.TooLarge && (read = await source.ReadAsync(chunk, cancellation)) > 0)
                body.Write(chunk.AsSpan(0, read));
        }
        catch (IOException tooLarge) when (tooLarge.InnerException is OverflowException)
        {
            // Kestrel fails so at the size of a chunk that fits no number.
            throw new BadHttpRequestException("The size of a chunk is no number.", tooLarge);
        }
    }
}
