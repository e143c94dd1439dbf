using System.Globalization;

namespace Waldur.Fake;

/// <summary>What the document says of the API as a whole.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Version">The release whose contract it is.</param>
/// <param name="Description">What it is, in a sentence.</param>
internal sealed record OpenApiInfo(string Title, string Version, string Description);

/// <summary>
/// The OpenAPI 3.0 document, written from the same tables that answer requests: JSON directly, as the usual generators need endpoints and
/// types that there are none of.
/// </summary>
/// <param name="info">What it says of the whole.</param>
/// <param name="operations">The operations; those that are not documented are left out.</param>
internal sealed class OpenApiDocument(OpenApiInfo info, IReadOnlyList<Operation> operations)
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
        var writer = new OperationWriter(json, schemas, fidelity);
        json.Object(() =>
        {
            json.Member("openapi", "3.0.3");
            json.Object("info", () =>
            {
                json.Member("title", info.Title);
                json.Member("version", info.Version);
                json.Member("description", info.Description);
            });
            if (server is not null)
                json.Array("servers", () => json.Object(() => json.Member("url", server)));
            json.Object("paths", () =>
            {
                var documented = operations.Where(operation => operation.Documented);
                foreach (var path in documented.GroupBy(operation => operation.Path, StringComparer.Ordinal))
                    json.Object(path.Key, () => path.ToList().ForEach(writer.Write));
            });
            json.Object("components", () => WriteComponents(json, schemas));
        });
        return json.Written;
    }

    private static void WriteComponents(JsonOut json, SchemaWriter schemas)
    {
        json.Object("responses", () =>
        {
            WriteRefusal(json, schemas, "Invalid", "What was sent is wrong: the errors by field, or why.", Shape.Any);
            foreach (var (name, _, text) in s_refusals)
                WriteRefusal(json, schemas, name, text, s_detail);
        });
        json.Object("schemas", () => schemas.WriteComponents(json));
        json.Object("securitySchemes", () => json.Object("tokenAuth", () =>
        {
            json.Member("type", "apiKey");
            json.Member("in", "header");
            json.Member("name", "Authorization");
            json.Member("description", "The word Token, a blank, and the token of the user.");
        }));
    }

    private static void WriteRefusal(JsonOut json, SchemaWriter schemas, string name, string text, Shape shape) => json.Object(name, () =>
    {
        json.Member("description", text);
        OperationWriter.Content(json, schemas, shape);
    });

    /// <summary>The refusals that any operation may give, by status and name of the component.</summary>
    internal static IEnumerable<(string Status, string Name)> Refusals =>
        [("400", "Invalid"), .. s_refusals.Select(row => (row.Status.ToString(CultureInfo.InvariantCulture), row.Name))];
}
