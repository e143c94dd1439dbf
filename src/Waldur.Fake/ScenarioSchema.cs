using System.Globalization;
using System.Text.Json.Nodes;

namespace Waldur.Fake;

/// <summary>What a scenario file may say, for editors and for people: both are made from the tables that read the files.</summary>
internal static class ScenarioSchema
{
    private const string IncludeDoc = "Files that this one is laid over, by their path from here; a path is read once.";

    /// <summary>
    /// The JSON Schema (draft 7) of scenario files. What is required of an object may stand in another layer, so the schema asks for the
    /// version alone.
    /// </summary>
    public static string Json()
    {
        var book = new SchemaBook();
        var root = WaldurModules.Scenarios.Table.Schema(book);
        var scenario = book.Definitions[WaldurModules.Scenarios.Table.Name];
        scenario["properties"]!.AsObject().Insert(0, "include", new JsonObject
        {
            ["type"] = "array",
            ["items"] = new JsonObject { ["type"] = "string" },
            ["description"] = IncludeDoc,
        });
        scenario["required"] = new JsonArray("version");
        var definitions = new JsonObject();
        foreach (var (name, definition) in book.Definitions)
            definitions[name] = definition;
        return JsonText.Indented(new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "Scenario of Waldur.Fake",
            ["allOf"] = new JsonArray(root),
            ["definitions"] = definitions,
        }) + "\n";
    }

    /// <summary>The reference page, in Markdown.</summary>
    public static string Markdown()
    {
        var book = new SchemaBook();
        WaldurModules.Scenarios.Table.Schema(book);
        var page = new System.Text.StringBuilder(Introduction);
        foreach (var table in book.Tables)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"\n## {table.Name}\n\n{table.Doc}\n\n| Field | Value | If absent | Meaning |\n|---|---|---|---|\n");
            if (table.Name == WaldurModules.Scenarios.Table.Name)
                page.Append(CultureInfo.InvariantCulture, $"| `include` | list of text | none | {IncludeDoc} |\n");
            foreach (var row in table.Rows)
                page.Append(CultureInfo.InvariantCulture, $"| `{row.Key}` | {row.Form} | {row.Otherwise} | {row.Doc} |\n");
        }
        return page.ToString();
    }

    private const string Introduction =
        """
        # Scenario files: reference

        This page is made from the tables that read scenario files; a test keeps it up to date. How to begin: copy one of `scenarios/`.

        A scenario file is YAML or JSON. It says `version: 1` and names objects by keys, in one map for each kind; objects refer to each other by
        these keys. Keys have letters, digits, `_` and `-`. The map of the world, `GET /_fake/world`, shows every object under its key; the parts of
        an object have its key before their own: `alice.laptop`, `hpc.viewer`, `gpu.q1`, `gpu.q1.high`.

        - **Layers.** `include` lays this file over others, and several files may be given. Maps merge by key and objects field by field; lists and
          other values are replaced. A null in place of a kind or an object adds nothing.
        - **Identifiers and times.** A uuid is made from seed, kind and key, unless it is given. Objects of a kind are made one microsecond after
          the other, in the order of the file, from the clock on.
        - **Text.** What YAML reads as a number, `true`, `false` or `null` must be quoted to be text: `version: "1"`. `yes`, `no`, `on` and `off`
          are text.
        - **Errors.** Everything that is wrong is told at once, with file, line, column, the path of keys and the nearest known name. Nothing is
          skipped. Limits: 8 MB a file, 64 levels, one document, aliases for 100,000 values; no tags and no merge keys.

        In the JSON Schema, `scenarios/schema/waldur-scenario.schema.json`, an editor finds the same: begin a file with
        `# yaml-language-server: $schema=` and the path to it.

        """;
}
