namespace Waldur.Fake;

/// <summary>
/// The token of a user. It is kept beside the user, because its start moves with every use, also with refused requests.
/// </summary>
public sealed record Token : Entity
{
    /// <summary>Tokens by their owner.</summary>
    internal static readonly TableIndex<Token, Guid> ByUser = TableIndex<Token, Guid>.Unique(token => token.User);

    /// <summary>Tokens by what is sent.</summary>
    internal static readonly TableIndex<Token, string> ByKey = TableIndex<Token, string>.Unique(token => token.Key);

    /// <summary>Where tokens are kept.</summary>
    internal static readonly TableDefinition<Token> Table =
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
