using System.Globalization;

namespace Waldur.Fake;

/// <summary>Writes floating point numbers as the server's JSON renderer does.</summary>
internal static class FloatText
{
    /// <summary>The shortest digits that read back as the same number; <c>1.0</c>, <c>25.5</c>, <c>1e16</c>.</summary>
    public static string Of(double value)
    {
        if (!double.IsFinite(value))
            return "null";
        var (digits, exponent) = Digits(value.ToString("R", CultureInfo.InvariantCulture));
        var sign = double.IsNegative(value) ? "-" : "";
        if (digits.Length == 0)
            return sign + "0.0";
        // exponent: place of the decimal point behind the first digit
        return exponent switch
        {
            >= 0 and < 16 when digits.Length <= exponent + 1 => sign + digits + new string('0', exponent + 1 - digits.Length) + ".0",
            >= 0 and < 16 => sign + digits[..(exponent + 1)] + "." + digits[(exponent + 1)..],
            < 0 and > -6 => sign + "0." + new string('0', -exponent - 1) + digits,
            _ => sign + digits[..1] + (digits.Length > 1 ? "." + digits[1..] : "") + "e" + exponent.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static (string Digits, int Exponent) Digits(string text)
    {
        text = text.TrimStart('-');
        var exponent = 0;
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        if (mark >= 0)
        {
            exponent = int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..mark];
        }
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? text : text[..point];
        var digits = point < 0 ? text : whole + text[(point + 1)..];
        exponent += whole.Length - 1;
        var zeros = digits.Length - digits.TrimStart('0').Length;
        return (digits.Trim('0').Length == 0 ? "" : digits[zeros..].TrimEnd('0'), exponent - zeros);
    }
}
