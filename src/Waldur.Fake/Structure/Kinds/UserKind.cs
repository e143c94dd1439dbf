using System.Buffers.Text;
using System.Globalization;
using static Waldur.Fake.Forms;

namespace Waldur.Fake;

/// <summary>Users, with their token and their SSH keys.</summary>
internal static class UserKind
{
    public static readonly GenerateOption<int> SshKeys =
        GenerateOption.Count("ssh_keys", "How many SSH keys each user has: `key-1` …", otherwise: 1, most: 20);

    private static readonly Pool s_customers = new(Customer.Table, each: 20);

    private static readonly Kind<SshKey> s_keys = new(
        SshKey.Table, "ssh_key", "An SSH key of a person.",
        from => new() { User = from.Owner, Name = from.Key, PublicKey = "", Fingerprints = SshFingerprints.None },
        plural: "SSH keys", link: StructureLinks.Keys, finish: Finish, brief: (Text, (key, text) => key with { PublicKey = text }))
    {
        { "name", Title, k => k.Name, (k, v) => k with { Name = v }, "Its name.", "the key" },
        { "public_key", FilledUpTo(65536), k => k.PublicKey, (k, v) => k with { PublicKey = v },
            "The public key: `ssh-ed25519 AAAA… comment`.", Required },
        { "is_shared", Flag, k => k.IsShared, (k, v) => k with { IsShared = v }, "Is it shared with everybody?" },
        { nameof(SshKey.Fingerprints), "follow from the key" },
    };

    public static readonly Kind<User> Kind = new(
        User.Table, "user", "A person who may call the API.", from => new() { Username = from.Key }, "People.",
        link: StructureLinks.Users, finish: Finish, drawing: new("How many users: `user-1` …", Draw) { Options = [SshKeys] }, place: 1)
    {
        { "username", FilledUpTo(128), u => u.Username, (u, v) => u with { Username = v }, "The name to log in with.", "the key" },
        { "first_name", TextUpTo(100), u => u.FirstName, (u, v) => u with { FirstName = v }, "First name." },
        { "last_name", TextUpTo(100), u => u.LastName, (u, v) => u with { LastName = v }, "Last name." },
        { "native_name", TextUpTo(100), u => u.NativeName, (u, v) => u with { NativeName = v }, "Name in the person's own script." },
        { "email", TextUpTo(320), u => u.Email, (u, v) => u with { Email = v }, "E-mail address." },
        { "organization", TextUpTo(255), u => u.Organization, (u, v) => u with { Organization = v }, "Where the person works." },
        { "description", Text, u => u.Description, (u, v) => u with { Description = v }, "What the person does." },
        { "image", OrNone(Text), u => u.Image, (u, v) => u with { Image = v }, "Path of a picture." },
        { "is_staff", Flag, u => u.IsStaff, (u, v) => u with { IsStaff = v }, "Operator of the site: may do everything." },
        { "is_support", Flag, u => u.IsSupport, (u, v) => u with { IsSupport = v },
            "Support: sees everything, may write nothing by that alone." },
        { "is_active", Flag, u => u.IsActive, (u, v) => u with { IsActive = v }, "May the person log in?" },
        { "date_joined", Moment, u => u.DateJoined, (u, v) => u with { DateJoined = v }, "When the person joined.", "`created`" },
        {
            "token", OrNone(FilledUpTo(128)), (u, w) => w.TokenOf(u)?.Key, (u, v, r) => r.Token(u, t => t with { Key = v ?? "" }),
            "What the person sends as `Authorization: Token …`; null: the person has none.", "40 hex digits made from the seed"
        },
        {
            "token_lifetime", OrNull(Count), (u, w) => (int?)w.TokenOf(u)?.Lifetime?.TotalSeconds,
            (u, v, r) => r.Token(u, t => t with { Lifetime = v is { } seconds ? TimeSpan.FromSeconds(seconds) : null }),
            "Seconds that the token lives after its last use; null: for ever."
        },
        {
            "token_started", Maybe(Moment), (u, w) => w.TokenOf(u)?.Started, (u, v, r) => r.Token(u, t => t with { Started = v!.Value }),
            "When the token was used last.", "the clock"
        },
        {
            "site_username", TextUpTo(128), u => u.SiteUsername, (u, v) => u with { SiteUsername = v },
            "The name that the identity provider claims for accounts at the site."
        },
        { "ssh_keys", s_keys, SshKey.ByUser, "The person's SSH keys. A key's object may be the public key alone." },
    };

