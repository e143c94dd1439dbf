namespace Waldur.Fake;

/// <summary>
/// The form of a JSON value, as the contract tells it: from it come the OpenAPI document, the checks of every answer, and the docs.
/// </summary>
internal sealed record Shape
{
    /// <summary>The JSON type, or null for any.</summary>
    public string? Type { get; init; }

    /// <summary>The format of a string: <c>uri</c>, <c>uuid</c>, <c>date-time</c>, <c>date</c>, <c>email</c>, <c>decimal</c>.</summary>
    public string? Format { get; init; }

    /// <summary>Whether it may be null.</summary>
    public bool Nullable { get; init; }

    /// <summary>The values that it may have, if they are few.</summary>
    public IReadOnlyList<object>? Enum { get; init; }

    /// <summary>The greatest length of a string that is sent.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The form of the elements of an array.</summary>
    public Shape? Items { get; init; }

    /// <summary>The members of an object, in the order on the wire; null: any.</summary>
    public IReadOnlyList<Member>? Members { get; init; }

    /// <summary>The members are what the documentation names; the value may have others, or lack these.</summary>
    public bool Open { get; init; }

    /// <summary>Members may be left out by <c>?field=</c>.</summary>
    public bool Selectable { get; init; }

    /// <summary>The name under which the document tells it once for all places; null: it is told in each place.</summary>
    public string? Name { get; init; }

    /// <summary>What is documented is wider or narrower than what is sent: the document says this instead.</summary>
    public Shape? DocumentedAs { get; init; }

    /// <summary>A member of an object.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Shape">Its form.</param>
    /// <param name="Required">Whether an answer always has it, or a body must have it.</param>
    public sealed record Member(string Name, Shape Shape, bool Required = true);

    /// <summary>A string.</summary>
    public static Shape Text { get; } = new() { Type = "string" };

    public static Shape Any { get; } = new();

    public static Shape Bool { get; } = new() { Type = "boolean" };

    public static Shape Int { get; } = new() { Type = "integer" };

    public static Shape Number { get; } = new() { Type = "number" };

    /// <summary>A string of that format.</summary>
    public static Shape Formatted(string format) => new() { Type = "string", Format = format };

    /// <summary>An array.</summary>
    public static Shape ListOf(Shape items) => new() { Type = "array", Items = items };

    public static Shape Object(params IReadOnlyList<Member> members) => new() { Type = "object", Members = members };

    public static Shape AnyObject { get; } = new() { Type = "object", Open = true };

    /// <summary>The same form, told once in the document under that name.</summary>
    public Shape Named(string name) => this with { Name = name };

    /// <summary>A string out of a few.</summary>
    public static Shape OneOf(IEnumerable<string> values) => new() { Type = "string", Enum = [.. values] };
}
