using System.Buffers;

namespace Waldur.Fake;

/// <summary>What a plain scalar means by the core schema of YAML 1.2, in which <c>yes</c> and <c>on</c> are text.</summary>
internal static class CoreSchema
{
    private static readonly SearchValues<char> s_hexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    public static ScalarType TypeOf(string plain) => plain switch
    {
        "" or "~" or "null" or "Null" or "NULL" => ScalarType.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ScalarType.Boolean,
        ".nan" or ".NaN" or ".NAN" => ScalarType.NotFinite,
        _ when IsInfinity(plain.AsSpan().TrimStart("+-")) && plain.Length <= 5 => ScalarType.NotFinite,
        _ when IsInteger(plain) => ScalarType.Integer,
        _ when IsFloat(plain) => ScalarType.Float,
        _ => ScalarType.Text,
    };

    private static bool IsInfinity(ReadOnlySpan<char> text) => text is ".inf" or ".Inf" or ".INF";

    private static bool IsInteger(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("0o"))
            return text.Length > 2 && !text[2..].ContainsAnyExceptInRange('0', '7');
        if (text.StartsWith("0x"))
            return text.Length > 2 && !text[2..].ContainsAnyExcept(s_hexDigits);
        return AreDigits(Unsigned(text));
    }

    private static bool IsFloat(ReadOnlySpan<char> text)
    {
        text = Unsigned(text);
        var e = text.IndexOfAny('e', 'E');
        if (e >= 0)
        {
            if (!AreDigits(Unsigned(text[(e + 1)..])))
                return false;
            text = text[..e];
        }
        var point = text.IndexOf('.');
        if (point < 0)
            return e >= 0 && AreDigits(text);
        var whole = text[..point];
        var fraction = text[(point + 1)..];
        return whole.Length + fraction.Length > 0
            && (whole.IsEmpty || AreDigits(whole))
            && (fraction.IsEmpty || AreDigits(fraction));
    }

    private static ReadOnlySpan<char> Unsigned(ReadOnlySpan<char> text) =>
        text.Length > 0 && text[0] is '+' or '-' ? text[1..] : text;

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}
