using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Waldur.Fake.Cli.Import;

/// <summary>Makes a scenario of what a token sees on a Waldur. Tokens are not in it: everybody gets one that is made up.</summary>
/// <param name="site">The Waldur.</param>
internal sealed class SiteImport(Site site)
{
    private readonly Dictionary<string, Dictionary<string, Found>> _kinds =
        ImportedKind.All.ToDictionary(
            kind => kind.Kind, _ => new Dictionary<string, Found>(StringComparer.Ordinal), StringComparer.Ordinal);

    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly List<string> _leftOut = [];

    /// <summary>What a scenario can't say, and was left out.</summary>
    public IReadOnlyList<string> LeftOut => _leftOut;

    /// <summary>How many objects there are.</summary>
    public int Count => _kinds.Values.Sum(kind => kind.Count);

    /// <summary>Reads everything.</summary>
    public async Task ReadAsync(CancellationToken cancellation)
    {
        var me = await site.MeAsync(cancellation);
        Add(ImportedKind.All[0], me);
        foreach (var kind in ImportedKind.All)
        {
            foreach (var row in await site.ListAsync(kind.Collection, cancellation))
                Add(kind, row);
        }
        foreach (var key in await site.ListAsync("keys", cancellation))
            AddKey(key);
        AddRoles(me);
    }

    /// <summary>The scenario, YAML.</summary>
    public string Scenario()
    {
        for (var rounds = 0; ; rounds++)
        {
            var yaml = YamlText.Of(Root());
            try
            {
                Fake.Scenario.FromText(yaml, "import").Validate();
                return yaml;
            }
            catch (ScenarioException wrong) when (rounds < 10)
            {
                foreach (var error in wrong.Errors)
                    LeaveOut(error);
            }
        }
    }

    /// <summary>A first map for verify: whom and what the cases may take for the objects that they name.</summary>
    /// <param name="variable">The variable of the environment that has the token.</param>
    public string Map(string variable)
    {
        var text = new StringBuilder("# Which objects of this server stand for those of the cases: change them as you like.\n");
        foreach (var (kind, keys) in s_roles)
        {
            var objects = _kinds[kind].Values.Zip(keys).ToList();
            if (objects.Count == 0)
                continue;
            text.Append(CultureInfo.InvariantCulture, $"{kind}:\n");
            foreach (var (found, key) in objects)
            {
                var token = key == "staff" ? $", token: ${variable}" : "";
                text.Append(CultureInfo.InvariantCulture, $"  {key}: {{uuid: {found.Uuid}{token}}}   # {found.Key}\n");
            }
        }
        return text.ToString();
    }

    /// <summary>The keys by which most cases name their objects; the first user is the one whose token it is.</summary>
    private static readonly (string Kind, string[] Keys)[] s_roles =
    [
        ("users", ["staff"]), ("customers", ["c", "pc"]), ("projects", ["p"]), ("offerings", ["o", "ox"]), ("resources", ["r", "r2", "rx"]),
    ];

    private MapNode Root() => new(default,
    [
        new("version", default, Node.Of(1)),
        new("is_complete", default, Node.Of(true)),
        .. _kinds.Where(kind => kind.Value.Count > 0).Select(kind => new Entry(kind.Key, default, new MapNode(
            default, [.. kind.Value.Values.Select(found => new Entry(found.Key, default, found.Node))]))),
    ]);

    private void Add(ImportedKind kind, JsonElement row)
    {
        if (Text(row, "uuid") is not { } uuid || _kinds[kind.Kind].ContainsKey(uuid))
            return;
        var found = Make(kind.Kind, uuid, kind.Key.Select(field => Text(row, field)));
        foreach (var name in kind.Copied.Prepend("created"))
        {
            if (row.TryGetProperty(name, out var value) && !IsNothing(value))
                found.Fields[name] = NodeJson.Of(value);
        }
        foreach (var reference in kind.References)
        {
            if (Text(row, reference.Prefix + "_uuid") is { } named)
                found.Fields[reference.Field] = Node.Of(Named(reference, named, row).Key);
        }
        AddOwn(kind.Kind, found, row);
    }

