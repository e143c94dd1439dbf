using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using WireMock.Server;
using WireMock.Settings;

namespace Waldur.Fake;

/// <summary>WireMock.Net in front of a fake: a mapping answers what it matches, and the fake all the rest.</summary>
public static class WaldurWireMock
{
    /// <summary>
    /// Starts a WireMock server over a fake, on a free port of this machine. What no mapping answers, the fake answers, to the byte as on a
    /// socket of its own, and faults of the fake break the connection.
    /// </summary>
    /// <param name="waldur">The fake; a fork gets a server of its own.</param>
    /// <param name="configure">Sets WireMock's settings.</param>
    /// <exception cref="ArgumentException">The settings send to another server what no mapping answers.</exception>
    public static WireMockServer StartWireMock(this WaldurFake waldur, Action<WireMockServerSettings>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(waldur);
        ObjectDisposedException.ThrowIf(waldur.Host.IsDisposed, waldur);
        var settings = new WireMockServerSettings();
        configure?.Invoke(settings);
        if (settings.ProxyAndRecordSettings?.Url is { Length: > 0 } url)
        {
            throw new ArgumentException(
                $"ProxyAndRecordSettings would send to {url} what no mapping answers, and here the fake answers that: proxy single paths "
                + "with Response.Create().WithProxy.", nameof(configure));
        }
        // WireMock itself would listen where all other machines can reach it.
        if (settings is { Urls: null, HostingScheme: null, UseSSL: not true })
            settings.Urls = [FormattableString.Invariant($"http://127.0.0.1:{settings.Port ?? 0}")];

        var (front, register) = (new WireMockFront(waldur, settings), settings.AdditionalServiceRegistration);
        settings.AdditionalServiceRegistration = services =>
        {
            register?.Invoke(services);
            services.AddSingleton<IStartupFilter>(front);
            services.Configure<KestrelServerOptions>(SocketServer.Configure);
        };
        return front.Over(WireMockServer.Start(settings));
    }

    /// <summary>
    /// Lets a fake answer what no mapping of a server answers. WireMock writes these answers: with the same status, fields and body, in its
    /// own order of fields; faults of the connection need a server of <see cref="StartWireMock"/>.
    /// </summary>
    /// <param name="server">The server.</param>
    /// <param name="waldur">The fake.</param>
    /// <returns>The server.</returns>
    /// <exception cref="InvalidOperationException">The server has a fake already.</exception>
    public static WireMockServer FallBackTo(this WireMockServer server, WaldurFake waldur)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(waldur);
        if (Fallback.IsOf(server))
            throw new InvalidOperationException("This WireMock server has a fake already: a server stands before one world.");
        Fallback.Keep(server, waldur);
        var watch = new MappingWatch(server, waldur);
        server.LogEntriesChanged += watch.See;
        return server;
    }

    /// <summary>
    /// Brings both back to their start: the world to its baseline, and the server to no mappings, scenarios and log entries but the fake.
    /// </summary>
    public static void Reset(this WaldurFake waldur, WireMockServer server)
    {
        ArgumentNullException.ThrowIfNull(waldur);
        ArgumentNullException.ThrowIfNull(server);
        server.Reset();
        Fallback.Keep(server, waldur);
        waldur.Reset();
    }
}
