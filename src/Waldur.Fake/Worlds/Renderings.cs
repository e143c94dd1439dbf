using System.Numerics;
using System.Runtime.CompilerServices;

namespace Waldur.Fake;

/// <summary>
/// What rows were rendered to last, for all worlds that began with the same data. It has room for some thousands, and what has none is
/// rendered again. What was looked at meanwhile is noted, so nobody has to say what a rendering depends on.
/// </summary>
internal sealed class Renderings
{
    private const int Room = 4096;

    private readonly Entry?[] _entries = new Entry?[Room];

    /// <summary>What a row was rendered to, if that would come out the same now.</summary>
    /// <param name="row">The row.</param>
    /// <param name="form">What it is rendered by.</param>
    /// <param name="origin">What links begin with.</param>
    /// <param name="data">What the row's references point into; what the rendering looked at is noted there.</param>
    public byte[]? Find(object row, object form, ReadOnlyMemory<byte> origin, WorldData data)
    {
        if (_entries[PlaceOf(row, form)] is not { } entry
            || !ReferenceEquals(entry.Row, row)
            || !ReferenceEquals(entry.Form, form)
            || !entry.Origin.Span.SequenceEqual(origin.Span)
            || !data.HasSame(entry.Seen, entry.Tables))
        {
            return null;
        }
        data.Watch!.Seen |= entry.Seen;
        return entry.Bytes;
    }

    /// <summary>Keeps what a row was rendered to.</summary>
    /// <param name="row">The row.</param>
    /// <param name="form">What it was rendered by.</param>
    /// <param name="origin">What links begin with.</param>
    /// <param name="data">What the row's references point into.</param>
    /// <param name="seen">What the rendering looked at.</param>
    /// <param name="bytes">What it was rendered to.</param>
    public void Keep(object row, object form, ReadOnlyMemory<byte> origin, WorldData data, ulong seen, byte[] bytes)
    {
        if ((seen & Watch.Others) == 0)
            _entries[PlaceOf(row, form)] = new(row, form, origin, seen, data.Seen(seen), bytes);
    }

    private static int PlaceOf(object row, object form) =>
        (RuntimeHelpers.GetHashCode(row) ^ (int)BitOperations.RotateLeft((uint)RuntimeHelpers.GetHashCode(form), 7)) & (Room - 1);

    private sealed record Entry(object Row, object Form, ReadOnlyMemory<byte> Origin, ulong Seen, object[] Tables, byte[] Bytes);
}

/// <summary>Notes what is looked at of a world's data.</summary>
internal sealed class Watch
{
    /// <summary>What is no table: clock, audit log, randomness.</summary>
    public const ulong Others = 1UL << 63;

    /// <summary>A bit for each table.</summary>
    public ulong Seen { get; set; }

    /// <summary>The tables that the last rendering looked at.</summary>
    public (ulong Seen, object[] Tables)? Last { get; set; }
}
