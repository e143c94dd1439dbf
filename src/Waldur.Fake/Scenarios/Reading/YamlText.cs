using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Waldur.Fake;

/// <summary>A tree as YAML that people like to read: what is short stands on one line.</summary>
internal static class YamlText
{
    private const int Short = 150;

    public static string Of(Node root)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var emitter = new Emitter(
            text, new EmitterSettings(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024, newLine: "\n"));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Write(emitter, root);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Write(Emitter emitter, Node node, int depth = 0)
    {
        switch (node)
        {
            case MapNode map:
                emitter.Emit(new MappingStart(
                    AnchorName.Empty, TagName.Empty, isImplicit: true, IsShort(map, depth) ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var entry in map.Entries)
                {
                    Write(emitter, entry.Key);
                    Write(emitter, entry.Value, depth + 1);
                }
                emitter.Emit(new MappingEnd());
                break;
            case ListNode list:
                emitter.Emit(new SequenceStart(
                    AnchorName.Empty, TagName.Empty, isImplicit: true, IsShort(list, depth) ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in list.Items)
                    Write(emitter, item, depth + 1);
                emitter.Emit(new SequenceEnd());
                break;
            case ScalarNode { Type: ScalarType.Text } text:
                Write(emitter, text.Text);
                break;
            default:
                Scalar(emitter, NodeJson.Text(node), ScalarStyle.Plain);
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
        && text.All(
            character => char.IsAsciiLetterOrDigit(character) || character is ' ' or '_' or '-' or '.' or '/' or '@' or '+' or '=' or ':')
        && CoreSchema.TypeOf(text) == ScalarType.Text;

    /// <summary>The maps of kinds stand below each other even when they are short.</summary>
    private static bool IsShort(Node node, int depth) =>
        depth > 0
        && (node is MapNode { Entries.Count: 0 } or ListNode { Items.Count: 0 }
            || (
                !(depth == 1 && node is MapNode kind && kind.Entries.All(entry => entry.Value is MapNode))
                    && NodeJson.Length(node, Short) <= Short));
}
