namespace Waldur.Fake;

/// <summary>Identifiers as text: read in any spelling that Python's UUID type takes.</summary>
internal static class UuidText
{
    private const int Length = 32;

    // Longer texts are not worth a copy: what may surround the digits is short.
    private const int MaxInput = 256;

    /// <summary>
    /// Reads 32 hex digits in any letter case. First <c>urn:</c> and <c>uuid:</c> are taken out, then braces from both ends,
    /// then all hyphens, wherever they stand.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Guid value)
    {
        value = default;
        if (text.Length == Length)
            return Guid.TryParseExact(text, "N", out value) && IsHex(text);
        if (text.Length is < Length or > MaxInput)
            return false;

        Span<char> buffer = stackalloc char[MaxInput];
        text.CopyTo(buffer);
        var digits = Without("uuid:", Without("urn:", buffer[..text.Length])).Trim("{}");
        Span<char> plain = stackalloc char[Length];
        var count = 0;
        foreach (var letter in digits)
        {
            if (letter == '-')
                continue;
            if (count == Length)
                return false;
            plain[count++] = letter;
        }
        return count == Length && IsHex(plain) && Guid.TryParseExact(plain, "N", out value);
    }

    private static Span<char> Without(ReadOnlySpan<char> part, Span<char> text)
    {
        var at = 0;
        while (text[at..].IndexOf(part) is >= 0 and var step)
        {
            at += step;
            text[(at + part.Length)..].CopyTo(text[at..]);
            text = text[..^part.Length];
        }
        return text;
    }

    private static bool IsHex(ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            if (!char.IsAsciiHexDigit(letter))
                return false;
        }
        return true;
    }
}
