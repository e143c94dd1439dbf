using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waldur.Fake;

internal sealed class ListForm<T>(Form<T> item) : Form<ImmutableArray<T>>
{
    public override string Name => $"list of {item.Name}";

    public override bool TryRead(Node node, Reading reading, out ImmutableArray<T> value)
    {
        value = [];
        if (node is not ListNode list)
        {
            reading.Expected(node, "a list");
            return false;
        }
        var items = ImmutableArray.CreateBuilder<T>(list.Items.Count);
        for (var i = 0; i < list.Items.Count; i++)
        {
            reading.Problems.Enter(i.ToString(CultureInfo.InvariantCulture));
            if (item.TryRead(list.Items[i], reading, out var read))
                items.Add(read);
            reading.Problems.Leave();
        }
        value = items.DrainToImmutable();
        return true;
    }

    public override IEnumerable<Flaw> Flaws(ImmutableArray<T> value, WorldData world) => value.IsDefault
        ? [new("", "must not be the default of an ImmutableArray, which is none")]
        : value.SelectMany((one, i) => item.Flaws(one, world).Select(flaw => flaw.Below(i.ToString(CultureInfo.InvariantCulture))));

    public override JsonObject Schema(SchemaBook book) => new() { ["type"] = "array", ["items"] = item.Schema(book) };

    public override Node Write(ImmutableArray<T> value, Writing writing) =>
        new ListNode(default, [.. value.Select(one => item.Write(one, writing)!)]);
}

/// <summary>A list, or its only element without the brackets.</summary>
internal sealed class OneOrManyForm<T>(Form<T> item) : Form<ImmutableArray<T>>
{
    private readonly ListForm<T> _many = new(item);

    public override string Name => $"{item.Name}, or a list of such";

    public override bool TryRead(Node node, Reading reading, out ImmutableArray<T> value)
    {
        if (node is ListNode)
            return _many.TryRead(node, reading, out value);
        var isRead = item.TryRead(node, reading, out var one);
        value = isRead ? [one!] : [];
        return isRead;
    }

    public override JsonObject Schema(SchemaBook book) => new() { ["anyOf"] = new JsonArray(item.Schema(book), _many.Schema(book)) };

    public override Node Write(ImmutableArray<T> value, Writing writing) => _many.Write(value, writing);
}

/// <summary>A value with its name and the place of the name.</summary>
internal sealed record Named<T>(string Name, T Value, Position At);

/// <summary>A map from names that are not keys of objects, such as roles, to values.</summary>
internal sealed class NamedForm<T>(Form<T> item, string names) : Form<ImmutableArray<Named<T>>>
{
    public override string Name => $"map from {names} to {item.Name}";

    public override bool TryRead(Node node, Reading reading, out ImmutableArray<Named<T>> value)
    {
        value = [];
        if (node.IsNull)
            return true;
        if (node is not MapNode map)
        {
            reading.Expected(node, $"a map from {names} to {item.Name}");
            return false;
        }
        var read = ImmutableArray.CreateBuilder<Named<T>>(map.Entries.Count);
        foreach (var entry in map.Entries)
        {
            reading.Problems.Enter(entry.Key);
            if (item.TryRead(entry.Value, reading, out var one))
                read.Add(new(entry.Key, one, entry.At));
            reading.Problems.Leave();
        }
        value = read.DrainToImmutable();
        return true;
    }

    public override JsonObject Schema(SchemaBook book) =>
        new() { ["type"] = new JsonArray("object", "null"), ["additionalProperties"] = item.Schema(book) };

    public override Node Write(ImmutableArray<Named<T>> value, Writing writing) =>
        new MapNode(default, [.. value.Select(one => new Entry(one.Name, default, item.Write(one.Value, writing)!))]);
}

