using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Waldur.Fake;

/// <summary>Sends a <see cref="WireAnswer"/> through an ASP.NET Core server, its fate included.</summary>
internal static class ContextAnswer
{
    /// <summary>How long the end of a connection waits for the client to close its side.</summary>
    private static readonly TimeSpan s_closing = TimeSpan.FromSeconds(1);

    public static ValueTask SendAsync(HttpContext context, WireAnswer answer, CancellationToken cancellation)
    {
        if (answer.Fate is WireFate.Whole)
            return SendWholeAsync(context, answer, cancellation);
        // Without a socket (TestHost) there is no connection to break: the client's side plays the fate.
        return context.Features.Get<IConnectionSocketFeature>() is { } connection
            ? BreakAsync(context, connection.Socket, answer, cancellation)
            : throw new WireFateException(answer);
    }

    private static async ValueTask SendWholeAsync(HttpContext context, WireAnswer answer, CancellationToken cancellation)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            response.Headers[name] = StringValues.Concat(response.Headers[name], value);
        if (!answer.Body.IsEmpty)
            await response.Body.WriteAsync(answer.Body, cancellation);
        // Without a socket a client waits for the end before it sees anything.
        if (answer.More is not { } more || context.Features.Get<IConnectionSocketFeature>() is null)
            return;
        await response.Body.FlushAsync(cancellation);
        await foreach (var part in more(cancellation))
        {
            await response.Body.WriteAsync(part, cancellation);
            await response.Body.FlushAsync(cancellation);
        }
    }

    /// <summary>
    /// Writes past Kestrel, whose flush does not wait for the socket and which chooses between RST and FIN by itself.
    /// </summary>
    private static async ValueTask BreakAsync(HttpContext context, Socket socket, WireAnswer answer, CancellationToken cancellation)
    {
        if (answer.Fate is not WireFate.ResetBeforeAnswer)
            await SendAllAsync(socket, Head(answer), answer.Body[..answer.BytesSent], cancellation);
        if (answer.Fate is WireFate.EndsInBody)
            await EndAsync(context, socket);
        else
            socket.Close(timeout: 0);
        context.Abort();
    }

    /// <summary>Sends the FIN and waits for the client's: an RST on its heels could overtake what the client has not read yet.</summary>
    private static async ValueTask EndAsync(HttpContext context, Socket socket)
    {
        socket.Shutdown(SocketShutdown.Send);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(s_closing);
        await Task.Delay(Timeout.InfiniteTimeSpan, patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async ValueTask SendAllAsync(
        Socket socket, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var rest = (ReadOnlyMemory<byte>)(byte[])[.. head.Span, .. body.Span];
        while (!rest.IsEmpty)
            rest = rest[await socket.SendAsync(rest, SocketFlags.None, cancellation)..];
    }

    private static byte[] Head(WireAnswer answer)
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} {ReasonPhrases.GetReasonPhrase(answer.Status)}\r\n");
        foreach (var (name, value) in answer.Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        return Encoding.Latin1.GetBytes(head.Append("\r\n").ToString());
    }
}
