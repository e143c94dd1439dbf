namespace Waldur.Fake;

/// <summary>A person, or a machine that has an account of its own.</summary>
public sealed record User : Entity
{
    internal static readonly TableIndex<User, string> ByUsername = TableIndex<User, string>.Unique(user => user.Username);

    /// <summary>Where users are kept.</summary>
    internal static readonly TableDefinition<User> Table = new TableDefinition<User>("users").With(ByUsername);

    /// <summary>Users by identifier.</summary>
    internal static readonly Facet<User, Guid> OfUuid = new(Table.Of(user => user.Uuid));

    /// <summary>Users by the name to log in with.</summary>
    internal static readonly Facet<User, string> OfUsername = new(Table.Of(ByUsername));

    /// <summary>Users by whether they can log in.</summary>
    internal static readonly Facet<User, bool> OfActivity = new(Table.Of(user => user.IsActive));

    /// <summary>The name to log in with.</summary>
    public required string Username { get; init; }

    /// <summary>First name, may be empty.</summary>
    public string FirstName { get; init; } = "";

    /// <summary>Last name, may be empty.</summary>
    public string LastName { get; init; } = "";

    /// <summary>The name in the user's own script, may be empty.</summary>
    public string NativeName { get; init; } = "";

    /// <summary>E-mail address, may be empty.</summary>
    public string Email { get; init; } = "";

    /// <summary>Organization, may be empty.</summary>
    public string Organization { get; init; } = "";

    /// <summary>What the user is for, may be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>A picture: a path at this server, or a whole URL; or null.</summary>
    public string? Image { get; init; }

    /// <summary>Staff pass every permission check.</summary>
    public bool IsStaff { get; init; }

    /// <summary>Support read everything.</summary>
    public bool IsSupport { get; init; }

    /// <summary>Inactive users can't log in.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>When the user joined, UTC.</summary>
    public DateTime DateJoined { get; init; }

    /// <summary>The user name at the site, as an identity provider tells it (<c>details.site_username</c>); may be empty.</summary>
    public string SiteUsername { get; init; } = "";

    /// <summary>First and last name.</summary>
    public string FullName => Python.Strip($"{FirstName} {LastName}");
}
