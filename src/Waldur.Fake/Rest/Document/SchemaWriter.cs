using System.Globalization;
using System.Text.Json;

namespace Waldur.Fake;

/// <summary>Writes forms as schemas. What has a name is told once, under the components, and referred to everywhere else.</summary>
internal sealed class SchemaWriter
{
    private readonly SortedDictionary<string, string> _components = new(StringComparer.Ordinal);

    /// <summary>Writes a schema, or a reference to it.</summary>
    public void Write(JsonOut json, Shape shape)
    {
        shape = shape.DocumentedAs ?? shape;
        if (shape.Name is null)
        {
            Inline(json, shape);
            return;
        }
        Remember(shape.Name, shape with { Nullable = false });
        if (!shape.Nullable)
        {
            Reference(json, shape.Name);
            return;
        }
        // In OpenAPI 3.0 nothing beside a reference counts.
        json.Object(() =>
        {
            json.Member("nullable", true);
            json.Array("allOf", () => Reference(json, shape.Name));
        });
    }

    /// <summary>Writes all schemas that were referred to, by name.</summary>
    public void WriteComponents(JsonOut json)
    {
        foreach (var (name, text) in _components)
        {
            json.Name(name);
            json.Value(JsonElement.Parse(text));
        }
    }

    private static void Reference(JsonOut json, string name) => json.Object(() => json.Member("$ref", "#/components/schemas/" + name));

    private void Remember(string name, Shape shape)
    {
        var text = new JsonOut("");
        Inline(text, shape);
        if (!_components.TryAdd(name, text.ToString()) && _components[name] != text.ToString())
            throw new InvalidOperationException($"Two different forms are called {name}.");
    }

    private void Inline(JsonOut json, Shape shape) => json.Object(() =>
    {
        if (shape.Type is not null)
            json.Member("type", shape.Type);
        if (shape.Format is not null)
            json.Member("format", shape.Format);
        if (shape.Nullable)
            json.Member("nullable", true);
        if (shape.MaxLength is { } max)
        {
            json.Name("maxLength");
            json.Int(max);
        }
        if (shape.Enum is not null)
            json.Array("enum", () => Choices(json, shape.Enum, shape.Nullable));
        if (shape.Items is not null)
        {
            json.Name("items");
            Write(json, shape.Items);
        }
        if (shape is { Members: null, Type: "object", Open: true })
            json.Object("additionalProperties", static () => { });
        if (shape.Members is not null)
            Members(json, shape, shape.Members);
    });

    private static void Choices(JsonOut json, IReadOnlyList<object> values, bool nullable)
    {
        foreach (var value in values)
        {
            if (value is string text)
                json.String(text);
            else
                json.Int(Convert.ToInt64(value, CultureInfo.InvariantCulture));
        }
        if (nullable)
            json.Null();
    }

    private void Members(JsonOut json, Shape shape, IReadOnlyList<Shape.Member> members)
    {
        json.Object("properties", () =>
        {
            foreach (var member in members)
            {
                json.Name(member.Name);
                Write(json, member.Shape);
            }
        });
        var required = members.Where(member => member.Required && !shape.Selectable && !shape.Open).ToList();
        if (required.Count > 0)
            json.Array("required", () => required.ForEach(member => json.String(member.Name)));
    }
}
