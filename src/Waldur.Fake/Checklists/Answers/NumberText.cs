using System.Globalization;
using System.Text;

namespace Waldur.Fake;

/// <summary>
/// Numbers given as text, by the rules of Python's <c>float()</c> and <c>int()</c>: white space around, a sign, single
/// underscores between digits, digits of any script.
/// </summary>
internal static class NumberText
{
    // Python refuses to read an integer of more digits.
    private const int MaxIntegerDigits = 4300;

    /// <summary>
    /// Reads what <c>float()</c> reads: also <c>.5</c>, <c>5.</c>, <c>1e3</c>, and <c>nan</c>, <c>inf</c>, <c>infinity</c> in any letter
    /// case.
    /// </summary>
    public static bool TryParseFloat(string text, out double value)
    {
        value = 0;
        if (!TryNormalize(text, out var plain))
            return false;
        var unsigned = plain.AsSpan().TrimStart("+-");
        var sign = plain.StartsWith('-') ? -1 : 1;
        if (plain.Length - unsigned.Length > 1)
            return false;
        if (unsigned.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            value = double.NaN;
            return true;
        }
        if (unsigned.Equals("inf", StringComparison.OrdinalIgnoreCase) || unsigned.Equals("infinity", StringComparison.OrdinalIgnoreCase))
        {
            value = sign * double.PositiveInfinity;
            return true;
        }
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return IsNumeral(unsigned) && double.TryParse(plain, Style, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Reads what <c>int()</c> reads. The value is given as a double, as which bounds are compared.</summary>
    public static bool TryParseInteger(string text, out double value)
    {
        value = 0;
        if (!TryNormalize(text, out var plain))
            return false;
        var digits = plain.AsSpan(plain.StartsWith('-') || plain.StartsWith('+') ? 1 : 0);
        return digits.Length is > 0 and <= MaxIntegerDigits
            && !digits.ContainsAnyExceptInRange('0', '9')
            && double.TryParse(plain, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Takes off the white space and the underscores, and turns every digit into its ASCII form.</summary>
    private static bool TryNormalize(string text, out string plain)
    {
        plain = "";
        var trimmed = Python.Strip(text);
        var result = new StringBuilder(trimmed.Length);
        for (var at = 0; at < trimmed.Length; at++)
        {
            var letter = trimmed[at];
            if (letter == '_')
            {
                if (at == 0 || at + 1 == trimmed.Length || !char.IsDigit(trimmed[at - 1]) || !char.IsDigit(trimmed[at + 1]))
                    return false;
                continue;
            }
            result.Append(char.IsDigit(letter) ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(letter)) : letter);
        }
        plain = result.ToString();
        return true;
    }

    /// <summary>Digits with at most one point, at least one digit, and perhaps an exponent.</summary>
    private static bool IsNumeral(ReadOnlySpan<char> text)
    {
        var mark = text.IndexOfAny('e', 'E');
        if (mark >= 0)
        {
            var exponent = text[(mark + 1)..];
            if (exponent.Length > 0 && exponent[0] is '+' or '-')
                exponent = exponent[1..];
            if (exponent.IsEmpty || exponent.ContainsAnyExceptInRange('0', '9'))
                return false;
            text = text[..mark];
        }
        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? [] : text[(point + 1)..];
        return whole.Length + fraction.Length > 0
            && !whole.ContainsAnyExceptInRange('0', '9') && !fraction.ContainsAnyExceptInRange('0', '9');
    }
}
