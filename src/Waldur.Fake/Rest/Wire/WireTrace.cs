namespace Waldur.Fake;

/// <summary>What became known of a request while it was answered, beside the answer: who asked, and what the world was and became.</summary>
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

    /// <summary>What it changed in the world.</summary>
    public IReadOnlyList<Transaction> Kept { get; set; } = [];

    /// <summary>Notes a transaction of the request.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="isKept">Whether its changes are kept.</param>
    public void Note(Transaction transaction, bool isKept)
    {
        (Found, Kept) = (transaction.Found, isKept ? [transaction] : []);
        Left = isKept ? transaction.Data : transaction.Found;
    }
}
