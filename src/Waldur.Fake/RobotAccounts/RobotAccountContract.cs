using System.Text.Json;

namespace Waldur.Fake;

/// <summary>What of robot accounts goes over the wire, as tables (sections 2.3, 2.5 and 2.7).</summary>
internal static class RobotAccountContract
{
    /// <summary>The route that links to robot accounts lead to.</summary>
    public static readonly LinkTarget Links = new("marketplace-robot-accounts");

    private static readonly WireType<SshFingerprints> s_fingerprints = WireTypes.Value(new ObjectTable<SshFingerprints>("Fingerprint")
    {
        { "md5",    WireTypes.Text, prints => prints.Md5 },
        { "sha256", WireTypes.Text, prints => prints.Sha256 },
        { "sha512", WireTypes.Text, prints => prints.Sha512 },
    });

    private static readonly WireType<IEnumerable<string>> s_keys = WireTypes.ListOf(WireTypes.Text).Documented(Shape.Any);

    /// <summary>The answer to create, PUT and PATCH.</summary>
    public static readonly Representation<RobotAccount> Plain = new("RobotAccount")
    {
        { "url",              WireTypes.Url,                              a => new Link(Links, a.Uuid) },
        { "uuid",             WireTypes.Uuid,                             a => a.Uuid },
        { "created",          WireTypes.DateTime,                         a => a.It.Created },
        { "modified",         WireTypes.DateTime,                         a => a.It.Modified },
        { "username",         WireTypes.Text,                             a => a.It.Username },
        { "description",      WireTypes.Text,                             a => a.It.Description },
        { "error_message",    WireTypes.Text,                             a => a.It.ErrorMessage },
        { "error_traceback",  WireTypes.Text,                             a => a.It.ErrorTraceback },
        { "state",            WireTypes.Choice(RobotAccountLifecycle.Labels), a => a.It.State },
        { "resource",         WireTypes.Url,                              a => new Link(StructureLinks.Resources, a.It.Resource) },
        { "type",             WireTypes.Text,                             a => a.It.Type },
        { "users",            WireTypes.ListOf(WireTypes.Url),
            a => a.It.Users.Select(user => new Link(StructureLinks.Users, user)) },
        { "keys",             s_keys,                                     a => a.It.Keys },
        { "backend_id",       WireTypes.Text,                             a => a.It.BackendId },
        { "fingerprints",     WireTypes.ListOf(s_fingerprints),           a => a.It.Fingerprints },
        { "responsible_user", WireTypes.LinkOrNull,
            a => a.It.ResponsibleUser is { } user ? new Link(StructureLinks.Users, user) : null },
    };

    // What is told of the resource: each part is written once for all accounts whose resource leads to the same row.
    private static readonly Representation<Customer> s_ofConsumer = new()
    {
        { "customer_uuid", WireTypes.Uuid, c => c.Uuid },
        { "customer_name", WireTypes.Text, c => c.It.Name },
    };

    private static readonly Representation<Customer> s_ofProvider = new()
    {
        { "provider_uuid", WireTypes.Uuid, c => c.Uuid },
        { "provider_name", WireTypes.Text, c => c.It.Name },
    };

    private static readonly Representation<Project> s_ofProject = new()
    {
        { "project_name", WireTypes.Text, p => p.It.Name },
        { "project_uuid", WireTypes.Uuid, p => p.Uuid },
        { s_ofConsumer,   p => p.Customer },
    };

    private static readonly Representation<Offering> s_ofOffering = new()
    {
        { s_ofProvider,              o => o.Customer },
        { "offering_plugin_options", PluginOptions.Wire, o => o.It.PluginOptions },
    };

    private static readonly Representation<Resource> s_ofResource = new()
    {
        { "resource_name", WireTypes.Text, r => r.It.Name },
        { "resource_uuid", WireTypes.Uuid, r => r.Uuid },
        { s_ofProject,     r => r.Project },
        { s_ofOffering,    r => r.Offering },
    };

    /// <summary>The answer to list, retrieve and the state actions.</summary>
    public static readonly Representation<RobotAccount> Details = new("RobotAccountDetails")
    {
        Plain.Until("users"),
        { "users",                   WireTypes.ListOf(WireTypes.Object(StructureContract.BasicUser)), a => a.Users },
        Plain.Only("keys", "backend_id", "fingerprints"),
        { "responsible_user",        WireTypes.ObjectOrNull(StructureContract.BasicUser), a => a.ResponsibleUser },
        { "user_keys",               WireTypes.ListOf(WireTypes.Object(StructureContract.SshKeyDetails)), a => a.UserKeys },
        { s_ofResource,              a => a.Resource },
    };

