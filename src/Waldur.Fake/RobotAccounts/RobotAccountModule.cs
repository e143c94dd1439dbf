namespace Waldur.Fake;

/// <summary>What robot accounts bring with them.</summary>
internal static class RobotAccountModule
{
    public static Module Module { get; } = new()
    {
        Tables = [RobotAccount.Table],
        Operations = RobotAccountEndpoints.All,
        Divergences = RobotAccountDivergences.All,
        CrashPlaces = RobotAccountDivergences.CrashPlaces,
        Kinds = [RobotAccountKind.Kind],
    };
}
