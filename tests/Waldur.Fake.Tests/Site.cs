using System.Text;
using System.Text.Json;
using Shouldly;

namespace Waldur.Fake.Tests;

/// <summary>
/// A small world and a client of it: a provider with an offering, a consumer with a project that has a resource of it, a course, and
/// people on both sides. A user's token is the user name.
/// </summary>
internal sealed class Site
{
    private readonly ApiSettings _settings;
    private readonly Dictionary<string, Guid> _users = new(StringComparer.Ordinal);

    public Site(Fidelity? fidelity = null)
    {
        _settings = new() { Fidelity = fidelity ?? Fidelity.Documented, CheckAnswers = true };
        World = new(WaldurModules.EmptyWorld());
        World.Change(changes =>
        {
            Provider = changes.Insert(Customer.Table, new Customer { Name = "Provider", Slug = "provider" }).Uuid;
            Consumer = changes.Insert(Customer.Table, new Customer { Name = "Acme", Slug = "acme" }).Uuid;
            Project = changes.Insert(Fake.Project.Table, new Project { Customer = Consumer, Name = "Plain", Slug = "plain" }).Uuid;
            Course = changes.Insert(Fake.Project.Table, new Project
            {
                Customer = Consumer, Name = "Course", Slug = "course", Kind = ProjectKind.Course, StartDate = new(2024, 1, 1),
                EndDate = new(2024, 12, 31),
            }).Uuid;
            Offering = changes.Insert(Fake.Offering.Table, new Offering { Customer = Provider, Name = "HPC", Slug = "hpc" }).Uuid;
            Viewer = changes.Insert(OfferingUserRole.Table, new OfferingUserRole { Offering = Offering, Name = "viewer" }).Uuid;
            Resource = changes.Insert(
                Fake.Resource.Table, new Resource { Offering = Offering, Project = Project, Name = "alloc", Slug = "alloc" }).Uuid;
            Add(changes, new User { Username = "staff", IsStaff = true });
            Add(changes, new User { Username = "support", IsSupport = true });
            Add(changes, new User { Username = "outsider", Email = "outsider@example.com" });
            Add(changes, new User { Username = "owner", FirstName = "Olga", LastName = "Owen" }, (
                RoleName.CustomerOwner, ScopeKind.Customer, Consumer));
            Add(changes, new User { Username = "provider" }, (RoleName.CustomerOwner, ScopeKind.Customer, Provider));
            Add(
                changes,
                new User { Username = "admin", FirstName = "Alice", LastName = "Tamm" },
                (RoleName.ProjectAdmin, ScopeKind.Project, Project),
                (RoleName.ProjectManager, ScopeKind.Project, Course));
        });
        World = new(World.Data);
    }

    public World World { get; }

    public Guid Provider { get; private set; }

    public Guid Consumer { get; private set; }

    public Guid Project { get; private set; }

    public Guid Course { get; private set; }

    public Guid Offering { get; private set; }

    public Guid Viewer { get; private set; }

    public Guid Resource { get; private set; }

    public WorldData Data => World.Data;

    public Guid User(string username) => _users[username];

    public static string Link(string collection, Guid uuid) => $"http://fake/api/{collection}/{uuid:n}/";

    /// <summary>Sends a request as a user.</summary>
    public Reply Send(string user, string method, string target, string? body = null, string contentType = "application/json") =>
        Send(World, user, method, target, body, contentType);

    /// <summary>Sends a request as a user to another world.</summary>
    public Reply Send(
        World world, string user, string method, string target, string? body = null,
            string contentType = "application/json") => new(WaldurModules.Api.Handle(
        new()
        {
            Method = method,
            Host = "fake",
            Target = target,
            Headers = new() { { "Authorization", $"Token {user}" }, { "Content-Type", contentType } },
            Body = body is null ? default : Encoding.UTF8.GetBytes(body),
        },
        world,
        _settings));

    private void Add(Transaction changes, User user, params (string Role, ScopeKind Kind, Guid Scope)[] roles)
    {
        user = changes.Insert(Fake.User.Table, user);
        _users.Add(user.Username, user.Uuid);
        changes.Insert(Token.Table, new Token { User = user.Uuid, Key = user.Username });
        foreach (var (role, kind, scope) in roles)
            changes.Insert(Grant.Table, new Grant { User = user.Uuid, Role = role, ScopeKind = kind, Scope = scope });
    }
}

/// <summary>An answer, with what tests look at.</summary>
internal sealed class Reply(WireAnswer answer)
{
    public int Status => answer.Status;

    public WireHeaders Headers => answer.Headers;

    public string Text => Encoding.UTF8.GetString(answer.Body.Span);

    public JsonElement Json => JsonElement.Parse(Text);

    public string? Divergence => answer.Headers["X-Waldur-Fake-Divergence"];

    /// <summary>The answer has that status, else the body is told.</summary>
    public Reply Should(int status)
    {
        answer.Status.ShouldBe(status, Text);
        return this;
    }

    /// <summary>The answer has that status and that body.</summary>
    public Reply Should(int status, string body)
    {
        Should(status);
        Text.ShouldBe(body);
        return this;
    }
}
