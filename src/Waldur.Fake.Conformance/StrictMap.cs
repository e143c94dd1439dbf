namespace Waldur.Fake.Conformance;

/// <summary>Reads a map key by key; <see cref="Close"/> refuses the keys that nobody asked for.</summary>
internal sealed class StrictMap(MapNode map, string file, string what)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The line of the map.</summary>
    public int Line => map.Line;

    /// <summary>Takes a node for a map.</summary>
    public static StrictMap Of(Node node, string file, string what) =>
        new(node as MapNode ?? throw new CaseFileException(file, node.Line, $"{what} must be a map"), file, what);

    /// <summary>The value of a key, or null if the key is absent.</summary>
    public Node? Find(string key)
    {
        _known.Add(key);
        return map[key];
    }

    /// <summary>The value of a key that must be there.</summary>
    public Node Get(string key) => Find(key) ?? throw Wrong(map.Line, $"{what} has no `{key}`");

    /// <summary>The text of a key, or null if the key is absent.</summary>
    public string? FindText(string key) => Find(key) switch
    {
        null => null,
        ScalarNode { IsNull: false } scalar => scalar.Text,
        var other => throw Wrong(other.Line, $"`{key}` must be text"),
    };

    /// <summary>The text of a key that must be there.</summary>
    public string GetText(string key) => FindText(key) ?? throw Wrong(map.Line, $"{what} has no `{key}`");

    /// <summary>A whole number, or null if the key is absent.</summary>
    public int? FindInteger(string key) => Find(key) switch
    {
        null => null,
        ScalarNode { Integer: { } number } => number,
        var other => throw Wrong(other.Line, $"`{key}` must be a whole number"),
    };

    /// <summary>Whether a flag is set; absent is false.</summary>
    public bool Flag(string key) => Find(key) switch
    {
        null => false,
        ScalarNode { Text: "true" } => true,
        ScalarNode { Text: "false" } => false,
        var other => throw Wrong(other.Line, $"`{key}` must be true or false"),
    };

    /// <summary>A list, or null if the key is absent.</summary>
    public IReadOnlyList<Node>? FindList(string key) => Find(key) switch
    {
        null => null,
        ListNode list => list.Items,
        var other => throw Wrong(other.Line, $"`{key}` must be a list"),
    };

    /// <summary>A map, or null if the key is absent.</summary>
    public MapNode? FindMap(string key) => Find(key) switch
    {
        null => null,
        MapNode found => found,
        var other => throw Wrong(other.Line, $"`{key}` must be a map"),
    };

    /// <summary>Refuses keys that were never asked for.</summary>
    public void Close()
    {
        if (map.Entries.FirstOrDefault(entry => !_known.Contains(entry.Key)) is { Key: { } key } unknown)
            throw Wrong(unknown.Line, $"unknown key `{key}` in {what}; known: {string.Join(", ", _known.Order(StringComparer.Ordinal))}");
    }

    /// <summary>An error at a line of this file.</summary>
    public CaseFileException Wrong(int line, string problem) => new(file, line, problem);
}
