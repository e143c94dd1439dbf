using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Waldur.Fake;

/// <summary>
/// A fault of a world: which requests it strikes, when, and what becomes of them. It strikes from the moment on that it says the last, and
/// always unless it says when.
/// </summary>
public sealed class Fault
{
    private readonly World _world;
    private readonly Guid _uuid;

    internal Fault(World world, Guid uuid) => (_world, _uuid) = (world, uuid);

    /// <summary>Its name, for example <c>fault-1</c>; answers that it has struck carry it as <c>X-Waldur-Fake-Fault</c>.</summary>
    public string Name => _world.Data.Table(Fake.Name.Table).Find(_uuid)?.Key ?? _uuid.ToString("n");

    /// <summary>How many requests have matched what it says of operation, caller, body and object.</summary>
    /// <exception cref="InvalidOperationException">The fault is no longer there.</exception>
    public int Matched => Row(_world.Data).Matched;

    /// <summary>How many of them it has struck.</summary>
    /// <exception cref="InvalidOperationException">The fault is no longer there.</exception>
    public int Used => Row(_world.Data).Used;

    /// <summary>Strikes requests of one user only.</summary>
    /// <param name="user">The key of the user in the scenario, or the username.</param>
    /// <exception cref="KeyNotFoundException">There is no such user.</exception>
    public Fault By(string user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var caller = _world.UserNamed(user).Uuid;
        return With(fault => fault with { By = caller });
    }

    /// <summary>
    /// Strikes requests with a body that has these members only, whatever else is in it; of a list one item must have them.
    /// </summary>
    /// <param name="json">A JSON object, such as <c>{"type": "gpu"}</c>.</param>
    /// <exception cref="ArgumentException">It is not a JSON object.</exception>
    public Fault WithBody(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return JsonSyntax.TryParse(Encoding.UTF8.GetBytes(json), out var body, out _) && body.ValueKind == JsonValueKind.Object
            ? With(fault => fault with { Body = body })
            : throw new ArgumentException("A body is matched by a JSON object, and this is none.", nameof(json));
    }

