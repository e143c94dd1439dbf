namespace Waldur.Fake;

/// <summary>What a rule says to an answer. Where the server would crash, that is a value too: the operator that it crashes on.</summary>
/// <param name="Holds">Whether the rule holds.</param>
/// <param name="Crash">The operator that crashes the server; then <paramref name="Holds"/> says nothing.</param>
internal readonly record struct Judgement(bool Holds, ChecklistOperator? Crash = null)
{
    /// <summary>It holds.</summary>
    public static Judgement Yes { get; } = new(true);

    /// <summary>It does not.</summary>
    public static Judgement No { get; } = new(false);

    /// <summary>A rule without a crash.</summary>
    public static Judgement Of(bool holds) => new(holds);

    /// <summary>The server would crash.</summary>
    public static Judgement CrashOn(ChecklistOperator crash) => new(false, crash);
}
