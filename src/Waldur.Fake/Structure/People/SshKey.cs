namespace Waldur.Fake;

/// <summary>A public SSH key of a user.</summary>
public sealed record SshKey : Entity
{
    /// <summary>Keys by their owner.</summary>
    internal static readonly TableIndex<SshKey, Guid> ByUser = TableIndex<SshKey, Guid>.On(key => key.User);

    /// <summary>Where keys are kept, by name.</summary>
    internal static readonly TableDefinition<SshKey> Table =
        new TableDefinition<SshKey>("ssh_keys", key => SortKey.Of(key.Name)).With(ByUser).GoesWith(Fake.User.Table, ByUser);

    /// <summary>Keys by their owner.</summary>
    internal static readonly Facet<SshKey, Guid> OfUser = new(Table.Of(ByUser));

    /// <summary>The owner.</summary>
    public required Guid User { get; init; }

    /// <summary>The name of the key.</summary>
    public required string Name { get; init; }

    /// <summary>The key with its type before and, maybe, a comment behind.</summary>
    public required string PublicKey { get; init; }

    /// <summary>Whether it is offered to everybody.</summary>
    public bool IsShared { get; init; }

    /// <summary>Its fingerprints. They are kept with the key, because they cost something and never change.</summary>
    public required SshFingerprints Fingerprints { get; init; }

    /// <summary>The text before the first blank.</summary>
    public string Type => PublicKey.Split(' ')[0];
}
