using System.Collections.Frozen;

namespace Waldur.Fake;

/// <summary>The two sides of a divergence.</summary>
public enum FidelitySide
{
    /// <summary>As the published documentation says.</summary>
    Documented,

    /// <summary>As release 7.9.6 of the server does.</summary>
    Server,
}

/// <summary>
/// What the fake follows where Waldur's published documentation and its server disagree. A single divergence can be chosen by itself:
/// <c>Fidelity.Documented.With("course-bulk-response", Fidelity.Server)</c>.
/// </summary>
public sealed class Fidelity
{
    /// <summary>As the published documentation says. The default.</summary>
    public static readonly Fidelity Documented = new(FidelitySide.Documented, FrozenDictionary<string, FidelitySide>.Empty);

    /// <summary>As release 7.9.6 of the server does.</summary>
    public static readonly Fidelity Server = new(FidelitySide.Server, FrozenDictionary<string, FidelitySide>.Empty);

    private readonly FrozenDictionary<string, FidelitySide> _chosen;

    private Fidelity(FidelitySide side, FrozenDictionary<string, FidelitySide> chosen)
    {
        Side = side;
        _chosen = chosen;
    }

    /// <summary>The side that counts where no divergence was chosen by itself.</summary>
    public FidelitySide Side { get; }

    /// <summary>The divergences that were chosen by themselves.</summary>
    public IReadOnlyDictionary<string, FidelitySide> Chosen => _chosen;

    /// <summary>The same fidelity, but for one divergence.</summary>
    /// <param name="divergence">The id of the divergence, as <c>docs/divergences.md</c> lists it.</param>
    /// <param name="side">The fidelity whose side it takes.</param>
    public Fidelity With(string divergence, Fidelity side) => new(
        Side,
        new Dictionary<string, FidelitySide>(_chosen, StringComparer.Ordinal) { [divergence] = side.Side }.ToFrozenDictionary(
            StringComparer.Ordinal));

    /// <summary>The side of a divergence.</summary>
    internal FidelitySide Of(Divergence divergence) => _chosen.GetValueOrDefault(divergence.Id, Side);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(", ", [Side.ToString(), .. _chosen.Select(pair => $"{pair.Key}={pair.Value}")]);
}
