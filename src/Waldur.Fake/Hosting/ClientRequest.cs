using System.Buffers;
using System.Globalization;
using System.Net;

namespace Waldur.Fake;

/// <summary>What <see cref="SocketsHttpHandler"/> would put on the wire for a request message.</summary>
internal sealed class ClientRequest
{
    // Kestrel's default limits, which SocketServer keeps.
    private const int MaxRequestLine = 8 * 1024;
    private const int MaxHeaders = 32 * 1024;
    private const int MaxHeaderCount = 100;

    private static readonly SearchValues<char> s_hostCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._");

    private static readonly SearchValues<char> s_addressCharacters = SearchValues.Create("0123456789ABCDEFabcdef:.");

    private ClientRequest(HttpRequestMessage message, Uri uri)
    {
        // Well-known methods go out in capitals, however they are written.
        Method = HttpMethod.Parse(message.Method.Method).Method;
        Scheme = uri.Scheme;
        Target = uri.PathAndQuery;
        Host = message.Headers.NonValidated.TryGetValues("Host", out var hosts) ? hosts.ToString() : HostOf(uri);
        Headers = [];
        Headers.Add("Host", Host);
        AddAll(message);
    }

    public string Method { get; }

    public string Scheme { get; }

    public string Host { get; }

    public string Target { get; }

    public WireHeaders Headers { get; }

    public static ClientRequest From(HttpRequestMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.RequestUri is not { IsAbsoluteUri: true } uri)
            throw new InvalidOperationException("The request needs an absolute address, or the client a BaseAddress.");
        if (uri.Scheme is not ("http" or "https"))
            throw new NotSupportedException($"The '{uri.Scheme}' scheme is not supported.");
        if (message is { Content: null, Headers.TransferEncodingChunked: true })
        {
            throw NotSent(
                new InvalidOperationException("'Transfer-Encoding: chunked' header can not be used when content object is not specified."));
        }

