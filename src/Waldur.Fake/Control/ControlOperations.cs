using System.Globalization;
using System.Text;
using static Waldur.Fake.Forms;

namespace Waldur.Fake;

/// <summary>The operations that steer a fake: everything that code can do to it, HTTP can do.</summary>
internal static class ControlOperations
{
    private static readonly Shape s_moment = Shape.Object(new("now", Shape.Formatted("date-time")), new("is_running", Shape.Bool));
    private static readonly Shape s_checkpoint = Shape.Object(new("name", Shape.Text), new("now", Shape.Formatted("date-time")));
    private static readonly Shape s_world = Shape.Object(
        new("name", Shape.Text), new("url", Shape.Formatted("uri")), new("now", Shape.Formatted("date-time")));

    private static readonly Fields<ClockBody> s_clock = new("body", "One of the four.", _ => new())
    {
        { "advance", Maybe(Number), c => c.Advance, (c, v) => c with { Advance = v }, "Moves the clock on by so many seconds." },
        { "set", Maybe(Moment), c => c.Set, (c, v) => c with { Set = v }, "Sets the clock, not back." },
        { "run", Maybe(Number), c => c.Run, (c, v) => c with { Run = v }, "Lets the clock run, so many seconds for each of the machine." },
        { "freeze", Flag, c => c.Freeze, (c, v) => c with { Freeze = v }, "Stops the clock." },
    };

    private static readonly Fields<string?> s_name = new("body", "A name.", _ => null)
    {
        { "name", OrNone(new KeyForm()), name => name, (_, name) => name, "Its name; without, the next free number." },
    };

    private static readonly Fields<NewWorld> s_newWorld = new("body", "A world to make.", _ => new())
    {
        { "name", OrNone(new KeyForm()), w => w.Name, (w, v) => w with { Name = v }, "Its name; without, the next free number." },
        { "fork", Flag, w => w.Fork, (w, v) => w with { Fork = v }, "Whether it begins as the asked world is now; else as that one began." },
        { "scenario", new NodeForm("name of a shipped scenario, or a scenario"), w => w.Scenario ?? Node.Null, (w, v) => w with { Scenario = v }, "What is in it instead." },
        { "seed", Maybe(Long()), w => w.Seed, (w, v) => w with { Seed = v }, "The seed of the scenario." },
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        Get("health", "health", "Whether the fake is up, and what time it is in its world.", HealthShape, Health) with { Open = true },
        Get("world", "world", "Every object by kind and key, with its identifier and link, and of users the token.", Shape.AnyObject,
            (host, call, _) => WorldMap.Of(call.Data, call.Origin, host.Setup.Scenarios.Kinds)),
        Get("scenario", "scenario", "The world as a scenario file, YAML; loaded again it makes an equal world.", null,
            (host, call, _) => Answer.File(
                "application/yaml; charset=utf-8", Encoding.UTF8.GetBytes(host.Setup.Scenarios.Write(call.Data)))),
        Post("reset", "reset", "Goes back to the world as it began.", 204, null, (host, _, _) =>
        {
            host.Reset();
            return Answer.NoContent;
        }),
        Get("checkpoints", "checkpoints_list", "The checkpoints.", Shape.ListOf(s_checkpoint), (host, _, _) => Json(200, json =>
        {
            json.BeginArray();
            foreach (var one in host.Checkpoints.OrderBy(one => one.Key, StringComparer.Ordinal))
                Write(json, one.Key, one.Value);
            json.EndArray();
        })),
        Post("checkpoints", "checkpoints_create", "Keeps the world as it is under a name.", 201, s_name, MakeCheckpoint) with { Result = s_checkpoint },
        Post("checkpoints/{name}/restore", "checkpoints_restore", "Goes back to a checkpoint.", 204, null, Restore),
        Delete("checkpoints/{name}", "checkpoints_destroy", "Forgets a checkpoint.", (host, _, name) =>
            host.Checkpoints.TryRemove(name, out Checkpoint? _) ? Answer.NoContent : NoCheckpoint(host, name)),
        Get("diff", "diff", "What was added, changed and removed between two checkpoints, or since one.", Shape.AnyObject, Diff) with
        {
            Parameters = [new("from", Shape.Text), new("to", Shape.Text)],
        },
        Get("clock", "clock", "The time of the world.", s_moment, (host, _, _) => Clock(host)),
        Post("clock", "clock_move", "Moves the clock, or lets it run.", 200, s_clock, MoveClock) with { Result = s_moment },
        Get("worlds", "worlds_list", "The worlds with names.", Shape.ListOf(s_world), (host, call, _) => Json(200, json =>
        {
            json.BeginArray();
            foreach (var world in host.Worlds.All)
                Write(json, world, call);
            json.EndArray();
        })),
        Post("worlds", "worlds_create", "Makes a world with a path of its own.", 201, s_newWorld, MakeWorld) with { Result = s_world },
        Get("worlds/{name}", "worlds_retrieve", "A world.", s_world, (host, call, name) =>
            host.Worlds.Find(name).Try(out var world, out var refusal) ? Json(200, json => Write(json, world, call)) : refusal),
        Delete("worlds/{name}", "worlds_destroy", "Deletes a world.", (host, _, name) => host.Worlds.Remove(name)),
        Post("apply", "apply", "Lays a scenario fragment over the live world: new keys are added, known keys changed.", 200, null, Apply) with
        {
            Body = Shape.AnyObject, Result = Shape.AnyObject,
        },
        Get("objects/{kind}/{key}", "objects_retrieve", "An object as a scenario file has it.", Shape.AnyObject, (host, call, path) =>
            Find(host, call.Data, path, out _, out var uuid) is { } refusal ? refusal : Answer.Json(
                200, NodeJson.ToUtf8(Show(host, call.Data, path, uuid)))),
        Delete("objects/{kind}/{key}", "objects_destroy", "Deletes an object, with what goes with it.", DeleteObject),
        Get("actions", "actions_list", "What a world may be told to do beside Waldur's API.", Shape.ListOf(Shape.AnyObject), (_, _, _) => Json(200, WriteActions)),
        .. ControlActions.All.Select(action => Post("actions/" + action.Name, "actions_" + action.Name, action.Doc, 204, null, (host, call, _) =>
            action.Run(call, host.World) ?? Answer.NoContent) with { Body = ShapeOf(action.Fields) }),
    ];

