namespace Waldur.Fake.Conformance;

/// <summary>
/// The file that names the objects of a server by the keys of the cases' worlds: <c>users: {staff: {token: …}}</c>,
/// <c>resources: {r: 4f…}</c>. A token <c>$NAME</c> is taken from the environment.
/// </summary>
internal static class ServerMap
{
    /// <summary>Reads the file; anything wrong in it is told with its place.</summary>
    /// <param name="file">The file.</param>
    /// <param name="known">The objects that cases name, by kind and key.</param>
    public static Dictionary<string, WorldObject> Read(string file, IReadOnlySet<string> known)
    {
        var problems = new Problems();
        var root = CaseNodes.Parse(ReadText(file), file) as MapNode
            ?? throw new VerifyException($"{file}: a map of kinds such as users and resources is expected.");
        var objects = new Dictionary<string, WorldObject>(StringComparer.Ordinal);
        var kinds = WaldurModules.Scenarios.Kinds.SelectMany(kind => kind.WithParts).ToDictionary(
            kind => kind.Kind, StringComparer.Ordinal);
        foreach (var entry in root.Entries)
        {
            problems.Enter(entry.Key);
            if (!kinds.TryGetValue(entry.Key, out var kind))
                problems.Add(entry.At, $"there is no kind {entry.Key}", Nearest.To(entry.Key, kinds.Keys));
            else if (entry.Value is not MapNode map)
                problems.Add(entry.At, "a map from keys to objects is expected");
            else
                ReadKind(kind, map, known, objects, problems);
            problems.Leave();
        }
        return problems.Errors is { Count: > 0 } errors
            ? throw new VerifyException(string.Join("; ", errors.Select(error => error.ToString())))
            : objects;
    }

    /// <summary>The path of an object of a kind; null if nothing leads to it.</summary>
    public static string? PathOf(IKind kind, Guid uuid) => kind.Link?.PathOf(uuid);

    private static void ReadKind(
        IKind kind, MapNode map, IReadOnlySet<string> known, Dictionary<string, WorldObject> objects, Problems problems)
    {
        foreach (var entry in map.Entries)
        {
            problems.Enter(entry.Key);
            var name = $"{kind.Kind}.{entry.Key}";
            if (!known.Contains(name))
            {
                var keys = known.Where(other => other.StartsWith(kind.Kind + ".", StringComparison.Ordinal)).Select(
                    other => other[(kind.Kind.Length + 1)..]);
                problems.Add(entry.At, $"no case names {name}", Nearest.To(entry.Key, keys));
            }
            else if (ReadObject(kind, entry.Value, problems) is { } one)
            {
                objects.Add(name, one);
            }
            problems.Leave();
        }
    }

    private static WorldObject? ReadObject(IKind kind, Node node, Problems problems)
    {
        var (uuid, token) = node switch
        {
            ScalarNode scalar => (scalar.Text, (string?)null),
            MapNode map => ((map["uuid"] as ScalarNode)?.Text, (map["token"] as ScalarNode)?.Text),
            _ => (null, null),
        };
        var other = (node as MapNode)?.Entries.FirstOrDefault(entry => entry.Key is not ("uuid" or "token")) ?? default;
        if (other.Key is not null)
            problems.Add(other.At, $"unknown key {other.Key}; there are uuid and token");
        else if (uuid is null && token is null)
            problems.Add(node.At, "a uuid is expected, or a map with uuid, and of users token");
        else if (uuid is not null && !UuidText.TryParse(uuid, out _))
            problems.Add(node.At, $"{uuid} is no uuid");
        else if (token?.StartsWith('$') == true && Environment.GetEnvironmentVariable(token[1..]) is null)
            problems.Add(node.At, $"the environment has no {token[1..]}");
        else
            return Object(kind, uuid, token?.StartsWith('$') == true ? Environment.GetEnvironmentVariable(token[1..]) : token);
        return null;
    }

    private static WorldObject Object(IKind kind, string? uuid, string? token) => UuidText.TryParse(uuid, out var id)
        ? new(id.ToString("n"), PathOf(kind, id), token)
        : new(null, null, token);

    private static string ReadText(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new VerifyException($"{file} can't be read: {failure.Message}", failure);
        }
    }
}
