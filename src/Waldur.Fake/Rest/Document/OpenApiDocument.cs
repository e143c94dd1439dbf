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
    /// <summary>The refusals that tell a detail, and which operations give them.</summary>
    private static readonly (string Name, int Status, string Text, Func<Operation, bool> IsOf)[] s_refusals =
    [
        ("Unauthorized", 401, "No token, or a wrong one.", _ => true),
        ("Forbidden", 403, "The caller lacks the permission.", _ => true),
        ("NotFound", 404, "The object does not exist, or the caller does not see it.", _ => true),
        ("NotAcceptable", 406, "`Accept` or `format` asks for something else than JSON or a page for people.", IsOfApi),
        ("Conflict", 409, "The object is not in a state that lets this be done.", operation => IsOfApi(operation) && operation.Writes),
        ("TooLarge", 413, "The body is larger than the proxy takes.", operation => IsOfApi(operation) && operation.Body is not null),
        (
            "UnsupportedMediaType", 415, "The body is neither JSON nor a form.",
            operation => IsOfApi(operation) && operation.Body is not null
        ),
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
            var documented = operations.Where(operation => operation.Documented).ToList();
            WriteTags(json, documented);
            json.Object("paths", () =>
            {
                foreach (var path in documented.GroupBy(operation => operation.Path, StringComparer.Ordinal))
                    json.Object(path.Key, () => path.ToList().ForEach(writer.Write));
            });
            json.Object("components", () => WriteComponents(json, schemas, documented));
        });
        return json.Written;
    }

    /// <summary>One tag for each collection, in the order of the operations.</summary>
    private static void WriteTags(JsonOut json, IEnumerable<Operation> documented) => json.Array("tags", () =>
    {
        foreach (var tag in documented.GroupBy(OperationWriter.TagOf, StringComparer.Ordinal))
        {
            json.Object(() =>
            {
                json.Member("name", tag.Key);
                var summaries = tag.Select(operation => operation.Summary).ToList();
                json.Member("description", string.Join("; ", summaries.Take(3)) + (summaries.Count > 3 ? "; …" : ""));
            });
        }
    });

    private static void WriteComponents(JsonOut json, SchemaWriter schemas, IReadOnlyList<Operation> documented)
    {
        json.Object("responses", () =>
        {
            WriteRefusal(json, schemas, "Invalid", "What was sent is wrong: the errors by field, or why.", Shape.Any);
            foreach (var (name, _, text, _) in s_refusals.Where(row => documented.Any(row.IsOf)))
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

    /// <summary>The refusals that an operation may give, by status and name of the component.</summary>
    internal static IEnumerable<(string Status, string Name)> RefusalsOf(Operation operation) => s_refusals
        .Where(row => row.IsOf(operation))
        .Select(row => (row.Status.ToString(CultureInfo.InvariantCulture), row.Name))
        .Prepend(("400", "Invalid"));

    /// <summary>Whether it is one of Waldur's API, which negotiates.</summary>
    private static bool IsOfApi(Operation operation) => operation.Path.StartsWith(AnswerCheck.Root, StringComparison.Ordinal);
}
