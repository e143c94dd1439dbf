using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace Waldur.Fake;

/// <summary>Random values that depend on a seed alone.</summary>
internal static class Randomness
{
    /// <summary>The output function of splitmix64.</summary>
    public static ulong Mix(ulong state)
    {
        unchecked
        {
            state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
            state = (state ^ (state >> 27)) * 0x94D049BB133111EBUL;
            return state ^ (state >> 31);
        }
    }

    /// <summary>An identifier of version 4 from 128 bits.</summary>
    public static Guid Uuid(ulong high, ulong low)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, high);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], low);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Bits that depend on the seed, a kind and a key: 32 bytes.</summary>
    public static byte[] Bytes(long seed, string kind, string key)
    {
        var bytes = new byte[SHA256.HashSizeInBytes];
        Fill(bytes, seed, kind, key);
        return bytes;
    }

    /// <summary>The identifier of an object that a scenario names by kind and key.</summary>
    public static Guid Uuid(long seed, string kind, string key)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        Fill(bytes, seed, kind, key);
        return Uuid(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
    }

    private static void Fill(Span<byte> bytes, long seed, string kind, string key)
    {
        Span<byte> text = stackalloc byte[256];
        if (Utf8.TryWrite(text, CultureInfo.InvariantCulture, $"{seed}\n{kind}\n{key}", out var length))
            SHA256.HashData(text[..length], bytes);
        else
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}\n{kind}\n{key}")), bytes);
    }
}