    private static Shape HealthShape => Shape.Object(new("status", Shape.Text), new("clock", Shape.Formatted("date-time")));

    /// <summary>The sentence of an exception, without what .NET adds to it.</summary>
    public static string Text(Exception wrong) => wrong.Message.Split(" (Parameter '")[0].Split(Environment.NewLine)[0];

    private static Operation Get(string path, string id, string summary, Shape? result, Func<FakeHost, Call, string, Answer> run) =>
        Of("GET", path, id, summary, run) with { Result = result };

    private static Operation Delete(string path, string id, string summary, Func<FakeHost, Call, string, Answer> run) =>
        Of("DELETE", path, id, summary, run) with { Success = 204 };

    private static Operation Post(string path, string id, string summary, int success, IFieldTable? body, Func<FakeHost, Call, string, Answer> run) =>
        Of("POST", path, id, summary, run) with { Success = success, Body = body is null ? null : ShapeOf(body.Rows) };

    private static Operation Of(string method, string path, string id, string summary, Func<FakeHost, Call, string, Answer> run) =>
        new(method, ControlApi.Prefix + path) { Id = id, Summary = summary, Run = (call, name) => run((FakeHost)call.Host!, call, name) };

    private static Shape ShapeOf(IEnumerable<FieldRow> rows) =>
        Shape.Object([.. rows.Select(row => new Shape.Member(row.Key, Shape.Any, row.Otherwise == "required"))]);

    private static Answer Health(FakeHost host, Call call, string name) => Json(200, json => json.Object(() =>
    {
        json.Member("status", "ok");
        json.Name("clock");
        json.DateTime(call.Data.Now);
    }));

    private static Answer MakeCheckpoint(FakeHost host, Call call, string path)
    {
        if (!ControlBody.Read(call, s_name).Try(out var name, out var refusal))
            return refusal;
        var checkpoint = host.World.Checkpoint();
        if (name is not null)
            host.Checkpoints[name] = checkpoint;
        for (var number = 1; name is null; number++)
        {
            var free = string.Create(CultureInfo.InvariantCulture, $"checkpoint-{number}");
            name = host.Checkpoints.TryAdd(free, checkpoint) ? free : null;
        }
        return Json(201, json => Write(json, name, checkpoint));
    }

