namespace Waldur.Fake;

/// <summary>Faults are objects of a world like all others.</summary>
internal static class FaultModule
{
    public static Module Module { get; } = new() { Tables = [FaultRow.Table], Kinds = [FaultKind.Kind] };
}
