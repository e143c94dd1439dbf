using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.Scenarios;

public sealed class ScenarioReadingTests
{
    [Fact]
    public void An_error_names_file_line_column_path_and_the_nearest_name()
    {
        var error = Should.Throw<ScenarioException>(() => Scenario.FromText(
            """
            version: 1
            robot_accounts:
              a1: {resorce: r1, type: cicd}
            """,
            "site.yaml").Validate());

        error.Message.ShouldBe("site.yaml:3:8: robot_accounts.a1.resorce: unknown key; did you mean 'resource'?");
        error.Errors.ShouldHaveSingleItem().ShouldBe(
            new ScenarioError("site.yaml", 3, 8, "robot_accounts.a1.resorce", "unknown key", "resource"));
    }

    [Fact]
    public void All_errors_are_told_at_once()
    {
        var error = Should.Throw<ScenarioException>(() => Scenario.FromText(
            """
            users: {alice: {is_staff: yes, is_staf: true}, alice: {}}
            robot_accounts: {a1: {resource: r1, type: 7, state: Ok}}
            """).Validate());

        error.Errors.Select(one => one.Path).ShouldBe(
            ["users.alice.is_staff", "users.alice.is_staf", "users.alice", "robot_accounts.a1.resource", "robot_accounts.a1.type",
                "robot_accounts.a1.state"]);
    }

    [Theory]
    [InlineData("", "Null")]
    [InlineData("~", "Null")]
    [InlineData("null", "Null")]
    [InlineData("true", "Boolean")]
    [InlineData("FALSE", "Boolean")]
    [InlineData("yes", "Text")]
    [InlineData("on", "Text")]
    [InlineData("tRue", "Text")]
    [InlineData("0", "Integer")]
    [InlineData("-12", "Integer")]
    [InlineData("+12", "Integer")]
    [InlineData("0x1F", "Integer")]
    [InlineData("0o17", "Integer")]
    [InlineData("0x", "Text")]
    [InlineData("1_000", "Text")]
    [InlineData("-", "Text")]
    [InlineData("1.5", "Float")]
    [InlineData(".5", "Float")]
    [InlineData("5.", "Float")]
    [InlineData("1e3", "Float")]
    [InlineData("-1.5E-7", "Float")]
    [InlineData(".", "Text")]
    [InlineData("1e", "Text")]
    [InlineData("1.2.3", "Text")]
    [InlineData(".inf", "NotFinite")]
    [InlineData("-.INF", "NotFinite")]
    [InlineData(".nan", "NotFinite")]
    [InlineData("2026-01-03", "Text")]
    public void Plain_scalars_mean_what_the_core_schema_says(string plain, string type) =>
        CoreSchema.TypeOf(plain).ToString().ShouldBe(type);

    [Fact]
    public void Json_is_read_by_the_same_reader()
    {
        var scenario = Scenario.FromText(
            "{\"version\": 1,\n\t\"users\": {\"alice\": {\"first_name\": \"\\u00dc \\/ \\ud83d\\ude00\", \"is_staff\": true}}}");

        var alice = ScenarioLoader.Load(scenario).Table(User.Table).ShouldHaveSingleItem();
        alice.FirstName.ShouldBe("Ü / 😀");
        alice.IsStaff.ShouldBeTrue();
    }

    [Fact]
    public void Json_values_keep_their_kind_and_spelling()
    {
        var scenario = Scenario.FromText("customers: {c: {}}\nofferings: {o: {customer: c, plugin_options: {a: 1, b: 1.0, c: '1', d: yes, e: null, f: [true, .5, 0x10, +3, 007]}}}");

        ScenarioLoader.Load(scenario).Table(Offering.Table)[0].PluginOptions.GetRawText()
            .ShouldBe("""{"a":1,"b":1.0,"c":"1","d":"yes","e":null,"f":[true,0.5,16,3,7]}""");
    }

    [Fact]
    public void Aliases_stand_for_their_anchors()
    {
        var scenario = Scenario.FromText("users: {alice: &person {organization: Here, token: null}, bob: *person}");

        ScenarioLoader.Load(scenario).Table(User.Table).Select(user => user.Organization).ShouldBe(["Here", "Here"]);
    }

    [Fact]
    public void Nesting_as_deep_as_allowed_is_read_and_deeper_is_refused()
    {
        ScenarioLoader.Load(Json(YamlReader.MaxDepth - 4)).Table(Offering.Table).Count.ShouldBe(1);
        Should.Throw<ScenarioException>(() => Json(YamlReader.MaxDepth - 3)).Message.ShouldContain("nested deeper than 64 levels");
        Should.Throw<ScenarioException>(() => Json(100_000)).Message.ShouldContain("nested deeper than 64 levels");

        static Scenario Json(int depth) => Scenario.FromText(
            $"customers: {{c: }}\nofferings: {{o: {{customer: c, plugin_options: {{a: {new string('[', depth)}{new string(']', depth)}}}}}}}");
    }

