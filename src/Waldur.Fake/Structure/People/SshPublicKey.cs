using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Waldur.Fake;

/// <summary>The three fingerprints that Waldur shows of an SSH public key; all empty for a text that is no key.</summary>
/// <param name="Md5">Sixteen pairs of hexadecimal digits joined by colons, without a prefix.</param>
/// <param name="Sha256"><c>SHA256:</c> and base64 without padding.</param>
/// <param name="Sha512"><c>SHA512:</c> and base64 without padding.</param>
public sealed record SshFingerprints(string Md5, string Sha256, string Sha512)
{
    /// <summary>Those of a text that is no key.</summary>
    public static SshFingerprints None { get; } = new("", "", "");

    private readonly string _key = "";

    /// <summary>Those of a key. Each is worked out when it is first asked for: of most keys nobody does.</summary>
    internal SshFingerprints(string key)
        : this(null!, null!, null!) => _key = key;

    /// <summary>Sixteen pairs of hexadecimal digits joined by colons, without a prefix.</summary>
    public string Md5 { get => field ??= SshPublicKey.Fingerprint(_key, blob => SshPublicKey.PairsOf(MD5.HashData(blob))); init; } = Md5;

    /// <summary><c>SHA256:</c> and base64 without padding.</summary>
    public string Sha256
    {
        get => field ??= SshPublicKey.Fingerprint(_key, blob => Base64("SHA256:", SHA256.HashData(blob)));
        init;
    } = Sha256;

    /// <summary><c>SHA512:</c> and base64 without padding.</summary>
    public string Sha512
    {
        get => field ??= SshPublicKey.Fingerprint(_key, blob => Base64("SHA512:", SHA512.HashData(blob)));
        init;
    } = Sha512;

    /// <inheritdoc/>
    public bool Equals(SshFingerprints? other) => other is not null && (Md5, Sha256, Sha512) == (other.Md5, other.Sha256, other.Sha512);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Md5, Sha256, Sha512);

    private static string Base64(string prefix, byte[] octets) => prefix + Convert.ToBase64String(octets).TrimEnd('=');
}

/// <summary>
/// SSH public keys in OpenSSH's one-line form: which ones the API accepts, and their fingerprints. Acceptance is stricter
/// than fingerprinting: a truncated key from a scenario has fingerprints, but the API refuses it.
/// </summary>
internal static class SshPublicKey
{
    /// <summary>
    /// True for a line that begins with a known type, blanks or tabs, and the base64 of a well-formed blob of that type.
    /// Anything may follow; nothing may precede.
    /// </summary>
    public static bool IsValid(string key)
    {
        var typeEnd = IndexOfBlank(key);
        if (typeEnd <= 0)
            return false;
        var type = key.AsSpan(0, typeEnd);
        var rest = key.AsSpan(typeEnd).TrimStart(" \t");
        if (rest.Length == key.Length - typeEnd || rest.IsEmpty)
            return false;
        var bodyEnd = IndexOfBlank(rest);
        return TryDecode(bodyEnd < 0 ? rest : rest[..bodyEnd], out var blob) && IsWellFormed(type, blob);
    }

