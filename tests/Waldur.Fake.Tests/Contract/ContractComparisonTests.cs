using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Waldur.Fake.Cli;
using Waldur.Fake.Conformance;

namespace Waldur.Fake.Tests.Contract;

/// <summary>What another document says otherwise is told, each thing once, and nothing else.</summary>
public sealed class ContractComparisonTests : IDisposable
{
    private const string Accounts = "/api/marketplace-robot-accounts/";
    private const string One = "/api/marketplace-robot-accounts/{uuid}/";

    private readonly string _folder = Directory.CreateTempSubdirectory("waldur-fake-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static readonly (Action<JsonObject> Edit, ContractChange Told)[] s_edits =
    [
        (d => Path(d, One).Remove("delete"), new("DELETE " + One, "", "is gone", true)),
        (d => Path(d, Accounts)["trace"] = new JsonObject(), null!),
        (d => Paths(d)[One + "set_state_paused/"] = new JsonObject { ["post"] = new JsonObject() }, new($"POST {One}set_state_paused/", "", "is new", false)),
        (d => Parameters(d, Accounts).RemoveAt(Index(d, "type")), new("GET " + Accounts, "?type", "is gone", true)),
        (d => Parameters(d, Accounts).Add(Query("colour", required: false)), new("GET " + Accounts, "?colour", "is new", false)),
        (d => Parameters(d, Accounts).Add(Query("tenant", required: true)), new("GET " + Accounts, "?tenant", "is new, and must be sent", true)),
        (d => Parameter(d, "page")["schema"]!["type"] = "string", new("GET " + Accounts, "?page", "integer became string", true)),
        (d => Parameter(d, "state")["schema"]!["enum"]!.AsArray().RemoveAt(5), new("GET " + Accounts, "?state", "6 is no choice any more", true)),
        (d => Sent(d)["colour"] = Text(), new("POST " + Accounts, "request $.colour", "is new", false)),
        (d => Schema(d, "RobotAccountRequest")["required"]!.AsArray().Add("username"), new("POST " + Accounts, "request $.username", "must be sent", true)),
        (d => Sent(d)["type"]!["maxLength"] = 3, new("POST " + Accounts, "request $.type", "its greatest length became 3", true)),
        (d => Got(d).Remove("backend_id"), new("GET " + One, "answer 200 $.backend_id", "is gone", true)),
        (d => Got(d)["colour"] = Text(), new("GET " + One, "answer 200 $.colour", "is new", false)),
        (d => Got(d)["username"]!["nullable"] = true, new("GET " + One, "answer 200 $.username", "may be null", true)),
        (d => Got(d)["state"]!["enum"]!.AsArray().Add("Paused"), new("GET " + One, "answer 200 $.state", "Paused is a new choice", true)),
        (d => Rename(Path(d, Accounts)["post"]!["responses"]!.AsObject(), "201", "202"), new("POST " + Accounts, "answer 201", "is gone", true)),
        (d => Path(d, Accounts)["post"]!["x-permissions"]![0]!["permission"] = "RESOURCE.UPDATE", new("POST " + Accounts, "permission", "RESOURCE.CREATE_ROBOT_ACCOUNT became RESOURCE.UPDATE", true)),
    ];

    [Fact]
    public void A_copy_of_the_own_document_differs_in_nothing() => With(Document()).Changes.ShouldBeEmpty();

    [Fact]
    public void The_same_as_YAML_differs_in_nothing() =>
        ContractComparison.With(YamlText.Of(NodeJson.Of(System.Text.Json.JsonElement.Parse(Document().ToJsonString()))), "copy.yaml").Changes.ShouldBeEmpty();

    [Fact]
    public void Each_kind_of_edit_is_told_and_nothing_else()
    {
        foreach (var (edit, told) in s_edits)
        {
            var document = Document();
            edit(document);
            var changes = With(document).Changes;

            if (told is null)
            {
                changes.ShouldBeEmpty();
                continue;
            }
            changes.ShouldContain(told);
            // a form that several operations share is told for each of them, and a status that took the place of another with it
            changes.ShouldAllBe(change => IsOf(change, told), told.ToString());
        }
    }

    [Fact]
    public void All_edits_at_once_are_all_told()
    {
        var document = Document();
        foreach (var (edit, _) in s_edits)
            edit(document);
        var changes = With(document).Changes;

        foreach (var (_, told) in s_edits.Where(row => row.Told is not null))
            changes.ShouldContain(change => change == told || (told.Place == "request $.type" && change.Place == told.Place), told.ToString());
        changes.ShouldAllBe(change => s_edits.Any(row => row.Told != null && IsOf(change, row.Told)));
    }

    [Fact]
    public async Task The_command_tells_text_json_and_markdown_and_its_exit_code_whether_clients_break()
    {
        var (same, wider, broken) = (Document(), Document(), Document());
        Got(wider)["colour"] = Text();
        Got(broken).Remove("backend_id");

        var told = await RunAsync("contract", File("same.json", same));
        told.ShouldBe((0, "7.9.6 → 7.9.6: 49 operations compared; nothing changed\n"));
        (await RunAsync("contract", File("wider.json", wider))).Code.ShouldBe(0);
        var (code, text) = await RunAsync("contract", File("broken.json", broken));
        code.ShouldBe(1);
        text.ShouldContain($"GET {One}\n  breaks  answer 200 $.backend_id: is gone\n");

        var json = JsonNode.Parse((await RunAsync("contract", "--format", "json", File("broken.json", broken))).Output)!;
        json["breaks"]!.GetValue<bool>().ShouldBeTrue();
        json["changes"]![0]!["what"]!.GetValue<string>().ShouldBe("is gone");
        (await RunAsync("contract", "--format", "markdown", File("broken.json", broken))).Output.ShouldContain($"| `GET {One}` | answer 200 $.backend_id | is gone | **breaks** |");
    }

    [Theory]
    [InlineData("{}", "is no OpenAPI document: it has no `openapi` and `paths`.")]
    [InlineData("{", "is no JSON: ")]
    [InlineData("<html></html>", "is no OpenAPI document")]
    [InlineData("", "is no OpenAPI document")]
    [InlineData("openapi: 3.0.3\npaths: none", "is no OpenAPI document")]
    [InlineData("openapi: [", "is no OpenAPI document")]
    public Task What_is_no_OpenAPI_document_is_one_line(string text, string told)
    {
        var file = Path_("other.txt");
        System.IO.File.WriteAllText(file, text);
        return ContractMistakeTests.IsOneLineAsync(told, "contract", file);
    }

    [Theory]
    [InlineData("/no/such/file.yaml can't be read", "/no/such/file.yaml")]
    [InlineData("http://127.0.0.1:1/x can't be read", "http://127.0.0.1:1/x")]
    public Task What_can_not_be_read_is_one_line(string told, string other) => ContractMistakeTests.IsOneLineAsync(told, "contract", other);

    [Fact]
    public async Task A_document_may_be_that_of_a_running_server_and_mistakes_in_a_corner_do_not_stop_it()
    {
        using var fake = WaldurFake.Start(options => options.Fidelity = Fidelity.Server);
        var url = await fake.ListenAsync(cancellation: TestContext.Current.CancellationToken);
        (await RunAsync("contract", url + "api/schema/")).Code.ShouldBe(0);

        var yaml = YamlText.Of(NodeJson.Of(System.Text.Json.JsonElement.Parse(Document().ToJsonString())))
            + "x-twice: 1\nx-twice: 2\nx-tag: !mine {}\n";
        ContractComparison.With(yaml, "corner.yaml").Changes.ShouldBeEmpty();
    }

    private static bool IsOf(ContractChange change, ContractChange told) => change == told
        || (change.Place.Split('.')[^1] == told.Place.Split('.')[^1] && change.What == told.What && told.Place.Contains('$'))
        || (told.Place == "answer 201" && change is { Place: "answer 202", What: "is new" } && change.Operation == told.Operation);

    private string Path_(string name) => System.IO.Path.Combine(_folder, name);

    private string File(string name, JsonObject document)
    {
        System.IO.File.WriteAllText(Path_(name), document.ToJsonString());
        return Path_(name);
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] args)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = await Tool.RunAsync(args, output, error);
        error.ToString().ShouldBeEmpty();
        return (code, output.ToString());
    }

    private static ContractComparison With(JsonObject document) => ContractComparison.With(document.ToJsonString(), "copy.json");

    private static JsonObject Document() => JsonNode.Parse(Encoding.UTF8.GetString(WaldurModules.Document.Write(Fidelity.Server).Span))!.AsObject();

    private static JsonObject Paths(JsonObject document) => document["paths"]!.AsObject();

    private static JsonObject Path(JsonObject document, string path) => Paths(document)[path]!.AsObject();

    private static JsonArray Parameters(JsonObject document, string path) => Path(document, path)["get"]!["parameters"]!.AsArray();

    private static JsonNode Parameter(JsonObject document, string name) => Parameters(document, Accounts)[Index(document, name)]!;

    private static int Index(JsonObject document, string name) =>
        Parameters(document, Accounts).Select((one, i) => (one, i)).First(pair => pair.one!["name"]!.GetValue<string>() == name).i;

    private static JsonObject Schema(JsonObject document, string name) => document["components"]!["schemas"]![name]!.AsObject();

    private static JsonObject Sent(JsonObject document) => Schema(document, "RobotAccountRequest")["properties"]!.AsObject();

    private static JsonObject Got(JsonObject document) => Schema(document, "RobotAccountDetails")["properties"]!.AsObject();

    private static JsonObject Text() => new() { ["type"] = "string" };

    private static JsonObject Query(string name, bool required) => new() { ["in"] = "query", ["name"] = name, ["required"] = required, ["schema"] = Text() };

    private static void Rename(JsonObject answers, string from, string to)
    {
        var answer = answers[from];
        answers.Remove(from);
        answers[to] = answer;
    }
}
