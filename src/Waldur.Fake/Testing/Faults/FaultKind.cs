using static Waldur.Fake.Forms;

namespace Waldur.Fake;

/// <summary>Faults, as scenario files have them; over HTTP they are told in the same words.</summary>
internal static class FaultKind
{
    private const string Target = "on";

    private static readonly Labels<FaultDrop> s_drops = new()
    {
        { FaultDrop.BeforeAnswer, "before_answer" },
        { FaultDrop.InBody,       "in_body" },
    };

    private static readonly Labels<FaultDamage> s_damages = new()
    {
        { FaultDamage.Truncate, "truncate" },
        { FaultDamage.Garble,   "garble" },
    };

    private static readonly Fields<FaultAnswer> s_answer = new("answer", "An answer that is given instead of Waldur's.", _ => new())
    {
        { "status", Status, a => a.Status, (a, v) => a with { Status = v }, "Its status.", Required },
        {
            "body", new NullableForm<Node>(Json, isSaid: false), a => a.Body, (a, v) => a with { Body = v },
            "Its body: a text as it is, anything else as JSON.", "what Waldur says with that status"
        },
        {
            "content_type", new NullableForm<string>(FilledUpTo(200), isSaid: false), a => a.ContentType,
            (a, v) => a with { ContentType = v }, "The type of that body.", "`text/plain` of a text, `application/json` of anything else"
        },
        {
            "retry_after", Maybe(Whole(0, FaultForms.MostSeconds)), a => a.RetryAfter, (a, v) => a with { RetryAfter = v },
            "When to ask again, in seconds.", "1 with 429 and 503"
        },
    };

    /// <summary>The fields that say one thing in several ways, of which a fault says one, and the words for it.</summary>
    private static readonly (string Keys, Func<FaultRow, bool>[] Said)[] s_choices =
    [
        ("first, nth, every, rate", [f => f.First is not null, f => f.Nth is not null, f => f.Every is not null, f => f.Rate is not null]),
        ("respond, drop, damage, stall", [f => f.Respond is not null, f => f.Drop is not null, f => f.Damage is not null, f => f.Stall]),
        ("delay, delay_real", [f => f.Delay is not null, f => f.DelayReal is not null]),
    ];

    /// <summary>The fields that say which requests are struck, and when.</summary>
    private static readonly string[] s_strikes = [Target, "by", "body", "object", "first", "nth", "every", "rate", "after_commit"];

    public static readonly Kind<FaultRow> Kind = new(
        FaultRow.Table, "fault", "A fault: which requests it strikes, when, and what becomes of them.", _ => new(),
        "Faults that requests run into; of several the last one that is due strikes.", finish: Finish, place: 14, isLast: true)
    {
        { Target, FaultForms.Target, f => f.On, (f, v) => f with { On = v }, "What it strikes.", Required },
        { "by", Maybe(Ref(User.Table)), f => f.By, (f, v) => f with { By = v }, "Whose requests.", "anybody's" },
        {
            "body", Maybe(AnyObject), f => f.Body, (f, v) => f with { Body = v },
            "What their body has, among other things; of a list one of its items.", "anything"
        },
        { "object", Maybe(FaultForms.Object), f => f.Object, (f, v) => f with { Object = v }, "The object in their path.", "any" },
        { "first", Maybe(Number), f => f.First, (f, v) => f with { First = v }, "So many of these requests, the first ones.", "all" },
        { "nth", Maybe(Number), f => f.Nth, (f, v) => f with { Nth = v }, "The one of that number.", "all" },
        { "every", Maybe(Number), f => f.Every, (f, v) => f with { Every = v }, "Each one whose number is a multiple of it.", "all" },
        {
            "rate", Maybe(FaultForms.Rate), f => f.Rate, (f, v) => f with { Rate = v },
            "That part of them, by chance from the seed.", "all"
        },
        {
            "respond", new NullableForm<FaultAnswer>(Short(Status, (a, v) => a with { Status = v }, s_answer), isSaid: false),
            f => f.Respond, (f, v) => f with { Respond = v }, "The answer that is given: a status, or more.", "Waldur's"
        },
        { "drop", Maybe(Label(s_drops)), f => f.Drop, (f, v) => f with { Drop = v }, "Where the connection is reset.", "nowhere" },
        {
            "damage", Maybe(Label(s_damages)), f => f.Damage, (f, v) => f with { Damage = v },
            "What becomes of the body: it ends in its middle, or bytes of it are others.", "nothing"
        },
        { "stall", Flag, f => f.Stall, (f, v) => f with { Stall = v }, "Does no answer come until the client gives up?" },
        {
            "delay", Maybe(FaultForms.Seconds), f => f.Delay, (f, v) => f with { Delay = v },
            "How far the world's clock has to move on before the request is looked at.", "no delay"
        },
        {
            "delay_real", Maybe(FaultForms.Seconds), f => f.DelayReal, (f, v) => f with { DelayReal = v },
            "How long the request waits by the time of the machine.", "no delay"
        },
        {
            "after_commit", Flag, f => f.AfterCommit, (f, v) => f with { AfterCommit = v },
            "Is it done all the same, and first? Otherwise nothing is done, or what is done waits for the delay."
        },
        { "done_twice", Flag, f => f.DoneTwice, (f, v) => f with { DoneTwice = v }, "Is it done twice? The second answer counts." },
        { "matched", Count, f => f.Matched, (f, v) => f with { Matched = v }, "How many requests have matched so far." },
        { "used", Count, f => f.Used, (f, v) => f with { Used = v }, "How many of them it has struck so far." },
    };

