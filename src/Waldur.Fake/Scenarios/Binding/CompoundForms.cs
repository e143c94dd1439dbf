using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Waldur.Fake;

/// <summary>A list.</summary>
internal sealed class ListForm<T>(Form<T> item) : Form<IReadOnlyList<T>>
{
    public override string Name => $"list of {item.Name}";

    public override bool TryRead(Node node, BindingContext context, [MaybeNullWhen(false)] out IReadOnlyList<T> value)
    {
        value = null;
        if (node is not ListNode list)
        {
            context.Expected(node, "a list");
            return false;
        }
        var items = new List<T>(list.Items.Count);
        for (var i = 0; i < list.Items.Count; i++)
        {
            context.Problems.Enter(i.ToString(CultureInfo.InvariantCulture));
            if (item.TryRead(list.Items[i], context, out var read))
                items.Add(read is ScenarioObject one ? (T)(object)(one with { At = list.Items[i].At, Source = list.Items[i] }) : read);
            context.Problems.Leave();
        }
        value = items;
        return true;
    }

    public override JsonObject Schema(SchemaBook book) => new() { ["type"] = "array", ["items"] = item.Schema(book) };

    public override JsonNode Write(object value) => new JsonArray([.. ((IReadOnlyList<T>)value).Select(one => item.Write(one!))]);
}

/// <summary>A map from names that are not keys of objects, such as roles, to values.</summary>
internal sealed class NamedForm<T>(Form<T> item, string names) : Form<IReadOnlyList<Named<T>>>
{
    public override string Name => $"map from {names} to {item.Name}";

    public override bool TryRead(Node node, BindingContext context, [MaybeNullWhen(false)] out IReadOnlyList<Named<T>> value)
    {
        value = [];
        if (node.IsNull)
            return true;
        if (node is not MapNode map)
        {
            context.Expected(node, $"a map from {names} to {item.Name}");
            return false;
        }
        var read = new List<Named<T>>(map.Entries.Count);
        foreach (var entry in map.Entries)
        {
            context.Problems.Enter(entry.Key);
            if (item.TryRead(entry.Value, context, out var one))
                read.Add(new(entry.Key, one, entry.At));
            context.Problems.Leave();
        }
        value = read;
        return true;
    }

    public override JsonObject Schema(SchemaBook book) =>
        new() { ["type"] = new JsonArray("object", "null"), ["additionalProperties"] = item.Schema(book) };

    public override JsonNode Write(object value)
    {
        var written = new JsonObject();
        foreach (var (name, one, _) in (IReadOnlyList<Named<T>>)value)
            written[name] = item.Write(one!);
        return written;
    }
}

/// <summary>A value with its name and the place of the name.</summary>
internal sealed record Named<T>(string Name, T Value, Position At);

/// <summary>The objects of a kind: a map from keys to objects.</summary>
internal sealed class ObjectsForm<T>(Form<T> item, string what) : Form<Objects<T>>
    where T : ScenarioObject, new()
{
    public override string Name => $"map from keys to {what}";

    public override bool TryRead(Node node, BindingContext context, [MaybeNullWhen(false)] out Objects<T> value)
    {
        value = Objects<T>.None;
        if (node.IsNull)
            return true;
        if (node is not MapNode map)
        {
            context.Expected(node, $"a map from keys to {what}");
            return false;
        }
        var objects = new List<T>(map.Entries.Count);
        foreach (var entry in map.Entries)
        {
            context.Problems.Enter(entry.Key);
            if (!IsKey(entry.Key))
                context.Problems.Add(entry.At, "a key has letters, digits, '_' and '-' only");
            // An object that can't be read is still there: what points at it must not be called wrong.
            if (!item.TryRead(entry.Value, context, out var one))
                one = new T();
            objects.Add((T)(one with { Key = entry.Key, At = entry.At, Source = entry.Value }));
            context.Problems.Leave();
        }
        value = new(objects);
        return true;
    }

    /// <summary>Keys stand in paths such as <c>users.alice.token</c>, so a dot or a blank would confuse.</summary>
    private static bool IsKey(string key) => key.Length is > 0 and <= 200 && key.All(c => char.IsLetterOrDigit(c) || c is '_' or '-');

    public override JsonObject Schema(SchemaBook book) => new()
    {
        ["type"] = new JsonArray("object", "null"),
        ["additionalProperties"] = item.Schema(book),
    };

    public override JsonNode Write(object value)
    {
        var written = new JsonObject();
        foreach (var one in (Objects<T>)value)
            written[one.Key] = item.Write(one);
        return written;
    }
}

/// <summary>A value that may be written short, as one scalar, or long, as a map.</summary>
internal sealed class ShortForm<TShort, T>(Form<TShort> brief, Func<TShort, T> make, Form<T> full) : Form<T>
{
    public override string Name => $"{brief.Name}, or {full.Name}";

    public override bool TryRead(Node node, BindingContext context, [MaybeNullWhen(false)] out T value)
    {
        if (node is not ScalarNode || node.IsNull)
            return full.TryRead(node, context, out value);
        value = brief.TryRead(node, context, out var read) ? make(read) : default;
        return value is not null;
    }

    public override JsonObject Schema(SchemaBook book) => new() { ["anyOf"] = new JsonArray(brief.Schema(book), full.Schema(book)) };

    public override JsonNode? Write(object value) => full.Write(value);
}

/// <summary>A list, or its only element without the brackets.</summary>
internal sealed class OneOrManyForm<T>(Form<T> item) : Form<IReadOnlyList<T>>
{
    private readonly ListForm<T> _many = new(item);

    public override string Name => $"{item.Name}, or a list of such";

    public override bool TryRead(Node node, BindingContext context, [MaybeNullWhen(false)] out IReadOnlyList<T> value)
    {
        if (node is ListNode)
            return _many.TryRead(node, context, out value);
        value = item.TryRead(node, context, out var one) ? [one] : null;
        return value is not null;
    }

    public override JsonObject Schema(SchemaBook book) => new() { ["anyOf"] = new JsonArray(item.Schema(book), _many.Schema(book)) };

    public override JsonNode Write(object value) => _many.Write(value);
}

/// <summary>Any JSON value, kept as written: <c>1</c> stays a whole number and <c>1.0</c> doesn't become one.</summary>
internal sealed class JsonForm(bool mustBeObject = false) : Form<Node>
{
    public override string Name => mustBeObject ? "any JSON object" : "any JSON value";

    public override bool TryRead(Node node, BindingContext context, [MaybeNullWhen(false)] out Node value)
    {
        value = node;
        if (mustBeObject && node is not MapNode)
        {
            context.Expected(node, "a map");
            return false;
        }
        return NodeJson.Check(node, context);
    }

    public override JsonObject Schema(SchemaBook book) => mustBeObject ? new() { ["type"] = "object" } : [];

    public override JsonNode? Write(object value) => NodeJson.ToJson((Node)value);
}
