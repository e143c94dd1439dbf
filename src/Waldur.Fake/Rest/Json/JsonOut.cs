using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Waldur.Fake;

/// <summary>
/// Writes JSON as Waldur does: compact, UTF-8 as it is, escaping only what JSON must. Everything that goes over the wire passes here.
/// </summary>
internal sealed partial class JsonOut
{
    private static readonly SearchValues<char> s_escaped = SearchValues.Create(
        "\"\\\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019"
        + "\u001a\u001b\u001c\u001d\u001e\u001f");

    private byte[] _bytes;
    private int _length;
    private bool _comma;

    /// <summary>An empty document.</summary>
    /// <param name="origin">Scheme and host (and prefix) of the request: what links begin with, for example
    /// <c>http://localhost</c>.</param>
    /// <param name="capacity">Bytes to begin with.</param>
    public JsonOut(string origin, int capacity = 1024)
    {
        _bytes = ArrayPool<byte>.Shared.Rent(capacity);
        Origin = Encoding.UTF8.GetBytes(origin);
    }

    /// <summary>What is written, as a value by itself.</summary>
    public static JsonElement Element(Action<JsonOut> write)
    {
        var json = new JsonOut("");
        write(json);
        return JsonElement.Parse(json.Written.Span);
    }

    /// <summary>A text as a value by itself.</summary>
    public static JsonElement Element(string text) => Element(json => json.String(text));

    /// <summary>What links begin with, as UTF-8.</summary>
    public ReadOnlyMemory<byte> Origin { get; }

    /// <summary>What has been written.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    public void BeginObject() => Begin((byte)'{');

    public void EndObject() => End((byte)'}');

    public void BeginArray() => Begin((byte)'[');

    public void EndArray() => End((byte)']');

    /// <summary>Writes the name of a member; its value follows.</summary>
    public void Name(string name)
    {
        String(name);
        Append((byte)':');
        _comma = false;
    }

    /// <summary>Writes the name of a member that is encoded already, as <c>"name":</c>.</summary>
    public void EncodedName(ReadOnlySpan<byte> name)
    {
        Separate();
        Append(name);
        _comma = false;
    }

    /// <summary>Writes an object.</summary>
    /// <param name="members">Writes its members.</param>
    public void Object(Action members)
    {
        BeginObject();
        members();
        EndObject();
    }

    /// <summary>Writes a member that is an object.</summary>
    public void Object(string name, Action members)
    {
        Name(name);
        Object(members);
    }

    /// <summary>Writes a member that is an array.</summary>
    public void Array(string name, Action items)
    {
        Name(name);
        BeginArray();
        items();
        EndArray();
    }

    /// <summary>Writes a member that is a string, or null.</summary>
    public void Member(string name, string? value)
    {
        Name(name);
        String(value);
    }

    /// <summary>Writes a member that is a boolean.</summary>
    public void Member(string name, bool value)
    {
        Name(name);
        Bool(value);
    }

    /// <summary>Writes a value that is JSON already.</summary>
    public void Raw(string json) => Literal(Encoding.UTF8.GetBytes(json));

    /// <summary>Writes null.</summary>
    public void Null() => Literal("null"u8);

    /// <summary>Writes a boolean.</summary>
    public void Bool(bool value) => Literal(value ? "true"u8 : "false"u8);

    /// <summary>Writes an integer.</summary>
    public void Int(long value)
    {
        Separate();
        Reserve(20);
        Utf8Formatter.TryFormat(value, _bytes.AsSpan(_length), out var written);
        _length += written;
        _comma = true;
    }

    /// <summary>Writes a floating point number: shortest form, with a fraction or an exponent.</summary>
    public void Double(double value) => Literal(Encoding.ASCII.GetBytes(FloatText.Of(value)));

    /// <summary>Writes a string, or null.</summary>
    public void String(string? value)
    {
        if (value is null)
        {
            Null();
            return;
        }
        Separate();
        Append((byte)'"');
        AppendEscaped(value);
        Append((byte)'"');
        _comma = true;
    }

    /// <summary>Writes an identifier as a string of 32 lower-case hex digits.</summary>
    public void Uuid(Guid value)
    {
        Separate();
        Append((byte)'"');
        AppendHex(value);
        Append((byte)'"');
        _comma = true;
    }

