namespace Waldur.Fake;

/// <summary>
/// What became known of a request while it was answered, beside the answer: who asked, and what the world was and became.
/// </summary>
internal sealed class WireTrace(WorldData found)
{
    /// <summary>The data that it found.</summary>
    public WorldData Found { get; set; } = found;

    /// <summary>The data that it left.</summary>
    public WorldData Left { get; set; } = found;

    /// <summary>The user who asked; null: it is not known who did.</summary>
    public Guid? Caller { get; set; }

    /// <summary>The staff user who impersonated the caller.</summary>
    public Guid? Impersonator { get; set; }

    /// <summary>Its number in the journal; 0: it is in none.</summary>
    public long Number { get; set; }

    /// <summary>What it changed in the world; null: nothing.</summary>
    public Transaction? Kept { get; private set; }

    /// <summary>What became known of the same request when it was done before; null: it was done once.</summary>
    public WireTrace? Earlier { get; private set; }

    /// <summary>The same, of a request that was done before.</summary>
    public WireTrace After(WireTrace? earlier)
    {
        (Earlier, Found) = (earlier, earlier?.Found ?? Found);
        return this;
    }

    /// <summary>Notes a transaction of the request.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="isKept">Whether its changes are kept.</param>
    public void Note(Transaction transaction, bool isKept)
    {
        (Found, Kept) = (transaction.Found, isKept ? transaction : null);
        Left = isKept ? transaction.Data : transaction.Found;
    }
}
