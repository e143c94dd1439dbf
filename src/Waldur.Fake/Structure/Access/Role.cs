using System.Collections.Immutable;

namespace Waldur.Fake;

/// <summary>A role: a name and the permissions that it carries. Data: a world can change every row.</summary>
public sealed record Role : Entity
{
    /// <summary>Roles by name.</summary>
    internal static readonly TableIndex<Role, string> ByName = TableIndex<Role, string>.Unique(role => role.Name);

    /// <summary>Where roles are kept.</summary>
    internal static readonly TableDefinition<Role> Table = new TableDefinition<Role>("roles").With(ByName);

    /// <summary>
    /// The name, for example <c>CUSTOMER.OWNER</c>; what stands before the dot is the kind of object that it is granted on.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>The permissions.</summary>
    public required ImmutableHashSet<string> Permissions { get; init; }
}
