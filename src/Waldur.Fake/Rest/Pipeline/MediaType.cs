namespace Waldur.Fake;

/// <summary>A media type with its parameters.</summary>
internal sealed class MediaType
{
    private readonly List<KeyValuePair<string, string>> _parameters = [];

    private MediaType(string name) => Name = name;

    /// <summary>Type and subtype in lower case.</summary>
    public string Name { get; }

    /// <summary>The value of a parameter, or null.</summary>
    public string? Parameter(string name)
    {
        foreach (var (key, value) in _parameters)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return value;
        }
        return null;
    }

    /// <summary>Reads <c>type/subtype; name=value; name="value"</c>.</summary>
    public static MediaType Parse(string header)
    {
        var parts = header.Split(';');
        var type = new MediaType(parts[0].Trim().ToLowerInvariant());
        foreach (var part in parts.Skip(1))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                type._parameters.Add(new(part[..equals].Trim(), part[(equals + 1)..].Trim().Trim('"')));
        }
        return type;
    }
}
