namespace Waldur.Fake;

/// <summary>What course accounts bring with them.</summary>
internal static class CourseAccountModule
{
    public static Module Module { get; } = new()
    {
        Tables = [AccountService.Table, CourseAccount.Table],
        Operations = CourseAccountEndpoints.All,
        Divergences = CourseAccountDivergences.All,
        CrashPlaces = CourseAccountDivergences.CrashPlaces,
        Kinds = [CourseAccountKind.Kind],
    };
}
