using System.Text;
using System.Text.Json;

namespace Waldur.Fake;

/// <summary>
/// What one test did to one world, in a file of JSON: the world as it was, its requests and answers to the byte, and what was changed in
/// between by others. It is the one format that replay and all reports read; <c>docs/run-files.md</c> describes it.
/// </summary>
internal sealed class RunFile
{
    /// <summary>The version of the format.</summary>
    public const int Version = 1;

    private const string VersionKey = "waldur_fake_run";

    private RunFile(JsonElement root) => Root = root;

    /// <summary>The whole file.</summary>
    public JsonElement Root { get; }

    /// <summary>The world that the first of <see cref="Requests"/> found.</summary>
    public MapNode World => (MapNode)NodeJson.Of(Root.GetProperty("scenario"));

    /// <summary>The world as it was at the end, if others have changed it after the last request; or null.</summary>
    public MapNode? End => Root.TryGetProperty("end", out var end) ? (MapNode)NodeJson.Of(end) : null;

    /// <summary>How the fake answered.</summary>
    public ApiSettings Settings
    {
        get
        {
            var settings = Root.GetProperty("settings");
            var fidelity = Side(settings.GetProperty("fidelity"));
            foreach (var divergence in settings.GetProperty("divergences").EnumerateObject())
                fidelity = fidelity.With(divergence.Name, Side(divergence.Value));
            return new()
            {
                Fidelity = fidelity,
                MaxBodySize = settings.GetProperty("max_body_size").GetInt64(),
                Hints = settings.GetProperty("hints").GetBoolean(),
                Cors = settings.GetProperty("cors").GetBoolean(),
                CorsOrigin = settings.TryGetProperty("cors_origin", out var origin) ? origin.GetString() : null,
                // What failed the test is not to fail who looks at its run.
                OnNotEmulated = settings.TryGetProperty("not_emulated", out var answer) && answer.GetInt32() == 501
                    ? OnNotEmulated.NotImplemented
                    : OnNotEmulated.NotFound,
            };
        }
    }

    /// <summary>The requests that can be repeated, in the order in which they were answered.</summary>
    public IEnumerable<RunRequest> Requests => Root.GetProperty("requests").EnumerateArray()
        .Select(request => new RunRequest(request))
        .Where(request => request.Number >= Root.GetProperty("first").GetInt64());

    /// <summary>Writes a run.</summary>
    /// <param name="journal">The requests.</param>
    /// <param name="now">The world now.</param>
    /// <param name="settings">How the fake answers.</param>
    /// <param name="format">Writes worlds.</param>
    /// <param name="test">The name of the test; or null.</param>
    public static ReadOnlyMemory<byte> Write(RequestJournal journal, World now, ApiSettings settings, ScenarioFormat format, string? test)
    {
        var (requests, left, end) = (journal.Kept(), journal.Left, now.Data);
        var (start, first) = Start(journal, requests, end);
        var json = new JsonOut("", 64 * 1024);
        json.Object(() =>
        {
            Number(VersionKey, Version);
            json.Member("made_by", $"Waldur.Fake {typeof(RunFile).Assembly.GetName().Version!.ToString(3)}");
            json.Member("test", test);
            Number("seed", start.Seed);
            json.Name("clock");
            json.DateTime(start.Now);
            json.Object("settings", () =>
            {
                json.Member("fidelity", settings.Fidelity.Side.ToString().ToLowerInvariant());
                json.Object("divergences", () =>
                {
                    foreach (var (id, side) in settings.Fidelity.Chosen)
                        json.Member(id, side.ToString().ToLowerInvariant());
                });
                Number("max_body_size", settings.MaxBodySize);
                json.Member("hints", settings.Hints);
                json.Member("cors", settings.Cors);
                json.Member("cors_origin", settings.CorsOrigin);
                Number("not_emulated", settings.OnNotEmulated == OnNotEmulated.NotFound ? 404 : 501);
            });
            json.Member("replaced_account_service", end.Table(AccountService.Table).Count > 0);
            World("scenario", start);
            Number("dropped", journal.Dropped);
            Number("first", first);
            json.Array("requests", () =>
            {
                foreach (var request in requests)
                {
                    var arranged = request.Number > first && request.IsArranged ? request.State : null;
                    RecordedJson.WriteExactly(json, request, arranged is null ? null : Scenario(arranged));
                }
            });
            if (!end.IsSame(left ?? start))
                World("end", end);
        });
        return json.Written;

        void Number(string name, long number)
        {
            json.Name(name);
            json.Int(number);
        }

        void World(string name, WorldData data)
        {
            json.Name(name);
            json.Raw(Scenario(data));
        }

        string Scenario(WorldData data) => NodeJson.Text(format.ToNode(data, new(data)));
    }