    /// <summary>
    /// Tells if an SSH key of the object that is read can't have a fingerprint; whether it is a good one is asked by the API alone.
    /// </summary>
    public static bool IsKey(Reading reading, string key, string field, int? item = null)
    {
        const string message = "expected a public key such as 'ssh-ed25519 AAAA… comment', whose second part is base64";
        Span<Range> words = stackalloc Range[3];
        var count = key.AsSpan().SplitAny(words, "", StringSplitOptions.RemoveEmptyEntries);
        if (count > 1 && Base64.IsValid(key.AsSpan(words[1])))
            return true;
        // A blank one has been told of.
        if (count > 0)
            reading.Wrong(field, message, item);
        return false;
    }

    /// <summary>A sound SSH public key of an object: its 32 bytes are drawn from the seed.</summary>
    public static string SshKeyOf(this Draw draw, string key, string comment) =>
        SshPublicKey.Ed25519(draw.Bytes("ssh_keys/public_key", key), comment);

    /// <summary>The user name of a generated user, and what else is told of it.</summary>
    public static (string Username, Drawn Fields) Person(Draw draw, int number)
    {
        var organization = CustomerKind.Organization(draw, s_customers.First(number));
        draw.For("users", number);
        var (first, last) = (Fake.Draw.Cut(draw.Fake.Name.FirstName(), 100), Fake.Draw.Cut(draw.Fake.Name.LastName(), 100));
        var created = draw.Moment();
        // Names have no digits, so the number makes it one of its own.
        var username = string.Create(
            CultureInfo.InvariantCulture, $"{Fake.Draw.Letters(first, "u", 1)}{Fake.Draw.Letters(last, "user")}{number}");
        return (username, new()
        {
            { "created", created },
            { "username", username },
            { "first_name", first },
            { "last_name", last },
            { "email", $"{username}@{Fake.Draw.Letters(organization, "site")}.example.com" },
            { "organization", organization },
            { "date_joined", created },
            { "site_username", username },
        });
    }

    private static Drawn Draw(Draw draw, int number)
    {
        var (username, fields) = Person(draw, number);
        var (user, keys, created) = (Fake.Draw.Key("user", number), new Drawn(), fields.Map["created"]!);
        for (var i = 1; i <= draw.Asked(SshKeys); i++)
        {
            var (key, comment) = (Fake.Draw.Key("key", i), $"{username}@{Fake.Draw.Key("host", i)}");
            keys.Add(
                key, new Drawn { { "created", created }, { "name", comment }, { "public_key", draw.SshKeyOf($"{user}.{key}", comment) } });
        }
        if (keys.Map.Entries.Count > 0)
            fields.Add("ssh_keys", keys);
        return fields;
    }

    private static SshKey Finish(SshKey key, Reading reading) =>
        IsKey(reading, key.PublicKey, "public_key") ? key with { Fingerprints = SshPublicKey.Fingerprints(key.PublicKey) } : key;

    private static User Finish(User user, Reading reading)
    {
        reading.Unique("username", user.Username, other => $"{other} has this username already");
        reading.Token(user, token => token with
        {
            Key = token.Key ?? Convert.ToHexStringLower(
                Randomness.Bytes(reading.Rows.Seed, Fake.Token.Table.Kind + "/key", reading.Origin.Key).AsSpan(0, 20)),
            Started = token.Started == default ? reading.Rows.Clock : token.Started,
        });
        var token = (Token)reading.Beside!;
        reading.Beside = null;
        if (reading.Given("token") is ScalarNode { Type: ScalarType.Text } given)
        {
            reading.Unique("token", token.Key, other => $"{other} has this token already");
            // It travels in a header and is split from its scheme at blanks.
            if (given.Text.Any(c => c is <= ' ' or > '~'))
                reading.Wrong("token", "a token has visible ASCII characters only");
        }
        if (token.Key.Length > 0)
            reading.Rows.Add(Fake.Token.Table, token, reading.Origin.Key);
        return user.DateJoined == default ? user with { DateJoined = reading.Created(user) } : user;
    }

    private static Token? TokenOf(this Writing writing, User user) =>
        writing.By(Fake.Token.Table, Fake.Token.ByUser, user.Uuid).FirstOrDefault();

    /// <summary>The token is kept beside its user, and given with it.</summary>
    private static User Token(this Reading reading, User user, Func<Token, Token> change)
    {
        reading.Beside = change(reading.Beside as Token ?? new() { User = user.Uuid, Key = null! });
        return user;
    }
}
