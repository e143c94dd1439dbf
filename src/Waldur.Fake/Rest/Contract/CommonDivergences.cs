namespace Waldur.Fake;

/// <summary>Divergences that several groups share.</summary>
internal static class CommonDivergences
{
    /// <summary>Where the server would crash.</summary>
    public static readonly Divergence ServerCrash = new(
        int.MaxValue, "server-crash",
        "What crashes the server is answered with 400, or accepted where the published page allows it.",
        "500 with an HTML page, and nothing is stored.");
}
