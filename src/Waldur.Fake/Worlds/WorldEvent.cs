using System.Collections;
using System.Collections.Immutable;

namespace Waldur.Fake;

/// <summary>An entry of the audit log, as Waldur writes it.</summary>
/// <param name="Time">When, by the world's clock.</param>
/// <param name="Type">Waldur's event type, for example <c>resource_robot_account_created</c>.</param>
/// <param name="Message">Waldur's message.</param>
/// <param name="Scopes">Identifiers of the objects that the entry is about.</param>
public sealed record WorldEvent(DateTime Time, string Type, string Message, ImmutableArray<Guid> Scopes)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Type}: {Message}";
}

/// <summary>
/// The audit log, oldest entry first. It keeps the last entries only, so that a world that is used for ever does not grow for ever.
/// </summary>
public sealed class EventLog : IReadOnlyList<WorldEvent>
{
    /// <summary>How many entries are kept.</summary>
    public const int Capacity = 10_000;

    internal static readonly EventLog Empty = new([], 0);

    private readonly ImmutableList<WorldEvent> _entries;

    private EventLog(ImmutableList<WorldEvent> entries, long dropped) => (_entries, Dropped) = (entries, dropped);

    /// <summary>How many entries are kept of those that were written.</summary>
    public int Count => _entries.Count;

    /// <summary>How many older entries are no longer kept.</summary>
    public long Dropped { get; }

    /// <summary>The entry at that place, of those that are kept.</summary>
    public WorldEvent this[int index] => _entries[index];

    /// <inheritdoc/>
    public IEnumerator<WorldEvent> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal EventLog Add(WorldEvent entry) =>
        Count < Capacity ? new(_entries.Add(entry), Dropped) : new(_entries.RemoveAt(0).Add(entry), Dropped + 1);

    /// <summary>The entries that were written after those of an earlier state of the log, as far as they are kept.</summary>
    internal IReadOnlyList<WorldEvent> Since(EventLog before)
    {
        var known = (int)Math.Clamp(before.Count + before.Dropped - Dropped, 0, Count);
        return known == Count ? [] : _entries.GetRange(known, Count - known);
    }
}
