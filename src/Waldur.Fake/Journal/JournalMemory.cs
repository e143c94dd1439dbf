namespace Waldur.Fake;

/// <summary>
/// What all journals of the process may take together. It holds none of them: one that nobody uses any more goes with its world. When they
/// take too much, bodies go first, those of the journal that was written longest ago before others, and then whole requests.
/// </summary>
internal static class JournalMemory
{
    /// <summary>The most that they take, in bytes.</summary>
    public const long Most = 32L * 1024 * 1024;

    private const long Goal = Most / 8 * 7;

    private static readonly Lock s_gate = new();
    private static readonly List<WeakReference<RequestJournal>> s_journals = [];
    private static int s_nextSweep = 1024;
    private static long s_taken;

    /// <summary>What they take now, more or less: what is gone with its world still counts until there is too much.</summary>
    public static long Taken => Volatile.Read(ref s_taken);

    /// <summary>Counts a journal in from now on.</summary>
    public static void Register(RequestJournal journal)
    {
        lock (s_gate)
        {
            if (s_journals.Count >= s_nextSweep)
            {
                s_journals.RemoveAll(known => !known.TryGetTarget(out _));
                s_nextSweep = Math.Max(1024, 2 * s_journals.Count);
            }
            s_journals.Add(new(journal));
        }
    }

    /// <summary>Counts what a journal takes more, or less.</summary>
    public static void Add(long bytes)
    {
        if (Interlocked.Add(ref s_taken, bytes) > Most && s_gate.TryEnter())
        {
            try
            {
                Free();
            }
            finally
            {
                s_gate.Exit();
            }
        }
    }

    private static void Free()
    {
        var journals = new List<RequestJournal>();
        s_journals.RemoveAll(known =>
        {
            if (known.TryGetTarget(out var journal))
                journals.Add(journal);
            return journal is null;
        });
        journals.Sort(static (one, other) => one.Written.CompareTo(other.Written));
        Volatile.Write(ref s_taken, journals.Sum(journal => journal.Taken));
        foreach (var bodiesOnly in new[] { true, false })
        {
            foreach (var journal in journals)
            {
                if (s_taken > Goal)
                    Interlocked.Add(ref s_taken, -journal.Free(s_taken - Goal, bodiesOnly));
            }
        }
    }
}
