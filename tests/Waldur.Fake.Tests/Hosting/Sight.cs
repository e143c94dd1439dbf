using System.Globalization;
using System.Text;

namespace Waldur.Fake.Tests.Hosting;

/// <summary>What a client sees of one request, as a text that can be compared.</summary>
internal static class Sight
{
    public static async Task<string> OfAsync(Func<Task<HttpResponseMessage>> send, bool hasMessages = false)
    {
        var text = new StringBuilder();
        try
        {
            using var response = await send();
            text.Append(CultureInfo.InvariantCulture, $"{(int)response.StatusCode} {response.ReasonPhrase} {response.Version}\n");
            Fields(text, "head", response.Headers);
            Fields(text, "content", response.Content.Headers);
            text.Append(CultureInfo.InvariantCulture, $"asked {response.RequestMessage?.Method}\n");
            await using var body = await response.Content.ReadAsStreamAsync();
            await ReadAsync(text, body);
        }
        catch (Exception seen) when (
            seen is HttpRequestException or NotSupportedException or OperationCanceledException or IOException or InvalidOperationException)
        {
            Chain(text, seen, hasMessages);
        }
        return text.ToString();
    }

    private static async Task ReadAsync(StringBuilder text, Stream body)
    {
        var arrived = new MemoryStream();
        try
        {
            await body.CopyToAsync(arrived);
        }
        finally
        {
            text.Append(CultureInfo.InvariantCulture, $"{arrived.Length} bytes\n{Encoding.UTF8.GetString(arrived.ToArray())}\n");
        }
    }

    private static void Fields(StringBuilder text, string kind, System.Net.Http.Headers.HttpHeaders headers)
    {
        foreach (var (name, values) in headers.NonValidated.OrderBy(field => field.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"{kind} {name}: {string.Join(" | ", values)}\n");
    }

    private static void Chain(StringBuilder text, Exception? seen, bool hasMessages)
    {
        for (; seen is not null; seen = seen.InnerException)
        {
            text.Append(CultureInfo.InvariantCulture, $"-> {seen.GetType().Name}");
            if (seen is HttpRequestException request)
                text.Append(CultureInfo.InvariantCulture, $" {request.HttpRequestError} {request.StatusCode}");
            if (seen is HttpIOException io)
                text.Append(CultureInfo.InvariantCulture, $" {io.HttpRequestError}");
            if (seen is System.Net.Sockets.SocketException socket)
                text.Append(CultureInfo.InvariantCulture, $" {socket.SocketErrorCode}");
            if (hasMessages)
                text.Append(CultureInfo.InvariantCulture, $": {seen.Message}");
            text.Append('\n');
            // What lies below a cancellation is the machinery that was interrupted.
            if (seen is TaskCanceledException && seen.InnerException is not TimeoutException)
                return;
        }
    }
}