    /// <summary>Strikes requests with a body that has this text in a field only.</summary>
    /// <param name="field">The name of the field.</param>
    /// <param name="value">The text.</param>
    public Fault WithBody(string field, string value)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(value);
        var body = NodeJson.ToElement(new MapNode(default, [new(field, default, Node.Of(value))]));
        return With(fault => fault with { Body = body });
    }

    /// <summary>Strikes requests with that object in their path only.</summary>
    /// <param name="uuid">Its identifier.</param>
    public Fault OnObject(Guid uuid) => With(fault => fault with { Object = uuid });

    /// <summary>Strikes requests with that object in their path only.</summary>
    /// <param name="kind">Its kind, for example <c>robot_accounts</c>.</param>
    /// <param name="key">Its key in the scenario.</param>
    /// <exception cref="KeyNotFoundException">The scenario names no such object.</exception>
    public Fault OnObject(string kind, string key) => OnObject(_world.Uuid(kind, key));

    /// <summary>Strikes the first request that matches.</summary>
    public Fault Once() => First(1);

    /// <summary>Strikes the first requests that match.</summary>
    /// <param name="count">How many.</param>
    public Fault First(int count) => When(Positive(count), (fault, number) => fault with { First = number });

    /// <summary>Strikes one request of those that match.</summary>
    /// <param name="number">Which one; the first is 1.</param>
    public Fault Nth(int number) => When(Positive(number), (fault, nth) => fault with { Nth = nth });

    /// <summary>Strikes each request that matches and has a multiple of the number: with 3 the third, the sixth, the ninth.</summary>
    /// <param name="number">The number.</param>
    public Fault Every(int number) => When(Positive(number), (fault, every) => fault with { Every = every });

    /// <summary>Strikes part of the requests that match, by chance. The seed of the world decides, so it is the same each time.</summary>
    /// <param name="part">Above 0, at most 1: with 0.1 every tenth on the average.</param>
    public Fault Rate(double part) => When(
        part is > 0 and <= 1 ? part : throw new ArgumentOutOfRangeException(nameof(part), part, "A rate is above 0 and at most 1."),
        (fault, rate) => fault with { Rate = (decimal)rate });

    /// <summary>
    /// Answers with a status and what Waldur says with it: 401 that the token has expired, 403, 404, 429 that there are too many requests,
    /// 500; with 502, 503 and 504 the page of the server in front of it. With any other status there is no body.
    /// </summary>
    /// <param name="status">The status, from 200 to 599.</param>
    /// <param name="retryAfter">When to ask again, in seconds; null: after a second with 429 and 503, not said with others.</param>
    public Fault Respond(int status, int? retryAfter = null) => Respond(new(Status(status), RetryAfter: Seconds(retryAfter)));

    /// <summary>Answers with a status and a body.</summary>
    /// <param name="status">The status, from 200 to 599.</param>
    /// <param name="body">The body.</param>
    /// <param name="contentType">Its type.</param>
    /// <param name="retryAfter">When to ask again, in seconds; null: after a second with 429 and 503, not said with others.</param>
    public Fault Respond(int status, string body, string contentType = "application/json", int? retryAfter = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentException.ThrowIfNullOrEmpty(contentType);
        return Respond(new(Status(status), Node.Of(body), contentType, Seconds(retryAfter)));
    }

    /// <summary>Resets the connection before the first byte of the answer.</summary>
    public Fault DropBeforeAnswer() => Effect(fault => fault with { Drop = FaultDrop.BeforeAnswer });

    /// <summary>Resets the connection in the middle of the body of the answer; before it, if there is none.</summary>
    public Fault DropInBody() => Effect(fault => fault with { Drop = FaultDrop.InBody });

    /// <summary>Ends the body of the answer in its middle, as if there were no more of it.</summary>
    public Fault Truncate() => Effect(fault => fault with { Damage = FaultDamage.Truncate });

    /// <summary>Makes bytes in the body of the answer others, so that it is no JSON.</summary>
    public Fault Garble() => Effect(fault => fault with { Damage = FaultDamage.Garble });

    /// <summary>Gives no answer until the client gives up.</summary>
    public Fault Stall() => Effect(fault => fault with { Stall = true });

    /// <summary>
    /// Lets requests wait until the world's clock has moved on so far: by <see cref="WorldClock.Advance"/>, or by itself if it runs. A
    /// world that goes back to a checkpoint leaves them waiting until their clients give up.
    /// </summary>
    /// <param name="by">How far, at most a day.</param>
    public Fault Delay(TimeSpan by) => Wait(by, (fault, delay) => fault with { Delay = delay });

    /// <summary>Lets requests wait by the time of the machine, <see cref="ForkOptions.HostTime"/>.</summary>
    /// <param name="by">How long, at most a day.</param>
    public Fault DelayReal(TimeSpan by) => Wait(by, (fault, delay) => fault with { DelayReal = delay });

    /// <summary>What is asked for is done all the same, and before anything else: "refused, but it was done".</summary>
    public Fault AfterCommit() => With(fault => fault with { AfterCommit = true });

    /// <summary>
    /// What is asked for is done twice, as if something on the way had sent it again; the second answer is the one that comes, unless the
    /// fault gives another.
    /// </summary>
    public Fault DoneTwice() => With(fault => fault with { DoneTwice = true });

    /// <summary>Removes it. It may be gone already.</summary>
    public void Remove() => _world.Adjust(changes =>
    {
        changes.Delete(FaultRow.Table, _uuid);
        changes.Delete(Fake.Name.Table, _uuid);
        return true;
    });

    /// <summary>Its name and what it says, in the words of scenario files.</summary>
    public override string ToString() => _world.Data is var data && data.Table(FaultRow.Table).Find(_uuid) is { } fault
        ? NodeJson.Text(FaultKind.Show(fault, data))
        : $"{Name}, which is no longer there";

    private Fault Respond(FaultAnswer answer) => Effect(fault => fault with { Respond = answer });

    private Fault When<T>(T value, Func<FaultRow, T, FaultRow> say) => With(fault => fault.IsCounted
        ? throw new InvalidOperationException($"{Name} says already when it strikes: say one of Once, First, Nth, Every and Rate.")
        : say(fault, value));

    private Fault Effect(Func<FaultRow, FaultRow> say) => With(fault => fault.Refuses
        ? throw new InvalidOperationException(
            $"{Name} says already what becomes of the answer: say one of Respond, DropBeforeAnswer, DropInBody, Truncate, Garble and Stall.")
        : say(fault));

    private Fault Wait(TimeSpan by, Func<FaultRow, TimeSpan, FaultRow> say)
    {
        if (by < TimeSpan.Zero || by > TimeSpan.FromSeconds(FaultForms.MostSeconds))
            throw new ArgumentOutOfRangeException(nameof(by), by, "A delay is at most a day.");
        return With(fault => fault.Waits
            ? throw new InvalidOperationException($"{Name} has a delay already: say one of Delay and DelayReal.")
            : say(fault, by));
    }

    private Fault With(Func<FaultRow, FaultRow> change)
    {
        _world.Adjust(changes =>
        {
            var fault = change(Row(changes.Data));
            // That nothing becomes of requests yet is no contradiction: the next words may say it.
            var wrong = FaultKind.Contradictions(fault).FirstOrDefault(wrong => wrong.Field != "on").Message;
            changes.Put(FaultRow.Table, wrong is null ? fault : throw new ArgumentException($"In {Name} {wrong}."));
            return true;
        });
        return this;
    }

    private FaultRow Row(WorldData data) => data.Table(FaultRow.Table).Find(_uuid)
        ?? throw new InvalidOperationException(
            $"{Name} is no longer there: it was removed, or the world has gone back to a time before it.");

    private static int Positive(int number, [CallerArgumentExpression(nameof(number))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number, name);
        return number;
    }

    private static int Status(int status) => status is >= 200 and <= 599
        ? status
        : throw new ArgumentOutOfRangeException(nameof(status), status, "A status is from 200 to 599.");

    private static int? Seconds(int? retryAfter) => retryAfter is null or (>= 0 and <= FaultForms.MostSeconds)
        ? retryAfter
        : throw new ArgumentOutOfRangeException(nameof(retryAfter), retryAfter, "A client is asked to wait for at most a day.");
}
