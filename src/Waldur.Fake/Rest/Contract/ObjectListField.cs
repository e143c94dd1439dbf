using System.Text.Json;

namespace Waldur.Fake;

/// <summary>A list of objects, each with fields of its own. Problems are told parallel to the list (HTTP conventions, section 10.1).</summary>
/// <param name="name">The name on the wire.</param>
/// <param name="item">The table of an element.</param>
public sealed class ObjectListField(string name, BodyFields item) : BodyField<IReadOnlyList<BodyValues>>(name)
{
    /// <inheritdoc/>
    public override string OptionsType => "field";

    internal override FormKind FormKind => FormKind.Objects;

    internal override Problem? ReadValue(JsonElement value, Call call, out object? result)
    {
        result = null;
        if (value.ValueKind != JsonValueKind.Array)
            return Problem.OfFields("non_field_errors", LinkListField.NotAList(value));
        var read = new List<BodyValues>();
        var problems = new List<Problem?>();
        foreach (var element in value.EnumerateArray())
        {
            var (values, problem) = element.ValueKind == JsonValueKind.Null
                ? (null, Problem.Texts(NullText))
                : item.Read(BodyInput.Of(element), call, partial: false);
            problems.Add(problem);
            read.Add(values ?? BodyValues.None);
        }
        result = read;
        return problems.Exists(problem => problem is not null) ? Problem.OfItems(problems) : null;
    }

    private protected override Shape Describe() => Shape.ListOf(item.Shape(partial: false));
}
