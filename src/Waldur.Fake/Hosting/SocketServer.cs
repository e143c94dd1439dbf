using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Waldur.Fake;

/// <summary>The fake on a socket: Kestrel started directly on it, with no host.</summary>
internal sealed class SocketServer : IAsyncDisposable
{
    /// <summary>A free port of this machine, not reachable from others.</summary>
    public const string AnyPort = "http://127.0.0.1:0";

    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(300);
    private readonly KestrelServer _kestrel;
    private int _stopped;

    private SocketServer(KestrelServer kestrel)
    {
        _kestrel = kestrel;
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
        var kestrel = Kestrel();
        try
        {
            foreach (var url in urls)
                AddressesOf(kestrel).Add(Checked(url));
            await kestrel.StartAsync(new WireApplication(server), cancellation);
            return new SocketServer(kestrel);
        }
        catch (IOException failed) when (failed.InnerException is AddressInUseException)
        {
            kestrel.Dispose();
            throw new AddressBusyException(string.Join(", ", urls), failed);
        }
        catch
        {
            kestrel.Dispose();
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
        _kestrel.Dispose();
    }

    private static ICollection<string> AddressesOf(KestrelServer kestrel) => kestrel.Features.Get<IServerAddressesFeature>()!.Addresses;

    private static string Checked(string url)
    {
        var address = BindingAddress.Parse(url);
        if (address.Scheme is not "http" || address.PathBase.Length > 0)
            throw new ArgumentException($"'{url}' is not an address to listen on: it must be like http://127.0.0.1:8000.", nameof(url));
        // "localhost" is two addresses, which cannot share one free port.
        return address is { Port: 0, Host: "localhost" } ? AnyPort : url;
    }

    private static KestrelServer Kestrel()
    {
        var options = new KestrelServerOptions
        {
            AddServerHeader = false,
            // One character for each byte, both ways.
            RequestHeaderEncodingSelector = _ => Encoding.Latin1,
            ResponseHeaderEncodingSelector = _ => Encoding.Latin1,
        };
        options.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http1);
        // The fake itself refuses what is too large, and a client stopped in a debugger is not too slow.
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        var logs = NullLoggerFactory.Instance;
        var sockets = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), logs);
        return new KestrelServer(Options.Create(options), sockets, logs);
    }
}
