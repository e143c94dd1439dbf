using NJsonSchema;
using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.Scenarios;

/// <summary>
/// The published schema and page are those of the tables. Where they are not, what they should be is left in the output folder.
/// </summary>
public sealed class ScenarioSchemaTests
{
    private static readonly string s_published = Path.Combine(AppContext.BaseDirectory, "Scenarios", "published");

    public static TheoryData<string> Shipped { get; } = [.. Scenario.ShippedNames];

    [Fact]
    public void The_published_schema_is_that_of_the_tables() => ShouldBePublished(ScenarioSchema.Json(), "waldur-scenario.schema.json");

    [Fact]
    public void The_reference_page_is_that_of_the_tables() => ShouldBePublished(ScenarioSchema.Markdown(), "scenario-reference.md");

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task Shipped_scenarios_validate(string name)
    {
        var schema = await JsonSchema.FromJsonAsync(ScenarioSchema.Json(), TestContext.Current.CancellationToken);

        schema.Validate(Json(new ShippedSource(name + ".yaml").Text())).Select(error => error.ToString()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("users: {}")]
    [InlineData("version: 2")]
    [InlineData("version: 1\nuser: {}")]
    [InlineData("version: 1\nusers: []")]
    [InlineData("version: 1\nusers: {alice: {emial: a@example.com}}")]
    [InlineData("version: 1\nusers: {alice: {is_staff: yes}}")]
    [InlineData("version: 1\nusers: {alice: {first_name: 42}}")]
    [InlineData("version: 1\nusers: {alice: {uuid: nope}}")]
    [InlineData("version: 1\nrobot_accounts: {a1: {state: Erred}}")]
    [InlineData("version: 1\nrobot_accounts: {a1: {type: toolong}}")]
    [InlineData("version: 1\nprojects: {p1: {start_date: 31.12.2026}}")]
    [InlineData("version: 1\ncustomers: {acme: {roles: {CUSTOMER.OWNER: alice}}}")]
    [InlineData("version: 1\nchecklists: {gpu: {questions: {q1: {question_type: bool}}}}")]
    public async Task The_schema_refuses_what_the_reader_refuses(string text)
    {
        var schema = await JsonSchema.FromJsonAsync(ScenarioSchema.Json(), TestContext.Current.CancellationToken);

        schema.Validate(Json(text)).ShouldNotBeEmpty();
    }

    private static string Json(string text)
    {
        var problems = new Problems();
        var root = YamlReader.Read("text", text, problems);
        problems.ThrowIfAny();
        return NodeJson.ToJson(root!)!.ToJsonString();
    }

    private static void ShouldBePublished(string text, string file)
    {
        File.WriteAllText(Path.Combine(s_published, file + ".received.txt"), text);
        text.ShouldBe(File.ReadAllText(Path.Combine(s_published, file)));
    }
}
