using System.Collections.Immutable;

namespace Waldur.Fake;

/// <summary>
/// A world at one moment: data, clock, randomness, identifiers and pending timers. Making one and going back to it copies a pointer,
/// whatever the size.
/// </summary>
public sealed class Checkpoint
{
    internal Checkpoint(WorldData data, ImmutableList<PendingTimer> timers)
    {
        Data = data;
        Timers = timers;
    }

    /// <summary>The world's time at that moment.</summary>
    public DateTimeOffset Time => new(Data.Now);

    internal WorldData Data { get; }

    internal ImmutableList<PendingTimer> Timers { get; }
}
