using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.WebUtilities;

namespace Waldur.Fake;

/// <summary>
/// What <see cref="SocketsHttpHandler"/> would make of an answer: a response message, or the exception of a broken connection.
/// </summary>
internal static class ClientAnswer
{
    public static HttpResponseMessage ToMessage(WireAnswer answer, HttpRequestMessage request)
    {
        if (answer.Fate is WireFate.ResetBeforeAnswer)
            throw new HttpRequestException("An error occurred while sending the request.", Reset());
        var message = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            Version = HttpVersion.Version11,
            ReasonPhrase = ReasonPhrases.GetReasonPhrase(answer.Status),
            RequestMessage = request,
            Content = new AnswerContent(answer),
        };
        foreach (var (name, value) in answer.Headers)
        {
            // Both refuse what belongs to the other; which of them it is shows sooner by the name.
            if (IsOfContent(name)
                ? !message.Content.Headers.TryAddWithoutValidation(name, value)
                : !message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }
        return message;
    }

    private static bool IsOfContent(string name) =>
        name is "Content-Type" or "Content-Length" or "Content-Language" or "Allow";

    /// <summary>What reading gives once the bytes that were sent are read.</summary>
    public static IOException? Ending(WireAnswer answer) => answer.Fate switch
    {
        WireFate.ResetInBody => Reset(),
        WireFate.EndsInBody => new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely."),
        _ => null,
    };

    private static IOException Reset()
    {
        var reset = new SocketException((int)SocketError.ConnectionReset);
        return new IOException($"Unable to read data from the transport connection: {reset.Message}.", reset);
    }
}
