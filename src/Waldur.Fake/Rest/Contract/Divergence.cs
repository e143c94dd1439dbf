namespace Waldur.Fake;

/// <summary>A named disagreement between Waldur's published documentation and its server: one row of the one table.</summary>
/// <param name="Place">Its place in the table, and so in the header that names several.</param>
/// <param name="Id">The name, as in the header and in <c>docs/divergences.md</c>.</param>
/// <param name="Documented">What the documentation says.</param>
/// <param name="Server">What the server does.</param>
/// <param name="Places">Where it acts, if in several places (for <c>server-crash</c>).</param>
internal sealed record Divergence(int Place, string Id, string Documented, string Server, IReadOnlyList<string>? Places = null);