    /// <summary>Reads a run.</summary>
    /// <exception cref="InvalidDataException">It is none, or one of another version.</exception>
    public static RunFile Read(ReadOnlyMemory<byte> content, string name)
    {
        try
        {
            var root = JsonElement.Parse(content.Span, new() { MaxDepth = JsonSyntax.MaxDepth });
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(VersionKey, out var version))
                throw new InvalidDataException($"{name} is no run file: it has no {VersionKey}.");
            return version.TryGetInt32(out var number) && number == Version
                ? new(root)
                : throw new InvalidDataException($"{name} has version {version} of run files; this release reads version {Version}.");
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException($"{name} is no run file: {wrong.Message}", wrong);
        }
    }

    /// <summary>
    /// Where the repeating begins: with the first request, or, where older ones are gone, with one whose world is kept and after which none
    /// has lost its body; else nowhere, and only the world as it is remains.
    /// </summary>
    private static (WorldData World, long First) Start(RequestJournal journal, IReadOnlyList<RecordedRequest> requests, WorldData now)
    {
        var whole = 0;
        for (var i = 0; i < requests.Count; i++)
            whole = requests[i].HasBodies ? whole : i + 1;
        if (whole == 0 && journal.Dropped == 0)
            return (journal.Start ?? now, 1);
        var first = requests.Skip(whole).FirstOrDefault(request => request.State is not null);
        return first is null ? (now, journal.Last + 1) : (first.State!, first.Number);
    }

    private static Fidelity Side(JsonElement side) => side.GetString() == "server" ? Fidelity.Server : Fidelity.Documented;
}

/// <summary>A request of a run file.</summary>
internal sealed class RunRequest(JsonElement json)
{
    /// <summary>Its number.</summary>
    public long Number => json.GetProperty("number").GetInt64();

    /// <summary>The world's time when it came.</summary>
    public DateTime Time => json.GetProperty("time").GetDateTimeOffset().UtcDateTime;

    /// <summary>The world that it found, if others had changed it; or null.</summary>
    public MapNode? World => json.TryGetProperty("scenario", out var world) ? (MapNode)NodeJson.Of(world) : null;

    /// <summary>The request.</summary>
    public WireRequest Request => new()
    {
        Method = Text("method"),
        Scheme = Text("scheme"),
        Host = Text("host"),
        PathBase = Text("path_base"),
        WorldPath = Text("world_path"),
        Target = Text("target"),
        Headers = [.. Fields("headers").Where(sent => !sent.Key.Equals("X-Waldur-Fake-World", StringComparison.OrdinalIgnoreCase))],
        Body = Bytes("body"),
    };

    /// <summary>Whether something else than the fake has answered it, which is in no file.</summary>
    public bool IsAnsweredElsewhere => json.TryGetProperty("answered_by", out var by) && by.ValueKind == JsonValueKind.String;

    /// <summary>How long the answer took.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds(json.GetProperty("duration").GetDouble());

    /// <summary>How an answer differs from the one of the run; null: it is equal to the byte, but for <c>Date</c>.</summary>
    public string? Difference(WireAnswer answer)
    {
        var (expected, status) = (
            json.GetProperty("status").GetInt32(),
            answer.Fate is WireFate.ResetBeforeAnswer && answer.Status != FaultedRequest.GivenUp ? 0 : answer.Status);
        var (headers, sent) = (Told(Fields("answer_headers")), Told(answer.Headers));
        var body = Bytes("answer");
        var what = status != expected ? $"the status was {expected} and is {status}"
            : status is 0 or FaultedRequest.GivenUp || body.Span.SequenceEqual(answer.Body.Span)
                ? status is not (0 or FaultedRequest.GivenUp) && headers != sent ? $"the headers were\n{headers}\nand are\n{sent}" : null
            : JsonSyntax.TryParse(body, out var before, out _) && JsonSyntax.TryParse(answer.Body, out var now, out _)
                && JsonDifference.Of(before, now).FirstOrDefault() is { } difference ? difference
            : $"the answer was {Encoding.UTF8.GetString(body.Span)} and is {Encoding.UTF8.GetString(answer.Body.Span)}";
        return what is null ? null : $"#{Number} {Text("method")} {Text("target")}: {what}";
    }

    private static string Told(IEnumerable<KeyValuePair<string, string>> headers) =>
        string.Join('\n', headers.Where(field => field.Key != "Date").Select(field => $"{field.Key}: {field.Value}"));

    private string Text(string name) => json.GetProperty(name).GetString()!;

    private ReadOnlyMemory<byte> Bytes(string name) => json.TryGetProperty(name, out var text)
        ? Encoding.UTF8.GetBytes(text.GetString()!)
        : json.GetProperty(name + "_base64").GetBytesFromBase64();

    private IEnumerable<KeyValuePair<string, string>> Fields(string name) => json.GetProperty(name).EnumerateArray()
        .Select(field => new KeyValuePair<string, string>(field[0].GetString()!, field[1].GetString()!));
}
