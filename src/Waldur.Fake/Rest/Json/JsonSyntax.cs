using System.Text.Json;

namespace Waldur.Fake;

/// <summary>
/// Reads request bodies as strictly as Waldur's parser does, and refuses with the parser's own sentences
/// (the part that follows <c>JSON parse error - </c>). A key given twice has its last value.
/// </summary>
internal static class JsonSyntax
{
    /// <summary>Deeper nesting is refused. Whatever walks a body may recurse so deep.</summary>
    public const int MaxDepth = 1024;

    /// <summary>Parses a whole body in UTF-8. The value does not share memory with the body.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> utf8, out JsonElement value, out string error)
    {
        value = default;
        // The body is decoded as a whole before it is parsed, so a bad byte at its end wins over a fault at its start.
        if (!Utf8Text.IsValid(utf8.Span, out error))
            return false;

        var scanner = new JsonScanner(utf8.Span);
        if (scanner.FindFault() is { } fault)
        {
            error = Describe(utf8.Span, fault);
            return false;
        }

        var reader = new Utf8JsonReader(utf8.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        value = JsonElement.ParseValue(ref reader);
        return true;
    }

    private static string Describe(ReadOnlySpan<byte> utf8, JsonFault fault)
    {
        var before = utf8[..fault.Offset];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{fault.Text}: line {before.Count((byte)'\n') + 1} column {Utf8Text.CountCharacters(before[lineStart..]) + 1} (char {Utf8Text.CountCharacters(before)})");
    }
}
