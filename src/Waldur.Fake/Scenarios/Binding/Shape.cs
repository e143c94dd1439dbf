using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Waldur.Fake;

/// <summary>One field of a shape.</summary>
/// <typeparam name="T">The record that the field belongs to.</typeparam>
/// <param name="Key">Its name in the file.</param>
/// <param name="Form">The form of its value.</param>
/// <param name="Doc">What it means.</param>
internal abstract record Field<T>(string Key, Form Form, string Doc)
{
    /// <summary>Reads the value into the record.</summary>
    public abstract T Read(T into, Node node, BindingContext context);

    /// <summary>The value; null if it is absent.</summary>
    public required Func<T, object?> Get { get; init; }

    /// <summary>Must it be there?</summary>
    public bool Required { get; init; }

    /// <summary>What <c>null</c> does; null if it is refused.</summary>
    public Func<T, T>? None { get; init; }

    /// <summary>What the value is when the field is absent, in words, where it isn't a constant.</summary>
    public string? Otherwise { get; init; }
}

/// <summary>A table of the fields that a map may have, and the record that it becomes.</summary>
/// <typeparam name="T">The record. A new one has the defaults.</typeparam>
/// <param name="name">Its name in the JSON Schema and on the reference page.</param>
/// <param name="doc">What it is.</param>
internal sealed class Shape<T>(string name, string doc) : Form<T>, IFieldTable, IEnumerable<Field<T>>
    where T : class, new()
{
    private static readonly T s_defaults = new();

    private readonly List<Field<T>> _fields = [];
    private readonly Dictionary<string, Field<T>> _byKey = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public string Doc => doc;

    /// <inheritdoc/>
    public IEnumerable<FieldRow> Rows => _fields.Select(one => new FieldRow(one.Key, one.Form.Name, Otherwise(one), one.Doc));

    /// <summary>Adds a field whose default is that of a new record.</summary>
    public void Add<TValue>(string key, Form<TValue> form, Func<T, object?> get, Func<T, TValue, T> with, string text) =>
        Add(new Bound<TValue>(key, form, text, with) { Get = get });

    /// <summary>Adds a field that must be there.</summary>
    public void Add<TValue>(string key, Form<TValue> form, Func<T, object?> get, Func<T, TValue, T> with, string text, Need need) =>
        Add(new Bound<TValue>(key, form, text, with) { Get = get, Required = need == Need.Required });

    /// <summary>Adds a field; what it is when absent is said in words.</summary>
    public void Add<TValue>(string key, Form<TValue> form, Func<T, object?> get, Func<T, TValue, T> with, string text, string otherwise) =>
        Add(new Bound<TValue>(key, form, text, with) { Get = get, Otherwise = otherwise });

    /// <summary>Adds a field that may be null.</summary>
    public void Add<TValue>(string key, Form<TValue> form, Func<T, object?> get, Func<T, TValue, T> with, string text, Func<T, T> none) =>
        Add(new Bound<TValue>(key, form, text, with) { Get = get, None = none });

    /// <summary>Adds a field that may be null; what it is when absent is said in words.</summary>
    public void Add<TValue>(string key, Form<TValue> form, Func<T, object?> get, Func<T, TValue, T> with, string text, Func<T, T> none, string otherwise) =>
        Add(new Bound<TValue>(key, form, text, with) { Get = get, None = none, Otherwise = otherwise });

    /// <summary>Adds fields that several shapes share.</summary>
    public void Add(IEnumerable<Field<T>> fields)
    {
        foreach (var field in fields)
            Add(field);
    }

    private void Add(Field<T> field)
    {
        _fields.Add(field);
        _byKey.Add(field.Key, field);
    }

    /// <inheritdoc/>
    public override bool TryRead(Node node, BindingContext context, [MaybeNullWhen(false)] out T value)
    {
        value = s_defaults;
        if (node is MapNode map)
        {
            foreach (var entry in map.Entries)
            {
                context.Problems.Enter(entry.Key);
                value = Read(value, entry, context);
                context.Problems.Leave();
            }
        }
        else if (!node.IsNull)
        {
            context.Expected(node, $"a map with the fields of a {name}");
            return false;
        }
        if (context.Complete)
            RequireFields(node, context);
        return true;
    }

    private T Read(T value, Entry entry, BindingContext context)
    {
        if (_byKey.TryGetValue(entry.Key, out var field))
            return field.Read(value, entry.Value, context);
        var nearest = Nearest.To(entry.Key, _byKey.Keys);
        context.Problems.Add(entry.At, nearest is null ? $"unknown key; a {name} has {string.Join(", ", _byKey.Keys)}" : "unknown key", nearest);
        return value;
    }

    private void RequireFields(Node node, BindingContext context)
    {
        foreach (var field in _fields)
        {
            if (field.Required && !IsThere(node as MapNode, field.Key))
                context.Problems.Add(node.At, $"'{field.Key}' is missing; expected {field.Form.Name.Replace("`", "", StringComparison.Ordinal)}");
        }
    }

    /// <summary>Is the key there, or one that was told to be a misspelling of it?</summary>
    private bool IsThere(MapNode? map, string key) =>
        map is not null && (map[key] is not null || map.Entries.Any(entry => !_byKey.ContainsKey(entry.Key) && Nearest.To(entry.Key, _byKey.Keys) == key));

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) => book.Reference(this, () => Definition(book));

    private JsonObject Definition(SchemaBook book)
    {
        var properties = new JsonObject();
        foreach (var field in _fields)
            properties[field.Key] = Definition(field, book);
        return new JsonObject
        {
            ["description"] = doc,
            ["type"] = new JsonArray("object", "null"),
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
    }

    private static JsonObject Definition(Field<T> field, SchemaBook book)
    {
        var schema = field.Form.Schema(book);
        if (field.None is not null)
            schema = new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
        if (schema.ContainsKey("$ref"))
            schema = new JsonObject { ["allOf"] = new JsonArray(schema) };
        schema["description"] = field.Doc;
        if (Default(field) is { } value)
            schema["default"] = value;
        return schema;
    }

    /// <summary>The constant that stands for an absent field, or null.</summary>
    public static JsonNode? Default(Field<T> field) =>
        !field.Required && field.Otherwise is null && field.Get(s_defaults) is { } value ? field.Form.Write(value) : null;

    private static string Otherwise(Field<T> field)
    {
        if (field.Required)
            return "required";
        return field.Otherwise ?? (Default(field) is { } value ? $"`{JsonText.Of(value)}`" : "none");
    }

    /// <inheritdoc/>
    public override JsonNode? Write(object value)
    {
        var written = new JsonObject();
        foreach (var field in _fields)
        {
            var given = field.Get((T)value);
            if (given is Null)
                written[field.Key] = null;
            else if (given is not null && field.Form.Write(given) is var text && !JsonNode.DeepEquals(text, Default(field)))
                written[field.Key] = text;
        }
        return written;
    }

    /// <inheritdoc/>
    public IEnumerator<Field<T>> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed record Bound<TValue>(string Key, Form<TValue> Typed, string Doc, Func<T, TValue, T> With) : Field<T>(Key, Typed, Doc)
    {
        public override T Read(T into, Node node, BindingContext context)
        {
            if (node.IsNull && None is not null)
                return None(into);
            return Typed.TryRead(node, context, out var value) ? With(into, value) : into;
        }
    }
}

/// <summary>Must a field be there?</summary>
internal enum Need
{
    Optional,
    Required,
}

/// <summary>A value that is null in the file, where absent would mean something else.</summary>
internal sealed class Null
{
    private Null()
    {
    }

    /// <summary>The one value.</summary>
    public static Null Value { get; } = new();
}
