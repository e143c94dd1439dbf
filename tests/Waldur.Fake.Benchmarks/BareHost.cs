using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;

namespace Waldur.Fake.Benchmarks;

/// <summary>A bare server of ASP.NET that answers each request with the same bytes: what carrying a request costs at least.</summary>
internal sealed class BareHost : IAsyncDisposable
{
    private readonly TestServer _server;
    private readonly SocketServer _socket;

    private BareHost(Constant constant, SocketServer socket)
    {
        (_server, _socket) = (WireTestServer.Start(constant), socket);
        Client = _server.CreateClient();
        Socket = new() { BaseAddress = socket.Address };
    }

    /// <summary>A client of a TestHost.</summary>
    public HttpClient Client { get; }

    /// <summary>A client over a socket.</summary>
    public HttpClient Socket { get; }

    public static async Task<BareHost> StartAsync(byte[] body) =>
        new(new(body), await SocketServer.StartAsync(new Constant(body), "http://127.0.0.1:0"));

    /// <summary>Starts a slim web application on a TestHost and asks it once.</summary>
    public static async Task StartAndAskAsync(byte[] body)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapGet("/x", context => context.Response.Body.WriteAsync(body).AsTask());
        await app.StartAsync();
        using var client = app.GetTestClient();
        _ = await client.GetByteArrayAsync("/x");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Socket.Dispose();
        _server.Dispose();
        await _socket.DisposeAsync();
    }

    private sealed class Constant(byte[] body) : IWireServer
    {
        public long MaxBodySize => 1024;

        public ValueTask<WireAnswer> AnswerAsync(WireRequest request, CancellationToken cancellation) => ValueTask.FromResult(new WireAnswer
        {
            Status = 200,
            Headers = new()
            {
                { "Content-Type", "application/json" },
                { "Content-Length", body.Length.ToString(CultureInfo.InvariantCulture) },
            },
            Body = body,
        });
    }
}
