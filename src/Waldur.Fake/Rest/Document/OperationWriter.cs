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
    public static void Content(JsonOut json, SchemaWriter schemas, Shape shape)
    {
        json.Name("content");
        json.BeginObject();
        json.Name("application/json");
        json.BeginObject();
        json.Name("schema");
        schemas.Write(json, shape);
        json.EndObject();
        json.EndObject();
    }

    private void Describe(string method, string id, Operation operation, IEnumerable<Parameter> parameters, Shape? result)
    {
        json.Name(method.ToLowerInvariant());
        json.BeginObject();
        Text("operationId", id);
        if (operation.Summary.Length > 0)
            Text("summary", operation.Summary);
        json.Name("tags");
        json.BeginArray();
        json.String(operation.Path.Split('/')[2]);
        json.EndArray();
        WriteParameters(operation, [.. parameters]);
        if (operation.Body is { } body)
            WriteBody(body);
        json.Name("security");
        json.BeginArray();
        json.BeginObject();
        json.Name("tokenAuth");
        json.BeginArray();
        json.EndArray();
        json.EndObject();
        json.EndArray();
        WriteAnswers(operation, result);
        if (operation.Permission is { } permission)
            WritePermission(permission);
        json.EndObject();
    }

    private void WriteParameters(Operation operation, IReadOnlyList<Parameter> parameters)
    {
        var one = operation.Path.Contains("{uuid}", StringComparison.Ordinal);
        if (!one && parameters.Count == 0)
            return;
        json.Name("parameters");
        json.BeginArray();
        if (one)
            WriteParameter("path", new("uuid", Shape.Formatted("uuid"), Required: true));
        foreach (var parameter in parameters)
            WriteParameter("query", parameter);
        json.EndArray();
    }

    private void WriteParameter(string place, Parameter parameter)
    {
        json.BeginObject();
        Text("in", place);
        Text("name", parameter.Name);
        if (parameter.Required)
        {
            json.Name("required");
            json.Bool(true);
        }
        if (parameter.Shape.Items is not null && !parameter.Exploded)
        {
            Text("style", "form");
            json.Name("explode");
            json.Bool(false);
        }
        json.Name("schema");
        schemas.Write(json, parameter.Shape);
        json.EndObject();
    }

    private void WriteBody(Shape body)
    {
        json.Name("requestBody");
        json.BeginObject();
        Content(json, schemas, body);
        if (body.Items is not null || body.Members?.Any(member => member.Required) == true)
        {
            json.Name("required");
            json.Bool(true);
        }
        json.EndObject();
    }

    private void WriteAnswers(Operation operation, Shape? result)
    {
        json.Name("responses");
        json.BeginObject();
        json.Name(operation.Success.ToString(CultureInfo.InvariantCulture));
        json.BeginObject();
        Text("description", result is null ? "No response body" : "");
        if (operation.Counted)
            WriteCountHeader();
        if (result is not null)
            Content(json, schemas, result);
        json.EndObject();
        foreach (var (status, name) in OpenApiDocument.Refusals)
        {
            json.Name(status);
            json.BeginObject();
            Text("$ref", "#/components/responses/" + name);
            json.EndObject();
        }
        json.EndObject();
    }

    private void WriteCountHeader()
    {
        json.Name("headers");
        json.BeginObject();
        json.Name("X-Result-Count");
        json.BeginObject();
        Text("description", "Number of matches over all pages");
        json.Name("schema");
        schemas.Write(json, Shape.Int);
        json.EndObject();
        json.EndObject();
    }

    private void WritePermission(string permission)
    {
        json.Name("x-permissions");
        json.BeginArray();
        json.BeginObject();
        Text("permission", permission);
        json.EndObject();
        json.EndArray();
    }

    private void Text(string name, string value)
    {
        json.Name(name);
        json.String(value);
    }
}
