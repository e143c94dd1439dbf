using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Waldur.Fake;

/// <summary>What it means that a field is absent: an error, or something that is said in words because it isn't a constant.</summary>
/// <param name="Words">The words, as the reference page has them.</param>
/// <param name="IsRequired">Whether it must be there.</param>
internal sealed record Absent(string Words, bool IsRequired = false)
{
    public static implicit operator Absent(string words) => new(words);
}

/// <summary>A field of an object: how the file has it, and how the row.</summary>
/// <typeparam name="T">The row.</typeparam>
/// <param name="key">Its name in the file.</param>
/// <param name="form">The form of its value.</param>
/// <param name="doc">What it means.</param>
/// <param name="absent">What its absence means; null: the default of the row.</param>
internal abstract class Field<T>(string key, Form form, string doc, Absent? absent)
{
    private Node? _default;

    public string Key => key;

    public Form Form => form;

    public string Doc => doc;

    public Absent? Absent => absent;

    /// <summary>Reads the value into the row.</summary>
    public abstract T Read(T row, Node node, Reading reading);

    /// <summary>What is wrong with the value of a row that no file has given.</summary>
    public virtual IEnumerable<Flaw> Flaws(T row, WorldData world) => [];

    /// <summary>The value as a file has it; null if it is absent.</summary>
    public abstract Node? Write(T row, Writing writing);

    /// <summary>The constant that stands for an absent field, or null.</summary>
    public Node? Default(Func<Origin, T> blank) => absent is null ? _default ??= Write(blank(default), new(null)) : null;
}

/// <summary>A table of the fields that a map may have, and the row that it becomes.</summary>
/// <typeparam name="T">The row.</typeparam>
/// <param name="name">Its name in the JSON Schema and on the reference page.</param>
/// <param name="doc">What it is.</param>
/// <param name="blank">A row before its fields are read: what is not given stays as it is here.</param>
internal sealed class Fields<T>(string name, string doc, Func<Origin, T> blank) : Form<T>, IFieldTable, IEnumerable<Field<T>>
{
    private readonly List<Field<T>> _fields = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public string Doc => doc;

    /// <inheritdoc/>
    public IEnumerable<FieldRow> Rows => _fields.Select(one => new FieldRow(
        one.Key, one.Form.Name,
        one.Absent?.Words ?? (one.Default(blank) is { IsNull: false } value ? $"`{NodeJson.Text(value)}`" : "none"), one.Doc));

    /// <summary>The kinds that stand inside of the objects.</summary>
    public List<(string Key, IKind Kind)> Parts { get; } = [];

    /// <summary>A row with nothing read.</summary>
    public T Blank(Reading reading) => blank(reading.Origin);

    /// <summary>Adds a field.</summary>
    public void Add<TValue>(
        string key, Form<TValue> form, Func<T, TValue> get, Func<T, TValue, T> with, string text, Absent? absent = null) =>
        Add(new Plain<TValue>(key, form, get, with, text, absent));

    /// <summary>Adds a field that is stored in other rows too, or by what other rows say.</summary>
    public void Add<TValue>(
        string key, Form<TValue> form, Func<T, Writing, TValue> get, Func<T, TValue, Reading, T> with, string text,
        Absent? absent = null) =>
        Add(new Bound<TValue>(key, form, get, with, text, absent));

    /// <summary>Adds fields that several tables share.</summary>
    public void Add(IEnumerable<Field<T>> fields)
    {
        foreach (var field in fields)
            Add(field);
    }

    public void Add(Field<T> field)
    {
        _places.Add(field.Key, _fields.Count);
        _fields.Add(field);
        if (field.Form is IKind kind)
            Parts.Add((field.Key, kind));
    }

