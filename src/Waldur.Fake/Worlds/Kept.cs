namespace Waldur.Fake;

/// <summary>Something that follows from the rows of a world: it is kept with them, and brought up to date when it is asked for.</summary>
/// <typeparam name="TState">Kind of what is kept; immutable.</typeparam>
internal abstract class Derived<TState>
    where TState : class
{
    /// <summary>Whether all rows that matter are the same in both, and so what follows from them.</summary>
    public abstract bool IsCurrent(WorldData before, WorldData now);

    /// <summary>Works it out.</summary>
    public abstract TState Make(WorldData data);

    /// <summary>Brings it up to date.</summary>
    public abstract TState Follow(TState state, WorldData before, WorldData now);
}

/// <summary>
/// What was asked for of what follows from a world's rows, each with the rows that it follows from. Data that are made from others begin
/// with what was kept there.
/// </summary>
/// <param name="before">What was kept by the data that these were made from.</param>
internal sealed class Kept(Kept? before = null)
{
    private volatile Entry[] _entries = before?._entries ?? [];

    public Entry? Find(object derived)
    {
        foreach (var entry in _entries)
        {
            if (ReferenceEquals(entry.Derived, derived))
                return entry;
        }
        return null;
    }

    /// <summary>Readers race here: who loses will have to work it out again, and no more.</summary>
    public void Put(Entry entry) => _entries = [.. _entries.Where(other => other.Derived != entry.Derived), entry];

    /// <summary>What was asked for.</summary>
    /// <param name="Derived">What follows from rows.</param>
    /// <param name="At">The rows, and nothing else.</param>
    /// <param name="State">What follows.</param>
    internal sealed record Entry(object Derived, WorldData At, object State);
}
