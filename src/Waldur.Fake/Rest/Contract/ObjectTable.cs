using System.Collections;
using System.Text;

namespace Waldur.Fake;

/// <summary>
/// The table of an object on the wire: its fields in order, with name, form and how the value is read. Rendering, <c>?field=</c>,
/// the OpenAPI document and the checks of answers come from it.
/// </summary>
/// <typeparam name="T">Kind of the object.</typeparam>
/// <param name="name">What the OpenAPI document calls the form; null: it has no name there.</param>
internal class ObjectTable<T>(string? name = null) : IEnumerable<string>
{
    private readonly List<Field> _fields = [];

    /// <summary>Names of the fields, in order.</summary>
    public IEnumerable<string> Names => _fields.Select(row => row.Name);

    /// <summary>The form of the object.</summary>
    public Shape Shape =>
        Shape.Object([.. _fields.Select(row => new Shape.Member(row.Name, row.Shape, row.When is null))]) with { Name = name };

    /// <summary>An answer that shows the object.</summary>
    /// <param name="selectable">Whether <c>?field=</c> counts.</param>
    public Reply<T> Reply(bool selectable = false) => new(Shape with { Selectable = selectable }, (json, call, row) =>
        Write(json, row, selectable ? FieldSelection.Of(call.Query, Names) : null));

    /// <summary>Adds a field.</summary>
    public void Add<TValue>(string name, WireType<TValue> type, Func<T, TValue> read) =>
        Add(name, type, read, when: null);

    /// <summary>Adds a field that is left out of the object unless a condition holds.</summary>
    public void Add<TValue>(string name, WireType<TValue> type, Func<T, TValue> read, Func<T, bool>? when) => _fields.Add(new(
        name, Encoding.UTF8.GetBytes($"\"{name}\":"), type.Shape, (json, row) => type.Write(json, read(row)), when)
    {
        AtOnce = when is null && type.Member is { } member ? AtOnce(Encoding.UTF8.GetBytes($",\"{name}\":\""), member, read) : null,
    });

    /// <summary>Adds all fields of the table of a part.</summary>
    public void Add<TPart>(ObjectTable<TPart> others, Func<T, TPart> part) => _fields.AddRange(FieldsOf(others, part));

    /// <summary>Adds all fields of a row of a world. They are written together, and kept with that row.</summary>
    public void Add<TPart>(Representation<TPart> others, Func<T, In<TPart>> part)
        where TPart : Entity
    {
        foreach (var (index, field) in FieldsOf(others, part).Index())
        {
            _fields.Add(field with
            {
                AtOnce = index == 0 ? (json, row) => others.WriteMembers(json, part(row)) : static (_, _) => { }, IsOfPart = true,
            });
        }
    }

    /// <summary>Adds all fields of another table.</summary>
    public void Add(ObjectTable<T> others) => _fields.AddRange(others._fields);

    /// <summary>Writes an object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="row">The object.</param>
    /// <param name="only">The fields that were asked for; null: all.</param>
    public void Write(JsonOut json, T row, FieldSelection? only = null)
    {
        json.BeginObject();
        if (only is null)
        {
            WriteMembers(json, row);
        }
        else
        {
            foreach (var field in _fields)
            {
                if (only.Has(field.Name))
                    Write(json, row, field);
            }
        }
        json.EndObject();
    }

    /// <summary>Writes all fields.</summary>
    internal virtual void WriteMembers(JsonOut json, T row)
    {
        foreach (var field in _fields)
        {
            if (field.AtOnce is { } write)
                write(json, row);
            else
                Write(json, row, field);
        }
    }

    private static Action<JsonOut, T> AtOnce<TValue>(byte[] open, Action<JsonOut, byte[], TValue> member, Func<T, TValue> read) =>
        (json, row) => member(json, open, read(row));

    private static void Write(JsonOut json, T row, Field field)
    {
        if (field.When is not null && !field.When(row))
            return;
        json.EncodedName(field.EncodedName);
        field.Write(json, row);
    }

    private static IEnumerable<Field> FieldsOf<TPart>(ObjectTable<TPart> others, Func<T, TPart> part) =>
        others._fields.Select(field => new Field(
            field.Name, field.EncodedName, field.Shape, (json, row) => field.Write(json, part(row)),
            field.When is { } when ? row => when(part(row)) : null));

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => Names.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private protected void Copy(ObjectTable<T> from, Func<string, bool> wanted) =>
        _fields.AddRange(from._fields.Where(field => wanted(field.Name)).Select(
            field => field.IsOfPart ? field with { AtOnce = null, IsOfPart = false } : field));

    private sealed record Field(string Name, byte[] EncodedName, Shape Shape, Action<JsonOut, T> Write, Func<T, bool>? When)
    {
        /// <summary>Writes name and value, or the whole part that begins with this field; null: one after the other.</summary>
        public Action<JsonOut, T>? AtOnce { get; init; }

        /// <summary>Whether it is one of a part that is written together.</summary>
        public bool IsOfPart { get; init; }
    }
}