    /// <summary>What is told in a way of its own.</summary>
    private void AddOwn(string kind, Found found, JsonElement row)
    {
        if (kind == "offerings")
        {
            foreach (var role in Items(row, "roles"))
                AddRole(found, Text(role, "uuid"), Text(role, "name"));
        }
        else if (kind == "resource_users" && OfferingOf(Text(row, "resource_uuid")) is { } offering)
        {
            if (AddRole(offering, Text(row, "role_uuid"), Text(row, "role_name")) is { } role)
                found.Fields["role"] = Node.Of(role);
        }
        else if (kind == "course_accounts" && !found.Fields.ContainsKey("user"))
        {
            // Left out, it would mean that a new user is made.
            found.Fields["user"] = Node.Null;
        }
        else if (kind == "robot_accounts")
        {
            var users = Items(row, "users").Where(user => Text(user, "uuid") is not null).ToList();
            found.Fields["users"] = new ListNode(default, [.. users.Select(user => Node.Of(User(user).Key))]);
            if (row.TryGetProperty("responsible_user", out var person) && person.ValueKind == JsonValueKind.Object)
                found.Fields["responsible_user"] = Node.Of(User(person).Key);
            // all that a consumer sees of the options of an offering
            if (OfferingOf(Text(row, "resource_uuid")) is { } owner && row.TryGetProperty("offering_plugin_options", out var options))
                owner.Fields.TryAdd("plugin_options", NodeJson.Of(options));
        }
    }

    private Found? OfferingOf(string? resource)
    {
        var key = resource is null ? null : _kinds["resources"].GetValueOrDefault(resource)?.Fields.GetValueOrDefault("offering");
        return key is ScalarNode { Text: var named } ? _kinds["offerings"].Values.FirstOrDefault(offering => offering.Key == named) : null;
    }

    /// <summary>The key of a role of users of an offering, which is added if it is not there.</summary>
    private static string? AddRole(Found offering, string? uuid, string? name)
    {
        if (uuid is null || name is null)
            return null;
        var roles = (offering.Fields.GetValueOrDefault("user_roles") as MapNode)?.Entries ?? [];
        if (roles.FirstOrDefault(role => ((MapNode)role.Value).TextOf("uuid") == uuid) is { Key: { } known })
            return known;
        var key = Free(Slug(name), taken => roles.Any(role => role.Key == taken));
        offering.Fields["user_roles"] = new MapNode(default, [.. roles, new(key, default, Fields([("uuid", uuid), ("name", name)]))]);
        return key;
    }

    /// <summary>A key that is not taken: itself, or with a number.</summary>
    private static string Free(string slug, Func<string, bool> isTaken)
    {
        var key = slug;
        for (var number = 2; isTaken(key); number++)
            key = string.Create(CultureInfo.InvariantCulture, $"{slug}-{number}");
        return key;
    }

    private Found User(JsonElement user)
    {
        Add(ImportedKind.All[0], user);
        return _kinds["users"][Text(user, "uuid")!];
    }

    /// <summary>An object that another names, whether or not the token sees it.</summary>
    private Found Named(Reference reference, string uuid, JsonElement row)
    {
        if (_kinds[reference.Kind].TryGetValue(uuid, out var known))
            return known;
        var name = Text(row, reference.Prefix + "_name") ?? Text(row, reference.Prefix + "_full_name");
        var found = Make(reference.Kind, uuid, [Text(row, reference.Prefix + "_username"), Text(row, reference.Prefix + "_slug"), name]);
        if (reference.Kind != "users" && name is not null)
            found.Fields["name"] = Node.Of(name);
        if (reference.Kind is "projects" or "offerings" && Text(row, reference.Kind == "projects" ? "customer_uuid" : "provider_uuid")
            is { } owner)
        {
            var of = new Reference("customer", "customers", reference.Kind == "projects" ? "customer" : "provider");
            found.Fields["customer"] = Node.Of(Named(of, owner, row).Key);
        }
        return found;
    }

