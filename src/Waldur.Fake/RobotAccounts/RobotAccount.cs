using System.Collections.Immutable;

namespace Waldur.Fake;

/// <summary>An account that a machine uses on a resource. (Waldur: robot accounts, section 2.1.)</summary>
public sealed record RobotAccount : Entity
{
    /// <summary>Accounts by resource.</summary>
    internal static readonly TableIndex<RobotAccount, Guid> ByResource = TableIndex<RobotAccount, Guid>.On(account => account.Resource);

    /// <summary>Accounts by resource and type: one of each pair, also of deleted ones.</summary>
    internal static readonly TableIndex<RobotAccount, (Guid Resource, string Type)> ByResourceAndType =
        TableIndex<RobotAccount, (Guid, string)>.Unique(account => (account.Resource, account.Type));

    /// <summary>Accounts by the people that have to do with them: users, and the responsible one.</summary>
    internal static readonly TableIndex<RobotAccount, Guid> ByPerson = TableIndex<RobotAccount, Guid>.OnEach(account =>
        account.ResponsibleUser is { } responsible
            && !account.Users.Contains(responsible) ? account.Users.Add(responsible) : account.Users);

    /// <summary>Where robot accounts are kept.</summary>
    internal static readonly TableDefinition<RobotAccount> Table = new TableDefinition<RobotAccount>("robot_accounts")
        .With(ByResource).With(ByResourceAndType).With(ByPerson)
        .GoesWith(Fake.Resource.Table, ByResource)
        .Mends(User.Table, ByPerson, (_, account, user) => account.WithoutPerson(user))
        .Follows(RoleLife.Lost, RobotAccountUpkeep.LoseRole);

    /// <summary>Accounts by type.</summary>
    internal static readonly Facet<RobotAccount, string> OfType = new(Table.Of(account => account.Type));

    /// <summary>Accounts by state.</summary>
    internal static readonly Facet<RobotAccount, RobotAccountState> OfState = new(Table.Of(account => account.State));

    /// <summary>Accounts by resource.</summary>
    internal static readonly Facet<RobotAccount, Guid> OfResource = new(Table.Of(ByResource));

    /// <summary>Accounts by the project of the resource.</summary>
    internal static readonly Facet<RobotAccount, Guid> OfProject = new(Table.Via(ByResource, Fake.Resource.OfProject));

    /// <summary>Accounts by the customer that consumes the resource.</summary>
    internal static readonly Facet<RobotAccount, Guid> OfConsumer = new(Table.Via(ByResource, Fake.Resource.OfConsumer));

    /// <summary>Accounts by the customer that provides the resource.</summary>
    internal static readonly Facet<RobotAccount, Guid> OfProvider = new(Table.Via(ByResource, Fake.Resource.OfProvider));

    /// <summary>The resource that it is used on.</summary>
    public required Guid Resource { get; init; }

    /// <summary>What it is for; free text of at most 5 characters.</summary>
    public required string Type { get; init; }

    /// <summary>Its name at the provider, at most 32 characters; empty until the provider fills it in.</summary>
    public string Username { get; init; } = "";

    /// <summary>What it is about.</summary>
    public string Description { get; init; } = "";

    /// <summary>What went wrong.</summary>
    public string ErrorMessage { get; init; } = "";

    /// <summary>Where it went wrong.</summary>
    public string ErrorTraceback { get; init; } = "";

    /// <summary>Its state.</summary>
    public RobotAccountState State { get; init; } = RobotAccountState.Requested;

    /// <summary>Who uses it, in order of insertion.</summary>
    public ImmutableArray<Guid> Users { get; init; } = [];

    /// <summary>Who answers for it, or null.</summary>
    public Guid? ResponsibleUser { get; init; }

    /// <summary>Its public SSH keys, as sent.</summary>
    public ImmutableArray<string> Keys { get; init; } = [];

    /// <summary>The fingerprints of the keys: kept with them, because they cost something and never change.</summary>
    public ImmutableArray<SshFingerprints> Fingerprints { get; init; } = [];

    /// <summary>Its identifier in a remote Waldur; not empty: it is synchronized from there.</summary>
    public string BackendId { get; init; } = "";

    /// <summary>The account with other keys.</summary>
    public RobotAccount WithKeys(IEnumerable<string> keys)
    {
        ImmutableArray<string> all = [.. keys];
        return this with { Keys = all, Fingerprints = [.. all.Select(SshPublicKey.Fingerprints)] };
    }

    /// <summary>The account without a person, as user and as the responsible one.</summary>
    public RobotAccount WithoutPerson(Guid user) => this with
    {
        Users = Users.Remove(user),
        ResponsibleUser = ResponsibleUser == user ? null : ResponsibleUser,
    };
}
