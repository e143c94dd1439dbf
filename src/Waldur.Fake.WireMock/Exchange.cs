using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WireMock;
using WireMock.Types;
using WireMock.Util;

namespace Waldur.Fake;

/// <summary>One request of a WireMock server, on its way to the fake.</summary>
/// <param name="request">The request, with the bytes that came.</param>
/// <param name="context">
/// Where the answer is written; null: the server was not started with the fake, so WireMock itself writes the answer.
/// </param>
/// <param name="client">Where the client is.</param>
internal sealed class Exchange(WireRequest request, HttpContext? context, IPAddress? client = null)
{
    /// <summary>What WireMock's log has of the number in the fake's journal.</summary>
    private const string JournalHeader = "X-Waldur-Fake-Request";

    private static readonly AsyncLocal<Exchange?> s_current = new();

    private WireAnswer? _answer;
    private (IHttpResponseFeature Response, IHttpResponseBodyFeature Body)? _real;

    /// <summary>The request that is being answered. WireMock hands its callbacks a message of its own, which is less.</summary>
    public static Exchange? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    /// <summary>The request, with the bytes that came.</summary>
    public WireRequest Request => request;

    /// <summary>Whether the answer is the fake's own to the byte, so that it can break the connection too.</summary>
    public bool IsWhole => context is not null;

    /// <summary>Whether the fake has answered it, so that its journal knows of it already.</summary>
    public bool IsAnswered => _answer is { Trace.Number: > 0 };

    /// <summary>Whether it came from another machine.</summary>
    public bool IsFromElsewhere => (context?.Connection.RemoteIpAddress ?? client) is { } address && !IPAddress.IsLoopback(address);

    /// <summary>Ends when the client has gone.</summary>
    public CancellationToken Gone => context?.RequestAborted ?? CancellationToken.None;

    /// <summary>The request of a message of WireMock's.</summary>
    public static Exchange For(IRequestMessage message) => Current ?? Of(message);

    /// <summary>The request as WireMock has it.</summary>
    private static Exchange Of(IRequestMessage message)
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
        return new(request, context: null, IPAddress.TryParse(message.ClientIP, out var client) ? client : null);
    }

    /// <summary>
    /// Takes the fake's answer, and gives WireMock the same for its log. It is sent when WireMock is done, so that who has the answer finds
    /// it in the log.
    /// </summary>
    public IResponseMessage Take(WireAnswer answer)
    {
        _answer = answer;
        if (context is { Features: var features } && _real is null)
        {
            _real = (features.GetRequiredFeature<IHttpResponseFeature>(), features.GetRequiredFeature<IHttpResponseBodyFeature>());
            // What WireMock writes goes nowhere.
            features.Set<IHttpResponseFeature>(new HttpResponseFeature());
            features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        }
        return Message(answer);
    }

    /// <summary>Sends the fake's answer as the fake's own socket would, if the fake has answered.</summary>
    public async Task SendAsync()
    {
        if (context is null || _answer is not { } answer)
            return;
        if (_real is var (response, body))
        {
            context.Features.Set(response);
            context.Features.Set(body);
        }
        try
        {
            await ContextAnswer.SendAsync(context, answer, Gone).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            // The client has gone: nobody is left to answer.
            context.Abort();
        }
    }

    private static ResponseMessage Message(WireAnswer answer)
    {
        var message = new ResponseMessage { StatusCode = answer.Status, DateTime = TimeProvider.System.GetUtcNow().UtcDateTime };
        var headers = new Dictionary<string, WireMockList<string>>(answer.Headers.Count + 1, StringComparer.OrdinalIgnoreCase);
        message.Headers = headers;
        foreach (var (name, value) in answer.Headers)
        {
            if (!headers.TryAdd(name, new(value)))
                headers[name].Add(value);
        }
        // For WireMock's log, where it tells the number in the fake's journal.
        if (answer.Trace is { Number: > 0 and var number })
            headers[JournalHeader] = new(number.ToString(CultureInfo.InvariantCulture));
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
