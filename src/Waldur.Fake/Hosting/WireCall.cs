using System.Globalization;

namespace Waldur.Fake;

/// <summary>One call of a server, the same for every transport: what it answers is made sendable here.</summary>
internal static class WireCall
{
    /// <summary>Asks the server. Whatever it throws, cancellation apart, is the empty 500 that Kestrel would send.</summary>
    public static async ValueTask<WireAnswer> AnswerAsync(IWireServer server, WireRequest request, CancellationToken cancellation)
    {
        try
        {
            return Complete(request, await server.AnswerAsync(request, cancellation));
        }
#pragma warning disable CA1031 // the boundary of the server: an unknown fault becomes an answer, as in any web server
        catch (Exception) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new WireAnswer { Status = 500, Headers = new WireHeaders { { "Content-Length", "0" } } };
        }
    }

    /// <summary>Drops a body that HTTP has no room for, adds a missing length, and reads a body that is too short as an early end.</summary>
    private static WireAnswer Complete(WireRequest request, WireAnswer answer)
    {
        var bodiless = request.Method is "HEAD" || answer.Status is 204 or 304;
        var body = bodiless ? default : answer.Body;
        var headers = answer.Headers;
        if (headers["Content-Length"] is not { } promised)
        {
            if (!bodiless)
                headers = WithLength(headers, body.Length);
        }
        else if (!bodiless && answer.Fate is WireFate.Whole && Length(promised) > body.Length)
        {
            return With(answer, headers, body, WireFate.EndsInBody, body.Length);
        }
        var sent = Math.Clamp(answer.BytesSent, 0, body.Length);
        // The head of a bodiless answer is the whole answer: there is no body for a connection to break in.
        var fate = bodiless && answer.Fate is not WireFate.ResetBeforeAnswer ? WireFate.Whole : answer.Fate;
        return With(answer, headers, body, fate, sent);
    }

    private static long Length(string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : 0;

    private static WireAnswer With(WireAnswer answer, WireHeaders headers, ReadOnlyMemory<byte> body, WireFate fate, int sent) =>
        new() { Status = answer.Status, Headers = headers, Body = body, Fate = fate, BytesSent = sent };

    private static WireHeaders WithLength(WireHeaders headers, int length)
    {
        var completed = new WireHeaders();
        foreach (var (name, value) in headers)
            completed.Add(name, value);
        completed.Add("Content-Length", length.ToString(CultureInfo.InvariantCulture));
        return completed;
    }
}