    /// <inheritdoc/>
    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out T value)
    {
        value = Blank(reading);
        var map = node as MapNode;
        if (map is null && !node.IsNull)
        {
            reading.Expected(node, $"a map with the fields of a {name}");
            return false;
        }
        var given = Sorted(map ?? MapNode.Empty, reading);
        for (var i = 0; i < given.Length; i++)
        {
            if (given[i] is { } one)
            {
                reading.Problems.Enter(_fields[i].Key);
                (reading.Map, reading.At) = (node.At, one.At);
                value = _fields[i].Read(value, one, reading);
                reading.Problems.Leave();
            }
            else if (reading.IsWhole && _fields[i].Absent is { IsRequired: true } && !IsMisspelt(map, _fields[i].Key))
            {
                reading.Problems.Add(
                    node.At, $"'{_fields[i].Key}' is missing; expected {_fields[i].Form.Name.Replace("`", "", StringComparison.Ordinal)}");
            }
        }
        return true;
    }

    /// <summary>The values of a map in the order of the table, so that a field may look at those before it.</summary>
    private Node?[] Sorted(MapNode map, Reading reading)
    {
        var given = new Node?[_fields.Count];
        foreach (var entry in map.Entries)
        {
            if (_places.TryGetValue(entry.Key, out var place))
            {
                given[place] = entry.Value;
                continue;
            }
            var nearest = reading.Problems.IsFull ? null : Nearest.To(entry.Key, _places.Keys);
            reading.Problems.Enter(entry.Key);
            reading.Problems.Add(
                entry.At, nearest is null ? $"unknown key; a {name} has {string.Join(", ", _places.Keys)}" : "unknown key", nearest);
            reading.Problems.Leave();
        }
        return given;
    }

    /// <summary>Whether a key was told to be a misspelling of this one.</summary>
    private bool IsMisspelt(MapNode? map, string key) =>
        map?.Entries.Take(1000).Any(entry => !_places.ContainsKey(entry.Key) && Nearest.To(entry.Key, _places.Keys) == key) == true;

    /// <inheritdoc/>
    public override IEnumerable<Flaw> Flaws(T value, WorldData world) =>
        _fields.SelectMany(one => one.Flaws(value, world).Select(flaw => flaw.Below(one.Key)));

    /// <inheritdoc/>
    public override Node Write(T value, Writing writing) => Map(one => one.Write(value, writing));

    /// <summary>The constant that stands for an absent field, or null.</summary>
    public Node? Default(string key) => _places.TryGetValue(key, out var place) ? _fields[place].Default(blank) : null;

    /// <summary>A map in the order of the table, without what is as if it were absent.</summary>
    public MapNode Tidy(MapNode map) => Map(one => map[one.Key]);

    private MapNode Map(Func<Field<T>, Node?> write) => new(default, [.. _fields
        .Select(one => (Field: one, Value: write(one)))
        .Where(one => one.Value is not null && !Node.AreSame(one.Value, one.Field.Default(blank)))
        .Select(one => new Entry(one.Field.Key, default, one.Value!))]);

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) => book.Reference(this, () =>
    {
        var properties = new JsonObject();
        foreach (var field in _fields)
            properties[field.Key] = Schema(field, book);
        return new JsonObject
        {
            ["description"] = doc,
            ["type"] = new JsonArray("object", "null"),
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
    });

    private JsonObject Schema(Field<T> field, SchemaBook book)
    {
        var schema = field.Form.Schema(book);
        if (schema.ContainsKey("$ref"))
            schema = new JsonObject { ["allOf"] = new JsonArray(schema) };
        schema["description"] = field.Doc;
        if (field.Default(blank) is { IsNull: false } value)
            schema["default"] = NodeJson.ToJson(value);
        return schema;
    }

    /// <inheritdoc/>
    public IEnumerator<Field<T>> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Plain<TValue>(
        string key, Form<TValue> form, Func<T, TValue> get, Func<T, TValue, T> with, string doc, Absent? absent)
        : Field<T>(key, form, doc, absent)
    {
        public override T Read(T row, Node node, Reading reading) => form.TryRead(node, reading, out var value) ? with(row, value) : row;

        public override IEnumerable<Flaw> Flaws(T row, WorldData world) => form.Flaws(get(row), world);

        public override Node? Write(T row, Writing writing) => form.Write(get(row), writing);
    }

    private sealed class Bound<TValue>(
        string key, Form<TValue> form, Func<T, Writing, TValue> get, Func<T, TValue, Reading, T> with, string doc, Absent? absent)
        : Field<T>(key, form, doc, absent)
    {
        public override T Read(T row, Node node, Reading reading) =>
            form.TryRead(node, reading, out var value) ? with(row, value, reading) : row;

        public override Node? Write(T row, Writing writing) => form.Write(get(row, writing), writing);
    }
}