    /// <summary>Writes a moment as <c>2026-01-14T09:30:12.123456+00:00</c>, without a fraction when the microseconds are zero.</summary>
    public void DateTime(DateTime value)
    {
        Separate();
        Reserve(40);
        var span = _bytes.AsSpan(_length);
        span[0] = (byte)'"';
        var written = DateTimeText.Write(span[1..], value);
        span[written + 1] = (byte)'"';
        _length += written + 2;
        _comma = true;
    }

    /// <summary>Writes a date as <c>2026-01-14</c>.</summary>
    public void Date(DateOnly value) => String(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Writes an absolute link to an object: <c>{origin}{path before}{32 hex}/</c>.</summary>
    public void Link(ReadOnlySpan<byte> pathBefore, Guid uuid)
    {
        Separate();
        Append((byte)'"');
        Append(Origin.Span);
        Append(pathBefore);
        AppendHex(uuid);
        Append("/\""u8);
        _comma = true;
    }

    /// <summary>Writes an absolute link to a path of this server.</summary>
    public void Link(string path)
    {
        Separate();
        Append((byte)'"');
        Append(Origin.Span);
        AppendEscaped(path);
        Append((byte)'"');
        _comma = true;
    }

    /// <summary>Writes any JSON value: numbers as the server's parser and renderer leave them, strings unescaped.</summary>
    public void Value(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                BeginObject();
                foreach (var member in value.EnumerateObject())
                {
                    Name(member.Name);
                    Value(member.Value);
                }
                EndObject();
                break;
            case JsonValueKind.Array:
                BeginArray();
                foreach (var item in value.EnumerateArray())
                    Value(item);
                EndArray();
                break;
            case JsonValueKind.String:
                String(value.GetString());
                break;
            case JsonValueKind.Number:
                Number(value);
                break;
            case JsonValueKind.True:
                Bool(true);
                break;
            case JsonValueKind.False:
                Bool(false);
                break;
            default:
                Null();
                break;
        }
    }

    /// <summary>The document as text.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Written.Span);

    private void Number(JsonElement value)
    {
        // A fraction or an exponent makes a float; integers beyond 64 bits arrive as floats too (checklists, section 7.2).
        if (value.TryGetInt64(out var whole))
            Int(whole);
        else if (value.TryGetUInt64(out var unsigned))
            Literal(Encoding.ASCII.GetBytes(unsigned.ToString(CultureInfo.InvariantCulture)));
        else
            Double(value.GetDouble());
    }

    private void Begin(byte bracket)
    {
        Separate();
        Append(bracket);
        _comma = false;
    }

    private void End(byte bracket)
    {
        Append(bracket);
        _comma = true;
    }

    private void Literal(ReadOnlySpan<byte> text)
    {
        Separate();
        Append(text);
        _comma = true;
    }

    private void Separate()
    {
        if (_comma)
            Append((byte)',');
    }

    private void AppendHex(Guid value)
    {
        Reserve(32);
        value.TryFormat(_bytes.AsSpan(_length), out var written, "N");
        _length += written;
    }

    private void AppendEscaped(string value)
    {
        var rest = value.AsSpan();
        while (rest.Length > 0)
        {
            var plain = rest.IndexOfAny(s_escaped) is >= 0 and var index ? index : rest.Length;
            if (plain > 0)
            {
                Reserve(plain * 3);
                _length += Encoding.UTF8.GetBytes(rest[..plain], _bytes.AsSpan(_length));
                rest = rest[plain..];
                continue;
            }
            AppendEscape(rest[0]);
            rest = rest[1..];
        }
    }

    private void AppendEscape(char character)
    {
        switch (character)
        {
            case '"': Append("\\\""u8); break;
            case '\\': Append("\\\\"u8); break;
            case '\b': Append("\\b"u8); break;
            case '\t': Append("\\t"u8); break;
            case '\n': Append("\\n"u8); break;
            case '\f': Append("\\f"u8); break;
            case '\r': Append("\\r"u8); break;
            default:
                Append("\\u00"u8);
                Append((byte)(character < 0x10 ? '0' : '1'));
                Append((byte)"0123456789abcdef"[character & 0xF]);
                break;
        }
    }

    private void Append(byte value)
    {
        Reserve(1);
        _bytes[_length++] = value;
    }

    private void Append(ReadOnlySpan<byte> values)
    {
        Reserve(values.Length);
        values.CopyTo(_bytes.AsSpan(_length));
        _length += values.Length;
    }

    private void Reserve(int count)
    {
        if (_bytes.Length - _length >= count)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + count));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
