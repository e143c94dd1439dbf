using System.Text.Json;

namespace Waldur.Fake.Tests.OpenApi;

/// <summary>
/// An OpenAPI document as facts: a line for each operation, query parameter, property sent, status of success and property answered, with
/// type, nullability, choices, format and, for what is sent, whether it is required and its greatest length.
/// </summary>
internal sealed class DocumentFacts(JsonElement document)
{
    private static readonly string[] s_methods = ["get", "post", "put", "patch", "delete", "head"];

    private readonly SortedSet<string> _facts = new(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Of(ReadOnlyMemory<byte> document)
    {
        using var parsed = JsonDocument.Parse(document);
        var facts = new DocumentFacts(parsed.RootElement);
        foreach (var path in parsed.RootElement.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject().Where(member => s_methods.Contains(member.Name, StringComparer.Ordinal)))
                facts.AddOperation($"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value);
        }
        return facts._facts;
    }

    private void AddOperation(string key, JsonElement operation)
    {
        _facts.Add(key);
        foreach (var parameter in Elements(operation, "parameters").Where(one => one.GetProperty("in").ValueEquals("query")))
        {
            var schema = Schema.Of(this, parameter.GetProperty("schema"));
            var items = schema.Items is { } item ? " of " + Schema.Of(this, item).Describe(withNull: false) : "";
            var required = parameter.TryGetProperty("required", out var flag) && flag.GetBoolean() ? " required" : "";
            _facts.Add($"{key} ?{parameter.GetProperty("name")} : {schema.Describe(withNull: false)}{items}{required}");
        }
        if (operation.TryGetProperty("requestBody", out var body))
            Walk(JsonSchema(body)!.Value, $"{key} <", sent: true);
        foreach (var answer in operation.GetProperty("responses").EnumerateObject().Where(one => one.Name.StartsWith('2')))
        {
            _facts.Add($"{key} -> {answer.Name}");
            if (JsonSchema(answer.Value) is { } schema)
                Walk(schema, $"{key} {answer.Name}", sent: false);
        }
    }

    private void Walk(JsonElement node, string prefix, bool sent)
    {
        var schema = Schema.Of(this, node);
        if (schema.Items is { } items)
        {
            var element = Schema.Of(this, items);
            if (element.Properties.Count == 0)
                _facts.Add($"{prefix}[] : {element.Describe()}");
            Walk(items, prefix + "[]", sent);
        }
        foreach (var (name, value) in schema.Properties)
        {
            var property = Schema.Of(this, value);
            var rules = sent
                ? (schema.Required.Contains(name) ? " required" : "") + (property.MaxLength is { } max ? $" maxLength={max}" : "")
                : "";
            _facts.Add($"{prefix}.{name} : {property.Describe()}{rules}");
            Walk(value, $"{prefix}.{name}", sent);
        }
    }

    private static JsonElement? JsonSchema(JsonElement holder) =>
        holder.TryGetProperty("content", out var content) ? content.GetProperty("application/json").GetProperty("schema") : null;

    private static IEnumerable<JsonElement> Elements(JsonElement holder, string name) =>
        holder.TryGetProperty(name, out var list) ? list.EnumerateArray() : [];

    private JsonElement Resolve(JsonElement node)
    {
        while (node.TryGetProperty("$ref", out var reference))
            node = reference.GetString()!.Split('/').Skip(1).Aggregate(document, (place, part) => place.GetProperty(part));
        return node;
    }

    /// <summary>A schema with its references and parts put together.</summary>
    private sealed class Schema
    {
        private string? _type;
        private string? _format;
        private bool _nullable;
        private readonly SortedSet<string> _choices = new(StringComparer.Ordinal);

        public int? MaxLength { get; private set; }

        public JsonElement? Items { get; private set; }

        public Dictionary<string, JsonElement> Properties { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Required { get; } = new(StringComparer.Ordinal);

        public static Schema Of(DocumentFacts facts, JsonElement node)
        {
            var schema = new Schema();
            schema.Take(facts, facts.Resolve(node));
            return schema;
        }

        public string Describe(bool withNull = true) =>
            (_type ?? "any")
            + (_format is null ? "" : $"({_format})")
            + (_choices.Count == 0 ? "" : " enum=" + string.Join(',', _choices))
            + (withNull && _nullable ? " nullable" : "");

        private void Take(DocumentFacts facts, JsonElement node)
        {
            _type = Text(node, "type") ?? _type;
            _format = Text(node, "format") ?? _format;
            _nullable |= node.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean();
            if (node.TryGetProperty("maxLength", out var max))
                MaxLength = max.GetInt32();
            if (node.TryGetProperty("items", out var items))
                Items = items;
            foreach (var choice in Elements(node, "enum"))
            {
                if (choice.ValueKind == JsonValueKind.Null)
                    _nullable = true;
                else
                    _choices.Add(choice.ToString());
            }
            if (node.TryGetProperty("properties", out var properties))
            {
                foreach (var property in properties.EnumerateObject())
                    Properties.Add(property.Name, property.Value);
            }
            foreach (var required in Elements(node, "required"))
                Required.Add(required.GetString()!);
            foreach (var part in Elements(node, "allOf"))
                Take(facts, facts.Resolve(part));
        }

        private static string? Text(JsonElement node, string name) => node.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}
