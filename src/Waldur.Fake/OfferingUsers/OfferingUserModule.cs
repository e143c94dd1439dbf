namespace Waldur.Fake;

/// <summary>What offering users bring with them, what they fill in included.</summary>
internal static class OfferingUserModule
{
    public static Module Module { get; } = new()
    {
        Tables = [OfferingUser.Table, ChecklistCompletion.Table, ChecklistAnswer.Table],
        Operations = [.. OfferingUserEndpoints.All, .. ChecklistEndpoints.All],
        Divergences = [.. OfferingUserDivergences.All, .. ChecklistDivergences.All],
        CrashPlaces = [.. OfferingUserDivergences.CrashPlaces, .. ChecklistDivergences.CrashPlaces],
        Kinds = [OfferingUserKind.Kind],
    };
}
