using System.Diagnostics.CodeAnalysis;

namespace Waldur.Fake;

/// <summary>The content of a file answer: standard base64 with its padding, no white space, at least one byte.</summary>
internal static class StrictBase64
{
    /// <summary>Decodes an accepted text.</summary>
    public static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? content)
    {
        content = null;
        if (text.Length == 0 || text.Length % 4 != 0 || text.Any(char.IsWhiteSpace))
            return false;
        var buffer = new byte[text.Length / 4 * 3];
        if (!Convert.TryFromBase64String(text, buffer, out var length) || length == 0)
            return false;
        content = length == buffer.Length ? buffer : buffer[..length];
        return true;
    }
}
