using System.Text;

namespace Waldur.Fake;

/// <summary>Reads what is sent to a control operation, JSON or YAML, as strictly as scenario files are read.</summary>
internal static class ControlBody
{
    private static readonly string[] s_types = ["application/json", "application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml"];

    /// <summary>The body by a table of its fields; or 400 with everything that is wrong with it.</summary>
    /// <param name="call">The request.</param>
    /// <param name="table">The fields.</param>
    /// <param name="check">What no field knows by itself: what is wrong, by field.</param>
    public static Outcome<T> Read<T>(Call call, Fields<T> table, Func<T, IEnumerable<(string Field, string Message)>>? check = null)
    {
        var problems = new Problems();
        T? value = default;
        if (Parse(call.Request, problems) is { } node
            && table.TryRead(node, new Reading(problems) { Live = call.Data }, out value) && problems.Errors.Count == 0)
        {
            foreach (var (field, message) in check?.Invoke(value) ?? [])
                problems.AddAt((node as MapNode)?[field]?.At ?? node.At, field, message);
        }
        return problems.Errors is { Count: > 0 } errors ? Wrong(errors) : value!;
    }

    /// <summary>The body as a tree; null if it can't be read, which the problems then tell.</summary>
    public static Node? Parse(WireRequest request, Problems problems)
    {
        var text = Encoding.UTF8.GetString(request.Body.Span);
        return string.IsNullOrWhiteSpace(text) ? MapNode.Empty : YamlReader.Read("body", text, problems);
    }

    /// <summary>The refusal of a body that may not be read at all, or null.</summary>
    public static Answer? Refusal(WireRequest request, long limit)
    {
        if (request.BodyTooLarge)
            return Refuse.TooLarge(limit);
        var type = request.Headers["Content-Type"]?.Split(';')[0].Trim();
        return request.Body.IsEmpty || s_types.Contains(type, StringComparer.OrdinalIgnoreCase)
            ? null
            : Refuse.Detail(
                415, $"A body is JSON or YAML by its Content-Type, {string.Join(" or ", s_types[..2])}, "
                + $"{(type is null ? "and this one has none" : "not " + type)}.");
    }

    /// <summary>400 with everything that is wrong: what and where.</summary>
    public static Answer Wrong(IReadOnlyList<ScenarioError> errors)
    {
        var json = new JsonOut("");
        json.BeginObject();
        json.Name("detail");
        json.String(string.Join('\n', errors.Select(error => error.ToString())));
        json.Name("errors");
        json.BeginArray();
        foreach (var error in errors)
        {
            json.BeginObject();
            json.Name("path");
            json.String(error.Path);
            json.Name("line");
            json.Int(error.Line);
            json.Name("column");
            json.Int(error.Column);
            json.Name("message");
            json.String(error.Message);
            json.Name("suggestion");
            json.String(error.Suggestion);
            json.EndObject();
        }
        json.EndArray();
        json.EndObject();
        return Answer.Json(400, json.Written);
    }
}

/// <summary>Any value, as it was sent.</summary>
internal sealed class NodeForm(string name) : Form<Node>
{
    public override string Name => name;

    public override bool TryRead(Node node, Reading reading, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out Node value)
    {
        value = node;
        return true;
    }

    public override Node? Write(Node value, Writing writing) => value.IsNull ? null : value;

    public override System.Text.Json.Nodes.JsonObject Schema(SchemaBook book) => [];
}
