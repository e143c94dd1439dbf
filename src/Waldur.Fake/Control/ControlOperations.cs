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
        Post(
            "checkpoints", "checkpoints_create", "Keeps the world as it is under a name.", 201, s_name,
                MakeCheckpoint) with { Result = s_checkpoint },
        Post("checkpoints/{name}/restore", "checkpoints_restore", "Goes back to a checkpoint.", 204, null, Restore),
        Delete("checkpoints/{name}", "checkpoints_destroy", "Forgets a checkpoint.", (host, _, name) =>
            host.Checkpoints.TryRemove(name, out Checkpoint? _) ? Answer.NoContent : NoCheckpoint(host, name)),
        Get(
            "requests", "requests_list", "The requests that were answered; as server-sent events, with those to come, on a socket.",
            RequestOperations.Shape, RequestOperations.List) with { Parameters = RequestOperations.Parameters },
        Delete("requests", "requests_clear", "Forgets the requests.", RequestOperations.Clear),
        Get(
            "requests/snapshot", "requests_snapshot", "The conversation, with names in place of identifiers, times, tokens and hosts.",
            null, RequestOperations.Snapshot) with { Parameters = [new("format", Shape.Text)] },
        Get("requests/har", "requests_har", "The conversation as an HTTP archive (HAR 1.2).", Shape.AnyObject, (host, _, _) =>
            Answer.Json(200, HarText.Of(host.Requests.KeptOrRefused()))),
        Get(
            "run", "run", "The world with all its requests as a run file, which `waldur-fake replay` repeats.", Shape.AnyObject,
            (host, _, _) => Answer.Json(200, host.Run(test: null))),
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
                WorldOperations.Write(json, world, call);
            json.EndArray();
        })),
        Post(
            "worlds", "worlds_create", "Makes a world with a path of its own.", 201, WorldOperations.NewWorld,
                WorldOperations.Make) with { Result = s_world },
        Get("worlds/{name}", "worlds_retrieve", "A world.", s_world, (host, call, name) =>
            host.Worlds.Find(name).Try(out var world, out var refusal)
                ? Json(200, json => WorldOperations.Write(json, world, call))
                : refusal),
        Delete("worlds/{name}", "worlds_destroy", "Deletes a world.", (host, _, name) => host.Worlds.Remove(name)),
        Post(
            "apply", "apply", "Lays a scenario fragment over the live world: new keys are added, known keys changed.", 200,
                null, Apply) with
        {
            Body = Shape.AnyObject, Result = Shape.AnyObject,
        },
        Get("objects/{kind}/{key}", "objects_retrieve", "An object as a scenario file has it.", Shape.AnyObject, (host, call, path) =>
            Find(host, call.Data, path, out var kind, out var uuid) is { } refusal
                ? refusal
                : Answer.Json(200, NodeJson.ToUtf8(Show(kind, call.Data, uuid)))),
        Delete("objects/{kind}/{key}", "objects_destroy", "Deletes an object, with what goes with it.", DeleteObject),
        Get(
            "faults", "faults_list", "The faults that requests run into, and how often each was used.", Shape.ListOf(FaultOperations.Shape),
            FaultOperations.List),
        Post("faults", "faults_create", "Adds a fault, in the words of scenario files.", 201, null, FaultOperations.Add) with
        {
            Body = ShapeOf(FaultOperations.Fields), Result = FaultOperations.Shape,
        },
        Delete("faults", "faults_clear", "Removes all faults.", FaultOperations.Clear),
        Delete("faults/{name}", "faults_destroy", "Removes a fault.", FaultOperations.Remove),
        Get("gates", "gates_list", "The gates that are not open, and the requests that stand there.", Shape.ListOf(GateOperations.Shape),
            GateOperations.List),
        Post("gates", "gates_create", "Sets up a gate.", 201, GateOperations.NewGate, GateOperations.Add) with
        {
            Result = GateOperations.Shape,
        },
        Delete("gates", "gates_clear", "Opens all gates.", GateOperations.OpenAll),
        Get("gates/{name}", "gates_retrieve", "A gate, and the requests that stand there.", GateOperations.Shape, GateOperations.Show),
        Post(
            "gates/{name}/release", "gates_release", "Lets one request go, and is answered when that one is done.", 204,
            GateOperations.Released, GateOperations.Release),
        Delete("gates/{name}", "gates_destroy", "Opens a gate: all go, and none is stopped any more.", GateOperations.Open),
        Get(
            "actions", "actions_list", "What a world may be told to do beside Waldur's API.", Shape.ListOf(Shape.AnyObject),
            (_, _, _) => Json(200, WriteActions)),
        .. ControlActions.All.Select(
            action => Post("actions/" + action.Name, "actions_" + action.Name, action.Doc, 204, null, (host, call, _) =>
            action.Run(call, host.World) ?? Answer.NoContent) with { Body = ShapeOf(action.Fields) }),
    ];

    private static Shape HealthShape => Shape.Object(new("status", Shape.Text), new("clock", Shape.Formatted("date-time")));

    /// <summary>The sentence of an exception, without what .NET adds to it.</summary>
    public static string Text(Exception wrong) => wrong.Message.Split(" (Parameter '")[0].Split(Environment.NewLine)[0];

    private static Operation Get(string path, string id, string summary, Shape? result, Func<FakeHost, Call, string, Answer> run) =>
        Of("GET", path, id, summary, run) with { Result = result };

    private static Operation Delete(string path, string id, string summary, Func<FakeHost, Call, string, Answer> run) =>
        Of("DELETE", path, id, summary, run) with { Success = 204 };

    private static Operation Post(
        string path, string id, string summary, int success, IFieldTable? body, Func<FakeHost, Call, string, Answer> run) =>
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
            var (before, after) = WorldOverlay.Apply(host.World, host.Setup.Scenarios, map);
            return Answer.Json(200, WorldDiff.Between(before, after, host.Setup.Scenarios.Kinds).Write());
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
        return host.World.Change(changes => kind.Delete(changes, uuid), static isDone => isDone)
            ? Answer.NoContent
            : Refuse.Detail(400, $"{kind.Kind} are parts of other objects; change those.");
    }

    /// <summary>Finds the object that a path names, by kind and by key or identifier; or the refusal.</summary>
    private static Answer? Find(FakeHost host, WorldData data, string path, out IKind kind, out Guid uuid)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var (named, asked) = (path[..slash], path[(slash + 1)..]);
        var kinds = host.Setup.Scenarios.Kinds.SelectMany(one => one.WithParts).ToList();
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
    private static Node Show(IKind kind, WorldData data, Guid uuid) =>
        ((MapNode)kind.Write(new(data))).Entries.First(entry => WorldDiff.UuidOf(entry.Value) == uuid).Value;

    private static Answer NoCheckpoint(FakeHost host, string name) => Refuse.Detail(404, host.Checkpoints.IsEmpty
        ? $"There is no checkpoint {name}; there are none yet."
        : $"There is no checkpoint {name}; there are {string.Join(", ", host.Checkpoints.Keys.Order(StringComparer.Ordinal).Take(20))}.");

    private static void Write(JsonOut json, string name, Checkpoint checkpoint) => json.Object(() =>
    {
        json.Member("name", name);
        json.Name("now");
        json.DateTime(checkpoint.Data.Now);
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

    public static Answer Json(int status, Action<JsonOut> write)
    {
        var json = new JsonOut("");
        write(json);
        return Answer.Json(status, json.Written);
    }

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