    private static Answer Restore(FakeHost host, Call call, string name)
    {
        if (!host.Checkpoints.TryGetValue(name, out var checkpoint))
            return NoCheckpoint(host, name);
        host.World.Restore(checkpoint);
        return Answer.NoContent;
    }

    private static Answer Diff(FakeHost host, Call call, string path)
    {
        var (from, to) = (host.World.Baseline, call.Data);
        foreach (var (parameter, name) in call.Query.Pairs)
        {
            if (parameter is not ("from" or "to"))
                return Refuse.Detail(400, $"There is no parameter {parameter} here; there are from and to.");
            if (!host.Checkpoints.TryGetValue(name, out var checkpoint))
                return NoCheckpoint(host, name);
            (from, to) = parameter == "from" ? (checkpoint.Data, to) : (from, checkpoint.Data);
        }
        return Answer.Json(200, WorldDiff.Between(from, to, host.Setup.Scenarios.Kinds).Write());
    }

    private static Answer Clock(FakeHost host) => Json(200, json => json.Object(() =>
    {
        json.Name("now");
        json.DateTime(host.World.Data.Now);
        json.Member("is_running", host.World.Clock.IsRunning);
    }));

    private static Answer MoveClock(FakeHost host, Call call, string path)
    {
        if (!ControlBody.Read(call, s_clock).Try(out var told, out var refusal))
            return refusal;
        if (told.Count != 1)
            return Refuse.Detail(400, "Say one of advance, set, run and freeze.");
        try
        {
            told.Tell(host.World.Clock);
            return Clock(host);
        }
        catch (Exception wrong) when (wrong is ArgumentException or InvalidOperationException or OverflowException)
        {
            return Refuse.Detail(400, Text(wrong));
        }
    }

