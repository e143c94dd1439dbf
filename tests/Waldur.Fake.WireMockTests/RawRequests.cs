using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Waldur.Fake.WireMockTests;

/// <summary>Requests byte by byte, well-formed and not, and what comes back.</summary>
internal static partial class RawRequests
{
    private const string Staff = "Authorization: Token staff-token";

    /// <summary>Two hundred and more, in an order in which some change the world for those after them.</summary>
    /// <param name="world">Has the objects that they are about.</param>
    public static IReadOnlyList<string> All(World world)
    {
        var accounts = "/api/marketplace-robot-accounts/";
        var users = "/api/marketplace-offering-users/";
        var courses = "/api/marketplace-course-accounts/";
        var links = "/api/marketplace-resource-users/";
        var robot = world.RobotAccounts[0].Uuid.ToString("n");
        var record = world.OfferingUsers[0].Uuid.ToString("n");
        var resource = world.Resources[0].Uuid.ToString("n");
        string[] paths =
        [
            accounts, users, courses, links, "/api/users/me/", "/api/keys/", "/api/customers/", "/api/projects/",
            "/api/marketplace-resources/",
            $"{accounts}{robot}/", $"{users}{record}/", $"{users}{record}/checklist/", "/api/schema/", "/_fake/health", "/_fake/clock",
            $"{accounts}?page_size=1", $"{accounts}?page=2&page_size=1", $"{accounts}?state=OK&o=-created", $"{accounts}?state=nonsense",
            $"{accounts}?field=uuid&field=state", $"{accounts}?page=99", $"{accounts}00000000000040008000000000000001/", $"{accounts}x/",
            accounts.TrimEnd('/'), accounts.TrimEnd('/') + "?x=1&y=%20", "/", "/api/", "/nothing", "/api/marketplace-orders/",
            "/api/version/",
        ];
        return
        [
            // The usual methods on everything, with a token, without, and with a wrong one.
            .. from path in paths
               from method in new[] { "GET", "HEAD", "OPTIONS" }
               select Text(method, path, Staff),
            .. from path in paths[..12] select Text("GET", path),
            .. from path in paths[..12] select Text("GET", path, "Authorization: Token nonsense"),
            .. from path in paths[..4] select Text("GET", path, "Authorization: Bearer a.b.c"),
            .. from path in paths[..8] select Text("PUT", path, "{}", "application/json", Staff),
            .. from path in paths[..8] select Text("DELETE", path, Staff),
            .. from path in paths[..4] select Text("PROPFIND", path, Staff),
            .. from path in paths[..4] select Text("TRACE", path, Staff),
            // Bodies, right and wrong.
            .. from body in new[]
               {
                   $$"""{"resource":"http://h/api/marketplace-resources/{{resource}}/","type":"new"}""",
                   $$"""{"resource":"/api/marketplace-resources/{{resource}}/","type":"new"}""", "{}", "[]", "null", "{",
                   "\"\u00e9\"", "{\"email\":\u00e9}", "{\"type\":\"a\",\"type\":\"b\"}", "", " ", "{\"users\":[\"x\"]}",
                   "{\"keys\":[\"ssh-rsa x\"]}", new string('[', 200), "NaN",
               }
               select Text("POST", accounts, body, "application/json", Staff),
            .. from type in new[]
               {
                   "application/x-www-form-urlencoded", "text/plain", "application/json; charset=latin-1",
                   "multipart/form-data; boundary=b", "x",
               }
               select Text("POST", courses, "a=b&c=d", type, Staff),
            .. from action in new[]
               {
                   "set_pending_account_linking", "set_ok", "begin_creating", "set_error_creating", "nonsense", "update_comments",
               }
               select Text("POST", $"{users}{record}/{action}/", "", "application/json", Staff),
            Text("PATCH", $"{accounts}{robot}/", "{\"description\":\"<b>x</b>\"}", "application/json", Staff),
            Text("DELETE", $"{accounts}{robot}/", Staff),
            Text("GET", $"{accounts}{robot}/", Staff),
            // Odd heads.
            Text("GET", "//api/x"), Text("GET", "/nothing%2Fhere/%zz"), Text("GET", "/api/%75sers/me/", Staff),
            Text("GET", "http://other.example/api/users/me/", Staff), Text("GET", "/api/users/me/?a=b?c#d"),
            Text("GET", accounts, Staff, "Accept: text/html"),
            Text("GET", accounts, Staff, "Accept: application/xml"),
            Text("GET", accounts, "authorization: token staff-token", "X-Twice: 1", "X-Twice: 2", "Cookie: a=b; a=c"),
            Text("GET", accounts, Staff, Staff),
            Text("GET", accounts, Staff, "Accept-Encoding: gzip, br", "Accept-Language: de"),
            Text("GET", accounts, "Authorization: Token \u00e9", "X-Latin: \u00fc"),
            Text("POST", accounts, "\u001f\u008b\u0008\0", "application/json", Staff, "Content-Encoding: gzip"),
            Text("GET", accounts + new string('x', 9000)), Text("GET", accounts, "X-Long: " + new string('x', 40000)),
            Text("GET", accounts, "{}", "application/json", Staff),
            Text("DELETE", accounts + "x/", "{}", "application/json", Staff),
            "GET /api/users/me/ HTTP/1.0\r\nAuthorization: Token staff-token\r\n\r\n",
            $"GET {accounts}?page_size=1 HTTP/1.0\r\nHost: h\r\n{Staff}\r\nConnection: close\r\n\r\n",
            "GET /api/users/me/ HTTP/1.1\r\nConnection: close\r\n\r\n",
            "GET /api/users/me/ HTTP/1.1\r\nHost: a\"b\r\nConnection: close\r\n\r\n",
            "GET /api/users/me/ HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n",
            "GET /api/users/me/ HTTP/1.1\r\nHost: h\r\nHost: i\r\nConnection: close\r\n\r\n",
            "GET /api/users/me/ HTTP/1.1\r\nHost: h:99999\r\nConnection: close\r\n\r\n",
            "GET /api/users/me/ HTTP/3.7\r\nHost: h\r\n\r\n",
            "get /api/users/me/ HTTP/1.1\r\nHost: h\r\nAuthorization: Token staff-token\r\nConnection: close\r\n\r\n",
            "GET /api/\0 HTTP/1.1\r\nHost: h\r\n\r\n",
            "GET /api/%00 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
            "GET\r\n\r\n",
            $"POST {accounts} HTTP/1.1\r\nHost: h\r\n{Staff}\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
            $"POST {accounts} HTTP/1.1\r\nHost: h\r\n{Staff}\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\nffffffffffffffff\r\n{}\r\n0\r\n\r\n",
            $"POST {accounts} HTTP/1.1\r\nHost: h\r\n{Staff}\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
            "POST /api/marketplace-robot-accounts/ HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\nConnection: close\r\n\r\n{}",
            "POST /api/marketplace-robot-accounts/ HTTP/1.1\r\nHost: h\r\nAuthorization: Token staff-token\r\nContent-Length: 99999999\r\n"
                + "Content-Type: application/json\r\nConnection: close\r\n\r\n",
            "POST /api/marketplace-robot-accounts/ HTTP/1.1\r\nHost: h\r\nAuthorization: Token staff-token\r\nContent-Length: 2\r\n"
                + "Content-Type: application/json\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n{}",
        ];
    }

