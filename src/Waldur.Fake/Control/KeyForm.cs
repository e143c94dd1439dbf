using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Waldur.Fake;

/// <summary>The name of a world or checkpoint, which stands in paths.</summary>
internal sealed class KeyForm : Form<string>
{
    public override string Name => "text of letters, digits, `_`, `-` and `.`";

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out string value)
    {
        value = (node as ScalarNode)?.Text;
        if (value is { Length: > 0 and <= 100 } && value.Trim('.').Length > 0
            && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.'))
        {
            return true;
        }

        reading.Expected(node, "a name of at most 100 letters, digits, '_', '-' and '.'");
        return false;
    }

    public override JsonObject Schema(SchemaBook book) => new() { ["type"] = "string" };

    public override Node Write(string value, Writing writing) => Node.Of(value);
}
