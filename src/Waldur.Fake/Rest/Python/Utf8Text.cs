using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Waldur.Fake;

/// <summary>UTF-8 as Python's decoder judges it.</summary>
internal static class Utf8Text
{
    /// <summary>True for valid UTF-8; else the sentence with which Python refuses the first bad sequence.</summary>
    public static bool IsValid(ReadOnlySpan<byte> utf8, out string error)
    {
        error = "";
        if (Utf8.IsValid(utf8))
            return true;

        var offset = 0;
        while (offset < utf8.Length)
        {
            var status = Rune.DecodeFromUtf8(utf8[offset..], out _, out var length);
            if (status != OperationStatus.Done)
            {
                error = Describe(utf8, offset, length, status);
                return false;
            }
            offset += length;
        }
        return true;
    }

    /// <summary>Number of characters (code points) of valid UTF-8: every byte but the continuation bytes starts one.</summary>
    public static int CountCharacters(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        foreach (var octet in utf8)
        {
            if ((octet & 0xC0) != 0x80)
                count++;
        }
        return count;
    }

    private static string Describe(ReadOnlySpan<byte> utf8, int offset, int length, OperationStatus status)
    {
        var reason = status == OperationStatus.NeedMoreData ? "unexpected end of data"
            : utf8[offset] is >= 0xC2 and <= 0xF4 ? "invalid continuation byte"
            : "invalid start byte";
        var where = length > 1
            ? string.Create(CultureInfo.InvariantCulture, $"bytes in position {offset}-{offset + length - 1}")
            : string.Create(CultureInfo.InvariantCulture, $"byte 0x{utf8[offset]:x2} in position {offset}");
        return $"'utf-8' codec can't decode {where}: {reason}";
    }
}