    /// <summary>The line of an Ed25519 key with these 32 bytes: well formed, and nobody's.</summary>
    public static string Ed25519(ReadOnlySpan<byte> bytes, string comment)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, 32);
        byte[] blob = [0, 0, 0, 11, .. "ssh-ed25519"u8, 0, 0, 0, 32, .. bytes];
        return $"ssh-ed25519 {Convert.ToBase64String(blob)} {comment}";
    }

    /// <summary>The fingerprints of the second word's bytes; the type, the comment and the blob's form have no influence.</summary>
    public static SshFingerprints Fingerprints(string key) => new(key);

    /// <summary>One of them; empty if the text is no key.</summary>
    public static string Fingerprint(string key, Func<byte[], string> of)
    {
        Span<Range> words = stackalloc Range[3];
        return key.AsSpan().SplitAny(words, "", StringSplitOptions.RemoveEmptyEntries) < 2 || !TryDecode(key.AsSpan(words[1]), out var blob)
            ? ""
            : of(blob);
    }

    /// <summary>Pairs of hexadecimal digits, joined by colons.</summary>
    public static string PairsOf(byte[] octets) =>
        string.Create((3 * octets.Length) - 1, Convert.ToHexStringLower(octets), static (text, digits) =>
        {
            text.Fill(':');
            for (var i = 0; i < digits.Length; i += 2)
                digits.AsSpan(i, 2).CopyTo(text[(3 * i / 2)..]);
        });

    private static int IndexOfBlank(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (Python.IsSpace(text[at]))
                return at;
        }
        return -1;
    }

    /// <summary>
    /// Base64 as Python's decoder reads it, which is what judges the real keys: characters outside the alphabet are passed
    /// over, whatever follows the padding is ignored, and a missing padding is a fault.
    /// </summary>
    private static bool TryDecode(ReadOnlySpan<char> base64, [NotNullWhen(true)] out byte[]? blob)
    {
        blob = null;
        var digits = new char[base64.Length + 2];
        var count = 0;
        var padding = 0;
        foreach (var letter in base64)
        {
            if (letter == '=')
            {
                if (count % 4 >= 2 && count % 4 + ++padding >= 4)
                    break;
            }
            else if (char.IsAsciiLetterOrDigit(letter) || letter is '+' or '/')
            {
                digits[count++] = letter;
                padding = 0;
            }
        }
        if (count == 0 || (count % 4 != 0 && count % 4 + padding < 4))
            return false;
        for (; count % 4 != 0; count++)
            digits[count] = '=';
        blob = Convert.FromBase64CharArray(digits, 0, count);
        return true;
    }

    private static bool IsWellFormed(ReadOnlySpan<char> type, byte[] bytes)
    {
        var blob = new SshBlob(bytes);
        if (!blob.IsText(type))
            return false;
        var sound = type switch
        {
            "ssh-rsa" => IsRsa(ref blob),
            "ssh-dss" => IsDsa(ref blob),
            "ssh-ed25519" => blob.IsBytes(32),
            "ecdsa-sha2-nistp256" => blob.IsText("nistp256") && blob.IsPoint(32),
            "ecdsa-sha2-nistp384" => blob.IsText("nistp384") && blob.IsPoint(48),
            "ecdsa-sha2-nistp521" => blob.IsText("nistp521") && blob.IsPoint(66),
            "sk-ssh-ed25519@openssh.com" => blob.IsBytes(32) && blob.IsAnyText(),
            "sk-ecdsa-sha2-nistp256@openssh.com" => blob.IsText("nistp256") && blob.IsPoint(32) && blob.IsAnyText(),
            _ => false,
        };
        return sound && blob.AtEnd;
    }

    private static bool IsRsa(ref SshBlob blob) =>
        blob.IsNumber(out var exponentBits, out var exponentOdd) && exponentBits >= 2 && exponentOdd
        && blob.IsNumber(out var modulusBits, out var modulusOdd) && modulusBits is >= 512 and <= 16384 && modulusOdd
        && exponentBits < modulusBits;

    private static bool IsDsa(ref SshBlob blob) =>
        blob.IsNumber(out var p, out _) && p is 1024 or 2048 or 3072 or 4096
        && blob.IsNumber(out var q, out _) && q is 160 or 224 or 256
        && blob.IsNumber(out var g, out _) && g > 1 && g <= p
        && blob.IsNumber(out var y, out _) && y > 0 && y <= p;

    /// <summary>The binary form of a key, read field by field: each a length of four bytes and that many bytes.</summary>
    private ref struct SshBlob(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> _rest = bytes;

        public readonly bool AtEnd => _rest.IsEmpty;

        public bool IsText(ReadOnlySpan<char> wanted) =>
            TryField(out var field) && Encoding.Latin1.GetString(field).AsSpan().SequenceEqual(wanted);

        public bool IsAnyText() => TryField(out var field) && !field.IsEmpty;

        public bool IsBytes(int length) => TryField(out var field) && field.Length == length;

        /// <summary>An uncompressed point: the byte 4 and two coordinates.</summary>
        public bool IsPoint(int coordinate) => TryField(out var field) && field.Length == 1 + 2 * coordinate && field[0] == 4;

        /// <summary>A positive number in the shortest form: the sign bit clear, no needless zero in front.</summary>
        public bool IsNumber(out int bits, out bool odd)
        {
            bits = 0;
            odd = false;
            if (!TryField(out var field) || field.IsEmpty || field[0] > 0x7F)
                return false;
            if (field[0] == 0)
            {
                if (field.Length < 2 || field[1] <= 0x7F)
                    return false;
                field = field[1..];
            }
            bits = field.Length * 8 - (System.Numerics.BitOperations.LeadingZeroCount(field[0]) - 24);
            odd = (field[^1] & 1) == 1;
            return true;
        }

        private bool TryField(out ReadOnlySpan<byte> field)
        {
            field = default;
            if (_rest.Length < 4)
                return false;
            var length = BinaryPrimitives.ReadUInt32BigEndian(_rest);
            if (length > (uint)(_rest.Length - 4))
                return false;
            field = _rest.Slice(4, (int)length);
            _rest = _rest[(4 + (int)length)..];
            return true;
        }
    }
}
