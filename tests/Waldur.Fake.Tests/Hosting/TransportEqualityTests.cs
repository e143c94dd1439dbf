using System.Net;
using System.Text;
using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.Hosting;

/// <summary>A client sees the same over the three transports; the socket is the truth.</summary>
public sealed class TransportEqualityTests
{
    private const HttpCompletionOption HeadersRead = HttpCompletionOption.ResponseHeadersRead;
    private const string BrokenReset = "-> IOException\n-> SocketException ConnectionReset\n";

    /// <summary>Name, what a client does, and a part of what it must see.</summary>
    private static readonly Dictionary<string, (Func<HttpClient, Task<HttpResponseMessage>> Send, string Seen)> s_requests = new(
        StringComparer.Ordinal)
    {
        ["get"] = (client => client.GetAsync("/api/users/?name=a%20b%2Fc&x=%C3%A9"), "GET http /api/users/?name=a%20b%2Fc&x=%C3%A9\n"),
        ["escaped path"] = (client => client.GetAsync("/api/a%2Fb%20c/%25/é/"), "GET http /api/a%2Fb%20c/%25/%C3%A9/\n"),
        ["post"] = (client => client.PostAsync("/api/users/", Json("{\"a\":\"ü\"}")), "{\"a\":\"ü\"}"),
        ["post nothing"] = (client => client.PostAsync("/api/users/", content: null), "Content-Length: 0\n"),
        ["patch nothing"] = (client => client.SendAsync(Message("PATCH", "/x")), "Content-Length: 0\n"),
        ["delete nothing"] = (client => client.SendAsync(Message("DELETE", "/x")), "DELETE http /x\n"),
        ["options nothing"] = (client => client.SendAsync(Message("OPTIONS", "/x")), "OPTIONS http /x\n"),
        ["trace nothing"] = (client => client.SendAsync(Message("TRACE", "/x")), "TRACE http /x\n"),
        ["another method"] = (client => client.SendAsync(Message("PURGE", "/x")), "PURGE http /x\n"),
        ["post chunked"] = (client => client.SendAsync(Chunked()), "Transfer-Encoding: chunked\nab"),
        ["delete with a body"] = (client => client.SendAsync(Message("DELETE", "/x", content: Json("{}"))), "DELETE http /x\n"),
        ["lower case method"] = (client => client.SendAsync(Message("get", "/x")), "GET http /x\n"),
        ["several header values"] = (
            client => client.SendAsync(Message("GET", "/x", m => m.Headers.Add("Accept", ["text/html", "text/plain"]))),
            "text/html, text/plain"),
        ["user agent"] = (client => client.SendAsync(Message("GET", "/x", m => m.Headers.Add("User-Agent", "a/1 (b) c/2"))), "a/1 (b) c/2"),
        ["latin-1"] = (
            client => client.SendAsync(Message("GET", "/x", m => m.Headers.TryAddWithoutValidation("Authorization", "Token \u00e9\u00ff"))),
            "Token \u00e9\u00ff"),
        ["waiting"] = (client => client.GetAsync("/yields"), "200 OK 1.1"),
        ["head"] = (client => client.SendAsync(Message("HEAD", "/x")), "0 bytes"),
        ["head of a broken one"] = (client => client.SendAsync(Message("HEAD", "/reset-in-body")), "0 bytes"),
        ["empty"] = (client => client.GetAsync("/empty"), "content Content-Length: 0"),
        ["204"] = (client => client.DeleteAsync("/deleted"), "204 No Content"),
        ["304"] = (client => client.GetAsync("/unchanged"), "304 Not Modified"),
        ["301"] = (client => client.GetAsync("/elsewhere"), "Location: /x/"),
        ["odd values"] = (client => client.GetAsync("/odd"), "no type at all"),
        ["repeated header"] = (client => client.GetAsync("/many"), "422 Unprocessable Entity"),
        ["throws"] = (client => client.GetAsync("/throws"), "500 Internal Server Error"),
        ["too large"] = (client => client.PostAsync("/x", Json(new string('a', 1001))), "413 "),
        ["too large, chunked"] = (client => client.SendAsync(Chunked(600)), "413 "),
        ["just fits"] = (client => client.PostAsync("/x", Json(new string('a', 1000))), "200 OK"),
        ["reset"] = (client => client.GetAsync("/reset"), BrokenReset),
        ["reset, headers read"] = (client => client.GetAsync("/reset", HeadersRead), BrokenReset),
        ["reset of a post"] = (client => client.PostAsync("/reset", Json("{}")), BrokenReset),
        ["reset in body"] = (client => client.GetAsync("/reset-in-body"), BrokenReset),
        ["reset in body, headers read"] = (client => client.GetAsync("/reset-in-body", HeadersRead), "1234 bytes"),
        ["end in body"] = (client => client.GetAsync("/ends-in-body"), "HttpIOException ResponseEnded"),
        ["end in body, headers read"] = (client => client.GetAsync("/ends-in-body", HeadersRead), "1234 bytes"),
        ["short"] = (client => client.GetAsync("/short"), "HttpIOException ResponseEnded"),
        ["caller cancels"] = (CancelAsync, "-> TaskCanceledException\n"),
        ["cancelled before"] = (client => client.GetAsync("/x", new CancellationToken(canceled: true)), "-> TaskCanceledException\n"),
        ["longest address"] = (client => client.GetAsync(Address(8177)), "200 OK"),
        ["too long address"] = (client => client.GetAsync(Address(8178)), "414 URI Too Long"),
        ["largest headers"] = (client => client.SendAsync(Headers(32 * 1024)), "200 OK"),
        ["too large headers"] = (client => client.SendAsync(Headers((32 * 1024) + 1)), "431 Request Header Fields Too Large"),
        ["too many headers"] = (client => client.SendAsync(ManyHeaders(100)), "431 Request Header Fields Too Large"),
        ["many headers"] = (client => client.SendAsync(ManyHeaders(99)), "200 OK"),
        ["NUL in the path"] = (client => client.GetAsync("/x%00y"), "400 Bad Request"),
        ["no path"] = (
            client =>
                client.SendAsync(
                    new(
                        HttpMethod.Get,
                        new Uri(
                            client.BaseAddress!.GetLeftPart(UriPartial.Authority),
                            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }))),
            "400 Bad Request"),
        ["NUL in the query"] = (client => client.GetAsync("/x?a=%00"), "200 OK"),
        ["NUL in a header"] = (
            client => client.SendAsync(Message("GET", "/x", m => m.Headers.TryAddWithoutValidation("X-A", "a\0b"))), "400 Bad Request"),
        ["host with a quote"] = (client => client.SendAsync(OfHost("a\"b")), "400 Bad Request"),
        ["host with a tag"] = (client => client.SendAsync(OfHost("<script>")), "400 Bad Request"),
        ["host with a path"] = (client => client.SendAsync(OfHost("x/../y")), "400 Bad Request"),
        ["two hosts"] = (client => client.SendAsync(OfHost("a,b")), "400 Bad Request"),
        ["host with blanks"] = (client => client.SendAsync(OfHost("a b")), "400 Bad Request"),
        ["host with a port"] = (client => client.SendAsync(OfHost("waldur.example:8000")), "200 OK"),
        ["host with no port"] = (client => client.SendAsync(OfHost("waldur.example:")), "400 Bad Request"),
        ["host with a wrong port"] = (client => client.SendAsync(OfHost("waldur.example:80a")), "400 Bad Request"),
        ["host with a large port"] = (client => client.SendAsync(OfHost("waldur.example:99999")), ""),
        ["host with the largest port"] = (client => client.SendAsync(OfHost("waldur.example:65535")), "200 OK"),
        ["IPv6 host"] = (client => client.SendAsync(OfHost("[::1]:80")), "200 OK"),
        ["IPv6 host that is none"] = (client => client.SendAsync(OfHost("[x]")), "400 Bad Request"),
        ["IPv6 host without end"] = (client => client.SendAsync(OfHost("[::1")), "400 Bad Request"),
        ["content longer than its length"] = (client => client.SendAsync(Length(2)), "-> HttpRequestException"),
        ["content shorter than its length"] = (client => client.SendAsync(Length(20)), "-> HttpRequestException"),
        ["chunked without content"] = (
            client => client.SendAsync(Message("POST", "/x", m => m.Headers.TransferEncodingChunked = true)), "-> HttpRequestException"),
        ["chunked without content, GET"] = (
            client => client.SendAsync(Message("GET", "/x", m => m.Headers.TransferEncodingChunked = true)), "-> HttpRequestException"),
        ["content that fails"] = (
            client => client.SendAsync(Message("POST", "/x", content: new FailingContent())), "-> HttpRequestException"),
        ["another scheme"] = (client => client.SendAsync(new(HttpMethod.Get, "ftp://waldur.example/x")), "-> NotSupportedException"),
        ["HTTP/2 if there is"] = (client => client.SendAsync(Version(2, HttpVersionPolicy.RequestVersionOrLower)), "200 OK 1.1"),
    };

    public static TheoryData<string, TransportKind> Cases()
    {
        var cases = new TheoryData<string, TransportKind>();
        foreach (var name in s_requests.Keys)
        {
            cases.Add(name, TransportKind.InProcess);
            cases.Add(name, TransportKind.TestHost);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Is_seen_as_over_a_socket(string name, TransportKind kind)
    {
        var (send, part) = s_requests[name];
        var truth = await SeenAsync(TransportKind.Socket, transport => send(transport.Client));
        truth.ShouldContain(part, Case.Sensitive);
        (await SeenAsync(kind, transport => send(transport.Client))).ShouldBe(truth);
    }

    [Theory]
    [InlineData(TransportKind.InProcess)]
    [InlineData(TransportKind.TestHost)]
    public async Task A_timeout_is_seen_as_over_a_socket(TransportKind kind)
    {
        var truth = await SeenAsync(TransportKind.Socket, TimeOutAsync);
        truth.ShouldStartWith("-> TaskCanceledException\n-> TimeoutException\n-> TaskCanceledException\n");
        (await SeenAsync(kind, TimeOutAsync)).ShouldBe(truth);
    }

    private static async Task<string> SeenAsync(TransportKind kind, Func<Transport, Task<HttpResponseMessage>> send)
    {
        await using var transport = await Transport.OpenAsync(kind, new ScriptedServer());
        // The second request goes over the connection of the first, where there is one.
        (await transport.Client.GetAsync("/warm", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var seen = await Sight.OfAsync(() => send(transport));
        // Kestrel dates the answers that no application gives by the machine's clock.
        return string.Join('\n', seen.Split('\n').Where(line =>
            !line.StartsWith("head Date", StringComparison.Ordinal) || line.EndsWith(
                "Sat, 03 Jan 2026 03:04:13 GMT", StringComparison.Ordinal)));
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static HttpRequestMessage Message(
        string method, string path, Action<HttpRequestMessage>? more = null, HttpContent? content = null)
    {
        var message = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        more?.Invoke(message);
        if (!message.Headers.NonValidated.Contains("Host"))
            message.Headers.Host = "waldur.example";
        return message;
    }

    [Theory]
    [InlineData(TransportKind.InProcess)]
    [InlineData(TransportKind.TestHost)]
    public async Task Each_sign_in_a_host_is_taken_or_refused_as_on_a_socket(TransportKind kind)
    {
        await using var socket = await Transport.OpenAsync(TransportKind.Socket, new ScriptedServer());
        await using var transport = await Transport.OpenAsync(kind, new ScriptedServer());
        var differing = new List<char>();
        for (var sign = '!'; sign <= '~'; sign++)
        {
            var truth = await socket.Client.SendAsync(OfHost($"a{sign}9"), TestContext.Current.CancellationToken);
            var seen = await transport.Client.SendAsync(OfHost($"a{sign}9"), TestContext.Current.CancellationToken);
            if (seen.StatusCode != truth.StatusCode)
                differing.Add(sign);
        }
        differing.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(TransportKind.Socket)]
    [InlineData(TransportKind.InProcess)]
    [InlineData(TransportKind.TestHost)]
    public async Task Nobody_speaks_HTTP_2(TransportKind kind)
    {
        await using var transport = await Transport.OpenAsync(kind, new ScriptedServer());
        await Should.ThrowAsync<HttpRequestException>(() => transport.Client.SendAsync(Version(2), TestContext.Current.CancellationToken));
    }

    private static HttpRequestMessage OfHost(string host) => Message("GET", "/x", m => m.Headers.TryAddWithoutValidation("Host", host));

    private static HttpRequestMessage Length(long length)
    {
        var content = Json("0123456789");
        content.Headers.ContentLength = length;
        return Message("POST", "/x", content: content);
    }

    private static HttpRequestMessage Version(int major, HttpVersionPolicy policy = HttpVersionPolicy.RequestVersionExact)
    {
        var message = Message("GET", "/x");
        (message.Version, message.VersionPolicy) = (new(major, 0), policy);
        return message;
    }

    private sealed class FailingContent : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            throw new IOException("The file is gone.");

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private static HttpRequestMessage Chunked(int size = 1) => Message(
        "POST", "/x", m => m.Headers.TransferEncodingChunked = true, Json(new string('a', size) + new string('b', size)));

    private static string Address(int length) => "/x?" + new string('a', length - 3);

    private static HttpRequestMessage Headers(int size)
    {
        var left = size - "Host: waldur.example\r\n".Length - "X-Long: \r\n".Length;
        return Message("GET", "/x", m => m.Headers.Add("X-Long", new string('a', left)));
    }

    private static HttpRequestMessage ManyHeaders(int count) => Message("GET", "/x", m =>
    {
        for (var i = 0; i < count; i++)
            m.Headers.Add("X-" + i.ToString(System.Globalization.CultureInfo.InvariantCulture), "a");
    });

    private static async Task<HttpResponseMessage> CancelAsync(HttpClient client)
    {
        using var wish = new CancellationTokenSource();
        var asked = client.GetAsync("/never", wish.Token);
        await wish.CancelAsync();
        var seen = await Should.ThrowAsync<TaskCanceledException>(asked);
        seen.CancellationToken.ShouldBe(wish.Token);
        throw seen;
    }

    private static async Task<HttpResponseMessage> TimeOutAsync(Transport transport)
    {
        // HttpClient has only the real clock for this.
        using var hasty = new HttpClient(transport.Handler, disposeHandler: false)
        {
            BaseAddress = transport.Client.BaseAddress,
            Timeout = TimeSpan.FromMilliseconds(20),
        };
        return await hasty.GetAsync("/never");
    }
}
