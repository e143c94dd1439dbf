using System.Text;
using System.Text.Json;

namespace Waldur.Fake.Conformance;

/// <summary>
/// An OpenAPI document, as far as it tells clients what they may send and what they get. It is read as a tree: the usual object model drops
/// what Waldur's documents say of references that may be null, and a mistake in one corner of a release must not stop the reading.
/// </summary>
internal sealed class ContractDocument
{
    private const string Local = "#/";

    private readonly MapNode _root;

    private ContractDocument(MapNode root) => _root = root;

    /// <summary>The release that it describes.</summary>
    public string Version => ((_root["info"] as MapNode)?["version"] as ScalarNode)?.Text ?? "";

    /// <summary>Reads a document.</summary>
    /// <param name="text">JSON or YAML.</param>
    /// <param name="name">How errors name it.</param>
    /// <exception cref="VerifyException">It is no OpenAPI document.</exception>
    public static ContractDocument Read(string text, string name)
    {
        var root = Parse(text, name) as MapNode;
        return root?["paths"] is MapNode && (root["openapi"] ?? root["swagger"]) is not null
            ? new(root)
            : throw new VerifyException($"{name} is no OpenAPI document: it has no `openapi` and `paths`.");
    }

    /// <summary>The document of this fake.</summary>
    public static ContractDocument Own(Fidelity fidelity) =>
        new((MapNode)NodeJson.Of(JsonElement.Parse(WaldurModules.Document.Write(fidelity).Span)));

    /// <summary>The operations by method and path; variables of paths are written without their types.</summary>
    public Dictionary<string, (MapNode Path, MapNode Operation)> Operations()
    {
        var operations = new Dictionary<string, (MapNode, MapNode)>(StringComparer.Ordinal);
        foreach (var path in ((MapNode)_root["paths"]!).Entries.Where(path => path.Value is MapNode))
        {
            foreach (var method in ((MapNode)path.Value).Entries.Where(method => IsMethod(method.Key) && method.Value is MapNode))
                operations[$"{method.Key.ToUpperInvariant()} {path.Key}"] = ((MapNode)path.Value, (MapNode)method.Value);
        }
        return operations;
    }

    /// <summary>What a reference leads to; a node that is none itself.</summary>
    public MapNode? Resolve(Node? node)
    {
        for (var seen = 0; seen < 20 && (node as MapNode)?["$ref"] is ScalarNode reference; seen++)
        {
            if (!reference.Text.StartsWith(Local, StringComparison.Ordinal))
                return null;
            node = reference.Text[Local.Length..].Split('/').Aggregate((Node?)_root, static (at, part) => (at as MapNode)?[
                part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)]);
        }
        return node as MapNode;
    }

    /// <summary>The schema of the JSON that a body or an answer holds, or null.</summary>
    public Node? Json(Node? holder) => (Resolve(holder)?["content"] as MapNode)?.Entries
        .Where(content => content.Key.Contains("json", StringComparison.Ordinal))
        .Select(content => (content.Value as MapNode)?["schema"])
        .FirstOrDefault();

    private static bool IsMethod(string key) => key is "get" or "post" or "put" or "patch" or "delete" or "head";

    private static Node? Parse(string text, string name)
    {
        if (text.AsSpan().TrimStart() is ['{', ..])
        {
            try
            {
                using var json = JsonDocument.Parse(Encoding.UTF8.GetBytes(text), new() { MaxDepth = 256 });
                return NodeJson.Of(json.RootElement);
            }
            catch (JsonException wrong)
            {
                throw new VerifyException($"{name} is no JSON: {wrong.Message}", wrong);
            }
        }
        var problems = new Problems();
        return YamlReader.Read(name, text, problems)
            ?? throw new VerifyException($"{name} is no OpenAPI document: {problems.Errors[0]}");
    }
}
