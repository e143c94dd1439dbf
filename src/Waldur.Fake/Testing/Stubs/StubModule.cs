namespace Waldur.Fake;

/// <summary>Stubs are objects of a world like all others.</summary>
internal static class StubModule
{
    /// <summary>The module.</summary>
    /// <param name="isEmulated">Whether a path is emulated.</param>
    public static Module Of(Func<string, bool> isEmulated) => new() { Tables = [StubRow.Table], Kinds = [StubKind.Of(isEmulated)] };
}
