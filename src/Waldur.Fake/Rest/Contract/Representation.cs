using System.Collections;
using System.Text;

namespace Waldur.Fake;

/// <summary>
/// The table of an object on the wire: its fields in order, with name, form and how the value is read. Rendering, <c>?field=</c>,
/// the OpenAPI document and the checks of answers come from it.
/// </summary>
/// <typeparam name="T">Kind of the object.</typeparam>
/// <param name="name">What the OpenAPI document calls the form; null: it has no name there.</param>
public class ObjectTable<T>(string? name = null) : IEnumerable<string>
{
    private readonly List<Field> _fields = [];

    /// <summary>Names of the fields, in order.</summary>
    public IEnumerable<string> Names => _fields.Select(row => row.Name);

    /// <summary>The form of the object.</summary>
    public Shape Shape => Shape.Object([.. _fields.Select(row => new Shape.Member(row.Name, row.Shape, row.When is null))]) with { Name = name };

    /// <summary>The form of the object where <c>?field=</c> counts.</summary>
    public Shape SelectableShape => Shape with { Selectable = true };

    /// <summary>Adds a field.</summary>
    public void Add<TValue>(string name, WireType<TValue> type, Func<T, TValue> read) =>
        Add(name, type, read, when: null);

    /// <summary>Adds a field that is left out of the object unless a condition holds.</summary>
    public void Add<TValue>(string name, WireType<TValue> type, Func<T, TValue> read, Func<T, bool>? when) =>
        _fields.Add(new(name, Encoding.UTF8.GetBytes($"\"{name}\":"), type.Shape, (json, row) => type.Write(json, read(row)), when));

    /// <summary>Adds all fields of another table.</summary>
    public void Add(ObjectTable<T> others) => _fields.AddRange(others._fields);

    /// <summary>Writes an object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="row">The object.</param>
    /// <param name="only">The fields that were asked for; null: all.</param>
    public void Write(JsonOut json, T row, FieldSelection? only = null)
    {
        json.BeginObject();
        foreach (var column in _fields)
        {
            if ((only is null || only.Has(column.Name)) && (column.When is null || column.When(row)))
            {
                json.EncodedName(column.EncodedName);
                column.Write(json, row);
            }
        }
        json.EndObject();
    }

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => Names.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private protected void Copy(ObjectTable<T> from, Func<string, bool> wanted) => _fields.AddRange(from._fields.Where(row => wanted(row.Name)));

    private sealed record Field(string Name, byte[] EncodedName, Shape Shape, Action<JsonOut, T> Write, Func<T, bool>? When);
}

/// <summary>The table of a row of a world on the wire; the fields may follow its relations.</summary>
/// <typeparam name="T">Kind of the row.</typeparam>
/// <param name="name">What the OpenAPI document calls the form; null: it has no name there.</param>
public sealed class Representation<T>(string? name = null) : ObjectTable<In<T>>(name)
    where T : Entity
{
    /// <summary>The fields before a name.</summary>
    public Representation<T> Until(string name)
    {
        var before = Names.TakeWhile(other => other != name).ToHashSet(StringComparer.Ordinal);
        return Part(before.Contains);
    }

    /// <summary>The fields from a name on.</summary>
    public Representation<T> From(string name)
    {
        var from = Names.SkipWhile(other => other != name).ToHashSet(StringComparer.Ordinal);
        return Part(from.Contains);
    }

    /// <summary>Some of the fields, in the order of the table.</summary>
    public Representation<T> Only(params IReadOnlyList<string> names) => Part(name => names.Contains(name, StringComparer.Ordinal));

    private Representation<T> Part(Func<string, bool> wanted)
    {
        var part = new Representation<T>();
        part.Copy(this, wanted);
        return part;
    }
}

/// <summary>The fields that <c>?field=</c> asks for (HTTP conventions, section 12).</summary>
public sealed class FieldSelection
{
    private readonly HashSet<string> _names;

    private FieldSelection(HashSet<string> names) => _names = names;

    /// <summary>The fields that were asked for.</summary>
    public IReadOnlySet<string> Names => _names;

    /// <summary>Was that field asked for?</summary>
    public bool Has(string name) => _names.Contains(name);

    /// <summary>The selection of a query; null when no known field is named: then all are sent.</summary>
    public static FieldSelection? Of(Query query, IEnumerable<string> known)
    {
        var asked = query.All("field").ToHashSet(StringComparer.Ordinal);
        if (asked.Count == 0)
            return null;
        asked.IntersectWith(known);
        return asked.Count == 0 ? null : new(asked);
    }
}
