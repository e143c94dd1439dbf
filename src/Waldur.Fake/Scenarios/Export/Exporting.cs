using System.Text.Json;

namespace Waldur.Fake;

/// <summary>What the export of every kind needs.</summary>
internal static class Exporting
{
    /// <summary>All rows of a kind, in the order in which they were inserted: where times or names are the same it decides their order.</summary>
    public static IEnumerable<T> InOrder<T>(this WorldData data, TableDefinition<T> definition)
        where T : Entity => InOrder(data, definition, data.Table(definition));

    /// <inheritdoc cref="InOrder{T}(WorldData,TableDefinition{T})"/>
    public static IEnumerable<T> InOrder<T>(this WorldData data, TableDefinition<T> definition, IEnumerable<T> rows)
        where T : Entity
    {
        var table = data.Table(definition);
        return rows.OrderBy(row => table.SequenceOf(row.Uuid));
    }

    /// <summary>All rows of a kind as objects of a scenario, with key, identifier and times.</summary>
    public static Objects<TObject> All<T, TObject>(this WorldData data, TableDefinition<T> table, ExportKeys keys, Func<T, TObject> make)
        where T : Entity
        where TObject : ScenarioObject => Some(table, data.InOrder(table), keys, make);

    /// <summary>Some rows of a kind as objects of a scenario, with key, identifier and times.</summary>
    public static Objects<TObject> Some<T, TObject>(TableDefinition<T> table, IEnumerable<T> rows, ExportKeys keys, Func<T, TObject> make)
        where T : Entity
        where TObject : ScenarioObject =>
        new([.. rows.Select(row => Stamped(make(row), row) with { Key = keys.Of(table, row.Uuid) }).Cast<TObject>()]);

    /// <summary>The object with the identifier and the times of its row.</summary>
    public static TObject Stamped<TObject>(TObject made, Entity row)
        where TObject : ScenarioObject =>
        (TObject)(made with { Uuid = row.Uuid, Created = row.Created, Modified = row.Modified == row.Created ? null : row.Modified });

    /// <summary>JSON as a file would have it.</summary>
    public static Node Json(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => new MapNode(default, [.. json.EnumerateObject().Select(property => new Entry(property.Name, default, Json(property.Value)))]),
        JsonValueKind.Array => new ListNode(default, [.. json.EnumerateArray().Select(Json)]),
        JsonValueKind.String => Values.Text(json.GetString()!),
        JsonValueKind.True => Values.True,
        JsonValueKind.False => Values.False,
        JsonValueKind.Number => new ScalarNode(default, json.GetRawText(), CoreSchema.TypeOf(json.GetRawText())),
        _ => new ScalarNode(default, "null", ScalarType.Null),
    };
}
