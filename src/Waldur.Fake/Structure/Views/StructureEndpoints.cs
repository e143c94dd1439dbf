namespace Waldur.Fake;

/// <summary>What the links of the account groups lead to: read-only here, changed through the typed world.</summary>
internal static class StructureEndpoints
{
    /// <summary>The operations. They are not among Waldur's account operations, and not in the OpenAPI document.</summary>
    public static readonly IReadOnlyList<Operation> All =
    [
        .. UserEndpoints.All,
        .. KeyEndpoints.All,
        .. CustomerEndpoints.All,
        .. ProjectEndpoints.All,
        .. ResourceEndpoints.All,
        .. OfferingEndpoints.All,
    ];
}
