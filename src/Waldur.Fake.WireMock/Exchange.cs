using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WireMock;
using WireMock.Types;
using WireMock.Util;

namespace Waldur.Fake;

/// <summary>One request of a WireMock server, on its way to the fake.</summary>
/// <param name="Request">The request, with the bytes that came.</param>
/// <param name="Context">
/// Where the answer is written; null: the server was not started with the fake, so WireMock itself writes the answer.
/// </param>
/// <param name="Client">Where the client is.</param>
internal sealed record Exchange(WireRequest Request, HttpContext? Context, IPAddress? Client = null)
{
    private static readonly AsyncLocal<Exchange?> s_current = new();

    /// <summary>The request that is being answered. WireMock hands its callbacks a message of its own, which is less.</summary>
    public static Exchange? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    /// <summary>Whether it came from another machine.</summary>
    public bool IsFromElsewhere => (Context?.Connection.RemoteIpAddress ?? Client) is { } address && !IPAddress.IsLoopback(address);

    /// <summary>Ends when the client has gone.</summary>
    public CancellationToken Gone => Context?.RequestAborted ?? CancellationToken.None;

    /// <summary>The request as WireMock has it.</summary>
    public static Exchange Of(IRequestMessage message)
    {
        var (uri, headers) = (new Uri(message.AbsoluteUrl), new WireHeaders());
        foreach (var (name, values) in message.Headers ?? new Dictionary<string, WireMockList<string>>(StringComparer.Ordinal))
        {
            foreach (var value in values)
                headers.Add(name, value);
        }
        var request = new WireRequest
        {
            Method = message.Method,
            Scheme = uri.Scheme,
            Host = headers["Host"] is { Length: > 0 } host ? host : uri.Authority,
            Target = uri.PathAndQuery,
            Headers = headers,
            Body = message.BodyData?.BodyAsBytes ?? [],
        };
        return new(request, Context: null, IPAddress.TryParse(message.ClientIP, out var client) ? client : null);
    }

    /// <summary>Sends the answer as the fake's own socket would, and gives WireMock the same for its log.</summary>
    public async Task<IResponseMessage> SendAsync(WireAnswer answer)
    {
        if (Context is not null)
        {
            await WriteAsync(Context, answer).ConfigureAwait(false);
            // WireMock writes what it logs, too: nobody listens any more.
            Context.Features.Set<IHttpResponseFeature>(new HttpResponseFeature());
            Context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        }
        return Message(answer);
    }

    /// <summary>Writes an answer to a server of ASP.NET Core.</summary>
    public static async Task WriteAsync(HttpContext context, WireAnswer answer)
    {
        try
        {
            await ContextAnswer.SendAsync(context, answer, context.RequestAborted).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone: nobody is left to answer.
            context.Abort();
        }
    }

    private static ResponseMessage Message(WireAnswer answer)
    {
        var message = new ResponseMessage { StatusCode = answer.Status, DateTime = TimeProvider.System.GetUtcNow().UtcDateTime };
        foreach (var fields in answer.Headers.GroupBy(field => field.Key, field => field.Value, StringComparer.OrdinalIgnoreCase))
            message.AddHeader(fields.Key, [.. fields]);
        if (!answer.Body.IsEmpty)
        {
            message.BodyData = new BodyData
            {
                DetectedBodyType = BodyType.String,
                Encoding = Encoding.UTF8,
                BodyAsString = Encoding.UTF8.GetString(answer.Body.Span),
            };
        }
        return message;
    }
}
