using System.Text.Json;

namespace Waldur.Fake;

/// <summary>How a value goes over the wire: its form, and how it is written.</summary>
/// <typeparam name="T">Kind of the value.</typeparam>
/// <param name="Shape">The form.</param>
/// <param name="Write">Writes a value.</param>
internal sealed record WireType<T>(Shape Shape, Action<JsonOut, T> Write)
{
    /// <summary>
    /// Writes a member at once, which begins with <c>,"name":"</c> if it is a string; null: the name by itself, then the value.
    /// </summary>
    public Action<JsonOut, byte[], T>? Member { get; init; }

    /// <summary>The same value, documented in another form.</summary>
    public WireType<T> Documented(Shape shape) => this with { Shape = Shape with { DocumentedAs = shape } };
}

/// <summary>The kinds of values on the wire.</summary>
internal static class WireTypes
{
    public static WireType<string> Text { get; } =
        new(Shape.Text, static (json, value) => json.String(value)) { Member = static (json, open, value) => json.TextMember(open, value) };

    public static WireType<string?> TextOrNull { get; } = new(
        Shape.Text with { Nullable = true }, static (json, value) => json.String(value))
    {
        Member = static (json, open, value) => json.TextMember(open, value),
    };

    /// <summary>A URL, not made by this server, or null.</summary>
    public static WireType<string?> UrlOrNull { get; } =
        new(Shape.Formatted("uri") with { Nullable = true }, static (json, value) => json.String(value));

    /// <summary>An e-mail address.</summary>
    public static WireType<string> Email { get; } = Text with { Shape = Shape.Formatted("email") };

    public static WireType<bool> Bool { get; } = new(Shape.Bool, static (json, value) => json.Bool(value));

    public static WireType<int> Int { get; } = new(Shape.Int, static (json, value) => json.Int(value));

    public static WireType<int?> IntOrNull { get; } = new(Shape.Int with { Nullable = true }, static (json, value) =>
    {
        if (value is { } number)
            json.Int(number);
        else
            json.Null();
    });

    /// <summary>An identifier: 32 lower-case hex digits.</summary>
    public static WireType<Guid> Uuid { get; } = new(Shape.Formatted("uuid"), static (json, value) => json.Uuid(value))
    {
        Member = static (json, open, value) => json.UuidMember(open, value),
    };

    /// <summary>A moment.</summary>
    public static WireType<DateTime> DateTime { get; } = new(Shape.Formatted("date-time"), static (json, value) => json.DateTime(value))
    {
        Member = static (json, open, value) => json.DateTimeMember(open, value),
    };

    /// <summary>A moment, or null.</summary>
    public static WireType<DateTime?> DateTimeOrNull { get; } =
        new(Shape.Formatted("date-time") with { Nullable = true }, static (json, value) =>
        {
            if (value is { } moment)
                json.DateTime(moment);
            else
                json.Null();
        });

    public static WireType<DateOnly?> DateOrNull { get; } = new(Shape.Formatted("date") with { Nullable = true }, static (json, value) =>
    {
        if (value is { } date)
            json.Date(date);
        else
            json.Null();
    });

    /// <summary>An absolute link to an object.</summary>
    public static WireType<Link> Url { get; } =
        new(Shape.Formatted("uri"), static (json, value) => json.Link(value.Target.PathBefore.Span, value.Uuid))
        {
            Member = static (json, open, value) => json.LinkMember(open, value.Target.PathBefore.Span, value.Uuid),
        };

    /// <summary>An absolute link to an object, or null.</summary>
    public static WireType<Link?> LinkOrNull { get; } = new(Shape.Formatted("uri") with { Nullable = true }, static (json, value) =>
    {
        if (value is { } link)
            json.Link(link.Target.PathBefore.Span, link.Uuid);
        else
            json.Null();
    });

    /// <summary>Any JSON, as stored.</summary>
    public static WireType<JsonElement> Json { get; } = new(Shape.Any, static (json, value) => json.Value(value));

    /// <summary>A state, by its label.</summary>
    public static WireType<TState> Choice<TState>(Labels<TState> labels)
        where TState : struct, Enum =>
        new(Shape.OneOf(labels.All), (json, value) => json.String(labels[value]));

    public static WireType<IEnumerable<T>> ListOf<T>(WireType<T> item) => new(Shape.ListOf(item.Shape), (json, values) =>
    {
        json.BeginArray();
        foreach (var value in values)
            item.Write(json, value);
        json.EndArray();
    });

    /// <summary>An object that is no row of a world.</summary>
    public static WireType<T> Value<T>(ObjectTable<T> table) => new(table.Shape, (json, value) => table.Write(json, value));

    public static WireType<In<T>> Object<T>(Representation<T> representation)
        where T : Entity => new(representation.Shape, (json, value) => representation.Write(json, value));

    public static WireType<In<T>?> ObjectOrNull<T>(Representation<T> representation)
        where T : Entity => new(representation.Shape with { Nullable = true }, (json, value) =>
        {
            if (value is { } row)
                representation.Write(json, row);
            else
                json.Null();
        });
}
