using System.Text;
using System.Text.Json;

namespace Waldur.Fake.Tests.OfferingUsers;

/// <summary>
/// The world of section 13: a provider with a project, an offering that shows its users and one that does not, and a person for every role.
/// </summary>
internal sealed class ProviderWorld
{
    public const string List = "/api/marketplace-offering-users/";

    private const string People = """
        version: 1
        users:
          staff: {token: staff, is_staff: true}
          support: {token: support, is_support: true}
          owner: {token: owner}
          padmin: {token: padmin}
          helper: {token: helper}
          u1: {token: u1, first_name: Ada, last_name: Lovelace, email: ada@example.com, site_username: alovelace}
          u2: {token: u2, first_name: Linus, last_name: Pauling}
          stranger: {token: stranger}
        customers: {p: {name: Provider Inc, roles: {CUSTOMER.OWNER: [owner], CUSTOMER.SUPPORT: [helper]}}}
        projects: {pr: {customer: p, roles: {PROJECT.ADMIN: [padmin], PROJECT.MEMBER: [u1, u2]}}}
        offerings:
          o1: {customer: p, name: GPU Cluster, slug: gpu, plugin_options: {service_provider_can_create_offering_user: true}}
          o2: {customer: p, name: Cold Storage, slug: cold, plugin_options: {service_provider_can_create_offering_user: false}}
        """;

    private readonly ApiSettings _settings;

    public ProviderWorld(string more = "", Fidelity? fidelity = null)
        : this(new World(Load(more)), fidelity)
    {
    }

    private ProviderWorld(World world, Fidelity? fidelity)
    {
        World = world;
        _settings = new() { Fidelity = fidelity ?? Fidelity.Documented };
    }

    public World World { get; }

    public WorldData Data => World.Data;

    public static string Uuid(Guid uuid) => uuid.ToString("n");

    public static string Action(OfferingUser record, string action = "") =>
        $"{List}{record.Uuid:n}/{action}{(action.Length > 0 ? "/" : "")}";

    public Guid User(string key) => Name.Find(Data, "users", key)!.Value;

    public Guid Offering(string key) => Name.Find(Data, "offerings", key)!.Value;

    public Guid Project(string key) => Name.Find(Data, "projects", key)!.Value;

    /// <summary>The record as it is now.</summary>
    public OfferingUser Now(OfferingUser record) => Data.Table(OfferingUser.Table).Get(record.Uuid);

    /// <summary>Puts a record into the world, in the state named.</summary>
    public OfferingUser Add(string user, OfferingUserState state, string? username = null, string comment = "", string offering = "o1") =>
        World.Change(changes => OfferingUserRecords.Store(changes, new OfferingUser
        {
            Offering = Offering(offering),
            User = User(user),
            Username = username,
            State = state,
            ServiceProviderComment = comment,
            ServiceProviderCommentUrl = comment.Length > 0 ? "https://example.com/" : "",
        }));

    public Reply Send(string user, string method, string target, string? body = null) => new(WaldurModules.Api.Handle(
        new()
        {
            Method = method,
            Host = "fake",
            Target = target,
            Headers = new() { { "Authorization", $"Token {user}" }, { "Content-Type", "application/json" } },
            Body = body is null ? default : Encoding.UTF8.GetBytes(body),
        },
        World,
        _settings));

    /// <summary>The same data in a world of its own.</summary>
    public ProviderWorld Fork() => new(World.Fork(), _settings.Fidelity);

    /// <summary>What creates a record of a user.</summary>
    public string Body(string user = "u1", string? username = null, string offering = "o1") => JsonSerializer.Serialize(
        new Dictionary<string,
        string?> { ["offering_uuid"] = Uuid(Offering(offering)), ["user_uuid"] = Uuid(User(user)), ["username"] = username });

    private static WorldData Load(string more) => ScenarioLoader.Load(
        Scenario.Overlay(more.Length > 0 ? [Scenario.FromText(People), Scenario.FromText(more)] : [Scenario.FromText(People)]));
}
