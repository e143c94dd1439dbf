using System.Globalization;

namespace Waldur.Fake;

/// <summary>What the document says of the API as a whole.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Version">The release whose contract it is.</param>
/// <param name="Description">What it is, in a sentence.</param>
public sealed record OpenApiInfo(string Title, string Version, string Description);

/// <summary>
/// The OpenAPI 3.0 document, written from the same tables that answer requests: JSON directly, as the usual generators need endpoints and
/// types that there are none of.
/// </summary>
/// <param name="info">What it says of the whole.</param>
/// <param name="operations">The operations; those that are not documented are left out.</param>
public sealed class OpenApiDocument(OpenApiInfo info, IReadOnlyList<Operation> operations)
{
    private static readonly (string Name, int Status, string Text)[] s_refusals =
    [
        ("Unauthorized", 401, "No token, or a wrong one."),
        ("Forbidden", 403, "The caller lacks the permission."),
        ("NotFound", 404, "The object does not exist, or the caller does not see it."),
    ];

    private static readonly Shape s_detail = Shape.Object(new Shape.Member("detail", Shape.Text)).Named("Detail");

    /// <summary>The operations that it tells of.</summary>
    public IReadOnlyList<Operation> Operations => operations;

    /// <summary>Where it is served.</summary>
    public string Path { get; init; } = "/api/schema/";

    /// <summary>The operation that serves the document, without a token.</summary>
    public Operation Operation => new("GET", Path)
    {
        Id = "schema_retrieve",
        Summary = "The OpenAPI document of this API",
        Title = "Schema",
        Open = true,
        Documented = false,
        Result = Shape.AnyObject,
        Run = (call, _) => Answer.Json(200, Write(call.Fidelity, call.Origin)),
    };

    /// <summary>Writes the document.</summary>
    /// <param name="fidelity">What the fake follows: a few answers have another form by it.</param>
    /// <param name="server">The address of the server; null: the document names none.</param>
    public ReadOnlyMemory<byte> Write(Fidelity fidelity, string? server = null)
    {
        var json = new JsonOut("", 1 << 16);
        var schemas = new SchemaWriter();
        json.BeginObject();
        Text(json, "openapi", "3.0.3");
        json.Name("info");
        json.BeginObject();
        Text(json, "title", info.Title);
        Text(json, "version", info.Version);
        Text(json, "description", info.Description);
        json.EndObject();
        if (server is not null)
            WriteServer(json, server);
        json.Name("paths");
        json.BeginObject();
        foreach (var path in operations.Where(operation => operation.Documented).GroupBy(operation => operation.Path, StringComparer.Ordinal))
        {
            json.Name(path.Key);
            json.BeginObject();
            foreach (var operation in path)
                new OperationWriter(json, schemas, fidelity).Write(operation);
            json.EndObject();
        }
        json.EndObject();
        WriteComponents(json, schemas);
        json.EndObject();
        return json.Written;
    }

    private static void WriteServer(JsonOut json, string server)
    {
        json.Name("servers");
        json.BeginArray();
        json.BeginObject();
        Text(json, "url", server);
        json.EndObject();
        json.EndArray();
    }

    private static void WriteComponents(JsonOut json, SchemaWriter schemas)
    {
        json.Name("components");
        json.BeginObject();
        json.Name("responses");
        json.BeginObject();
        WriteRefusal(json, schemas, "Invalid", "What was sent is wrong: the errors by field, or why.", Shape.Any);
        foreach (var (name, _, text) in s_refusals)
            WriteRefusal(json, schemas, name, text, s_detail);
        json.EndObject();
        json.Name("schemas");
        json.BeginObject();
        schemas.WriteComponents(json);
        json.EndObject();
        json.Name("securitySchemes");
        json.BeginObject();
        json.Name("tokenAuth");
        json.BeginObject();
        Text(json, "type", "apiKey");
        Text(json, "in", "header");
        Text(json, "name", "Authorization");
        Text(json, "description", "The word Token, a blank, and the token of the user.");
        json.EndObject();
        json.EndObject();
        json.EndObject();
    }

    private static void WriteRefusal(JsonOut json, SchemaWriter schemas, string name, string text, Shape shape)
    {
        json.Name(name);
        json.BeginObject();
        Text(json, "description", text);
        OperationWriter.Content(json, schemas, shape);
        json.EndObject();
    }

    /// <summary>The refusals that any operation may give, by status and name of the component.</summary>
    internal static IEnumerable<(string Status, string Name)> Refusals =>
        [("400", "Invalid"), .. s_refusals.Select(row => (row.Status.ToString(CultureInfo.InvariantCulture), row.Name))];

    private static void Text(JsonOut json, string name, string value)
    {
        json.Name(name);
        json.String(value);
    }
}
