using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Waldur.Fake.Conformance;

/// <summary>An answer as it came, read to its end.</summary>
internal sealed class Answer
{
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lazy<JsonElement?> _json;

    private Answer(int status, byte[] bytes)
    {
        Status = status;
        Bytes = bytes;
        _json = new(Parse);
    }

    /// <summary>Status code.</summary>
    public int Status { get; }

    /// <summary>The body.</summary>
    public byte[] Bytes { get; }

    /// <summary>The body as UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>The body as JSON; null if it is not.</summary>
    public JsonElement? Json => _json.Value;

    /// <summary>A header; several values are joined by comma and blank.</summary>
    public string? Header(string name) => _headers.GetValueOrDefault(name);

    /// <summary>Reads a message.</summary>
    public static async Task<Answer> ReadAsync(HttpResponseMessage message, CancellationToken cancellationToken)
    {
        var headers = message.Headers.NonValidated.Concat(message.Content.Headers.NonValidated)
            .Select(header => (header.Key, Value: string.Join(", ", header.Value)))
            .ToArray();
        var answer = new Answer((int)message.StatusCode, await message.Content.ReadAsByteArrayAsync(cancellationToken));
        foreach (var (key, value) in headers)
            answer._headers[key] = value;
        return answer;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Status}\n");
        foreach (var (key, value) in _headers)
            text.Append(CultureInfo.InvariantCulture, $"{key}: {value}\n");
        return text.Append('\n').Append(Text.Length > 4000 ? Text[..4000] + "…" : Text).ToString();
    }

    private JsonElement? Parse()
    {
        try
        {
            using var document = JsonDocument.Parse(Bytes, new() { MaxDepth = 256 });
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
