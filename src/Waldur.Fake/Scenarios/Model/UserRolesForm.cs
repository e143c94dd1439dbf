using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Waldur.Fake;

/// <summary>User roles of an offering: a map from keys to roles, or a list of names or roles, whose names are then their keys.</summary>
internal sealed class UserRolesForm : Form<Objects<ScenarioUserRole>>
{
    private static readonly ObjectsForm<ScenarioUserRole> s_map = Forms.Objects(ScenarioUserRole.Table, "user roles");
    private static readonly ListForm<ScenarioUserRole> s_list =
        Forms.List(Forms.Short(Forms.Name, name => new ScenarioUserRole { Name = name }, ScenarioUserRole.Table));

    public override string Name => "list of names, or map from keys to user roles";

    public override bool TryRead(Node node, BindingContext context, [MaybeNullWhen(false)] out Objects<ScenarioUserRole> value)
    {
        if (node is not ListNode list)
            return s_map.TryRead(node, context, out value);
        value = Objects<ScenarioUserRole>.None;
        if (!s_list.TryRead(node, context, out var roles) || roles.Count != list.Items.Count)
            return false;
        var named = new Dictionary<string, ScenarioUserRole>(StringComparer.Ordinal);
        for (var i = 0; i < roles.Count; i++)
        {
            var (role, path) = (roles[i], string.Create(CultureInfo.InvariantCulture, $"{context.Problems.Path}.{i}"));
            if (role.Name is null)
                context.Problems.AddAt(role.At, path, "'name' is missing; a role in a list is named by it");
            else if (!named.TryAdd(role.Name, role with { Key = role.Name }))
                context.Problems.AddAt(role.At, path, $"the role '{role.Name}' comes twice");
        }
        value = new([.. named.Values]);
        return true;
    }

    public override JsonObject Schema(SchemaBook book) => new() { ["anyOf"] = new JsonArray(s_list.Schema(book), s_map.Schema(book)) };

    public override JsonNode Write(object value) => s_map.Write(value);
}
