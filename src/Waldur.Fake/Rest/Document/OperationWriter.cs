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
            json.Array("tags", () => json.String(operation.Path.Split('/')[2]));
            WriteParameters(operation, [.. parameters]);
            if (operation.Body is { } body)
                WriteBody(body);
            json.Array("security", () => json.Object(() => json.Array("tokenAuth", static () => { })));
            WriteAnswers(operation, result);
            if (operation.Permission is { } permission)
                json.Array("x-permissions", () => json.Object(() => json.Member("permission", permission)));
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

    private void WriteAnswers(Operation operation, Shape? result) => json.Object("responses", () =>
    {
        json.Object(operation.Success.ToString(CultureInfo.InvariantCulture), () =>
        {
            json.Member("description", result is null ? "No response body" : "");
            if (operation.Counted)
                json.Object("headers", () => json.Object("X-Result-Count", WriteCount));
            if (result is not null)
                Content(json, schemas, result);
        });
        foreach (var (status, name) in OpenApiDocument.Refusals)
            json.Object(status, () => json.Member("$ref", "#/components/responses/" + name));
    });

    private void WriteCount()
    {
        json.Member("description", "Number of matches over all pages");
        json.Name("schema");
        schemas.Write(json, Shape.Int);
    }
}
