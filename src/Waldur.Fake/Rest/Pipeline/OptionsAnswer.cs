namespace Waldur.Fake;

/// <summary>The answer to OPTIONS (HTTP conventions, section 9): made from the same tables as everything else.</summary>
internal static class OptionsAnswer
{
    private static readonly List<string> s_renders = ["application/json", "text/html"];
    private static readonly List<string> s_parses = ["application/json", "application/x-www-form-urlencoded", "multipart/form-data"];

    public static Answer Of(Route route)
    {
        var json = new JsonOut("");
        var first = route.Operations.Values.OrderBy(operation => operation.Method, StringComparer.Ordinal).First();
        var bodies = route.Described.ToList();
        json.Object(() =>
        {
            json.Member("name", first.Title);
            json.Member("description", first.Summary);
            json.Array("renders", () => s_renders.ForEach(json.String));
            json.Array("parses", () => s_parses.ForEach(json.String));
            if (bodies.Count > 0)
            {
                json.Object(
                    "actions", () => bodies.ForEach(operation => json.Object(operation.Method, () => WriteFields(json, operation))));
            }
        });
        return Answer.Json(200, json.Written);
    }

    private static void WriteFields(JsonOut json, Operation operation)
    {
        var sent = operation.Body!.Members!.ToDictionary(member => member.Name, StringComparer.Ordinal);
        var shown = operation.Result?.Members ?? [];
        foreach (var member in shown.Concat(sent.Values.Where(member => !shown.Any(other => other.Name == member.Name))))
            WriteField(json, sent.GetValueOrDefault(member.Name) ?? member, readOnly: !sent.ContainsKey(member.Name));
    }

    private static void WriteField(JsonOut json, Shape.Member member, bool readOnly) => json.Object(member.Name, () =>
    {
        json.Member("type", readOnly && member.Shape.Format == "uuid" ? "string" : TypeOf(member.Shape));
        json.Member("required", !readOnly && member.Required);
        json.Member("read_only", readOnly);
        json.Member("label", char.ToUpperInvariant(member.Name[0]) + member.Name[1..].Replace('_', ' '));
        if (member.Shape.MaxLength is { } max)
        {
            json.Name("max_length");
            json.Int(max);
        }
    });

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
