using System.Globalization;
using System.Text.Json.Nodes;

namespace Waldur.Fake.Conformance;

/// <summary>Reads case files into cases: strict, and with the tables of variables filled in.</summary>
internal sealed class CaseReader(Func<string, string> readFixture)
{
    private static readonly string[] TransportNames = ["in-process", "testhost", "socket"];
    private readonly Dictionary<string, MapNode> _fixtures = new(StringComparer.Ordinal);

    /// <summary>The cases that ship with this library.</summary>
    public static IReadOnlyList<ConformanceCase> ReadShipped() => new CaseReader(ShippedFixture).ReadAll(
        Resources("cases/").Select(name => (name["cases/".Length..], Resource(name)!)));

    /// <summary>Reads all case files of a folder but one, with the fixtures of another; ids must be unique over all files.</summary>
    public static IReadOnlyList<ConformanceCase> ReadFolder(string cases, string fixtures, string? except = null) =>
        new CaseReader(name => Path.Combine(fixtures, name + ".yaml") is var own && File.Exists(own)
            ? File.ReadAllText(own)
            : ShippedFixture(name)).ReadAll(Directory.EnumerateFiles(cases, "*.yaml", SearchOption.AllDirectories)
                .Where(path => Path.GetFileName(path) != except && !path.StartsWith(
                    fixtures + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(path => (Path.GetRelativePath(cases, path).Replace('\\', '/'), File.ReadAllText(path))));

    /// <summary>Reads one case file.</summary>
    public IReadOnlyList<ConformanceCase> Read(string text, string file)
    {
        var map = StrictMap.Of(CaseNodes.Parse(text, file), file, "a case file");
        var fixture = map.FindText("fixture");
        var pending = map.FindText("pending");
        var cases = map.FindList("cases") ?? throw map.Wrong(map.Line, "a case file has no `cases`");
        map.Close();
        return [.. cases.SelectMany(node => ReadCase(node, fixture, pending, file))];
    }

    private ConformanceCase[] ReadAll(IEnumerable<(string Name, string Text)> files)
    {
        var read = files.SelectMany(file => Read(file.Text, file.Name)).ToArray();
        var seen = new Dictionary<string, ConformanceCase>(StringComparer.Ordinal);
        foreach (var one in read)
        {
            if (seen.TryGetValue(one.Id, out var other))
                throw new CaseFileException(one.File, one.Line, $"the id {one.Id} is used already in {other.File}:{other.Line}");
            seen.Add(one.Id, one);
        }
        return read;
    }

    private static IEnumerable<string> Resources(string folder) => typeof(CaseReader).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static string ShippedFixture(string name) =>
        Resource($"fixtures/{name}.yaml") ?? throw new FileNotFoundException($"There is no fixture {name}.");

    private static string? Resource(string name)
    {
        using var stream = typeof(CaseReader).Assembly.GetManifestResourceStream(name);
        return stream is null ? null : new StreamReader(stream).ReadToEnd();
    }

    private IEnumerable<ConformanceCase> ReadCase(Node node, string? fixture, string? pending, string file)
    {
        var map = StrictMap.Of(node, file, "a case");
        var id = map.GetText("id");
        if (!CaseNumber.IsId(id))
            throw map.Wrong(map.Line, $"`{id}` is not an id such as RA-39, RA-48a or HT-6.1a");
        if (map.Find("for") is not { } table)
        {
            yield return ReadExpanded(node, id, fixture, pending, file);
            yield break;
        }

        var number = 0;
        foreach (var row in Rows(table, file))
        {
            number++;
            yield return ReadExpanded(
                node.Substitute(row), string.Create(CultureInfo.InvariantCulture, $"{id}/{number}"), fixture, pending, file);
        }

        if (number == 0)
            throw map.Wrong(table.Line, "`for` has no rows");
    }

    private static IEnumerable<IReadOnlyDictionary<string, Node>> Rows(Node table, string file) => table switch
    {
        ListNode list => list.Items.Select(row => row is MapNode map
            ? map.Entries.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal)
            : throw new CaseFileException(file, row.Line, "a row of `for` must be a map of variables")),
        MapNode map => map.Entries.Aggregate(
            (IEnumerable<IReadOnlyDictionary<string, Node>>)[new Dictionary<string, Node>(StringComparer.Ordinal)],
            (rows, entry) => entry.Value is ListNode values
                ? rows.SelectMany(row => values.Items.Select(value =>
                    new Dictionary<string, Node>(row, StringComparer.Ordinal) { [entry.Key] = value }))
                : throw new CaseFileException(file, entry.Line, $"`{entry.Key}` of `for` must be a list of values")),
        _ => throw new CaseFileException(file, table.Line, "`for` must be a list of rows or a map of lists"),
    };

    private ConformanceCase ReadExpanded(Node node, string id, string? fixture, string? pending, string file)
    {
        var map = StrictMap.Of(node, file, "a case");
        map.Find("id");
        map.Find("for");
        var title = map.GetText("title");
        var user = map.FindText("as") ?? "staff";
        CaseFidelity[] fidelities = map.FindText("fidelity") switch
        {
            null => [CaseFidelity.Documented, CaseFidelity.Server],
            "documented" => [CaseFidelity.Documented],
            "server" => [CaseFidelity.Server],
            var other => throw map.Wrong(map.Line, $"fidelity `{other}` is neither documented nor server"),
        };
        var transports = map.Find("transports") switch
        {
            null or ScalarNode { Text: "all" } => Enum.GetValues<CaseTransport>(),
            ListNode list =>
                [.. list.Items.Select(item => item is ScalarNode scalar && Array.IndexOf(TransportNames, scalar.Text) is var i and >= 0
                ? (CaseTransport)i
                : throw map.Wrong(item.Line, $"a transport is one of {string.Join(", ", TransportNames)}"))],
            var other => throw map.Wrong(other.Line, "`transports` must be a list"),
        };
        var (additions, many) = (map.FindMap("world"), map.FindMap("many"));
        var world = World(fixture, additions, many, file, map.Line);
        var steps = map.FindList("steps") is { Count: > 0 } nodes
            ? nodes.Select(step => StepReader.Read(step, user, file)).ToArray()
            : throw map.Wrong(map.Line, "a case has no `steps`");
        map.Close();
        return new(id, title, file, map.Line, pending, world, fidelities, transports, steps)
        {
            Premises = [.. Premises(additions), .. many?.Entries.Select(entry => entry.Key) ?? []],
        };
    }

    private static IEnumerable<string> Premises(MapNode? additions) => (additions?.Entries ?? []).SelectMany(
        kind => kind.Value is MapNode objects ? objects.Entries.Select(one => $"{kind.Key}.{one.Key}") : [kind.Key]);

    private Scenario World(string? fixture, MapNode? additions, MapNode? many, string file, int line)
    {
        var scenario = fixture is null ? [] : Fixture(fixture, file, line).ToJson()!.AsObject();
        foreach (var entry in many?.Entries ?? [])
        {
            var map = StrictMap.Of(entry.Value, file, "an entry of `many`");
            var count = map.FindInteger("count") ?? throw map.Wrong(map.Line, "an entry of `many` has no `count`");
            var key = map.Get("key");
            var template = map.Get("object");
            map.Close();
            var rows = new JsonObject();
            for (var i = 1; i <= count; i++)
            {
                var number = new ScalarNode(key.At, i.ToString(CultureInfo.InvariantCulture), ScalarType.Text);
                var variables = new Dictionary<string, Node>(StringComparer.Ordinal) { ["i"] = number };
                rows[((ScalarNode)key.Substitute(variables)).Text] = template.Substitute(variables).ToJson();
            }

            Merge(scenario, new JsonObject { [entry.Key] = rows });
        }

        if (additions is not null)
            Merge(scenario, additions.ToJson()!.AsObject());
        scenario.TryAdd("version", JsonValue.Create(1));
        return new(scenario.ToJsonString());
    }

    private MapNode Fixture(string name, string file, int line)
    {
        if (_fixtures.TryGetValue(name, out var known))
            return known;
        try
        {
            var read = CaseNodes.Parse(readFixture(name), name + ".yaml") as MapNode ?? throw new CaseFileException(
                name + ".yaml", 1, "a fixture must be a map");
            return _fixtures[name] = read;
        }
        catch (IOException error)
        {
            throw new CaseFileException(file, line, $"no fixture `{name}`", error);
        }
    }

    /// <summary>Lays one scenario over another: maps merge key by key, everything else is replaced.</summary>
    private static void Merge(JsonObject under, JsonObject over)
    {
        foreach (var (key, value) in over)
        {
            if (value is JsonObject map && under[key] is JsonObject below)
            {
                Merge(below, map);
            }
            else
            {
                under[key] = value?.DeepClone();
            }
        }
    }
}
