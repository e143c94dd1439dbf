using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Waldur.Fake;

/// <summary>JSON as YAML that people like to read: what is short stands on one line.</summary>
internal static class YamlText
{
    private const int Short = 150;

    public static string Of(JsonNode root)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var emitter = new Emitter(text, new EmitterSettings(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024, newLine: "\n"));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Write(emitter, root, isRoot: true);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Write(Emitter emitter, JsonNode? node, bool isRoot = false)
    {
        switch (node)
        {
            case JsonObject map:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, IsShort(map, isRoot) ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var (key, value) in map)
                {
                    Write(emitter, key);
                    Write(emitter, value);
                }
                emitter.Emit(new MappingEnd());
                break;
            case JsonArray list:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, IsShort(list, isRoot) ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in list)
                    Write(emitter, item);
                emitter.Emit(new SequenceEnd());
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                Write(emitter, value.GetValue<string>());
                break;
            default:
                Scalar(emitter, node?.ToJsonString() ?? "null", ScalarStyle.Plain);
                break;
        }
    }

    /// <summary>Text is quoted unless it is plainly nothing but text.</summary>
    private static void Write(Emitter emitter, string text) =>
        Scalar(emitter, text, IsPlain(text) ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted);

    private static void Scalar(Emitter emitter, string text, ScalarStyle style) =>
        emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, text, style, isPlainImplicit: true, isQuotedImplicit: true));

    private static bool IsPlain(string text) =>
        text.Length > 0
        && char.IsAsciiLetterOrDigit(text[0])
        && text[^1] is not (' ' or ':')
        && !text.Contains(": ", StringComparison.Ordinal)
        && text.All(character => char.IsAsciiLetterOrDigit(character) || character is ' ' or '_' or '-' or '.' or '/' or '@' or '+' or '=' or ':')
        && CoreSchema.TypeOf(text) == ScalarType.Text;

    private static bool IsShort(JsonNode node, bool isRoot) =>
        !isRoot && (node is JsonObject { Count: 0 } or JsonArray { Count: 0 } || (!IsKind(node) && JsonText.Of(node).Length <= Short));

    /// <summary>The maps of kinds stand below each other even when they are short.</summary>
    private static bool IsKind(JsonNode node) => node is JsonObject && node.Parent is JsonObject { Parent: null } && node.AsObject().All(entry => entry.Value is JsonObject);
}
