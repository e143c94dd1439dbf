using System.Globalization;
using System.Text;

namespace Waldur.Fake;

/// <summary>Turns a request body from the charset that its Content-Type names into UTF-8.</summary>
internal static class BodyCharset
{
    /// <summary>
    /// The body in UTF-8, or a Python-like sentence that tells why not. UTF-8 (also without a name) passes as it is: whoever
    /// reads it checks it.
    /// </summary>
    public static bool TryToUtf8(ReadOnlyMemory<byte> body, string? charset, out ReadOnlyMemory<byte> utf8, out string error)
    {
        error = "";
        utf8 = body;
        var name = Normalize(charset);
        switch (name)
        {
            case "" or "utf-8" or "utf8" or "u8" or "cp65001":
                return true;
            case "utf-8-sig":
                utf8 = body.Span.StartsWith(Encoding.UTF8.Preamble) ? body[3..] : body;
                return true;
            case "ascii" or "us-ascii" or "646":
                return IsAscii(body.Span, out error);
        }

        var bytes = body.Span;
        // one that nobody knows counts as none
        if (Find(name, ref bytes) is not { } encoding)
            return true;
        try
        {
            utf8 = Encoding.UTF8.GetBytes(encoding.GetString(bytes));
            return true;
        }
        catch (DecoderFallbackException fault)
        {
            error = string.Create(
                CultureInfo.InvariantCulture,
                $"'{name}' codec can't decode byte 0x{fault.BytesUnknown?.FirstOrDefault() ?? 0:x2} in position {Math.Max(fault.Index, 0)}: illegal encoding");
            return false;
        }
    }

    private static string Normalize(string? charset) =>
        (charset ?? "").Trim().Trim('"', '\'').Replace('_', '-').Replace(' ', '-').ToLowerInvariant();

    private static bool IsAscii(ReadOnlySpan<byte> body, out string error)
    {
        var bad = body.IndexOfAnyExceptInRange((byte)0, (byte)127);
        error = bad < 0
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"'ascii' codec can't decode byte 0x{body[bad]:x2} in position {bad}: ordinal not in range(128)");
        return bad < 0;
    }

    /// <summary>
    /// A strict encoding of that name, or null. A byte order mark, where the name leaves the order open, decides and is taken off.
    /// </summary>
    private static Encoding? Find(string name, ref ReadOnlySpan<byte> body)
    {
        switch (name)
        {
            case "latin-1" or "latin1" or "l1" or "iso-8859-1" or "iso8859-1" or "8859" or "cp819":
                return Encoding.Latin1;
            case "utf-16" or "utf16" or "u16":
                var bigEndian = body.StartsWith(Encoding.BigEndianUnicode.Preamble);
                if (bigEndian || body.StartsWith(Encoding.Unicode.Preamble))
                    body = body[2..];
                return new UnicodeEncoding(bigEndian, byteOrderMark: false, throwOnInvalidBytes: true);
            case "utf-16-le" or "utf-16le":
                return new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
            case "utf-16-be" or "utf-16be":
                return new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);
            case "utf-32" or "utf32" or "u32":
                var wideBigEndian = body.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]);
                if (wideBigEndian || body.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]))
                    body = body[4..];
                return new UTF32Encoding(wideBigEndian, byteOrderMark: false, throwOnInvalidCharacters: true);
            default:
                return CodePagesEncodingProvider.Instance.GetEncoding(
                    name.StartsWith("cp", StringComparison.Ordinal) ? "windows-" + name[2..] : name,
                    EncoderFallback.ExceptionFallback,
                    DecoderFallback.ExceptionFallback);
        }
    }
}
