using System.Buffers.Binary;
using System.Text.Json;

namespace Waldur.Fake;

/// <summary>What a fault strikes: one operation, all of a group, or, if it names neither, any request.</summary>
internal readonly record struct FaultTarget(OperationName? Operation = null, string? Group = null)
{
    /// <summary>What stands for any request.</summary>
    public const string Any = "any";

    public override string ToString() => Operation?.ToString() ?? Group ?? Any;
}

/// <summary>Where a connection is reset.</summary>
internal enum FaultDrop
{
    /// <summary>Before the first byte of the answer.</summary>
    BeforeAnswer,

    /// <summary>In the middle of its body.</summary>
    InBody,
}

/// <summary>What becomes of the body of an answer.</summary>
internal enum FaultDamage
{
    /// <summary>It ends in its middle; the head says so.</summary>
    Truncate,

    /// <summary>Bytes of it are others.</summary>
    Garble,
}

/// <summary>An answer that is given instead of Waldur's.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Body">Its body: a text as it is, anything else as JSON; null: what Waldur says with that status.</param>
/// <param name="ContentType">The type of that body; null: by what it is.</param>
/// <param name="RetryAfter">When to ask again, in seconds; null: the least with 429 and 503, and nothing with others.</param>
internal sealed record FaultAnswer(int Status = 0, Node? Body = null, string? ContentType = null, int? RetryAfter = null);

/// <summary>
/// A fault: which requests it strikes, when, and what becomes of them. It is a row of the world, its counts included, so that forks,
/// checkpoints and resets treat it as all else.
/// </summary>
internal sealed record FaultRow : Entity
{
    private static readonly TableIndex<FaultRow, Guid> s_byCaller =
        TableIndex<FaultRow, Guid>.OnEach(fault => fault.By is { } caller ? [caller] : []);

    /// <summary>Where faults are kept, oldest first.</summary>
    public static readonly TableDefinition<FaultRow> Table =
        new TableDefinition<FaultRow>("faults").With(s_byCaller).GoesWith(User.Table, s_byCaller);

    /// <summary>What it strikes.</summary>
    public FaultTarget On { get; init; }

    /// <summary>Whose requests; null: anybody's.</summary>
    public Guid? By { get; init; }

    /// <summary>What their body has, among other things; null: anything.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>The object in their path; null: any.</summary>
    public Guid? Object { get; init; }

    /// <summary>So many of the requests that match, the first ones.</summary>
    public int? First { get; init; }

    /// <summary>The one of that number.</summary>
    public int? Nth { get; init; }

    /// <summary>Each one whose number is a multiple.</summary>
    public int? Every { get; init; }

    /// <summary>That part of them, by chance from the seed.</summary>
    public decimal? Rate { get; init; }

    /// <summary>The answer that is given.</summary>
    public FaultAnswer? Respond { get; init; }

    /// <summary>Where the connection is reset.</summary>
    public FaultDrop? Drop { get; init; }

    /// <summary>What becomes of the body.</summary>
    public FaultDamage? Damage { get; init; }

    /// <summary>No answer comes until the client gives up.</summary>
    public bool Stall { get; init; }

    /// <summary>How long the world's clock has to move on before it goes on.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>How long it waits by the time of the machine.</summary>
    public TimeSpan? DelayReal { get; init; }

    /// <summary>It is done all the same, before anything else happens.</summary>
    public bool AfterCommit { get; init; }

    /// <summary>It is done a second time.</summary>
    public bool DoneTwice { get; init; }

    /// <summary>How many requests have matched.</summary>
    public int Matched { get; init; }

    /// <summary>How many of them it has struck.</summary>
    public int Used { get; init; }

    /// <summary>Has it said when it strikes, other than always?</summary>
    public bool IsCounted => First is not null || Nth is not null || Every is not null || Rate is not null;

    /// <summary>Does something other than Waldur's answer come, or none?</summary>
    public bool Refuses => Respond is not null || Drop is not null || Damage is not null || Stall;

    /// <summary>Does it wait?</summary>
    public bool Waits => Delay is not null || DelayReal is not null;

    /// <summary>How often what is asked for is done.</summary>
    public int Times => DoneTwice ? 2 : AfterCommit || !Refuses ? 1 : 0;

    /// <summary>The fault after one more request that matches; whether it strikes that one is what its count of uses tells.</summary>
    public FaultRow Next(long seed)
    {
        var next = this with { Matched = Matched + 1 };
        return (Refuses || Waits || DoneTwice) && next.IsDue(seed) ? next with { Used = Used + 1 } : next;
    }

    private bool IsDue(long seed) => this switch
    {
        { First: { } first } => Matched <= first,
        { Nth: { } nth } => Matched == nth,
        { Every: { } every } => Matched % every == 0,
        { Rate: { } rate } => Chance(seed) < (double)rate,
        _ => true,
    };

    /// <summary>A number from 0 up to 1, which depends on the seed, the fault and the number of the request alone.</summary>
    private double Chance(long seed)
    {
        Span<byte> uuid = stackalloc byte[16];
        Uuid.TryWriteBytes(uuid);
        var state = unchecked(BinaryPrimitives.ReadUInt64BigEndian(uuid) + (ulong)seed);
        return (Randomness.Mix(unchecked(Randomness.Mix(state) + (ulong)Matched)) >> 11) * (1.0 / (1L << 53));
    }
}
