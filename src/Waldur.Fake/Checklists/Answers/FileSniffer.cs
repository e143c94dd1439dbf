namespace Waldur.Fake;

/// <summary>Tells a file's MIME type from its first 1024 bytes; what the client says about it doesn't count.</summary>
internal static class FileSniffer
{
    /// <summary>How much of a file is looked at.</summary>
    public const int Window = 1024;

    private const string OfficeDocument = "application/vnd.openxmlformats-officedocument.";

    /// <summary>The MIME type of a file's content.</summary>
    public static string Sniff(ReadOnlySpan<byte> content)
    {
        var head = content[..Math.Min(content.Length, Window)];
        if (head.StartsWith("%PDF-"u8))
            return "application/pdf";
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
            return "image/png";
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return "image/jpeg";
        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8))
            return "image/gif";
        if (head.StartsWith("PK\x03\x04"u8))
            return Archive(head);
        return IsText(head) ? "text/plain" : "application/octet-stream";
    }

    /// <summary>Office documents are archives that are told apart by the folder of their parts.</summary>
    private static string Archive(ReadOnlySpan<byte> head)
    {
        if (head.IndexOf("word/"u8) >= 0)
            return OfficeDocument + "wordprocessingml.document";
        if (head.IndexOf("xl/"u8) >= 0)
            return OfficeDocument + "spreadsheetml.sheet";
        return head.IndexOf("ppt/"u8) >= 0 ? OfficeDocument + "presentationml.presentation" : "application/zip";
    }

    /// <summary>UTF-8 without control characters other than those of text. The window's end may cut a character.</summary>
    private static bool IsText(ReadOnlySpan<byte> head)
    {
        while (!head.IsEmpty)
        {
            var status = System.Text.Rune.DecodeFromUtf8(head, out var rune, out var length);
            if (status == System.Buffers.OperationStatus.InvalidData)
                return false;
            if (status == System.Buffers.OperationStatus.Done && System.Text.Rune.IsControl(rune) && rune.Value is not (
                (>= 7 and <= 13) or 27 or 0x85))
            {
                return false;
            }

            head = head[length..];
        }
        return true;
    }
}
