
namespace Waldur.Fake;

/// <summary>A person.</summary>
internal sealed record ScenarioUser : ScenarioObject
{
    public string? Username { get; init; }

    public string FirstName { get; init; } = "";

    public string LastName { get; init; } = "";

    public string NativeName { get; init; } = "";

    public string Email { get; init; } = "";

    public string Organization { get; init; } = "";

    public string Description { get; init; } = "";

    public string? Image { get; init; }

    public bool IsStaff { get; init; }

    public bool IsSupport { get; init; }

    public bool IsActive { get; init; } = true;

    public DateTime? DateJoined { get; init; }

    /// <summary>The token; null means that one is made from the seed, unless <see cref="HasNoToken"/>.</summary>
    public string? Token { get; init; }

    public bool HasNoToken { get; init; }

    public long? TokenLifetime { get; init; }

    public DateTime? TokenStarted { get; init; }

    public string SiteUsername { get; init; } = "";

    public Objects<ScenarioSshKey> SshKeys { get; init; } = Objects<ScenarioSshKey>.None;

    public static readonly Shape<ScenarioUser> Table = new("user", "A person who may call the API.")
    {
        Stamped<ScenarioUser>(),
        { "username", Forms.FilledUpTo(128), u => u.Username, (u, v) => u with { Username = v }, "The name to log in with.", "the key" },
        { "first_name", Forms.TextUpTo(100), u => u.FirstName, (u, v) => u with { FirstName = v }, "First name." },
        { "last_name", Forms.TextUpTo(100), u => u.LastName, (u, v) => u with { LastName = v }, "Last name." },
        { "native_name", Forms.TextUpTo(100), u => u.NativeName, (u, v) => u with { NativeName = v }, "Name in the person's own script." },
        { "email", Forms.TextUpTo(320), u => u.Email, (u, v) => u with { Email = v }, "E-mail address." },
        { "organization", Forms.TextUpTo(255), u => u.Organization, (u, v) => u with { Organization = v }, "Where the person works." },
        { "description", Forms.Text, u => u.Description, (u, v) => u with { Description = v }, "What the person does." },
        { "image", Forms.Text, u => u.Image, (u, v) => u with { Image = v }, "Path of a picture.", u => u with { Image = null } },
        { "is_staff", Forms.Flag, u => u.IsStaff, (u, v) => u with { IsStaff = v }, "Operator of the site: may do everything." },
        { "is_support", Forms.Flag, u => u.IsSupport, (u, v) => u with { IsSupport = v }, "Support: sees everything, may write nothing by that alone." },
        { "is_active", Forms.Flag, u => u.IsActive, (u, v) => u with { IsActive = v }, "May the person log in?" },
        { "date_joined", Forms.Moment, u => u.DateJoined, (u, v) => u with { DateJoined = v }, "When the person joined.", "`created`" },
        {
            "token", Forms.FilledUpTo(128), u => u.HasNoToken ? Null.Value : u.Token, (u, v) => u with { Token = v, HasNoToken = false },
            "What the person sends as `Authorization: Token …`; null: the person has none.", u => u with { HasNoToken = true },
            "40 hex digits made from the seed"
        },
        {
            "token_lifetime", Forms.Count, u => u.TokenLifetime, (u, v) => u with { TokenLifetime = v },
            "Seconds that the token lives after its last use; null: for ever.", u => u with { TokenLifetime = null }
        },
        { "token_started", Forms.Moment, u => u.TokenStarted, (u, v) => u with { TokenStarted = v }, "When the token was used last.", "the clock" },
        { "site_username", Forms.TextUpTo(128), u => u.SiteUsername, (u, v) => u with { SiteUsername = v }, "The name that the identity provider claims for accounts at the site." },
        {
            "ssh_keys",
            Forms.Objects(Forms.Short(Forms.Text, key => new ScenarioSshKey { PublicKey = key }, ScenarioSshKey.Table), "SSH keys"),
            u => u.SshKeys, (u, v) => u with { SshKeys = v }, "The person's SSH keys. A key's object may be the public key alone."
        },
    };
}

/// <summary>An SSH key of a person; the world names it <c>alice.laptop</c>.</summary>
internal sealed record ScenarioSshKey : ScenarioObject
{
    public string? Name { get; init; }

    public string PublicKey { get; init; } = "";

    public bool IsShared { get; init; }

    public static readonly Shape<ScenarioSshKey> Table = new("ssh_key", "An SSH key of a person.")
    {
        Stamped<ScenarioSshKey>(),
        { "name", Forms.Name, k => k.Name, (k, v) => k with { Name = v }, "Its name.", "the key" },
        { "public_key", Forms.FilledUpTo(65536), k => k.PublicKey, (k, v) => k with { PublicKey = v }, "The public key: `ssh-ed25519 AAAA… comment`.", Need.Required },
        { "is_shared", Forms.Flag, k => k.IsShared, (k, v) => k with { IsShared = v }, "Is it shared with everybody?" },
    };
}
