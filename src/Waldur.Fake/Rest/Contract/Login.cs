namespace Waldur.Fake;

/// <summary>A user as the authentication sees them.</summary>
/// <param name="Caller">Who they are.</param>
/// <param name="IsActive">Inactive users are refused.</param>
/// <param name="HasToken">Who has no token can't be impersonated.</param>
/// <param name="Lifetime">How long a token works after its last use; null: for ever.</param>
/// <param name="Started">When the token was used last.</param>
internal sealed record Login(Caller Caller, bool IsActive, bool HasToken, TimeSpan? Lifetime, DateTime Started);

/// <summary>Where the authentication finds users.</summary>
internal interface ILogins
{
    /// <summary>The owner of a token, or null.</summary>
    Login? ByToken(WorldData data, string token);

    /// <summary>A user, or null.</summary>
    Login? ByUuid(WorldData data, Guid uuid);

    /// <summary>Notes that the user's token was used now.</summary>
    void Renew(World world, Guid user);
}
