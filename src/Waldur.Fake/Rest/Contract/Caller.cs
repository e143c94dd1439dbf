
namespace Waldur.Fake;

/// <summary>Who asks.</summary>
/// <param name="Uuid">Identifier of the user.</param>
/// <param name="IsStaff">Staff pass every permission check.</param>
/// <param name="IsSupport">Support read everything and may do nothing by that.</param>
public sealed record Caller(Guid Uuid, bool IsStaff, bool IsSupport)
{
    /// <summary>Staff and support see every object.</summary>
    public bool SeesEverything => IsStaff || IsSupport;
}

/// <summary>A user as the authentication sees them.</summary>
/// <param name="Caller">Who they are.</param>
/// <param name="IsActive">Inactive users are refused.</param>
/// <param name="HasToken">Who has no token can't be impersonated.</param>
/// <param name="Lifetime">How long a token works after its last use; null: for ever.</param>
/// <param name="Started">When the token was used last.</param>
public sealed record Account(Caller Caller, bool IsActive, bool HasToken, TimeSpan? Lifetime, DateTime Started);

/// <summary>Where the authentication finds users.</summary>
public interface IAccounts
{
    /// <summary>The owner of a token, or null.</summary>
    Account? ByToken(WorldData data, string token);

    /// <summary>A user, or null.</summary>
    Account? ByUuid(WorldData data, Guid uuid);

    /// <summary>Notes that the user's token was used now.</summary>
    void Renew(World world, Guid user);
}
