using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Waldur.Fake.Conformance;

/// <summary>A request with its answer, as a recording has them.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">Path and query, or the whole address.</param>
/// <param name="ContentType">The type of the request's body, or null.</param>
/// <param name="Body">The request's body.</param>
/// <param name="Status">The status of the answer; 0: none came.</param>
/// <param name="AnswerBody">The answer's body; null: the recording leaves it out.</param>
public sealed record Exchange(
    string Method, string Target, string? ContentType, ReadOnlyMemory<byte> Body, int Status, ReadOnlyMemory<byte>? AnswerBody);

/// <summary>Reads recordings: HAR files, of browsers, proxies and the fake's own journal.</summary>
public static class Traffic
{
    /// <summary>Reads a HAR file.</summary>
    /// <param name="file">Its path.</param>
    /// <exception cref="VerifyException">It can't be read, or is no HAR file with entries.</exception>
    public static IReadOnlyList<Exchange> ReadFile(string file)
    {
        try
        {
            return Read(File.ReadAllBytes(file), file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new VerifyException($"{file} can't be read: {failure.Message}", failure);
        }
    }

    /// <summary>Reads the text of a HAR file.</summary>
    /// <param name="har">JSON, UTF-8.</param>
    /// <param name="name">How errors name it.</param>
    /// <exception cref="VerifyException">It is no HAR file with entries.</exception>
    public static IReadOnlyList<Exchange> Read(ReadOnlyMemory<byte> har, string name = "HAR")
    {
        try
        {
            using var json = JsonDocument.Parse(har, new() { MaxDepth = 256 });
            if (!json.RootElement.TryGetProperty("log", out var log) || !log.TryGetProperty("entries", out var entries))
                throw new VerifyException($"{name} is no HAR file: it has no log with entries.");
            var read = entries.EnumerateArray().Select(Read).ToList();
            return read.Count > 0 ? read : throw new VerifyException($"{name} has no entries: nothing was recorded.");
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new VerifyException($"{name} is no HAR file: {wrong.Message.Split('\n')[0]}", wrong);
        }
    }

    private static Exchange Read(JsonElement entry)
    {
        var (request, response) = (entry.GetProperty("request"), entry.GetProperty("response"));
        var sent = request.TryGetProperty("postData", out var data) && data.ValueKind == JsonValueKind.Object ? data : default;
        var content = response.TryGetProperty("content", out var found) ? found : default;
        return new(
            request.GetProperty("method").GetString()!.ToUpper(CultureInfo.InvariantCulture),
            request.GetProperty("url").GetString()!,
            Text(sent, "mimeType"),
            Bytes(sent) ?? default,
            response.GetProperty("status").GetInt32(),
            // a recorder that keeps no bodies says how long they were
            Bytes(content) ?? (Size(content) == 0 ? ReadOnlyMemory<byte>.Empty : null));
    }

    private static ReadOnlyMemory<byte>? Bytes(JsonElement content) => Text(content, "text") is not { } text
        ? null
        : Text(content, "encoding") == "base64" ? Convert.FromBase64String(text) : Encoding.UTF8.GetBytes(text);

    private static long Size(JsonElement content) =>
        content.ValueKind == JsonValueKind.Object && content.TryGetProperty("size", out var size)
            && size.ValueKind == JsonValueKind.Number && size.TryGetInt64(out var bytes) && bytes > 0 ? bytes : 0;

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
