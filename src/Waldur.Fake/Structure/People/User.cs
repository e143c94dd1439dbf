
namespace Waldur.Fake;

/// <summary>A person, or a machine that has an account of its own.</summary>
public sealed record User : Entity
{
    /// <summary>All users.</summary>
    public static readonly TableIndex<User, string> ByUsername = TableIndex<User, string>.Unique(user => user.Username);

    /// <summary>Where users are kept.</summary>
    public static readonly TableDefinition<User> Table = new TableDefinition<User>("users").With(ByUsername);

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
    public string FullName => $"{FirstName} {LastName}".Trim();
}

/// <summary>
/// The token of a user. It is kept beside the user, because its start moves with every use, also with refused requests.
/// </summary>
public sealed record Token : Entity
{
    /// <summary>Tokens by their owner.</summary>
    public static readonly TableIndex<Token, Guid> ByUser = TableIndex<Token, Guid>.Unique(token => token.User);

    /// <summary>Tokens by what is sent.</summary>
    public static readonly TableIndex<Token, string> ByKey = TableIndex<Token, string>.Unique(token => token.Key);

    /// <summary>Where tokens are kept.</summary>
    public static readonly TableDefinition<Token> Table =
        new TableDefinition<Token>("tokens").With(ByUser).With(ByKey).GoesWith(Fake.User.Table, ByUser);

    /// <summary>The owner.</summary>
    public required Guid User { get; init; }

    /// <summary>What is sent: any text without blanks.</summary>
    public required string Key { get; init; }

    /// <summary>How long the token works after its last use; null: for ever.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>When it was used last, UTC; renewed at most once a minute.</summary>
    public DateTime Started { get; init; }
}

/// <summary>A public SSH key of a user.</summary>
public sealed record SshKey : Entity
{
    /// <summary>Keys by their owner.</summary>
    public static readonly TableIndex<SshKey, Guid> ByUser = TableIndex<SshKey, Guid>.On(key => key.User);

    /// <summary>Where keys are kept, by name.</summary>
    public static readonly TableDefinition<SshKey> Table =
        new TableDefinition<SshKey>("ssh_keys", key => SortKey.Of(key.Name)).With(ByUser).GoesWith(Fake.User.Table, ByUser);

    /// <summary>The owner.</summary>
    public required Guid User { get; init; }

    /// <summary>The name of the key.</summary>
    public required string Name { get; init; }

    /// <summary>The key with its type before and, maybe, a comment behind.</summary>
    public required string PublicKey { get; init; }

    /// <summary>Is it offered to everybody?</summary>
    public bool IsShared { get; init; }

    /// <summary>Its fingerprints. They are kept with the key, because they cost something and never change.</summary>
    public required SshFingerprints Fingerprints { get; init; }

    /// <summary>The text before the first blank.</summary>
    public string Type => PublicKey.Split(' ')[0];
}
