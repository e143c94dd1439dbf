using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Waldur.Fake;

/// <summary>JSON values as Python prints them: some of Waldur's sentences hold what was sent.</summary>
internal static class PythonText
{
    /// <summary>What <c>str()</c> gives: a string as it is, everything else as <see cref="Repr"/>.</summary>
    public static string Str(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : Repr(value);

    /// <summary>What <c>repr()</c> gives.</summary>
    public static string Repr(JsonElement value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    /// <summary>The name of the Python type that the value becomes: <c>str int float bool list dict NoneType</c>.</summary>
    public static string TypeName(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "str",
        JsonValueKind.Number => IsInteger(value) ? "int" : "float",
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Array => "list",
        JsonValueKind.Object => "dict",
        _ => "NoneType",
    };

    /// <summary>True for a number whose token has neither fraction nor exponent and that fits 64 bits, signed or unsigned.</summary>
    public static bool IsInteger(JsonElement number) =>
        number.ValueKind == JsonValueKind.Number
        && !number.GetRawText().AsSpan().ContainsAny('.', 'e', 'E')
        && (number.TryGetInt64(out _) || number.TryGetUInt64(out _));

    /// <summary>A floating point number: shortest form, with a fraction or an exponent (<c>1.0</c>, <c>1e+16</c>, <c>1e-05</c>).</summary>
    public static string Float(double value) => Math.Abs(value) switch
    {
        double.NaN => "nan",
        double.PositiveInfinity => value > 0 ? "inf" : "-inf",
        >= 1e16 => FloatText.Of(value).Replace("e", "e+", StringComparison.Ordinal),
        > 0 and < 1e-4 => Small(FloatText.Of(value)),
        _ => FloatText.Of(value),
    };

    /// <summary>JSON keeps one zero more in front than Python, and writes the exponent without padding.</summary>
    private static string Small(string json)
    {
        const string Zeros = "0.0000";
        var mark = json.IndexOf("e-", StringComparison.Ordinal);
        if (mark >= 0)
            return string.Concat(json.AsSpan(0, mark), "e-", json[(mark + 2)..].PadLeft(2, '0'));
        var sign = json[0] == '-' ? "-" : "";
        var digits = json[(sign.Length + Zeros.Length)..];
        return sign + digits[..1] + (digits.Length > 1 ? "." + digits[1..] : "") + "e-05";
    }

    private static void Append(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                AppendString(text, value.GetString()!);
                break;
            case JsonValueKind.Number:
                text.Append(IsInteger(value) ? Integer(value) : Float(value.GetDouble()));
                break;
            case JsonValueKind.True:
                text.Append("True");
                break;
            case JsonValueKind.False:
                text.Append("False");
                break;
            case JsonValueKind.Array:
                text.Append('[');
                var item = 0;
                foreach (var element in value.EnumerateArray())
                {
                    text.Append(item++ > 0 ? ", " : "");
                    Append(text, element);
                }
                text.Append(']');
                break;
            case JsonValueKind.Object:
                AppendObject(text, value);
                break;
            default:
                text.Append("None");
                break;
        }
    }

    private static string Integer(JsonElement value) => value.GetRawText() is "-0" ? "0" : value.GetRawText();

    /// <summary>A key given twice stands at its first place with its last value.</summary>
    private static void AppendObject(StringBuilder text, JsonElement value)
    {
        var members = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
            members[property.Name] = property.Value;
        text.Append('{');
        var place = 0;
        foreach (var (name, member) in members)
        {
            text.Append(place++ > 0 ? ", " : "");
            AppendString(text, name);
            text.Append(": ");
            Append(text, member);
        }
        text.Append('}');
    }

    private static void AppendString(StringBuilder text, string value)
    {
        var quote = value.Contains('\'', StringComparison.Ordinal) && !value.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        text.Append(quote);
        foreach (var rune in value.EnumerateRunes())
        {
            var code = rune.Value;
            if (code == quote || code == '\\')
            {
                text.Append('\\').Append((char)code);
            }
            else if (code is '\n' or '\r' or '\t')
            {
                text.Append(code switch { '\n' => "\\n", '\r' => "\\r", _ => "\\t" });
            }
            else if (code == ' ' || IsPrintable(rune))
            {
                text.Append(rune.ToString());
            }
            else
            {
                text.Append(code < 0x100 ? "\\x" : code < 0x10000 ? "\\u" : "\\U")
                    .Append(code.ToString(code < 0x100 ? "x2" : code < 0x10000 ? "x4" : "x8", CultureInfo.InvariantCulture));
            }
        }
        text.Append(quote);
    }

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.SpaceSeparator);
}
