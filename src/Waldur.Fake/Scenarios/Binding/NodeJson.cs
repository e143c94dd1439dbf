using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waldur.Fake;

/// <summary>Nodes as JSON.</summary>
internal static class NodeJson
{
    /// <summary>Can the node be JSON?</summary>
    public static bool Check(Node node, BindingContext context)
    {
        var fine = true;
        switch (node)
        {
            case ScalarNode { Type: ScalarType.NotFinite }:
                context.Expected(node, "a JSON value");
                return false;
            case ListNode list:
                foreach (var item in list.Items)
                    fine &= Check(item, context);
                break;
            case MapNode map:
                foreach (var entry in map.Entries)
                    fine &= Check(entry.Value, context);
                break;
        }
        return fine;
    }

    /// <summary>The node as JSON text, UTF-8.</summary>
    /// <param name="node">The node.</param>
    /// <param name="replace">What stands for a map that has a meaning of its own; null leaves it as it is.</param>
    public static byte[] ToUtf8(Node node, Func<MapNode, string?>? replace = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(writer, node, replace);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The node as a JSON tree.</summary>
    public static JsonNode? ToJson(Node node, Func<MapNode, string?>? replace = null) => JsonNode.Parse(ToUtf8(node, replace));

    private static void Write(Utf8JsonWriter writer, Node node, Func<MapNode, string?>? replace)
    {
        switch (node)
        {
            case ScalarNode scalar:
                Write(writer, scalar);
                break;
            case ListNode list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                    Write(writer, item, replace);
                writer.WriteEndArray();
                break;
            case MapNode map when replace?.Invoke(map) is { } text:
                writer.WriteStringValue(text);
                break;
            case MapNode map:
                writer.WriteStartObject();
                foreach (var entry in map.Entries)
                {
                    writer.WritePropertyName(entry.Key);
                    Write(writer, entry.Value, replace);
                }
                writer.WriteEndObject();
                break;
        }
    }

    private static void Write(Utf8JsonWriter writer, ScalarNode scalar)
    {
        switch (scalar.Type)
        {
            case ScalarType.Null:
                writer.WriteNullValue();
                break;
            case ScalarType.Boolean:
                writer.WriteBooleanValue(scalar.Text[0] is 't' or 'T');
                break;
            case ScalarType.Integer or ScalarType.Float:
                writer.WriteRawValue(Number(scalar.Text), skipInputValidation: false);
                break;
            default:
                writer.WriteStringValue(scalar.Text);
                break;
        }
    }

    /// <summary>A number of YAML in the stricter spelling of JSON: no leading plus sign, zeros or point, no other base.</summary>
    private static string Number(string text)
    {
        if (text.StartsWith("0x", StringComparison.Ordinal))
            return System.Numerics.BigInteger.Parse("0" + text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
        if (text.StartsWith("0o", StringComparison.Ordinal))
            return text[2..].Aggregate(System.Numerics.BigInteger.Zero, (sum, digit) => (sum * 8) + (digit - '0')).ToString(CultureInfo.InvariantCulture);
        var sign = text[0] is '-' ? "-" : "";
        var rest = text.TrimStart('+', '-');
        var e = rest.IndexOfAny(['e', 'E']);
        var (mantissa, exponent) = e < 0 ? (rest, "") : (rest[..e], rest[e..]);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var (whole, fraction) = point < 0 ? (mantissa, "") : (mantissa[..point], mantissa[(point + 1)..]);
        whole = whole.TrimStart('0') is { Length: > 0 } digits ? digits : "0";
        if (point >= 0)
            fraction = "." + (fraction.Length > 0 ? fraction : "0");
        return sign + whole + fraction + exponent;
    }
}
