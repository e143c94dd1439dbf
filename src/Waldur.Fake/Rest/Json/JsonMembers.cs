using System.Buffers;
using System.Text;

namespace Waldur.Fake;

/// <content>Members that are written at once, from a name that is encoded already, and members that were written before.</content>
internal sealed partial class JsonOut
{
    /// <summary>Where the next member begins.</summary>
    public int Mark => _length;

    /// <summary>What has been written, as bytes of its own; nothing more can be written.</summary>
    public ReadOnlyMemory<byte> Finish()
    {
        var whole = GC.AllocateUninitializedArray<byte>(_length);
        _bytes.AsSpan(0, _length).CopyTo(whole);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = whole;
        return whole;
    }

    /// <summary>The members that were written since, without the comma before them.</summary>
    public byte[] Since(int mark)
    {
        var written = _bytes.AsSpan(mark, _length - mark);
        return written is [(byte)',', .. var members] ? members.ToArray() : written.ToArray();
    }

    /// <summary>Writes members that were written before.</summary>
    public void Members(ReadOnlySpan<byte> members)
    {
        if (!members.IsEmpty)
            Literal(members);
    }

    /// <summary>Writes a member that is a string, or null.</summary>
    /// <param name="open">What it begins with: <c>,"name":"</c>.</param>
    /// <param name="value">The string.</param>
    public void TextMember(byte[] open, string? value)
    {
        if (value is null)
        {
            EncodedName(open.AsSpan(1, open.Length - 2));
            Null();
            return;
        }
        Open(open, value.Length + 1);
        // Nearly all texts are ASCII, and nothing in them has to be escaped.
        if (!value.AsSpan().ContainsAny(s_escaped)
            && Ascii.FromUtf16(value, _bytes.AsSpan(_length), out var written) == OperationStatus.Done)
        {
            _length += written;
        }
        else
        {
            AppendEscaped(value);
        }
        Close();
    }

    /// <summary>Writes a member that is an identifier.</summary>
    /// <param name="open">What it begins with: <c>,"name":"</c>.</param>
    /// <param name="value">The identifier.</param>
    public void UuidMember(byte[] open, Guid value)
    {
        Open(open, 33);
        AppendHex(value);
        Close();
    }

    /// <summary>Writes a member that is a moment.</summary>
    /// <param name="open">What it begins with: <c>,"name":"</c>.</param>
    /// <param name="value">The moment.</param>
    public void DateTimeMember(byte[] open, DateTime value)
    {
        Open(open, 40);
        _length += DateTimeText.Write(_bytes.AsSpan(_length), value);
        Close();
    }

    /// <summary>Writes a member that is an absolute link to an object.</summary>
    /// <param name="open">What it begins with: <c>,"name":"</c>.</param>
    /// <param name="pathBefore">The path before the identifier.</param>
    /// <param name="uuid">The identifier.</param>
    public void LinkMember(byte[] open, ReadOnlySpan<byte> pathBefore, Guid uuid)
    {
        Open(open, Origin.Length + pathBefore.Length + 34);
        Append(Origin.Span);
        Append(pathBefore);
        AppendHex(uuid);
        Append((byte)'/');
        Close();
    }

    private void Open(ReadOnlySpan<byte> open, int room)
    {
        Reserve(open.Length + room);
        Append(_comma ? open : open[1..]);
    }

    private void Close()
    {
        Append((byte)'"');
        _comma = true;
    }
}