    [Fact]
    public void Null_objects_have_all_defaults()
    {
        var data = ScenarioLoader.Load(Scenario.FromText("users:\n  alice:\ncustomers:"));

        var alice = data.Table(User.Table).ShouldHaveSingleItem();
        (data.Table(Name.Table).Get(alice.Uuid).Key, alice.Username, alice.IsActive, data.Table(Token.Table).Count).ShouldBe(
            ("alice", "alice", true, 1));
    }

    [Fact]
    public void Scenarios_lie_over_each_other_field_by_field()
    {
        var below = Scenario.FromText("users: {alice: {first_name: Alice, token: t, ssh_keys: {k: ssh-ed25519 AAAA}}, bob: {}}\ncustomers: {c: {roles: {CUSTOMER.OWNER: [alice]}}}");
        var above = Scenario.FromText(
            "users: {alice: {first_name: Alicia, token: null}, carol: }\ncustomers: {c: {roles: {CUSTOMER.OWNER: [bob]}}}\nprojects:");

        var data = ScenarioLoader.Load(Scenario.Overlay(below, above));

        data.Table(User.Table).Select(user => user.Username).ShouldBe(["alice", "bob", "carol"]);
        var alice = data.Table(User.Table).Get(Name.Find(data, "users", "alice").ShouldNotBeNull());
        (alice.FirstName, data.Table(Token.Table).By(Token.ByUser, alice.Uuid).Count,
            data.Table(SshKey.Table).By(SshKey.ByUser, alice.Uuid).Count)
            .ShouldBe(("Alicia", 0, 1));
        data.Table(Grant.Table).ShouldHaveSingleItem().User.ShouldBe(Name.Find(data, "users", "bob").ShouldNotBeNull());
    }

    [Fact]
    public void A_layer_may_leave_out_what_another_has()
    {
        var below = Scenario.FromText("users: {alice: }\ncustomers: {c: }\nprojects: {p: {customer: c}}\nofferings: {o: {customer: c}}\nresources: {r: {offering: o, project: p}}\nrobot_accounts: {a: {resource: r, type: cicd}}");
        var above = Scenario.FromText("robot_accounts: {a: {state: Error, users: [alice]}}");

        ScenarioLoader.Load(Scenario.Overlay(below, above)).Table(RobotAccount.Table)[0].State.ShouldBe(RobotAccountState.Error);
        Should.Throw<ScenarioException>(above.Validate).Errors.Select(error => error.Message).ShouldBe(
            ["'resource' is missing; expected key of resources", "'type' is missing; expected text of at most 5 characters",
                "'alice' is unknown: there are no users"]);
    }

    [Fact]
    public void Errors_of_overlaid_scenarios_name_the_file_that_has_them()
    {
        var below = Scenario.FromText("customers: {c: }", "below.yaml");
        var above = Scenario.FromText("\nprojects: {p: {customer: d}}", "above.yaml");

        Should.Throw<ScenarioException>(Scenario.Overlay(below, above).Validate).Message
            .ShouldBe("above.yaml:2:26: projects.p.customer: 'd' is not a key of customers; did you mean 'c'?");
    }

    [Fact]
    public void Shipped_scenarios_are_read()
    {
        Scenario.ShippedNames.ShouldContain("hpc-site");
        foreach (var name in Scenario.ShippedNames)
            Scenario.Shipped(name).Validate();
        Should.Throw<ScenarioException>(() => Scenario.Shipped("hpcsite")).Message
            .ShouldBe($"hpcsite: no such scenario; there are {string.Join(", ", Scenario.ShippedNames)}; did you mean 'hpc-site'?");
    }

    [Fact]
    public void A_missing_file_is_one_clear_line() =>
        Should.Throw<ScenarioException>(() => Scenario.FromFile("no-such-folder/site.yaml")).Message.ShouldBe(
            "no-such-folder/site.yaml: no such file");

    /// <summary>Whatever is done to a text, it is read or refused; nothing else comes out.</summary>
    [Fact]
    public void Damaged_texts_are_refused_in_the_same_way_as_wrong_ones()
    {
        const string Text = "version: 1\nusers:\n  alice: &a {first_name: \"Al\\u0069ce\", token: 't', ssh_keys: {k: ssh-ed25519 AAAA}}\n  bob: *a\n# end\nroles: {PROJECT.X: []}\n";
        const string Damage = "{}[],:#&*!|>'\"%@`?-\t\n\r \0\\\u00a0\ud83d~<x";
        var refused = 0;
        for (var i = 0; i < 1000; i++)
        {
            var random = Randomness.Mix((ulong)i * 0x9E3779B97F4A7C15UL);
            var damaged = new System.Text.StringBuilder(Text);
            for (var n = 0; n <= i % 3; n++, random = Randomness.Mix(random + 1))
                damaged[(int)(random % (ulong)Text.Length)] = Damage[(int)((random >> 32) % (ulong)Damage.Length)];
            try
            {
                Scenario.FromText(damaged.ToString()).Validate();
            }
            catch (ScenarioException e)
            {
                e.Errors.ShouldNotBeEmpty();
                refused++;
            }
        }
        refused.ShouldBeInRange(250, 999);
    }
}
