using System.Text.Json;

namespace Waldur.Fake;

/// <summary>
/// A list of objects, each with fields of its own. Problems are told parallel to the list (HTTP conventions, section 10.1).
/// </summary>
/// <typeparam name="T">Kind of what the fields of an element are stored in.</typeparam>
/// <param name="name">The name on the wire.</param>
/// <param name="item">The table of an element.</param>
internal sealed class ObjectListField<T>(string name, BodyFields<T> item) : BodyField<List<BodyValues<T>>>(name)
{
    internal override FormKind FormKind => FormKind.Objects;

    internal override Outcome<List<BodyValues<T>>> ReadValue(JsonElement value, Call call)
    {
        if (Problem.NotAList(value) is { } wrong)
            return wrong;
        var items = value.EnumerateArray()
            .Select(element => element.ValueKind == JsonValueKind.Null
                ? Problem.Texts(NullText)
                : item.Read(BodyInput.Of(element), call, partial: false))
            .ToList();
        return items.Exists(read => read.Problem is not null)
            ? Problem.OfItems([.. items.Select(read => read.Problem)])
            : items.ConvertAll(read => read.Value);
    }

    private protected override Shape Describe() => Shape.ListOf(item.Shape(partial: false));
}