    private static Answer MakeWorld(FakeHost host, Call call, string path)
    {
        if (!ControlBody.Read(call, s_newWorld).Try(out var told, out var refusal))
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
                ? Json(201, json => Write(json, made, call))
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
                $"there is no scenario '{name}'; there are {string.Join(", ", ShippedSource.Names)}", Nearest.To(name, ShippedSource.Names))]);
        }
        var reader = new ScenarioReader(new());
        reader.Read(new ShippedSource(name + ".yaml"));
        return reader.Layers;
    }

    private static Answer Apply(FakeHost host, Call call, string path)
    {
        var problems = new Problems();
        var fragment = ControlBody.Parse(call.Request, problems);
        if (fragment is not MapNode map)
        {
            if (fragment is not null)
                problems.Add(fragment.At, $"expected a map of kinds such as 'users' and 'customers', not {fragment.Described}");
            return ControlBody.Wrong(problems.Errors);
        }
        foreach (var key in new[] { "include", "seed", "clock", "generate" })
        {
            if (map[key] is { } given)
                problems.AddAt(given.At, key, "says how a world begins, and this one has begun");
        }
        if (problems.Errors.Count > 0)
            return ControlBody.Wrong(problems.Errors);
        try
        {
            var before = host.World.Data;
            WorldOverlay.Apply(host.World, host.Setup.Scenarios, map);
            return Answer.Json(200, WorldDiff.Between(before, host.World.Data, host.Setup.Scenarios.Kinds).Write());
        }
        catch (ScenarioException wrong)
        {
            return ControlBody.Wrong(wrong.Errors);
        }
    }

    private static Answer DeleteObject(FakeHost host, Call call, string path)
    {
        if (Find(host, call.Data, path, out var kind, out var uuid) is { } refusal)
            return refusal;
        return host.World.Change(changes => kind.Delete(changes, uuid)) ? Answer.NoContent : Refuse.Detail(
            400, $"{kind.Kind} are parts of other objects; change those.");
    }

    /// <summary>Finds the object that a path names, by kind and by key or identifier; or the refusal.</summary>
    private static Answer? Find(FakeHost host, WorldData data, string path, out IKind kind, out Guid uuid)
    {
        var (named, asked) = (
            path[..path.IndexOf('/', StringComparison.Ordinal)], path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        var kinds = host.Setup.Scenarios.Kinds.SelectMany(WorldMap.WithParts).ToList();
        (kind, uuid) = (kinds.Find(one => one.Kind == named)!, default);
        if (kind is null)
            return Refuse.Detail(404, $"There is no kind {named}; there are {string.Join(", ", kinds.Select(one => one.Kind))}.");
        if (!Names.TryFind(data, named, asked, out uuid) || !kind.Identifiers(data).Contains(uuid))
        {
            var keys = Names.Of(data, named).ToList();
            return Refuse.Detail(404, $"There is no {asked} in {named}; "
                + (Nearest.To(asked, keys) is { } nearest ? $"did you mean {nearest}?" : $"there are {string.Join(", ", keys.Take(20))}."));
        }
        return null;
    }

    /// <summary>An object as a scenario file has it.</summary>
    private static Node Show(FakeHost host, WorldData data, string path, Guid uuid)
    {
        var kind = host.Setup.Scenarios.Kinds.SelectMany(WorldMap.WithParts).First(
            one => path.StartsWith(one.Kind + "/", StringComparison.Ordinal));
        return ((MapNode)kind.Write(new(data))).Entries.First(entry => WorldDiff.UuidOf(entry.Value) == uuid).Value;
    }

    private static Answer NoCheckpoint(FakeHost host, string name) => Refuse.Detail(404, host.Checkpoints.IsEmpty
        ? $"There is no checkpoint {name}; there are none yet."
        : $"There is no checkpoint {name}; there are {string.Join(", ", host.Checkpoints.Keys.Order(StringComparer.Ordinal).Take(20))}.");

    private static void Write(JsonOut json, string name, Checkpoint checkpoint) => json.Object(() =>
    {
        json.Member("name", name);
        json.Name("now");
        json.DateTime(checkpoint.Data.Now);
    });

    private static void Write(JsonOut json, FakeHost world, Call call) => json.Object(() =>
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

    private static void WriteActions(JsonOut json)
    {
        json.BeginArray();
        foreach (var action in ControlActions.All)
        {
            json.Object(() =>
            {
                json.Member("name", action.Name);
                json.Member("about", action.Doc);
                json.Object("fields", () =>
                {
                    foreach (var field in action.Fields)
                        json.Member(field.Key, $"{field.Doc} ({field.Form}; {field.Otherwise})");
                });
            });
        }
        json.EndArray();
    }

    private static Answer Json(int status, Action<JsonOut> write)
    {
        var json = new JsonOut("");
        write(json);
        return Answer.Json(status, json.Written);
    }

    /// <summary>The name of a world or checkpoint, which stands in paths.</summary>
    private sealed class KeyForm : Form<string>
    {
        public override string Name => "text of letters, digits, `_`, `-` and `.`";

        public override bool TryRead(Node node, Reading reading, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out string value)
        {
            value = (node as ScalarNode)?.Text;
            if (value is { Length: > 0 and <= 100 } && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.') && value.Trim('.').Length > 0)
                return true;
            reading.Expected(node, "a name of at most 100 letters, digits, '_', '-' and '.'");
            return false;
        }

        public override System.Text.Json.Nodes.JsonObject Schema(SchemaBook book) => new() { ["type"] = "string" };

        public override Node Write(string value, Writing writing) => Node.Of(value);
    }

    private sealed record NewWorld(string? Name = null, bool Fork = false, Node? Scenario = null, long? Seed = null);

    private sealed record ClockBody(decimal? Advance = null, DateTime? Set = null, decimal? Run = null, bool Freeze = false)
    {
        public int Count => (Advance is null ? 0 : 1) + (Set is null ? 0 : 1) + (Run is null ? 0 : 1) + (Freeze ? 1 : 0);

        public void Tell(WorldClock clock)
        {
            if (Advance < 0)
                throw new ArgumentException("The clock can't go back: advance takes seconds, 0 or more; to go back, restore a checkpoint.");
            if (Advance is { } seconds)
                clock.Advance(TimeSpan.FromTicks((long)decimal.Round(seconds * TimeSpan.TicksPerSecond)));
            else if (Set is { } time)
                clock.Set(new(time));
            else if (Run is { } speed)
                clock.Run((double)speed);
            else
                clock.Freeze();
        }
    }
}
