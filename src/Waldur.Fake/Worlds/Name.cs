namespace Waldur.Fake;

/// <summary>
/// The key by which a scenario names an object. Its identifier is that of the object: whoever has the one finds the other.
/// Objects made later have no name.
/// </summary>
internal sealed record Name : Entity
{
    /// <summary>Names by kind and key.</summary>
    public static readonly TableIndex<Name, (string Kind, string Key)> ByKey = TableIndex<Name, (string, string)>.Unique(
        name => (name.Kind, name.Key));

    /// <summary>Where names are kept.</summary>
    public static readonly TableDefinition<Name> Table = new TableDefinition<Name>("names").With(ByKey);

    /// <summary>The kind of the object, as scenario files name it, for example <c>robot_accounts</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The key of the object, for example <c>alice</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The identifier of a named object, or null.</summary>
    public static Guid? Find(WorldData data, string kind, string key) =>
        data.Table(Table).By(ByKey, (kind, key)) is [var found] ? found.Uuid : null;
}