        if (message.Version.Major >= 2 && message.VersionPolicy is not HttpVersionPolicy.RequestVersionOrLower)
            throw new HttpRequestException(HttpRequestError.HttpProtocolError, "The server speaks HTTP/1.1 only.");
        return new(message, uri);
    }

    /// <summary>The content of a request as it arrives, up to a limit.</summary>
    public static async Task<BodyBuffer?> ReadAsync(HttpRequestMessage message, long limit, CancellationToken cancellation)
    {
        var body = Room(message, limit);
        if (body is { TooLarge: false })
            await message.Content!.CopyToAsync(body, cancellation);
        return AsLongAsPromised(message, body);
    }

    /// <inheritdoc cref="ReadAsync"/>
    public static BodyBuffer? Read(HttpRequestMessage message, long limit, CancellationToken cancellation)
    {
        var body = Room(message, limit);
        if (body is { TooLarge: false })
            message.Content!.CopyTo(body, context: null, cancellation);
        return AsLongAsPromised(message, body);
    }

    private static BodyBuffer? Room(HttpRequestMessage message, long limit)
    {
        if (message.Content is not { } content)
            return null;
        var room = new BodyBuffer(limit);
        if (content.Headers.ContentLength > limit)
            room.Refuse();
        return room;
    }

    private static BodyBuffer? AsLongAsPromised(HttpRequestMessage message, BodyBuffer? body)
    {
        if (body is null or { TooLarge: true } || message.Headers.TransferEncodingChunked == true
            || message.Content!.Headers.ContentLength is not { } promised || promised == body.Length)
        {
            return body;
        }
        throw new HttpRequestException(body.Length > promised
            ? "Unable to write content to request stream; content would exceed Content-Length."
            : string.Create(
                CultureInfo.InvariantCulture, $"Sent {body.Length} request content bytes, but Content-Length promised {promised}."));
    }

    private static HttpRequestException NotSent(Exception reason) => new("An error occurred while sending the request.", reason);

    public WireRequest ToWire(BodyBuffer? body) => new()
    {
        Method = Method,
        Scheme = Scheme,
        Host = Host,
        Target = Target,
        Headers = Headers,
        Body = body?.Content ?? default,
        BodyTooLarge = body?.TooLarge ?? false,
    };

    /// <summary>The answer with which Kestrel refuses a request before any application sees it, or null.</summary>
    /// <remarks>Kestrel's own also has the machine's date; here no answer carries a time but the world's.</remarks>
    public WireAnswer? Refusal()
    {
        if (Method.Length + Target.Length + " ".Length + " HTTP/1.1\r\n".Length > MaxRequestLine)
            return Refused(414);
        var size = 0;
        foreach (var (name, value) in Headers)
            size += name.Length + ": ".Length + value.Length + "\r\n".Length;
        if (size > MaxHeaders || Headers.Count > MaxHeaderCount)
            return Refused(431);
        return IsMalformed() ? Refused(400) : null;
    }

    private bool IsMalformed() =>
        !Target.StartsWith('/') || HasNull(Target) || !HasOneHost() || !IsHost(Host);

    /// <summary>Whether a null character is in the path.</summary>
    private static bool HasNull(string target) =>
        target.IndexOf("%00", StringComparison.Ordinal) is >= 0 and var at && target.IndexOf('?', 0, at) < 0;

    /// <summary>Whether no header has a null character, and one is <c>Host</c>.</summary>
    private bool HasOneHost()
    {
        var hosts = 0;
        foreach (var (name, value) in Headers)
        {
            if (value.Contains('\0', StringComparison.Ordinal))
                return false;
            if (name.Equals("Host", StringComparison.OrdinalIgnoreCase))
                hosts++;
        }
        return hosts == 1;
    }

    /// <summary>What Kestrel takes for a host: letters, digits, dots, hyphens and low lines, or an IPv6 address, and a port.</summary>
    private static bool IsHost(string host)
    {
        if (host.Length == 0)
            return true;
        var end = host[0] == '[' ? host.IndexOf(']', StringComparison.Ordinal) + 1
            : host.AsSpan().IndexOfAnyExcept(s_hostCharacters) is >= 0 and var other ? other : host.Length;
        if (end == 0 || (host[0] == '[' && (end < 4 || host.AsSpan(1, end - 2).ContainsAnyExcept(s_addressCharacters))))
            return false;
        return end == host.Length || (
            host[end] == ':' && ushort.TryParse(host.AsSpan(end + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _));
    }

    private static WireAnswer Refused(int status) =>
        new() { Status = status, Headers = new WireHeaders { { "Content-Length", "0" }, { "Connection", "close" } } };

    private static string HostOf(Uri uri)
    {
        var host = uri.HostNameType is UriHostNameType.IPv6 ? "[" + uri.IdnHost + "]" : uri.IdnHost;
        return uri.IsDefaultPort ? host : string.Create(CultureInfo.InvariantCulture, $"{host}:{uri.Port}");
    }

    private void AddAll(HttpRequestMessage message)
    {
        var chunked = message.Headers.TransferEncodingChunked == true;
        foreach (var (name, values) in message.Headers.NonValidated)
        {
            if (!name.Equals("Host", StringComparison.OrdinalIgnoreCase))
                Add(name, values.ToString());
        }
        if (message.Content is not { } content)
        {
            if (Method is not ("GET" or "HEAD" or "OPTIONS" or "DELETE" or "CONNECT"))
                Headers.Add("Content-Length", "0");
            return;
        }
        var length = chunked ? null : content.Headers.ContentLength;
        foreach (var (name, values) in content.Headers.NonValidated)
        {
            if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                Add(name, values.ToString());
        }
        if (length is { } known)
            Headers.Add("Content-Length", known.ToString(CultureInfo.InvariantCulture));
        else if (!chunked)
            Headers.Add("Transfer-Encoding", "chunked");
    }

    private void Add(string name, string value)
    {
        foreach (var character in value)
        {
            if (character > '\u00FF')
                throw new HttpRequestException("Request headers must contain only Latin-1 characters.");
        }
        Headers.Add(name, value);
    }
}
