using System.Collections;
using System.Text.Json;

namespace Waldur.Fake;

/// <summary>The table of a body: its fields, in the order in which errors are reported.</summary>
public sealed class BodyFields : IEnumerable<BodyField>
{
    private readonly List<BodyField> _fields = [];

    /// <summary>Adds a field.</summary>
    public void Add(BodyField field) => _fields.Add(field);

    /// <summary>The fields, by name.</summary>
    public Shape Shape(bool partial) => Fake.Shape.Object(
        [.. _fields.Select(field => new Shape.Member(field.Name, field.Shape, field.Required && !partial))]);

    /// <summary>Reads and checks all fields. All errors are collected.</summary>
    /// <param name="input">The body.</param>
    /// <param name="call">The request.</param>
    /// <param name="partial">Is nothing required (PATCH)?</param>
    /// <param name="only">The fields that are read at all; null: every one.</param>
    /// <returns>The values, or what is wrong.</returns>
    public (BodyValues? Values, Problem? Problem) Read(BodyInput input, Call call, bool partial, Func<BodyField, bool>? only = null)
    {
        if (NotAnObject(input) is { } refused)
            return (null, refused);
        var values = new BodyValues();
        var problems = new ProblemsOfFields();
        foreach (var field in _fields)
        {
            if (only is not null && !only(field))
                continue;
            if (!input.TryGet(field, partial, out var sent))
            {
                if (field.Required && !partial)
                    problems.Add(field.Name, BodyField.RequiredText);
            }
            else if (field.Read(sent, call, out var value) is { } problem)
            {
                problems.Add(field.Name, problem);
            }
            else
            {
                values.Set(field, value);
            }
        }
        return problems.IsEmpty ? (values, null) : (null, problems);
    }

    /// <summary>The refusal of a body that is no object.</summary>
    public static Problem? NotAnObject(BodyInput input) => input.Json.ValueKind switch
    {
        JsonValueKind.Object => null,
        JsonValueKind.Null => Problem.OfFields("non_field_errors", "No data provided"),
        _ => NotAnObject(input.Json),
    };

    /// <summary>The refusal of a value that is no object.</summary>
    public static Problem? NotAnObject(JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? null
        : Problem.OfFields("non_field_errors", $"Invalid data. Expected a dictionary, but got {PythonText.TypeName(value)}.");

    /// <inheritdoc/>
    public IEnumerator<BodyField> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>The checked values of a body.</summary>
public sealed class BodyValues
{
    private readonly List<(BodyField Field, object? Value)> _values = [];

    /// <summary>No field was sent.</summary>
    public static BodyValues None { get; } = new();

    /// <summary>Was the field sent?</summary>
    public bool Has(BodyField field) => _values.Exists(pair => pair.Field == field);

    /// <summary>The value sent, or a default if none was (or null was).</summary>
    public T Or<T>(BodyField<T> field, T unsent) => TryGet(field, out var value) ? value! : unsent;

    /// <summary>The value sent; null if null or nothing was sent.</summary>
    public T? Get<T>(BodyField<T> field) => TryGet(field, out var value) ? value : default;

    /// <summary>The value, if the field was sent; null if null was sent.</summary>
    public bool TryGet<T>(BodyField<T> field, out T? value)
    {
        foreach (var pair in _values)
        {
            if (pair.Field == field)
            {
                value = (T?)pair.Value;
                return true;
            }
        }
        value = default;
        return false;
    }

    internal void Set(BodyField field, object? value) => _values.Add((field, value));
}
