namespace Waldur.Fake;

/// <summary>A user's named role on a resource. The same link may be made again. (Waldur: resource users, section 3.)</summary>
public sealed record ResourceUser : Entity
{
    /// <summary>Links by resource.</summary>
    internal static readonly TableIndex<ResourceUser, Guid> ByResource = TableIndex<ResourceUser, Guid>.On(link => link.Resource);

    /// <summary>Links by role.</summary>
    internal static readonly TableIndex<ResourceUser, Guid> ByRole = TableIndex<ResourceUser, Guid>.On(link => link.Role);

    /// <summary>Links by user.</summary>
    internal static readonly TableIndex<ResourceUser, Guid> ByUser = TableIndex<ResourceUser, Guid>.On(link => link.User);

    /// <summary>Where resource users are kept.</summary>
    internal static readonly TableDefinition<ResourceUser> Table = new TableDefinition<ResourceUser>("resource_users")
        .With(ByResource).With(ByRole).With(ByUser)
        .GoesWith(Fake.Resource.Table, ByResource)
        .GoesWith(OfferingUserRole.Table, ByRole)
        .GoesWith(Fake.User.Table, ByUser);

    /// <summary>Links by resource.</summary>
    internal static readonly Facet<ResourceUser, Guid> OfResource = new(Table.Of(ByResource));

    /// <summary>Links by role.</summary>
    internal static readonly Facet<ResourceUser, Guid> OfRole = new(Table.Of(ByRole));

    /// <summary>Links by the name of the role.</summary>
    internal static readonly Facet<ResourceUser, string> OfRoleName = new(Table.Via(ByRole, OfferingUserRole.OfName));

    /// <summary>Links by user.</summary>
    internal static readonly Facet<ResourceUser, Guid> OfUser = new(Table.Of(ByUser));

    /// <summary>Links by the project of the resource.</summary>
    internal static readonly Facet<ResourceUser, Guid> OfProject = new(Table.Via(ByResource, Fake.Resource.OfProject));

    /// <summary>Links by the customer that consumes the resource.</summary>
    internal static readonly Facet<ResourceUser, Guid> OfConsumer = new(Table.Via(ByResource, Fake.Resource.OfConsumer));

    /// <summary>Links by the customer that provides the resource.</summary>
    internal static readonly Facet<ResourceUser, Guid> OfProvider = new(Table.Via(ByResource, Fake.Resource.OfProvider));

    /// <summary>The resource.</summary>
    public required Guid Resource { get; init; }

    /// <summary>The role, one of the resource's offering.</summary>
    public required Guid Role { get; init; }

    /// <summary>The user.</summary>
    public required Guid User { get; init; }
}
