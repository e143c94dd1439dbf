using System.Text;

namespace Waldur.Fake.Tests.Hosting;

public enum TransportKind
{
    Socket,
    InProcess,
    TestHost,
}

/// <summary>A server reached over one of the three transports.</summary>
internal sealed class Transport : IAsyncDisposable
{
    private readonly IAsyncDisposable? _server;

    private Transport(HttpMessageHandler handler, Uri address, IAsyncDisposable? server)
    {
        Handler = handler;
        Client = new HttpClient(handler) { BaseAddress = address };
        _server = server;
    }

    public HttpMessageHandler Handler { get; }

    public HttpClient Client { get; }

    public static async Task<Transport> OpenAsync(TransportKind kind, IWireServer server)
    {
        var nowhere = new Uri("http://waldur.example");
        switch (kind)
        {
            case TransportKind.InProcess:
                return new Transport(new InProcessHandler(server), nowhere, server: null);
            case TransportKind.TestHost:
                var testServer = WireTestServer.Start(server);
                return new Transport(new TestHostHandler(testServer), nowhere, new Disposing(testServer));
            default:
                var socket = await SocketServer.StartAsync(server);
                var handler = new SocketsHttpHandler
                {
                    AllowAutoRedirect = false,
                    UseCookies = false,
                    UseProxy = false,
                    ActivityHeadersPropagator = null,
                    RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
                };
                return new Transport(handler, socket.Address, socket);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private sealed class Disposing(IDisposable server) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            server.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
