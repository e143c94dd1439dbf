using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waldur.Fake;

/// <summary>JSON that people read: characters stay as they are.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions s_indented =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true, NewLine = "\n" };

    public static string Indented(JsonNode node) => node.ToJsonString(s_indented);
}
