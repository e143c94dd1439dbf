using System.Text.Json;

namespace Waldur.Fake;

/// <summary>An object that is named in a body.</summary>
/// <typeparam name="T">Kind of the object.</typeparam>
internal abstract class RelationField<T>(string name, TableDefinition<T> table) : BodyField<T>(name)
    where T : Entity
{
    /// <summary>Which objects count; null: all.</summary>
    public Func<In<T>, Call, bool>? Among { get; init; }

    internal override bool BlankIsNull => true;

    private protected T? Find(Guid uuid, Call call) =>
        call.Data.Table(table).Find(uuid) is { } found && (Among is null || Among(call.In(found), call)) ? found : null;
}

/// <summary>A link to an object.</summary>
/// <typeparam name="T">Kind of the object.</typeparam>
internal sealed class LinkField<T>(string name, LinkTarget target, TableDefinition<T> table) : RelationField<T>(name, table)
    where T : Entity
{
    internal override Outcome<T> ReadValue(JsonElement value, Call call)
    {
        if (value.ValueKind != JsonValueKind.String)
            return Problem.Texts($"Incorrect type. Expected URL string, received {PythonText.TypeName(value)}.");
        if (LinkTarget.IsUnreadable(value.GetString()!))
            call.CrashAsServer(CommonDivergences.ServerCrash);
        return target.Match(value.GetString()!, call.Request.WorldPath, out var uuid, asStored: true) switch
        {
            LinkMatch.NotALink or LinkMatch.NoRoute => Problem.Texts("Invalid hyperlink - No URL match."),
            LinkMatch.OtherRoute => Problem.Texts("Invalid hyperlink - Incorrect URL match."),
            LinkMatch.Right when Find(uuid, call) is { } found => found,
            _ => Problem.Texts("Invalid hyperlink - Object does not exist."),
        };
    }

    private protected override Shape Describe() => Shape.Formatted("uri");
}

/// <summary>Links to several objects; only the first wrong one is reported, and repeated ones collapse.</summary>
/// <typeparam name="T">Kind of the objects.</typeparam>
internal sealed class LinkListField<T>(string name, LinkTarget target, TableDefinition<T> table) : BodyField<List<T>>(name)
    where T : Entity
{
    private readonly LinkField<T> _element = new(name, target, table);

    internal override FormKind FormKind => FormKind.List;

    internal override Outcome<List<T>> ReadValue(JsonElement value, Call call)
    {
        var (found, known) = (new List<T>(), new HashSet<Guid>());
        // An empty object is iterable in Python, and has nothing in it.
        if (value.ValueKind == JsonValueKind.Object && !Python.IsTrue(value))
            return found;
        if (value.ValueKind != JsonValueKind.Array)
            return Problem.Texts(Problem.ListExpected(value));
        foreach (var element in value.EnumerateArray())
        {
            var one = _element.ReadValue(element, call);
            if (one.Problem is { } problem)
                return problem;
            if (known.Add(one.Value.Uuid))
                found.Add(one.Value);
        }
        return found;
    }

    private protected override Shape Describe() => Shape.ListOf(Shape.Formatted("uri"));
}

/// <summary>An object named by its identifier.</summary>
/// <typeparam name="T">Kind of the object.</typeparam>
internal sealed class UuidRelationField<T>(string name, TableDefinition<T> table) : RelationField<T>(name, table)
    where T : Entity
{
    internal override Outcome<T> ReadValue(JsonElement value, Call call)
    {
        var text = PythonText.Str(value);
        return value.ValueKind == JsonValueKind.String && UuidText.TryParse(text, out var uuid) && Find(uuid, call) is { } found
            ? found
            : Problem.Texts($"Object with uuid={text} does not exist.");
    }

    private protected override Shape Describe() => Shape.Formatted("uuid");
}