    /// <summary>What a server sends back until it closes, byte by byte; the machine's time apart.</summary>
    public static async Task<string> AskAsync(Uri server, string request, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, patience.Token);
        var (stream, all) = (client.GetStream(), new MemoryStream());
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), patience.Token);
        try
        {
            await stream.CopyToAsync(all, patience.Token);
        }
        catch (IOException reset)
        {
            return Text(all) + $"[{((SocketException)reset.InnerException!).SocketErrorCode}]";
        }
        return Text(all);
    }

    /// <summary>A request of that form.</summary>
    public static string Text(string method, string target, params string[] headers) =>
        $"{method} {target} HTTP/1.1\r\nHost: h.example\r\n{string.Concat(headers.Select(header => header + "\r\n"))}"
            + "Connection: close\r\n\r\n";

    private static string Text(string method, string target, string body, string type, params string[] headers) => Text(
        method, target, [.. headers, $"Content-Type: {type}", FormattableString.Invariant($"Content-Length: {body.Length}")]) + body;

    private static string Text(MemoryStream answer) => MachineTime().Replace(Encoding.Latin1.GetString(answer.ToArray()), "");

    /// <summary>Where the server itself refuses, it tells the time of the machine.</summary>
    [GeneratedRegex("(?<=^HTTP/1.1 (4|5)[^{]*?)Date: [^\r]*\r\n", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex MachineTime();
}
