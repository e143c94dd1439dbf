namespace Waldur.Fake.Conformance;

/// <summary>
/// A schema with its references and its <c>allOf</c>, <c>oneOf</c> and <c>anyOf</c> taken together: what of it a client can tell. Documents
/// of different generators then compare, however they say it.
/// </summary>
internal sealed class FlatSchema
{
    /// <summary>Widths of numbers, which JSON does not have.</summary>
    private static readonly string[] s_widths = ["int32", "int64", "float", "double"];

    /// <summary>What parts may stand in.</summary>
    private static readonly string[] s_combining = ["allOf", "oneOf", "anyOf"];

    /// <summary>The types, but for null.</summary>
    public SortedSet<string> Types { get; } = new(StringComparer.Ordinal);

    public bool Nullable { get; private set; }

    /// <summary>The choices; none: any.</summary>
    public SortedSet<string> Choices { get; } = new(StringComparer.Ordinal);

    public string? Format { get; private set; }

    public int? MaxLength { get; private set; }

    public Node? Items { get; private set; }

    public Dictionary<string, Node> Properties { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Required { get; } = new(StringComparer.Ordinal);

    /// <summary>What it is, in words.</summary>
    public string Described =>
        (Types.Count == 0 ? "any value" : string.Join(" or ", Types)) + (Format is null ? "" : $" ({Format})");

    /// <summary>Takes a schema together.</summary>
    public static FlatSchema Of(ContractDocument document, Node? schema)
    {
        var flat = new FlatSchema();
        flat.Add(document, schema, depth: 0);
        if (flat.Properties.Count > 0 && flat.Types.Count == 0)
            flat.Types.Add("object");
        return flat;
    }

    private void Add(ContractDocument document, Node? node, int depth)
    {
        if (depth > 20 || document.Resolve(node) is not { } schema)
            return;
        Nullable |= (schema["nullable"] as ScalarNode)?.Text is "true";
        foreach (var type in Texts(schema["type"]))
            AddType(type);
        foreach (var choice in (schema["enum"] as ListNode)?.Items ?? [])
        {
            if (choice.IsNull)
                Nullable = true;
            else
                Choices.Add((choice as ScalarNode)?.Text ?? "");
        }
        if (schema["format"] is ScalarNode format && !s_widths.Contains(format.Text, StringComparer.Ordinal))
            Format ??= format.Text;
        MaxLength ??= (schema["maxLength"] as ScalarNode)?.Integer;
        Items ??= schema["items"];
        foreach (var property in (schema["properties"] as MapNode)?.Entries ?? [])
            Properties[property.Key] = property.Value;
        foreach (var required in Texts(schema["required"]))
            Required.Add(required);
        foreach (var part in s_combining.SelectMany(key => (schema[key] as ListNode)?.Items ?? []))
            Add(document, part, depth + 1);
    }

    private void AddType(string type)
    {
        if (type == "null")
            Nullable = true;
        else
            Types.Add(type);
    }

    private static IEnumerable<string> Texts(Node? node) => node switch
    {
        ScalarNode scalar => [scalar.Text],
        ListNode list => list.Items.OfType<ScalarNode>().Select(item => item.Text),
        _ => [],
    };
}
