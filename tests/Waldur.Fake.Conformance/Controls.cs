using System.Text.Json.Nodes;

namespace Waldur.Fake.Conformance;

/// <summary>What case files can do to a world from outside HTTP: <c>control: {name: arguments}</c>. One row a name.</summary>
internal static class Controls
{
    private static readonly Dictionary<string, Action<WaldurFake, JsonObject>> Rows = new(StringComparer.Ordinal)
    {
        // {kind: key}: the object is deleted elsewhere, with what goes with it
        ["delete"] = (fake, what) => fake.World.Change(changes => Delete(changes, what)),

        // {user, role, customer|project|offering}: the grant is marked inactive, as the server's daily job does
        ["deactivate_role"] = (fake, what) => fake.World.Change(changes => changes.Put(Grant.Table, FindGrant(changes.Data, what) with { IsActive = false })),

        // {user, role, customer|project|offering}: the role is taken away, with what the server does then
        ["remove_role"] = (fake, what) =>
        {
            var grant = FindGrant(fake.World.Data, what);
            fake.World.RemoveRole(grant.User, grant.Role, grant.Scope);
        },

        // {project}: the project is deleted, softly
        ["remove_project"] = (fake, what) => fake.World.DeleteProject(Find(fake.World.Data, "projects", Text(what["project"]))),

        // {create: refuse|fail|succeed, email, answer, message, username} or {close: refuse|unknown, answer}: how the account service answers from now on
        ["account_service"] = (fake, what) => fake.World.AccountService = Service(what),

        // {user, project, role}: the role is given; the user gets the offering users that are missing
        ["join_project"] = (fake, what) => fake.World.JoinProject(
            Find(fake.World.Data, "users", Text(what["user"])), Find(fake.World.Data, "projects", Text(what["project"])), Text(what["role"])),

        // {}: the daily job
        ["remove_deleted_robot_accounts"] = (fake, _) => fake.World.RemoveDeletedRobotAccounts(),

        // {}: the reconciliation
        ["reconcile_robot_accounts"] = (fake, _) => fake.World.ReconcileRobotAccounts(),

        // {offering, checklist: key or null}: the checklist of the offering becomes that one
        ["attach_checklist"] = (fake, what) => fake.World.Change(changes => changes.AttachChecklist(
            Find(changes.Data, "offerings", Text(what["offering"])),
            what["checklist"] is { } checklist ? Find(changes.Data, "checklists", Text(checklist)) : null)),

        // {question, required}: the question is changed by who keeps the checklist
        ["change_question"] = (fake, what) => fake.World.Change(changes => changes.Update(
            Question.Table,
            changes.Data.Table(Question.Table).Get(Find(changes.Data, "questions", Text(what["question"]))) with { Required = (bool)what["required"]! })),
    };

    public static void Run(WaldurFake fake, string name, JsonNode? arguments)
    {
        if (!Rows.TryGetValue(name, out var row))
        {
            throw new ArgumentException($"there is no control `{name}`; there are {string.Join(", ", Rows.Keys)}");
        }

        row(fake, arguments as JsonObject ?? throw new ArgumentException($"the arguments of `{name}` must be a map"));
    }

    private static AccountService Service(JsonObject what)
    {
        var service = new AccountService();
        return (what["create"]?.ToString() ?? "close " + what["close"]) switch
        {
            "refuse" => service.Refusing(what["email"]?.ToString(), ServiceReply.Refused(what["answer"]!.ToJsonString())),
            "fail" => service.Refusing(reply: ServiceReply.Failed(Text(what["message"]))),
            "succeed" => what["username"] is { } username ? service.Naming(Text(username)) : service,
            "close refuse" => service.RefusingToClose(ServiceReply.Refused(what["answer"]!.ToJsonString())),
            "close unknown" => service with { OnClose = _ => ServiceReply.UnknownAccount },
            var other => throw new ArgumentException($"the account service does not know `{other}`"),
        };
    }

    private static void Delete(Transaction changes, JsonObject what)
    {
        foreach (var (kind, key) in what)
        {
            var uuid = Find(changes.Data, kind, Text(key));
            switch (kind)
            {
                case "users":
                    changes.Delete(User.Table, uuid);
                    break;
                case "offerings":
                    changes.Delete(Offering.Table, uuid);
                    break;
                case "resources":
                    changes.Delete(Resource.Table, uuid);
                    break;
                case "offering_user_roles":
                    changes.Delete(OfferingUserRole.Table, uuid);
                    break;
                case "robot_accounts":
                    changes.Delete(RobotAccount.Table, uuid);
                    break;
                case "checklists":
                    changes.Delete(Checklist.Table, uuid);
                    break;
                case "questions":
                    changes.Delete(Question.Table, uuid);
                    break;
                default:
                    throw new ArgumentException($"`delete` does not know {kind}");
            }
        }
    }

    private static Grant FindGrant(WorldData data, JsonObject what)
    {
        var scope = new[] { "customer", "project", "offering" }.FirstOrDefault(what.ContainsKey)
            ?? throw new ArgumentException("a grant is on a customer, a project or an offering");
        var on = Find(data, scope + "s", Text(what[scope]));
        var user = Find(data, "users", Text(what["user"]));
        var role = Text(what["role"]);
        return data.Table(Grant.Table).By(Grant.ByUser, user).FirstOrDefault(grant => grant.Scope == on && string.Equals(grant.Role, role, StringComparison.Ordinal))
            ?? throw new ArgumentException($"{what["user"]} has no role {role} there");
    }

    private static Guid Find(WorldData data, string kind, string key) =>
        Name.Find(data, kind, key) ?? throw new ArgumentException($"the world has no {kind}.{key}");

    private static string Text(JsonNode? node) => node?.ToString() ?? throw new ArgumentException("an argument is missing");
}