    private static IntegerForm<int> Status => Whole(200, 599);

    private static IntegerForm<int> Number => Whole(1, int.MaxValue);

    /// <summary>What contradicts itself in a fault, by field.</summary>
    public static IEnumerable<(string Field, string Message)> Contradictions(FaultRow fault)
    {
        foreach (var (keys, said) in s_choices)
        {
            var names = keys.Split(", ").Zip(said).Where(one => one.Second(fault)).Select(one => one.First).ToList();
            if (names.Count > 1)
                yield return (names[1], $"contradicts '{names[0]}': a fault says one of {keys}");
        }
        if (fault is { Refuses: false, Waits: false, DoneTwice: false })
            yield return (Target, "nothing becomes of it: say respond, drop, damage, stall, delay, delay_real or done_twice");
        if (fault.Respond is { Status: 204 or 304, Body: not null } answer)
            yield return ("respond", $"an answer of status {answer.Status} has no body");
        if (fault.Respond?.ContentType?.All(character => character is >= ' ' and <= '~') == false)
            yield return ("respond", "a content_type has letters, digits and signs of ASCII only");
    }

    /// <summary>A fault as HTTP tells it: its name, what it says, and its counts even where they are 0.</summary>
    public static MapNode Show(FaultRow fault, WorldData data)
    {
        var said = (MapNode)Kind.Fields.Write(fault, new(data));
        return new(default, [
            new("name", default, Node.Of(NameOf(fault, data))),
            .. said.Entries.Where(entry => entry.Key is not ("uuid" or "created" or "modified" or "matched" or "used")),
            new("matched", default, Node.Of(fault.Matched)),
            new("used", default, Node.Of(fault.Used)),
        ]);
    }

    /// <summary>The name of a fault.</summary>
    public static string NameOf(FaultRow fault, WorldData data) => data.Table(Name.Table).Find(fault.Uuid)?.Key ?? fault.Uuid.ToString("n");

    private static FaultRow Finish(FaultRow fault, Reading reading)
    {
        // What should become of requests may be said, and be wrong: then that was told.
        var saysMore = reading.Origin.Entry.Value is MapNode map
            && map.Entries.Any(entry => !s_strikes.Contains(entry.Key, StringComparer.Ordinal));
        foreach (var (field, message) in Contradictions(fault).Where(one => !(one.Field == Target && saysMore)))
            reading.Wrong(field, message);
        return fault;
    }
}
