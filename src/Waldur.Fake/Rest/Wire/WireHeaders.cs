using System.Collections;

namespace Waldur.Fake;

/// <summary>Header fields in the order in which they are sent. Names are compared without regard to case.</summary>
internal sealed class WireHeaders : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> _fields = new(12);

    /// <summary>Number of fields.</summary>
    public int Count => _fields.Count;

    /// <summary>The value of the first field of that name, or null. Setting replaces all fields of that name.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var field in _fields)
            {
                if (string.Equals(field.Key, name, StringComparison.OrdinalIgnoreCase))
                    return field.Value;
            }
            return null;
        }
        set
        {
            _fields.RemoveAll(field => string.Equals(field.Key, name, StringComparison.OrdinalIgnoreCase));
            if (value is not null)
                _fields.Add(new(name, value));
        }
    }

    /// <summary>All fields, as they are now.</summary>
    public KeyValuePair<string, string>[] ToArray() => [.. _fields];

    /// <summary>Adds a field at the end, beside any field of the same name.</summary>
    public void Add(string name, string value) => _fields.Add(new(name, value));

    /// <summary>Adds a field at the end, beside any field of the same name.</summary>
    public void Add(KeyValuePair<string, string> field) => _fields.Add(field);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
