using System.Text.Json;
using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.Structure;

/// <summary>Whatever an answer links to can be followed by staff, from every list on, until nothing new turns up.</summary>
public sealed class LinkWalkerTests
{
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINu9JDYlNi4hqfldvmlmEEs1XcDHFxPQUOil1UiQwI89 robot@example.com";

    private static readonly string[] s_targets =
    [
        "users", "keys", "customers", "projects", "marketplace-resources", "marketplace-provider-resources",
        "marketplace-provider-offerings",
        "marketplace-offering-user-roles", "marketplace-robot-accounts", "marketplace-course-accounts",
    ];

    public static TheoryData<string, string> Shipped
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var scenario in new[] { "hpc-site", "course", "provider-onboarding", "edge-cases" })
            {
                rows.Add(scenario, "Documented");
                rows.Add(scenario, "Server");
            }
            return rows;
        }
    }

    [Fact]
    public void Every_kind_of_object_is_linked_to_and_found()
    {
        var site = Populated();
        var followed = Walk(target => site.Send("staff", "GET", target));
        followed.ShouldContain("/media/pictures/%C3%A4lice%201.png");
        foreach (var collection in s_targets)
        {
            followed.ShouldContain(
                target =>
                    target.StartsWith($"/api/{collection}/", StringComparison.Ordinal)
                        && target.Length > $"/api/{collection}/".Length + 30);
        }
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Every_link_of_every_answer_leads_somewhere(string scenario, string fidelity)
    {
        var world = new World(ScenarioLoader.Load(Scenario.Shipped(scenario)));
        var staff = world.Data.Table(Token.Table).First(token => world.Data.UserOf(token.User).It.IsStaff).Key;
        var site = new Site(fidelity == "Server" ? Fidelity.Server : Fidelity.Documented);
        Walk(target => site.Send(world, staff, "GET", target)).Count.ShouldBeGreaterThan(30);
    }

    private static List<string> Walk(Func<string, Reply> get)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>(WaldurModules.Operations
            .Where(operation => operation.Method == "GET" && !operation.Path.Contains('{', StringComparison.Ordinal))
            .Select(operation => operation.Path));
        var followed = new List<string>();
        while (open.TryDequeue(out var target))
        {
            if (!seen.Add(target))
                continue;
            var answer = get(target);
            (answer.Status is 404 or >= 500).ShouldBeFalse($"{target}: {answer.Status} {answer.Text}");
            followed.Add(target);
            if (answer.Status != 200 || answer.Headers["Content-Type"] != "application/json")
                continue;
            foreach (var link in LinksIn(answer.Json).Concat(Paging(answer.Headers["Link"])))
                open.Enqueue(link);
        }
        return followed;
    }

    private static Site Populated()
    {
        var site = new Site();
        site.World.Change(changes =>
        {
            changes.Insert(SshKey.Table, new SshKey
            {
                User = site.User("admin"), Name = "laptop", PublicKey = Key, Fingerprints = SshPublicKey.Fingerprints(Key),
            });
            changes.Insert(
                ResourceUser.Table, new ResourceUser { Resource = site.Resource, Role = site.Viewer, User = site.User("admin") });
            changes.Insert(CourseAccount.Table, new CourseAccount { Project = site.Course, User = site.User("outsider") });
            for (var i = 0; i < 12; i++)
            {
                changes.Insert(
                    RobotAccount.Table,
                    new RobotAccount { Resource = site.Resource, Type = $"r{i}", Users = [site.User("admin")],
                        ResponsibleUser = site.User("owner") }.WithKeys([Key]));
            }
        });
        site.World.Save(site.Data.UserOf(site.User("admin")).It with { Image = "/media/pictures/älice 1.png" });
        site.World.Save(site.Data.UserOf(site.User("owner")).It with { Image = "https://elsewhere.example.com/olga.png" });
        site.World.DeleteProject(site.Course);
        return site;
    }

    private static IEnumerable<string> LinksIn(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => LinksIn(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(LinksIn),
        JsonValueKind.String when value.GetString()!.StartsWith("http://fake/", StringComparison.Ordinal) =>
            [value.GetString()!["http://fake".Length..]],
        _ => [],
    };

    private static IEnumerable<string> Paging(string? header) =>
        (header ?? "").Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(
            link => link[(link.IndexOf("fake", StringComparison.Ordinal) + 4)..link.IndexOf('>', StringComparison.Ordinal)]);
}
