namespace Waldur.Fake;

/// <summary>SSH keys, to be read.</summary>
internal static class KeyEndpoints
{
    private static readonly Collection<SshKey> s_keys = new()
    {
        Name = StructureLinks.Keys.Collection,
        ModelName = "SshPublicKey",
        Title = "Ssh Key",
        Table = SshKey.Table,
        Visible = Sightings.ByUser(SshKey.OfUser),
        Filters = new()
        {
            { "user_uuid", Match.Uuid(SshKey.OfUser) },
            { "name",      Match.Contains<SshKey>(key => key.It.Name) },
        },
        Documented = false,
    };

    /// <summary>The operations.</summary>
    public static readonly IReadOnlyList<Operation> All =
    [
        s_keys.List("List SSH keys", StructureContract.SshKeyDetails),
        s_keys.Retrieve("Retrieve an SSH key", StructureContract.SshKeyDetails),
    ];
}
