using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Waldur.Fake;

/// <summary>The fake on a socket: Kestrel started directly on it, with no host.</summary>
internal sealed partial class SocketServer : IAsyncDisposable
{
    /// <summary>A free port of this machine, not reachable from others.</summary>
    public const string AnyPort = "http://127.0.0.1:0";

    /// <summary>What the address of a socket in the file system begins with.</summary>
    private const string UnixSocket = "http://unix:/";

    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(300);
    private readonly KestrelServer _kestrel;
    private readonly IReadOnlyCollection<Meter> _meters;
    private int _stopped;

    private SocketServer(KestrelServer kestrel, IReadOnlyCollection<Meter> meters)
    {
        _kestrel = kestrel;
        _meters = meters;
        Addresses = [.. AddressesOf(kestrel).Select(address => new Uri(address))];
    }

    /// <summary>Where it listens, with the real port.</summary>
    public Uri Address => Addresses[0];

    /// <summary>All addresses on which it listens.</summary>
    public IReadOnlyList<Uri> Addresses { get; }

    /// <summary>Listens on one address.</summary>
    /// <exception cref="AddressBusyException">Another program has the port.</exception>
    public static Task<SocketServer> StartAsync(IWireServer server, string url = AnyPort, CancellationToken cancellation = default) =>
        StartAsync(server, [url], cancellation);

    /// <summary>Listens on several addresses.</summary>
    /// <exception cref="AddressBusyException">Another program has one of the ports.</exception>
    public static async Task<SocketServer> StartAsync(
        IWireServer server, IReadOnlyCollection<string> urls, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(urls);
        if (urls.Count == 0)
            throw new ArgumentException("There is no address to listen on.", nameof(urls));
        var (kestrel, meters) = Kestrel();
        try
        {
            foreach (var url in urls)
                AddressesOf(kestrel).Add(ListenAddress.Parse(url).Url);
            await kestrel.StartAsync(new WireApplication(server), cancellation);
            return new SocketServer(kestrel, meters);
        }
        catch (IOException failed) when (failed.InnerException is AddressInUseException)
        {
            Dispose(kestrel, meters);
            throw new AddressBusyException(string.Join(", ", urls), failed);
        }
        catch
        {
            Dispose(kestrel, meters);
            throw;
        }
    }

    /// <summary>Stops listening and ends what is still open, within a second.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
            return;
        // Requests under way get a moment; then their connections are closed.
        using var patience = new CancellationTokenSource(s_patience);
        await _kestrel.StopAsync(patience.Token);
        Dispose(_kestrel, _meters);
    }

    private static void Dispose(KestrelServer kestrel, IEnumerable<Meter> meters)
    {
        kestrel.Dispose();
        foreach (var meter in meters)
            meter.Dispose();
    }

    private static ICollection<string> AddressesOf(KestrelServer kestrel) => kestrel.Features.Get<IServerAddressesFeature>()!.Addresses;

    /// <summary>Whether others can't reach an address to listen on.</summary>
    /// <exception cref="ArgumentException">It is no such address.</exception>
    public static bool IsLoopback(string url) => ListenAddress.Parse(url).IsLoopback;

    /// <summary>An address as it is bound. Kestrel takes a host that it does not know for all addresses of the machine.</summary>
    private sealed partial record ListenAddress(string Url, bool IsLoopback)
    {
        public static ListenAddress Parse(string url)
        {
            ArgumentNullException.ThrowIfNull(url);
            if (url.StartsWith(UnixSocket, StringComparison.Ordinal) && url.Length > UnixSocket.Length)
                return new(url, IsLoopback: true);
            if (Form().Match(url) is not { Success: true } match || !TryHost(match.Groups["host"].Value, out var host, out var isLoopback)
                || !TryPort(match.Groups["port"].Value, out var port))
            {
                throw new ArgumentException(
                    $"'{url}' is not an address to listen on: it must be like http://127.0.0.1:8000, with an IP address or localhost and nothing behind the port.",
                    nameof(url));
            }
            // "localhost" is two addresses, which cannot share one free port.
            return new(
                host == "localhost" && port == 0 ? AnyPort : string.Create(CultureInfo.InvariantCulture, $"http://{host}:{port}"),
                isLoopback);
        }

        private static bool TryHost(string text, out string host, out bool isLoopback)
        {
            host = text.ToLowerInvariant();
            isLoopback = host == "localhost";
            if (isLoopback)
                return true;
            // Not what else reads as an IP address, such as 1 or 0x7f.1.
            if (!IPAddress.TryParse(host.Trim('[', ']'), out var address) || (
                address.AddressFamily == AddressFamily.InterNetwork && address.ToString() != host))
            {
                return false;
            }

            isLoopback = IPAddress.IsLoopback(address);
            return (address.AddressFamily == AddressFamily.InterNetworkV6) == host.StartsWith('[');
        }

        private static bool TryPort(string text, out int port)
        {
            port = 80;
            return text.Length == 0 || (
                int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= IPEndPoint.MaxPort);
        }

        [GeneratedRegex(
            @"^http://(?<host>\[[^\]/?#@]+\]|[^\[\]:/?#@]+)(:(?<port>[0-9]{1,5}))?/?\z",
            RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
        private static partial Regex Form();
    }

    /// <summary>Makes a Kestrel speak as the fake does on its own socket.</summary>
    public static void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        // One character for each byte, both ways.
        options.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        options.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
        options.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http1);
        // The fake itself refuses what is too large, and a client stopped in a debugger is not too slow.
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
    }

    private static (KestrelServer Kestrel, IReadOnlyCollection<Meter> Meters) Kestrel()
    {
        var options = new KestrelServerOptions();
        Configure(options);
        var logs = NullLoggerFactory.Instance;
        var sockets = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), logs);
        // Without a host Kestrel makes a meter that the process keeps for ever, unless somebody disposes of it.
        var (meters, thread) = (new HashSet<Meter>(), 0);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (Environment.CurrentManagedThreadId == thread)
                meters.Add(instrument.Meter);
        };
        listener.Start();
        thread = Environment.CurrentManagedThreadId;
        return (new KestrelServer(Options.Create(options), sockets, logs), meters);
    }
}
