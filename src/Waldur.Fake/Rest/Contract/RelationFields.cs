using System.Text.Json;

namespace Waldur.Fake;

/// <summary>A link to an object.</summary>
/// <typeparam name="T">Kind of the object.</typeparam>
public sealed class LinkField<T>(string name, LinkTarget target, TableDefinition<T> table) : BodyField<T>(name)
    where T : Entity
{
    /// <summary>Which objects can be linked to; null: all.</summary>
    public Func<In<T>, Call, bool>? Among { get; init; }

    /// <inheritdoc/>
    public override string OptionsType => "field";

    internal override bool BlankIsNull => true;

    internal override Problem? ReadValue(JsonElement value, Call call, out object? result) =>
        Resolve(value, call, out result) is { } text ? Problem.Texts(text) : null;

    internal string? Resolve(JsonElement value, Call call, out object? result)
    {
        result = null;
        if (value.ValueKind != JsonValueKind.String)
            return $"Incorrect type. Expected URL string, received {PythonText.TypeName(value)}.";
        switch (target.Match(value.GetString()!, call.Request.PathBase, out var uuid))
        {
            case LinkMatch.NotALink or LinkMatch.NoRoute:
                return "Invalid hyperlink - No URL match.";
            case LinkMatch.OtherRoute:
                return "Invalid hyperlink - Incorrect URL match.";
            case LinkMatch.Right when call.Data.Table(table).Find(uuid) is { } found && (Among is null || Among(call.In(found), call)):
                result = found;
                return null;
            default:
                return "Invalid hyperlink - Object does not exist.";
        }
    }

    private protected override Shape Describe() => Shape.Formatted("uri");
}

/// <summary>Links to several objects; only the first wrong one is reported, and repeated ones collapse.</summary>
/// <typeparam name="T">Kind of the objects.</typeparam>
public sealed class LinkListField<T>(string name, LinkTarget target, TableDefinition<T> table) : BodyField<IReadOnlyList<T>>(name)
    where T : Entity
{
    private readonly LinkField<T> _element = new(name, target, table);

    /// <inheritdoc/>
    public override string OptionsType => "field";

    internal override FormKind FormKind => FormKind.List;

    internal override Problem? ReadValue(JsonElement value, Call call, out object? result)
    {
        result = null;
        // An empty object is iterable in Python, and has nothing in it.
        var isEmptyObject = value.ValueKind == JsonValueKind.Object && !value.EnumerateObject().Any();
        if (value.ValueKind != JsonValueKind.Array && !isEmptyObject)
            return Problem.Texts(LinkListField.NotAList(value));
        var found = new List<T>();
        foreach (var element in isEmptyObject ? [] : value.EnumerateArray().ToList())
        {
            if (_element.Resolve(element, call, out var one) is { } text)
                return Problem.Texts(text);
            if (!found.Contains((T)one!))
                found.Add((T)one!);
        }
        result = found;
        return null;
    }

    private protected override Shape Describe() => Shape.ListOf(Shape.Formatted("uri"));
}

internal static class LinkListField
{
    /// <summary>The text for a value that is no list.</summary>
    public static string NotAList(JsonElement value) => $"Expected a list of items but got type \"{PythonText.TypeName(value)}\".";
}

/// <summary>An object named by its identifier.</summary>
/// <typeparam name="T">Kind of the object.</typeparam>
public sealed class UuidRelationField<T>(string name, TableDefinition<T> table) : BodyField<T>(name)
    where T : Entity
{
    /// <summary>Which objects count; null: all.</summary>
    public Func<In<T>, Call, bool>? Among { get; init; }

    /// <inheritdoc/>
    public override string OptionsType => "field";

    internal override bool BlankIsNull => true;

    internal override Problem? ReadValue(JsonElement value, Call call, out object? result)
    {
        var text = PythonText.Str(value);
        if (value.ValueKind == JsonValueKind.String
            && UuidText.TryParse(text, out var uuid)
            && call.Data.Table(table).Find(uuid) is { } found
            && (Among is null || Among(call.In(found), call)))
        {
            result = found;
            return null;
        }
        result = null;
        return Problem.Texts($"Object with uuid={text} does not exist.");
    }

    private protected override Shape Describe() => Shape.Formatted("uuid");
}
