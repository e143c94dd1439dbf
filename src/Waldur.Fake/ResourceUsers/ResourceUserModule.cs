namespace Waldur.Fake;

/// <summary>What resource users bring with them.</summary>
internal static class ResourceUserModule
{
    public static Module Module { get; } = new()
    {
        Tables = [ResourceUser.Table],
        Operations = ResourceUserEndpoints.All,
        Divergences = ResourceUserDivergences.All,
        Kinds = [ResourceUserKind.Kind],
    };
}
