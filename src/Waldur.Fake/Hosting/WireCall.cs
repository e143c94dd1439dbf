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
            return Complete(request, await server.AnswerAsync(request, cancellation).ConfigureAwait(false));
        }
#pragma warning disable CA1031 // the boundary of the server: an unknown fault becomes an answer, as in any web server
        catch (Exception) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new WireAnswer { Status = 500, Headers = new WireHeaders { { "Content-Length", "0" } } };
        }
    }

    /// <summary>
    /// The fake's own answers are complete. Of others a body that HTTP has no room for is dropped, a missing length is added, and a body
    /// that is too short is read as an early end.
    /// </summary>
    private static WireAnswer Complete(WireRequest request, WireAnswer answer)
    {
        if (request.Method is "HEAD" || answer.Status is 204 or 304)
        {
            // The head of a bodiless answer is the whole answer: there is no body for a connection to break in.
            return answer.Body.IsEmpty && answer.Fate is WireFate.Whole
                ? answer
                : answer with { Body = default, Fate = answer.Fate is WireFate.ResetBeforeAnswer ? answer.Fate : WireFate.Whole,
                    BytesSent = 0 };
        }
        var promised = answer.Headers["Content-Length"];
        if (promised is null && answer.More is null)
        {
            var length = answer.Body.Length.ToString(CultureInfo.InvariantCulture);
            answer = answer with { Headers = [.. answer.Headers, new("Content-Length", length)] };
        }
        if (answer.Fate is not WireFate.Whole)
            return answer with { BytesSent = Math.Clamp(answer.BytesSent, 0, answer.Body.Length) };
        return long.TryParse(promised, NumberStyles.None, CultureInfo.InvariantCulture, out var expected) && expected > answer.Body.Length
            ? answer with { Fate = WireFate.EndsInBody, BytesSent = answer.Body.Length }
            : answer;
    }
}
