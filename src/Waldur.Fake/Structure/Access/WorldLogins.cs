namespace Waldur.Fake;

/// <summary>Finds callers among the users of a world.</summary>
internal sealed class WorldLogins : ILogins
{
    /// <inheritdoc/>
    public Login? ByToken(WorldData data, string token) =>
        data.Table(Token.Table).Find(Token.ByKey, token) is { } found ? Of(data, found.User, found) : null;

    /// <inheritdoc/>
    public Login? ByUuid(WorldData data, Guid uuid) => data.Table(User.Table).Find(uuid) is null
        ? null
        : Of(data, uuid, data.Table(Token.Table).Find(Token.ByUser, uuid));

    /// <inheritdoc/>
    public void Renew(World world, Guid user) => world.Change(transaction =>
    {
        if (transaction.Data.Table(Token.Table).Find(Token.ByUser, user) is { } token)
            transaction.Put(Token.Table, token with { Started = transaction.Data.Now });
    });

    private static Login Of(WorldData data, Guid uuid, Token? token)
    {
        var user = data.Table(User.Table).Get(uuid);
        return new(
            new Caller(uuid, user.IsStaff, user.IsSupport), user.IsActive, token is not null, token?.Lifetime, token?.Started ?? default);
    }
}
