using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waldur.Fake;

/// <summary>Nodes as JSON.</summary>
internal static class NodeJson
{
    /// <summary>Whether the node can be JSON.</summary>
    public static bool Check(Node node, Reading reading)
    {
        var fine = true;
        switch (node)
        {
            case ScalarNode { Type: ScalarType.NotFinite }:
                reading.Expected(node, "a JSON value");
                return false;
            case ListNode list:
                foreach (var item in list.Items)
                    fine &= Check(item, reading);
                break;
            case MapNode map:
                foreach (var entry in map.Entries)
                    fine &= Check(entry.Value, reading);
                break;
        }
        return fine;
    }

    /// <summary>The node as JSON text, UTF-8.</summary>
    public static ReadOnlyMemory<byte> ToUtf8(Node node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(writer, node);
        return buffer.WrittenMemory;
    }

    /// <summary>The node as JSON text.</summary>
    public static string Text(Node node) => Encoding.UTF8.GetString(ToUtf8(node).Span);

    /// <summary>The node as a JSON tree.</summary>
    public static JsonNode? ToJson(Node node) => JsonNode.Parse(ToUtf8(node).Span);

    /// <summary>The node as a value of a row.</summary>
    public static JsonElement ToElement(Node node) => JsonElement.Parse(ToUtf8(node).Span);

    /// <summary>A value of a row as a node.</summary>
    public static Node Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => new MapNode(
            default, [.. json.EnumerateObject().Select(property => new Entry(property.Name, default, Of(property.Value)))]),
        JsonValueKind.Array => new ListNode(default, [.. json.EnumerateArray().Select(Of)]),
        JsonValueKind.String => Node.Of(json.GetString()!),
        JsonValueKind.True or JsonValueKind.False => Node.Of(json.GetBoolean()),
        JsonValueKind.Number => new ScalarNode(default, json.GetRawText(), CoreSchema.TypeOf(json.GetRawText())),
        _ => Node.Null,
    };

    /// <summary>How many characters the JSON text of a node has; more than that many are not counted.</summary>
    public static int Length(Node node, int most) => node switch
    {
        ScalarNode { Type: ScalarType.Text } text => Quoted(text.Text),
        ScalarNode { Type: ScalarType.Integer or ScalarType.Float } number => Number(number.Text).Length,
        ScalarNode scalar => scalar.Text.Length,
        ListNode list => Sum(list.Items, item => Length(item, most), most),
        MapNode map => Sum(map.Entries, entry => Quoted(entry.Key) + 1 + Length(entry.Value, most), most),
        _ => throw new NotSupportedException(),
    };

    private static int Sum<T>(IReadOnlyList<T> items, Func<T, int> length, int most)
    {
        var sum = 2 + Math.Max(0, items.Count - 1);
        for (var i = 0; i < items.Count && sum <= most; i++)
            sum += length(items[i]);
        return sum;
    }

    private static int Quoted(string text) => 2 + JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text).Length;

    private static void Write(Utf8JsonWriter writer, Node node)
    {
        switch (node)
        {
            case ScalarNode scalar:
                Write(writer, scalar);
                break;
            case ListNode list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case MapNode map:
                writer.WriteStartObject();
                foreach (var entry in map.Entries)
                {
                    writer.WritePropertyName(entry.Key);
                    Write(writer, entry.Value);
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
        {
            return System.Numerics.BigInteger.Parse("0" + text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture).ToString(
                CultureInfo.InvariantCulture);
        }

        if (text.StartsWith("0o", StringComparison.Ordinal))
        {
            return text[2..].Aggregate(System.Numerics.BigInteger.Zero, (sum, digit) => (sum * 8) + (digit - '0')).ToString(
                CultureInfo.InvariantCulture);
        }

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
