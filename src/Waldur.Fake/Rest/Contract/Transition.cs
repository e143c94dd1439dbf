using System.Collections.Immutable;

namespace Waldur.Fake;

/// <summary>
/// One row of a state table: an action, the states that it starts from in the order in which refusals name them, and where it leads.
/// </summary>
/// <typeparam name="TState">The states.</typeparam>
/// <param name="Action">The last part of the path.</param>
/// <param name="From">The states that the server lets it start from.</param>
/// <param name="To">Where it leads.</param>
internal record Transition<TState>(string Action, ImmutableArray<TState> From, TState To)
    where TState : struct, Enum
{
    /// <summary>The permission that it asks for; null: none.</summary>
    public string? Permission { get; init; }

    /// <summary>What it does, in a line.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The states that the documentation lets it start from, where it says more than the server gives.</summary>
    public (Divergence Divergence, ImmutableArray<TState> From)? Documented { get; init; }

    /// <summary>The states that it may start from, with that fidelity.</summary>
    public ImmutableArray<TState> Sources(Fidelity fidelity) =>
        Documented is { } other && fidelity.Of(other.Divergence) == FidelitySide.Documented ? other.From : From;

    /// <summary>Whether it may start from a state; the divergence is noted where the two sides would answer otherwise.</summary>
    public bool Allows(Call call, TState state, out ImmutableArray<TState> sources)
    {
        sources = Sources(call.Fidelity);
        var allowed = sources.Contains(state);
        // The refusals of the two sides name other states, so they differ even where both refuse.
        if (Documented is { } other && (!allowed || other.From.Contains(state) != From.Contains(state)))
            call.Note(other.Divergence);
        return allowed;
    }
}
