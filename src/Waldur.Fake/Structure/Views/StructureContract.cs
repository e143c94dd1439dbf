namespace Waldur.Fake;

/// <summary>What of the structure stands inside the answers of the account groups.</summary>
internal static class StructureContract
{
    /// <summary>A user inside another object.</summary>
    public static readonly Representation<User> BasicUser = new("BasicUser")
    {
        { "url",         WireTypes.Url,       user => new Link(StructureLinks.Users, user.Uuid) },
        { "uuid",        WireTypes.Uuid,      user => user.Uuid },
        { "username",    WireTypes.Text,      user => user.It.Username },
        { "full_name",   WireTypes.Text,      user => user.It.FullName },
        { "native_name", WireTypes.Text,      user => user.It.NativeName },
        { "email",       WireTypes.Email,     user => user.It.Email },
        { "image",       Pictures.Wire,       user => user.It.Image },
    };

    public static readonly Representation<SshKey> SshKeyDetails = new("SshKey")
    {
        { "url",                WireTypes.Url,  key => new Link(StructureLinks.Keys, key.Uuid) },
        { "uuid",               WireTypes.Uuid, key => key.Uuid },
        { "name",               WireTypes.Text, key => key.It.Name },
        { "public_key",         WireTypes.Text, key => key.It.PublicKey },
        { "fingerprint_md5",    WireTypes.Text, key => key.It.Fingerprints.Md5 },
        { "fingerprint_sha256", WireTypes.Text, key => key.It.Fingerprints.Sha256 },
        { "fingerprint_sha512", WireTypes.Text, key => key.It.Fingerprints.Sha512 },
        { "user_uuid",          WireTypes.Uuid, key => key.It.User },
        { "is_shared",          WireTypes.Bool, key => key.It.IsShared },
        { "type",               WireTypes.Text, key => key.It.Type },
    };
}
