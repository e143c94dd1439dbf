using System.Buffers;
using System.Buffers.Text;

namespace Waldur.Fake;

/// <summary>What is wrong with a JSON text, and at which byte.</summary>
internal readonly record struct JsonFault(string Text, int Offset);

/// <summary>
/// Finds the first fault of a JSON text that is valid UTF-8. It builds nothing: it exists because the stock reader neither
/// gives the parser's sentences nor refuses a lone surrogate or a number beyond the doubles.
/// </summary>
internal ref struct JsonScanner(ReadOnlySpan<byte> text)
{
    private const string EndOfData = "unexpected end of data";
    private const string Unexpected = "unexpected character";
    private const string InvalidLiteral = "invalid literal";
    private const string TrailingComma = "trailing comma is not allowed";
    private const string ControlCharacter = "unexpected control character in string";
    private const string ContentAfter = "unexpected content after document";
    private const string TooDeep = "Recursion limit reached";

    private static readonly SearchValues<byte> s_stringStops = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(code => (byte)code), (byte)'"', (byte)'\\']);

    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    /// <summary>The first fault, or null for a sound text. No recursion: the stack of a thread may be small.</summary>
    public JsonFault? FindFault()
    {
        Span<bool> isObject = stackalloc bool[JsonSyntax.MaxDepth];
        var depth = 0;
        _at = 0;
        while (true)
        {
            if (depth > 0 && isObject[depth - 1] && Key() is { } wrongKey)
                return wrongKey;
            SkipBlanks();
            if (AtEnd)
                return Fault();
            if (_text[_at] is (byte)'{' or (byte)'[')
            {
                if (depth == JsonSyntax.MaxDepth)
                    return new(TooDeep, _at);
                isObject[depth++] = _text[_at++] == '{';
                SkipBlanks();
                if (AtEnd || _text[_at] != Closing(isObject[depth - 1]))
                    continue;
            }
            else if (Scalar() is { } wrong)
            {
                return wrong;
            }

            // behind a value, or before the bracket that closes an empty object or list
            while (true)
            {
                SkipBlanks();
                if (depth == 0)
                    return _at < _text.Length ? new(ContentAfter, _at) : null;
                var closing = Closing(isObject[depth - 1]);
                if (!Take(closing))
                {
                    if (Comma(closing) is { } comma)
                        return comma;
                    break;
                }
                depth--;
            }
        }
    }

    private static byte Closing(bool isObject) => isObject ? (byte)'}' : (byte)']';

    private JsonFault? Scalar() => _text[_at] switch
    {
        (byte)'"' => String(),
        (byte)'t' => Literal("true"u8),
        (byte)'f' => Literal("false"u8),
        (byte)'n' => Literal("null"u8),
        (byte)'-' or (>= (byte)'0' and <= (byte)'9') => Number(),
        _ => Fault(),
    };

    /// <summary>The name of a member, and the colon behind it.</summary>
    private JsonFault? Key()
    {
        if (AtEnd || _text[_at] != '"')
            return Fault();
        if (String() is { } fault)
            return fault;
        SkipBlanks();
        return Take((byte)':') ? null : Fault();
    }

    /// <summary>A comma and the blanks after it. Before the closing bracket the comma itself is the fault.</summary>
    private JsonFault? Comma(byte closing)
    {
        var comma = _at;
        if (!Take((byte)','))
            return Fault();
        SkipBlanks();
        return !AtEnd && _text[_at] == closing ? new(TrailingComma, comma) : null;
    }

    private JsonFault? Literal(ReadOnlySpan<byte> word)
    {
        var rest = _text[_at..];
        if (rest.StartsWith(word))
        {
            _at += word.Length;
            return null;
        }
        return word.StartsWith(rest) ? new(EndOfData, _text.Length) : new(InvalidLiteral, _at);
    }

    private JsonFault? Number()
    {
        var start = _at;
        Take((byte)'-');
        var leadingZero = Take((byte)'0');
        if (!leadingZero && !Digits())
            return Fault();
        if (leadingZero && !AtEnd && char.IsAsciiDigit((char)_text[_at]))
            return Fault();
        if (Take((byte)'.') && !Digits())
            return Fault();
        if (Take((byte)'e') || Take((byte)'E'))
        {
            if (!Take((byte)'+'))
                Take((byte)'-');
            if (!Digits())
                return Fault();
        }
        return Utf8Parser.TryParse(_text[start.._at], out double number, out _) && double.IsFinite(number)
            ? null
            : new(Unexpected, start);
    }

    private bool Digits()
    {
        var start = _at;
        while (!AtEnd && char.IsAsciiDigit((char)_text[_at]))
            _at++;
        return _at > start;
    }

    private JsonFault? String()
    {
        _at++;
        while (true)
        {
            var step = _text[_at..].IndexOfAny(s_stringStops);
            if (step < 0)
                return new(EndOfData, _text.Length);
            _at += step;
            if (Take((byte)'"'))
                return null;
            if (_text[_at] != '\\')
                return new(ControlCharacter, _at);
            if (Escape() is { } fault)
                return fault;
        }
    }

    private JsonFault? Escape()
    {
        var start = _at++;
        if (AtEnd)
            return Fault();
        if ("\"\\/bfnrt"u8.Contains(_text[_at]))
        {
            _at++;
            return null;
        }
        if (_text[_at] != 'u')
            return Fault();
        if (HexUnit(out var unit) is { } fault)
            return fault;
        if (char.IsLowSurrogate(unit))
            return new(Unexpected, start);
        if (!char.IsHighSurrogate(unit))
            return null;

        if (!AtEnd && _text[_at] == '\\' && _at + 1 < _text.Length && _text[_at + 1] == 'u')
        {
            _at++;
            if (HexUnit(out var second) is { } secondFault)
                return secondFault;
            if (char.IsLowSurrogate(second))
                return null;
        }
        return AtEnd ? Fault() : new(Unexpected, start);
    }

    /// <summary>The letter <c>u</c> and four hexadecimal digits.</summary>
    private JsonFault? HexUnit(out char unit)
    {
        unit = '\0';
        _at++;
        for (var digit = 0; digit < 4; digit++, _at++)
        {
            if (AtEnd || !char.IsAsciiHexDigit((char)_text[_at]))
                return Fault();
            var letter = _text[_at];
            unit = (char)((unit << 4) | (letter <= '9' ? letter - '0' : (letter | 0x20) - 'a' + 10));
        }
        return null;
    }

    private readonly bool AtEnd => _at >= _text.Length;

    private readonly JsonFault Fault() => AtEnd ? new(EndOfData, _text.Length) : new(Unexpected, _at);

    private bool Take(byte wanted)
    {
        if (AtEnd || _text[_at] != wanted)
            return false;
        _at++;
        return true;
    }

    private void SkipBlanks()
    {
        while (!AtEnd && _text[_at] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
            _at++;
    }
}
