using System.Collections;

namespace Waldur.Fake;

/// <summary>
/// The table of a body: its fields, in the order in which errors are reported, and how each is stored. A field that is read and stored
/// nowhere says so.
/// </summary>
/// <typeparam name="T">Kind of what the fields are stored in.</typeparam>
/// <param name="name">What the OpenAPI document calls the body; null: it has no name there.</param>
internal sealed class BodyFields<T>(string? name = null) : IEnumerable<BodyField>
{
    private readonly List<(BodyField Field, Func<T, BodyValues, T>? Store)> _rows = [];

    /// <summary>The body with all that is required.</summary>
    public Body<BodyValues<T>> Whole =>
        new(Shape(partial: false), (input, call) => Read(input, call, partial: false)) { Prepare = Cleaning };

    /// <summary>The body of PATCH: nothing is required.</summary>
    public Body<BodyValues<T>> Patch => new(Shape(partial: true), (input, call) => Read(input, call, partial: true)) { Prepare = Cleaning };

    /// <summary>Adds a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="store">Stores the value sent; it is null only if the field may be.</param>
    public void Add<TValue>(BodyField<TValue> field, Func<T, TValue, T> store) =>
        _rows.Add((field, (row, sent) => sent.TryGet(field, out var value) ? store(row, value!) : row));

    /// <summary>Adds a field that this table does not store.</summary>
    public void Add(BodyField field, NotStored why)
    {
        _ = why;
        _rows.Add((field, null));
    }

    /// <summary>Reads and checks the fields. All errors are collected.</summary>
    /// <param name="input">The body.</param>
    /// <param name="call">The request.</param>
    /// <param name="partial">Whether nothing is required (PATCH).</param>
    /// <param name="only">The fields that are read at all; null: every one.</param>
    public Outcome<BodyValues<T>> Read(BodyInput input, Call call, bool partial, Func<BodyField, bool>? only = null)
    {
        if (Problem.NotAnObject(input.Json) is { } refused)
            return refused;
        var values = new BodyValues<T>(this);
        var problems = new ProblemsOfFields();
        foreach (var (field, _) in _rows)
        {
            if (only is not null && !only(field))
                continue;
            if (!input.TryGet(field, partial, out var sent) || input.LeavesBlank(field, sent))
            {
                if (field.Required && !partial)
                    problems.Add(field.Name, BodyField.RequiredText);
            }
            else if (field.Read(sent, call, values) is { } problem)
            {
                problems.Add(field.Name, problem);
            }
        }
        return problems.IsEmpty ? values : problems;
    }

    private Action<BodyInput>? Cleaning => this.OfType<TextField>().Where(one => one.Clean is not null).ToList() is { Count: > 0 } cleaned
        ? input => cleaned.ForEach(one => one.Prepare(input))
        : null;

    /// <inheritdoc/>
    public IEnumerator<BodyField> GetEnumerator() => _rows.Select(row => row.Field).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal Shape Shape(bool partial) => Fake.Shape.Object(
        [.. this.Select(field => new Shape.Member(field.Name, field.Shape, field.Required && !partial))]) with { Name = name is not null
            && partial ? "Patched" + name : name };

    internal T Store(T row, BodyValues sent)
    {
        foreach (var (_, store) in _rows)
            row = store is null ? row : store(row, sent);
        return row;
    }
}

/// <summary>Why a field of a body is not stored by its table.</summary>
internal enum NotStored
{
    /// <summary>It is only checked, and changes nothing.</summary>
    OnlyChecked,

    /// <summary>The handler makes rows of it.</summary>
    LeftToHandler,
}