    private Found Make(string kind, string uuid, IEnumerable<string?> names)
    {
        var slug = Slug(names.FirstOrDefault(name => !string.IsNullOrEmpty(name)) ?? kind.TrimEnd('s'));
        var key = Free(slug, taken => !_keys.Add($"{kind}.{taken}"));
        var found = new Found(key, uuid);
        found.Fields["uuid"] = Node.Of(uuid);
        _kinds[kind].Add(uuid, found);
        return found;
    }

    private void AddKey(JsonElement key)
    {
        if (Text(key, "user_uuid") is not { } owner || !_kinds["users"].TryGetValue(owner, out var user))
            return;
        var keys = (user.Fields.GetValueOrDefault("ssh_keys") as MapNode)?.Entries ?? [];
        var name = string.Create(CultureInfo.InvariantCulture, $"key-{keys.Count + 1}");
        user.Fields["ssh_keys"] = new MapNode(default, [.. keys, new(name, default, Fields(
            [("uuid", Text(key, "uuid") ?? ""), ("name", Text(key, "name") ?? name), ("public_key", Text(key, "public_key") ?? "")]))]);
    }

    /// <summary>
    /// The roles of the user whose token it is; Waldur tells those of others one scope at a time, and they are not asked for.
    /// </summary>
    private void AddRoles(JsonElement me)
    {
        var user = _kinds["users"][Text(me, "uuid")!];
        foreach (var grant in Items(me, "permissions"))
        {
            if (Text(grant, "scope_uuid") is not { } scope || Text(grant, "role_name") is not { } role)
                continue;
            var held = _kinds.Where(kind => kind.Key is "customers" or "projects" or "offerings")
                .Select(kind => kind.Value.GetValueOrDefault(scope)).FirstOrDefault(found => found is not null);
            if (held is null)
                continue;
            var roles = (held.Fields.GetValueOrDefault("roles") as MapNode)?.Entries ?? [];
            held.Fields["roles"] = new MapNode(default, [.. roles, new(role, default, new ListNode(default, [Node.Of(user.Key)]))]);
        }
    }

    /// <summary>Leaves out a field that a scenario can't hold; or, if that is what it needs, the object.</summary>
    private void LeaveOut(ScenarioError error)
    {
        var path = error.Path.Split('.');
        var found = path.Length > 1 ? _kinds.GetValueOrDefault(path[0])?.Values.FirstOrDefault(one => one.Key == path[1]) : null;
        if (found is null)
            return;
        if (path.Length < 3 || !found.Fields.Remove(path[2]))
            _kinds[path[0]].Remove(found.Uuid);
        _leftOut.Add($"{error.Path}: {error.Message}");
    }

    private static MapNode Fields(IEnumerable<(string Key, string Text)> fields) =>
        new(default, [.. fields.Where(field => field.Text.Length > 0).Select(field => new Entry(field.Key, default, Node.Of(field.Text)))]);

    private static IEnumerable<JsonElement> Items(JsonElement row, string name) =>
        row.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)
            : [];

    private static string? Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : null;

    private static bool IsNothing(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.String => value.GetString()!.Length == 0,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        _ => false,
    };

    /// <summary>A key of letters, digits and hyphens.</summary>
    private static string Slug(string text)
    {
        var letters = text.Normalize(NormalizationForm.FormD)
            .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            .Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_' ? char.ToLowerInvariant(letter) : '-');
        var slug = string.Concat(letters).Trim('-');
        return slug.Length == 0 ? "object" : slug.Length > 60 ? slug[..60] : slug;
    }

    /// <summary>An object that was found.</summary>
    private sealed record Found(string Key, string Uuid)
    {
        public Dictionary<string, Node> Fields { get; } = new(StringComparer.Ordinal);

        public MapNode Node => new(default, [.. Fields.Select(one => new Entry(one.Key, default, one.Value))]);
    }
}
