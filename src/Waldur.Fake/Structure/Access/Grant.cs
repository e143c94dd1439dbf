namespace Waldur.Fake;

/// <summary>What a role is granted on.</summary>
public enum ScopeKind
{
    /// <summary>A customer.</summary>
    Customer,

    /// <summary>A project.</summary>
    Project,

    /// <summary>An offering.</summary>
    Offering,
}

/// <summary>A role of a user on one object. There is no inheritance: it counts on that very object.</summary>
public sealed record Grant : Entity
{
    /// <summary>Grants by user.</summary>
    internal static readonly TableIndex<Grant, Guid> ByUser = TableIndex<Grant, Guid>.On(grant => grant.User);

    /// <summary>Grants by the object that they are on.</summary>
    internal static readonly TableIndex<Grant, Guid> ByScope = TableIndex<Grant, Guid>.On(grant => grant.Scope);

    /// <summary>Where grants are kept.</summary>
    internal static readonly TableDefinition<Grant> Table = new TableDefinition<Grant>("grants")
        .With(ByUser).With(ByScope)
        .GoesWith(Fake.User.Table, ByUser)
        .GoesWith(Customer.Table, ByScope)
        .GoesWith(Project.Table, ByScope)
        .GoesWith(Offering.Table, ByScope);

    /// <summary>Who holds the role.</summary>
    public required Guid User { get; init; }

    /// <summary>The name of the role.</summary>
    public required string Role { get; init; }

    /// <summary>The kind of the object.</summary>
    public required ScopeKind ScopeKind { get; init; }

    /// <summary>The object.</summary>
    public required Guid Scope { get; init; }

    /// <summary>Whether it counts. A grant past its end keeps working until it is marked inactive.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>When it ends, UTC, or null.</summary>
    public DateTime? ExpirationTime { get; init; }
}
