using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Waldur.Fake;

/// <summary>Who may steer a fake, and see the tokens in it.</summary>
internal static class ControlAccess
{
    /// <summary>The refusal of a request that may not, or null.</summary>
    public static Answer? Refusal(WireRequest request, FakeHost host)
    {
        if (request.Method is not ("GET" or "HEAD") && request.Headers["Origin"] is { } origin && !IsOf(origin, request.Host))
            return Refuse.Forbidden($"A page of {origin} may not steer this fake.");
        if (host.Setup.Key is not { } key)
        {
            if (host.IsExposed)
            {
                return Refuse.Forbidden("This shows tokens, and the fake listens on an address that others can reach: "
                    + "start it with a control key and send that as X-Waldur-Fake-Key.");
            }
            // A page of another site may have its own name lead to this machine, but the browser then sends that name.
            return IsThisMachine(request.Host)
                ? null
                : Refuse.Forbidden(
                    "This shows tokens: ask for it at localhost or a loopback address, or start the fake with a control key.");
        }
        var sent = Encoding.UTF8.GetBytes(request.Headers["X-Waldur-Fake-Key"] ?? "");
        return CryptographicOperations.FixedTimeEquals(sent, Encoding.UTF8.GetBytes(key))
            ? null
            : Refuse.Forbidden("X-Waldur-Fake-Key is missing or wrong.");
    }

    private static bool IsThisMachine(string host) =>
        Uri.TryCreate($"http://{host}/", UriKind.Absolute, out var uri)
        && (uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (
            IPAddress.TryParse(uri.DnsSafeHost, out var address) && IPAddress.IsLoopback(address)));

    private static bool IsOf(string origin, string host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, host, StringComparison.OrdinalIgnoreCase);
}
