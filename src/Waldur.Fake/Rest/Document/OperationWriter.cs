using System.Globalization;

namespace Waldur.Fake;

/// <summary>Writes one operation, and the HEAD that counts beside a list.</summary>
internal sealed class OperationWriter(JsonOut json, SchemaWriter schemas, Fidelity fidelity)
{
    /// <summary>Writes the operation under its method.</summary>
    public void Write(Operation operation)
    {
        Describe(operation.Method, operation.Id, operation, operation.Parameters, operation.ResultOf(fidelity));
        if (operation.Counted)
            Describe("HEAD", operation.CountId, operation, operation.CountParameters, null);
    }

    /// <summary>The tag of an operation: its collection.</summary>
    public static string TagOf(Operation operation) => operation.Path.Split('/')[2];

    /// <summary>Writes what a body is.</summary>
    public static void Content(JsonOut json, SchemaWriter schemas, Shape shape) =>
        json.Object("content", () => json.Object("application/json", () =>
        {
            json.Name("schema");
            schemas.Write(json, shape);
        }));

    private void Describe(string method, string id, Operation operation, IEnumerable<Parameter> parameters, Shape? result) =>
        json.Object(method.ToLowerInvariant(), () =>
        {
            json.Member("operationId", id);
            if (operation.Summary.Length > 0)
                json.Member("summary", operation.Summary);
            json.Array("tags", () => json.String(TagOf(operation)));
            WriteParameters(operation, [.. parameters]);
            if (operation.Body is { } body)
                WriteBody(body);
            json.Array("security", () => json.Object(() => json.Array("tokenAuth", static () => { })));
            WriteAnswers(method, operation, result);
            if (operation.Permission is { } permission)
                json.Array("x-permissions", () => json.Object(() => json.Member("permission", permission)));
            if (operation.DocumentedResult is { } other)
                json.Object("x-waldur-fake", () => json.Array("divergences", () => json.String(other.Divergence.Id)));
        });

    private void WriteParameters(Operation operation, IReadOnlyList<Parameter> parameters)
    {
        var named = operation.Path.Split('{', '}').Where((_, i) => i % 2 == 1).ToList();
        if (named.Count == 0 && parameters.Count == 0)
            return;
        json.Array("parameters", () =>
        {
            foreach (var name in named)
                WriteParameter("path", new(name, name == "uuid" ? Shape.Formatted("uuid") : Shape.Text, Required: true));
            foreach (var parameter in parameters)
                WriteParameter("query", parameter);
        });
    }

    private void WriteParameter(string place, Parameter parameter) => json.Object(() =>
    {
        json.Member("in", place);
        json.Member("name", parameter.Name);
        if (parameter.Required)
            json.Member("required", true);
        if (parameter.Shape.Items is not null && !parameter.Exploded)
        {
            json.Member("style", "form");
            json.Member("explode", false);
        }
        json.Name("schema");
        schemas.Write(json, parameter.Shape);
    });

    private void WriteBody(Shape body) => json.Object("requestBody", () =>
    {
        Content(json, schemas, body);
        if (body.Items is not null || body.Members?.Any(member => member.Required) == true)
            json.Member("required", true);
    });

    private void WriteAnswers(string method, Operation operation, Shape? result) => json.Object("responses", () =>
    {
        json.Object(operation.Success.ToString(CultureInfo.InvariantCulture), () =>
        {
            json.Member("description", Described(method, operation, result));
            json.Object("headers", () => WriteHeaders(method, operation, result));
            if (result is not null)
                Content(json, schemas, result);
        });
        foreach (var (status, name) in OpenApiDocument.RefusalsOf(operation))
            json.Object(status, () => json.Member("$ref", "#/components/responses/" + name));
    });

    private static string Described(string method, Operation operation, Shape? result) => (method, operation.Success) switch
    {
        ("HEAD", _) => "The count of the list, in a header",
        (_, 204) => "It is done; there is no body",
        _ when result is null => "It is done; the body is empty",
        (_, 201) => "What was made",
        _ when operation.Counted => "A page of the list",
        _ => "The answer",
    };

    private void WriteHeaders(string method, Operation operation, Shape? result)
    {
        if (operation.Counted)
            WriteHeader("X-Result-Count", "Number of matches over all pages", Shape.Int);
        if (operation.Counted && method != "HEAD")
            WriteHeader("Link", "The first, the previous, the next and the last page", Shape.Text);
        if (operation.Success == 201 && result?.Members?.Any(member => member.Name == "url") == true)
            WriteHeader("Location", "The link of what was made", Shape.Formatted("uri"));
        WriteHeader("Allow", "The methods of the path", Shape.Text);
    }

    private void WriteHeader(string name, string text, Shape shape) => json.Object(name, () =>
    {
        json.Member("description", text);
        json.Name("schema");
        schemas.Write(json, shape);
    });
}
