
namespace Waldur.Fake;

/// <summary>The answer to OPTIONS (HTTP conventions, section 9): made from the same tables as everything else.</summary>
internal static class OptionsAnswer
{
    public static Answer Of(Route route)
    {
        var json = new JsonOut("");
        var first = route.Operations.Values.OrderBy(operation => operation.Method, StringComparer.Ordinal).First();
        json.BeginObject();
        json.Name("name");
        json.String(first.Title);
        json.Name("description");
        json.String(first.Summary);
        WriteList(json, "renders", "application/json", "text/html");
        WriteList(json, "parses", "application/json", "application/x-www-form-urlencoded", "multipart/form-data");
        var bodies = route.Described.ToList();
        if (bodies.Count > 0)
        {
            json.Name("actions");
            json.BeginObject();
            foreach (var operation in bodies)
                WriteFields(json, operation);
            json.EndObject();
        }
        json.EndObject();
        return Answer.Json(200, json.Written);
    }

    private static void WriteList(JsonOut json, string name, params IEnumerable<string> values)
    {
        json.Name(name);
        json.BeginArray();
        foreach (var value in values)
            json.String(value);
        json.EndArray();
    }

    private static void WriteFields(JsonOut json, Operation operation)
    {
        var sent = operation.Body!.Members!.ToDictionary(member => member.Name, StringComparer.Ordinal);
        var shown = operation.Result?.Members ?? [];
        json.Name(operation.Method);
        json.BeginObject();
        foreach (var member in shown.Concat(sent.Values.Where(member => !shown.Any(other => other.Name == member.Name))))
            WriteField(json, sent.GetValueOrDefault(member.Name) ?? member, readOnly: !sent.ContainsKey(member.Name));
        json.EndObject();
    }

    private static void WriteField(JsonOut json, Shape.Member member, bool readOnly)
    {
        json.Name(member.Name);
        json.BeginObject();
        json.Name("type");
        json.String(readOnly && member.Shape.Format == "uuid" ? "string" : TypeOf(member.Shape));
        json.Name("required");
        json.Bool(!readOnly && member.Required);
        json.Name("read_only");
        json.Bool(readOnly);
        json.Name("label");
        var words = member.Name.Replace('_', ' ');
        json.String(char.ToUpperInvariant(words[0]) + words[1..]);
        if (member.Shape.MaxLength is { } max)
        {
            json.Name("max_length");
            json.Int(max);
        }
        json.EndObject();
    }

    private static string TypeOf(Shape shape) => shape switch
    {
        { Enum: not null } => "field",
        { Type: "boolean" } => "boolean",
        { Type: "integer" } => "integer",
        { Format: "email" } => "email",
        { Format: "date-time" } => "datetime",
        { Format: "date" } => "date",
        { Format: "uri" or "uuid" } or { Type: "array" or null } => "field",
        { Type: "object" } => "nested object",
        _ => "string",
    };
}
