
namespace Waldur.Fake;

/// <summary>Users with their tokens and SSH keys.</summary>
internal static class UserLoading
{
    public static void Load(ScenarioContents scenario, LoadContext context)
    {
        foreach (var user in scenario.Users)
            Load(user, context);
    }

    private static void Load(ScenarioUser user, LoadContext context)
    {
        var row = context.Insert(User.Table, user.Key, user, new User
        {
            Username = user.Username ?? user.Key,
            FirstName = user.FirstName,
            LastName = user.LastName,
            NativeName = user.NativeName,
            Email = user.Email,
            Organization = user.Organization,
            Description = user.Description,
            Image = user.Image,
            IsStaff = user.IsStaff,
            IsSupport = user.IsSupport,
            IsActive = user.IsActive,
            DateJoined = user.DateJoined ?? user.Created ?? context.Clock,
            SiteUsername = user.SiteUsername,
        });
        if (!user.HasNoToken)
        {
            context.InsertNameless(Token.Table, user.Key, from: null, new Token
            {
                User = row.Uuid,
                Key = user.Token ?? Convert.ToHexStringLower(Randomness.Bytes(context.Seed, Token.Table.Kind + "/key", user.Key).AsSpan(0, 20)),
                Lifetime = user.TokenLifetime is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                Started = user.TokenStarted ?? context.Clock,
            });
        }
        foreach (var key in user.SshKeys)
        {
            context.Insert(SshKey.Table, $"{user.Key}.{key.Key}", key, new SshKey
            {
                User = row.Uuid,
                Name = key.Name ?? key.Key,
                PublicKey = key.PublicKey,
                IsShared = key.IsShared,
                Fingerprints = SshPublicKey.Fingerprints(key.PublicKey),
            });
        }
    }
}
