using static Waldur.Fake.Forms;

namespace Waldur.Fake;

/// <summary>How worlds with names are made and shown.</summary>
internal static class WorldOperations
{
    /// <summary>What a new world is told.</summary>
    public static readonly Fields<Told> NewWorld = new("body", "A world to make.", _ => new())
    {
        { "name", OrNone(new KeyForm()), w => w.Name, (w, v) => w with { Name = v }, "Its name; without, the next free number." },
        { "fork", Flag, w => w.Fork, (w, v) => w with { Fork = v },
            "Whether it begins as the asked world is now; else as that one began." },
        {
            "scenario", new NodeForm("name of a shipped scenario, or a scenario"), w => w.Scenario ?? Node.Null,
            (w, v) => w with { Scenario = v },
            "What is in it instead."
        },
        { "seed", Maybe(Long()), w => w.Seed, (w, v) => w with { Seed = v }, "The seed of the scenario." },
    };

    /// <summary>Makes a world.</summary>
    public static Answer Make(FakeHost host, Call call, string path)
    {
        if (!ControlBody.Read(call, NewWorld).Try(out var told, out var refusal))
            return refusal;
        if (told.Fork && told.Scenario is { IsNull: false })
            return Refuse.Detail(400, "A world is a fork, or it begins with a scenario: say one of the two.");
        if (told.Seed is not null && told.Scenario is null or { IsNull: true })
            return Refuse.Detail(400, "A seed goes with a scenario.");
        try
        {
            var world = told.Scenario is { IsNull: false } scenario
                ? new World(AccountLoading.Load(host.Setup.Scenarios.Read(Layers(scenario), [], told.Seed))).AtPaceOf(host.World)
                : told.Fork ? host.World.Fork() : new World(host.World.Baseline).AtPaceOf(host.World);
            return host.Worlds.Add(told.Name, name => new(world, host.Settings, host.Setup) { Name = name, Root = host.Root ?? host })
                .Try(out var made, out refusal)
                ? ControlOperations.Json(201, json => Write(json, made, call))
                : refusal;
        }
        catch (ScenarioException wrong)
        {
            return ControlBody.Wrong(wrong.Errors);
        }
    }

    private static IReadOnlyList<MapNode> Layers(Node scenario)
    {
        if (scenario is MapNode map)
        {
            return map["include"] is { } include
                ? throw new ScenarioException(
                    [new("body", include.At.Line, include.At.Column, "scenario.include", "what is sent can't include files")])
                : [map];
        }
        var name = (scenario as ScalarNode)?.Text ?? "";
        if (!ShippedSource.Names.Contains(name, StringComparer.Ordinal))
        {
            throw new ScenarioException([new("body", scenario.At.Line, scenario.At.Column, "scenario",
                $"there is no scenario '{name}'; there are {string.Join(", ", ShippedSource.Names)}",
                Nearest.To(name, ShippedSource.Names))]);
        }
        var reader = new ScenarioReader(new());
        reader.Read(new ShippedSource(name + ".yaml"));
        return reader.Layers;
    }

    /// <summary>Writes a world, with its address.</summary>
    public static void Write(JsonOut json, FakeHost world, Call call) => json.Object(() =>
    {
        var request = call.Request;
        var root = request.WorldPath.Length > 0 && request.PathBase.EndsWith(request.WorldPath, StringComparison.Ordinal)
            ? call.Origin[..^request.WorldPath.Length]
            : call.Origin;
        json.Member("name", world.Name);
        json.Member("url", $"{root}{HostedWorlds.Prefix}{world.Name}/");
        json.Name("now");
        json.DateTime(world.World.Data.Now);
    });

    /// <summary>A world to make, as it was told.</summary>
    internal sealed record Told(string? Name = null, bool Fork = false, Node? Scenario = null, long? Seed = null);
}
