using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.Hosting;

/// <summary>What the transports can beside carrying requests equally.</summary>
public sealed class TransportTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/x")]
    [InlineData("/reset")]
    [InlineData("/reset-in-body")]
    [InlineData("/ends-in-body")]
    public async Task Sends_synchronously_in_process_as_over_a_socket(string path)
    {
        var truth = await SendAsync(TransportKind.Socket, path);
        (await SendAsync(TransportKind.InProcess, path)).ShouldBe(truth);
    }

    [Theory]
    [InlineData(TransportKind.Socket)]
    [InlineData(TransportKind.InProcess)]
    [InlineData(TransportKind.TestHost)]
    public async Task Carries_concurrent_requests(TransportKind kind)
    {
        await using var transport = await Transport.OpenAsync(kind, new ScriptedServer());
        var client = transport.Client;
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(i => client.GetStringAsync(new Uri($"/yields?{i}", UriKind.Relative), Cancellation)));
        answers.Select(answer => answer.Split('\n')[0]).ShouldBe(Enumerable.Range(0, 50).Select(i => $"GET http /yields?{i}"));
    }

    [Theory]
    [InlineData(TransportKind.InProcess)]
    [InlineData(TransportKind.TestHost)]
    public async Task Two_hundred_servers_live_side_by_side(TransportKind kind)
    {
        var transports = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Transport.OpenAsync(kind, new ScriptedServer())));
        var answers = await Task.WhenAll(transports.Select(transport => transport.Client.GetAsync("/yields", Cancellation)));
        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        foreach (var transport in transports)
            await transport.DisposeAsync();
    }

    [Theory]
    [InlineData(TransportKind.Socket)]
    [InlineData(TransportKind.InProcess)]
    [InlineData(TransportKind.TestHost)]
    public async Task A_reset_request_is_not_repeated(TransportKind kind)
    {
        var server = new ScriptedServer();
        await using var transport = await Transport.OpenAsync(kind, server);
        await transport.Client.GetAsync("/warm", Cancellation);
        await Should.ThrowAsync<HttpRequestException>(transport.Client.GetAsync("/reset", Cancellation));
        server.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task A_busy_port_is_named()
    {
        await using var first = await SocketServer.StartAsync(new ScriptedServer(), cancellation: Cancellation);
        var url = first.Address.GetLeftPart(UriPartial.Authority);
        var busy = await Should.ThrowAsync<AddressBusyException>(() => SocketServer.StartAsync(new ScriptedServer(), url, Cancellation));
        busy.Address.ShouldBe(url);
    }

    [Theory]
    [InlineData("https://127.0.0.1:0")]
    [InlineData("http://127.0.0.1:0/path")]
    [InlineData("http://127.0.0.1:0?x")]
    [InlineData("http://127.0.0.1:0#f")]
    [InlineData("http://user@127.0.0.1:0")]
    [InlineData("http://loopback:0")]
    [InlineData("http://my-host:0")]
    [InlineData("http://*:0")]
    [InlineData("http://+:0")]
    [InlineData("http://1:0")]
    [InlineData("http://0x7f.0.0.1:0")]
    [InlineData("http://::1:0")]
    [InlineData("http://127.0.0.1:65536")]
    [InlineData("http://127.0.0.1: 0")]
    [InlineData("127.0.0.1:0")]
    [InlineData("")]
    public async Task Listens_on_plain_addresses_only(string url) =>
        await Should.ThrowAsync<ArgumentException>(() => SocketServer.StartAsync(new ScriptedServer(), url, Cancellation));

    [Theory]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("HTTP://127.0.0.1:0/")]
    [InlineData("http://localhost:0")]
    [InlineData("http://LOCALHOST:0")]
    public async Task Is_bound_as_asked_and_to_nothing_else(string url)
    {
        await using var server = await SocketServer.StartAsync(new ScriptedServer(), url, Cancellation);
        server.Addresses.ShouldHaveSingleItem().Host.ShouldBe("127.0.0.1");
    }

    [Fact]
    public async Task Leaves_no_meter_behind()
    {
        var (meters, thread) = (new HashSet<Meter>(), 0);
        using (var listener = new MeterListener())
        {
            listener.InstrumentPublished = (instrument, _) =>
            {
                if (Environment.CurrentManagedThreadId == thread)
                    meters.Add(instrument.Meter);
            };
            listener.Start();
            thread = Environment.CurrentManagedThreadId;
            var starting = SocketServer.StartAsync(new ScriptedServer(), cancellation: Cancellation);
            thread = 0;
            await (await starting).DisposeAsync();
        }
        meters.ShouldNotBeEmpty();
        var kept = new HashSet<Meter>();
        using var all = new MeterListener { InstrumentPublished = (instrument, _) => kept.Add(instrument.Meter) };
        all.Start();
        kept.Intersect(meters).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n", "HTTP/1.1 400 ")]
    [InlineData("GET http://x/a/../_b?c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "GET http /a/../_b?c")]
    [InlineData("GET http://x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "GET http /\n")]
    [InlineData("GET /x HTTP/1.0\r\n\r\n", "GET http /x")]
    public async Task Odd_requests_are_answered(string request, string seen)
    {
        await using var server = await SocketServer.StartAsync(new ScriptedServer(), cancellation: Cancellation);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.Address.Host, server.Address.Port, Cancellation);
        await socket.SendAsync(System.Text.Encoding.ASCII.GetBytes(request), Cancellation);
        using var reader = new StreamReader(new NetworkStream(socket));
        (await reader.ReadToEndAsync(Cancellation)).ShouldContain(seen);
    }

    [Fact]
    public async Task Stops_although_a_request_is_held()
    {
        var server = await SocketServer.StartAsync(new ScriptedServer(), "http://localhost:0", Cancellation);
        using var client = new HttpClient { BaseAddress = server.Address };
        var held = client.GetAsync("/never", Cancellation);
        await client.GetAsync("/x", Cancellation);
        await server.DisposeAsync();
        await server.DisposeAsync();
        await Should.ThrowAsync<HttpRequestException>(held);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await Should.ThrowAsync<SocketException>(
            async () => await socket.ConnectAsync(server.Address.Host, server.Address.Port, Cancellation));
    }

    private static async Task<string> SendAsync(TransportKind kind, string path)
    {
        await using var transport = await Transport.OpenAsync(kind, new ScriptedServer());
        using var message = new HttpRequestMessage(HttpMethod.Get, path);
        // On a thread of its own: the synchronous call must not hold one that the server may need.
        return await Task.Factory.StartNew(
            () => Sight.OfAsync(() => Task.FromResult(transport.Client.Send(message))),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap();
    }
}