/// <summary>An object that may be written short, as one scalar, or long, as a map.</summary>
internal sealed class ShortForm<TShort, T>(Form<TShort> brief, Func<T, TShort, T> with, Fields<T> full) : Form<T>
{
    public override string Name => $"{brief.Name}, or {full.Name}";

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out T value)
    {
        if (node is not ScalarNode || node.IsNull)
            return full.TryRead(node, reading, out value);
        var isRead = brief.TryRead(node, reading, out var read);
        value = isRead ? with(full.Blank(reading), read!) : default;
        return isRead;
    }

    public override JsonObject Schema(SchemaBook book) => new() { ["anyOf"] = new JsonArray(brief.Schema(book), full.Schema(book)) };

    public override Node? Write(T value, Writing writing) => full.Write(value, writing);
}

/// <summary>Any JSON value, kept as written: <c>1</c> stays a whole number and <c>1.0</c> doesn't become one.</summary>
internal sealed class JsonForm : Form<Node>
{
    public override string Name => "any JSON value";

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out Node value)
    {
        value = node;
        return NodeJson.Check(node, reading);
    }

    public override JsonObject Schema(SchemaBook book) => [];

    public override Node Write(Node value, Writing writing) => value;
}

/// <summary>Any JSON object, kept as written.</summary>
internal sealed class JsonObjectForm : Form<JsonElement>
{
    public override string Name => "any JSON object";

    public override bool TryRead(Node node, Reading reading, out JsonElement value)
    {
        value = default;
        if (node is not MapNode)
            reading.Expected(node, "a map");
        else if (NodeJson.Check(node, reading))
            value = NodeJson.ToElement(node);
        return value.ValueKind == JsonValueKind.Object;
    }

    public override JsonObject Schema(SchemaBook book) => new() { ["type"] = "object" };

    public override Node Write(JsonElement value, Writing writing) => NodeJson.Of(value);
}

/// <summary>A value that may be missing.</summary>
/// <typeparam name="T">One that is there.</typeparam>
/// <param name="form">The form of one that is there.</param>
/// <param name="isSaid">Does a file say null? Otherwise it leaves the field out.</param>
internal sealed class MaybeForm<T>(Form<T> form, bool isSaid) : Form<T?>
    where T : struct
{
    public override string Name => form.Name;

    public override bool TryRead(Node node, Reading reading, out T? value)
    {
        value = null;
        if (node.IsNull && isSaid)
            return true;
        var isRead = form.TryRead(node, reading, out var one);
        value = one;
        return isRead;
    }

    public override IEnumerable<Flaw> Flaws(T? value, WorldData world) => value is { } one ? form.Flaws(one, world) : [];

    public override JsonObject Schema(SchemaBook book) => isSaid ? NullableForm<object>.Schema(form, book) : form.Schema(book);

    public override Node? Write(T? value, Writing writing) => value is { } one ? form.Write(one, writing) : isSaid ? Node.Null : null;
}

/// <summary>A text or object that may be missing.</summary>
/// <typeparam name="T">One that is there.</typeparam>
/// <param name="form">The form of one that is there.</param>
/// <param name="isSaid">Does a file say null? Otherwise it leaves the field out.</param>
internal sealed class NullableForm<T>(Form<T> form, bool isSaid) : Form<T?>
    where T : class
{
    public override string Name => form.Name;

    public override bool TryRead(Node node, Reading reading, out T? value)
    {
        value = null;
        return (node.IsNull && isSaid) || form.TryRead(node, reading, out value);
    }

    public override IEnumerable<Flaw> Flaws(T? value, WorldData world) => value is null ? [] : form.Flaws(value, world);

    public override JsonObject Schema(SchemaBook book) => isSaid ? Schema(form, book) : form.Schema(book);

    public static JsonObject Schema(Form form, SchemaBook book) =>
        new() { ["anyOf"] = new JsonArray(form.Schema(book), new JsonObject { ["type"] = "null" }) };

    public override Node? Write(T? value, Writing writing) => value is null ? isSaid ? Node.Null : null : form.Write(value, writing);
}