    /// <summary>The filters of the list.</summary>
    public static readonly FilterTable<RobotAccount> Filters = new()
    {
        { "type",          Match.Exact(RobotAccount.OfType) },
        { "state",         Match.StateNumber(RobotAccountLifecycle.Labels, RobotAccount.OfState) },
        { "resource",      Match.Link(StructureLinks.Resources, RobotAccount.OfResource) },
        { "resource_uuid", Match.Uuid(RobotAccount.OfResource) },
        { "project_uuid",  Match.Uuid(RobotAccount.OfProject) },
        { "customer_uuid", Match.Uuid(RobotAccount.OfConsumer) },
        { "provider_uuid", Match.Uuid(RobotAccount.OfProvider) },
        { "created",       Match.Since<RobotAccount>(a => a.It.Created) },
        { "modified",      Match.Since<RobotAccount>(a => a.It.Modified) },
    };

    /// <summary>What is sent: the fields of the bodies.</summary>
    public static class Sent
    {
        /// <summary>The name at the provider.</summary>
        public static readonly TextField Username = new("username") { Max = 32, MayBeBlank = true };

        /// <summary>What the account is about.</summary>
        public static readonly TextField Description = new("description") { MayBeBlank = true };

        /// <summary>The resource, among all of them, not only visible ones.</summary>
        public static readonly LinkField<Resource> Resource = new("resource", StructureLinks.Resources, Fake.Resource.Table) {
            Required = true };

        public static readonly TextField Type = new("type") { Max = 5, Required = true };

        /// <summary>Who uses it.</summary>
        public static readonly LinkListField<User> Users = new("users", StructureLinks.Users, User.Table);

        /// <summary>Public SSH keys.</summary>
        public static readonly JsonField<List<string>> Keys = new("keys", ReadKeys);

        /// <summary>Who answers for it.</summary>
        public static readonly LinkField<User> ResponsibleUser = new("responsible_user", StructureLinks.Users, User.Table) {
            MayBeNull = true };

        /// <summary>What went wrong.</summary>
        public static readonly TextField ErrorMessage = new("error_message");

        /// <summary>The body of create, PUT and PATCH.</summary>
        public static readonly BodyFields<RobotAccount> All = new("RobotAccountRequest")
        {
            { Username,        (account, username) => account with { Username = username } },
            { Description,     (account, description) => account with { Description = description } },
            { Resource,        (account, resource) => account with { Resource = resource.Uuid } },
            { Type,            (account, type) => account with { Type = type } },
            { Users,           (account, users) => account with { Users = [.. users.Select(user => user.Uuid)] } },
            { Keys,            (account, keys) => account.WithKeys(keys) },
            { ResponsibleUser, (account, user) => account with { ResponsibleUser = user?.Uuid } },
        };

        /// <summary>The body of <c>set_state_erred</c>.</summary>
        public static readonly BodyFields<RobotAccount> Erred = new("RobotAccountErrorRequest")
        {
            { ErrorMessage, (account, message) => account with { ErrorMessage = message } },
        };
    }

    extension(In<RobotAccount> account)
    {
        public In<Resource> Resource => account.World.ResourceOf(account.It.Resource);

        /// <summary>Who uses it.</summary>
        public IEnumerable<In<User>> Users => account.It.Users.IsEmpty ? [] : account.It.Users.Select(account.World.UserOf);

        /// <summary>Who answers for it.</summary>
        public In<User>? ResponsibleUser => account.It.ResponsibleUser is { } user ? account.World.UserOf(user) : null;

        /// <summary>All SSH keys of its users, by name.</summary>
        public IEnumerable<In<SshKey>> UserKeys => account.It.Users.IsEmpty ? [] : account.It.Users
            .SelectMany(user => account.World.Table(SshKey.Table).By(SshKey.ByUser, user))
            .OrderBy(key => SortKey.Of(key.Name))
            .Select(key => new In<SshKey>(key, account.World));
    }

    private static Outcome<List<string>> ReadKeys(JsonElement sent, Call call)
    {
        if (sent.ValueKind != JsonValueKind.Array)
            return Problem.Texts("JSON list of SSH public keys is expected.");
        var keys = new List<string>();
        foreach (var key in sent.EnumerateArray())
        {
            if (key.ValueKind != JsonValueKind.String)
                call.CrashAsServer(CommonDivergences.ServerCrash);
            if (key.ValueKind != JsonValueKind.String || !SshPublicKey.IsValid(key.GetString()!))
                return Problem.Texts("Invalid SSH public key.");
            keys.Add(key.GetString()!);
        }
        return keys;
    }
}
