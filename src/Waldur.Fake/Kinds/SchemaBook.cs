using System.Text.Json.Nodes;

namespace Waldur.Fake;

/// <summary>One row of a table on the reference page.</summary>
/// <param name="Key">Name of the field.</param>
/// <param name="Form">What its value looks like.</param>
/// <param name="Otherwise">What the value is when the field is absent.</param>
/// <param name="Doc">What it means.</param>
internal sealed record FieldRow(string Key, string Form, string Otherwise, string Doc);

/// <summary>A table on the reference page.</summary>
internal interface IFieldTable
{
    /// <summary>What the fields are of.</summary>
    string Name { get; }

    /// <summary>What that is.</summary>
    string Doc { get; }

    /// <summary>The fields.</summary>
    IEnumerable<FieldRow> Rows { get; }
}

/// <summary>The tables that a JSON Schema has as definitions, and the reference page as sections.</summary>
internal sealed class SchemaBook
{
    private readonly List<IFieldTable> _tables = [];

    /// <summary>The definitions, by name.</summary>
    public SortedDictionary<string, JsonObject> Definitions { get; } = new(StringComparer.Ordinal);

    /// <summary>The tables, in the order in which one leads to another.</summary>
    public IReadOnlyList<IFieldTable> Tables => _tables;

    /// <summary>A reference to the definition of a table, which is made when it is asked for first.</summary>
    public JsonObject Reference(IFieldTable table, Func<JsonObject> make)
    {
        if (Definitions.TryAdd(table.Name, []))
        {
            _tables.Add(table);
            Definitions[table.Name] = make();
        }
        return new JsonObject { ["$ref"] = "#/definitions/" + table.Name };
    }
}
