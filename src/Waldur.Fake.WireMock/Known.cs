namespace Waldur.Fake;

/// <summary>What the tables of the fake know of operations and kinds.</summary>
internal static class Known
{
    /// <summary>The operation of that name, which may be the HEAD that counts.</summary>
    public static Operation Operation(OperationName name) =>
        WaldurModules.Operations.FirstOrDefault(operation => operation.Name == name || operation.CountName == name)
        ?? throw new ArgumentException($"The fake has no operation {name}.", nameof(name));

    /// <summary>The path of an object, whose kind the row tells.</summary>
    public static string PathOf(Entity row)
    {
        var kind = WaldurModules.Scenarios.Kinds.SelectMany(kind => kind.WithParts)
            .FirstOrDefault(kind => kind.Rows?.GetType().GetGenericArguments()[0] == row.GetType());
        var route = kind is null ? null : WaldurModules.Operations.FirstOrDefault(
            operation => operation.Name.ToString() == $"{kind.Rows!.Kind}.retrieve")?.Path;
        return kind?.Link?.PathOf(row.Uuid) ?? route?.Replace("{uuid}", row.Uuid.ToString("n"), StringComparison.Ordinal)
            ?? throw new ArgumentException($"Waldur shows no {row.GetType().Name} by itself.", nameof(row));
    }
}
