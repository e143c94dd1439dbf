using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.Scenarios;

public sealed class ScenarioLoaderTests
{
    public static TheoryData<string> Shipped { get; } = [.. Scenario.ShippedNames];

    private static WorldData Load(string text, long? seed = null) => ScenarioLoader.Load(Scenario.FromText(text), seed);

    private static T Find<T>(WorldData data, TableDefinition<T> table, string key)
        where T : Entity => data.Table(table).Get(Name.Find(data, table.Kind, key).ShouldNotBeNull());

    [Fact]
    public void Identifiers_depend_on_seed_kind_and_key_alone()
    {
        var small = Load("users: {alice: }");
        var large = Load("users: {zoe: , alice: {first_name: Alice}}\ncustomers: {alice: }");
        var other = Load("users: {alice: }", seed: 7);

        var alice = Find(small, User.Table, "alice");
        Find(large, User.Table, "alice").Uuid.ShouldBe(alice.Uuid);
        Find(large, Customer.Table, "alice").Uuid.ShouldNotBe(alice.Uuid);
        Find(other, User.Table, "alice").Uuid.ShouldNotBe(alice.Uuid);
        Load("seed: 7\nusers: {alice: }").Table(User.Table).Single().Uuid.ShouldBe(Find(other, User.Table, "alice").Uuid);
        alice.Uuid.ShouldBe(Randomness.Uuid(42, "users", "alice"));
        alice.Uuid.ToString()[14].ShouldBe('4');
    }

    [Fact]
    public void Tokens_are_40_digits_from_the_seed_unless_given_or_refused()
    {
        var data = Load("users: {alice: , bob: {token: bob-token, token_lifetime: 60}, carol: {token: null}}");

        Token Of(string key) => data.Table(Token.Table).By(Token.ByUser, Find(data, User.Table, key).Uuid).Single();
        Of("alice").Key.ShouldMatch("^[0-9a-f]{40}$");
        (Of("bob").Key, Of("bob").Lifetime).ShouldBe(("bob-token", TimeSpan.FromMinutes(1)));
        data.Table(Token.Table).Count.ShouldBe(2);
    }

    [Fact]
    public void Objects_are_made_one_microsecond_apart_in_the_order_of_the_file()
    {
        var data = Load("clock: 2026-02-01T00:00:00Z\nusers: {b: , a: , c: {created: 2020-01-01, modified: 2021-01-01T00:00:00+01:00}}");

        var clock = new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc);
        Find(data, User.Table, "b").Created.ShouldBe(clock);
        Find(data, User.Table, "a").Created.ShouldBe(clock.AddMicroseconds(1));
        Find(data, User.Table, "c").Created.ShouldBe(new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Find(data, User.Table, "c").Modified.ShouldBe(new DateTime(2020, 12, 31, 23, 0, 0, DateTimeKind.Utc));
        data.Now.ShouldBeInRange(clock, clock.AddMilliseconds(1));
    }

    [Fact]
    public void Given_identifiers_are_kept_in_any_spelling()
    {
        var data = Load("users: {a: {uuid: 0B9D8C7E-6F5A-4B3C-2D1E-0F9A8B7C6D5E}, b: {uuid: 12345678123412341234123456789012}}");

        Find(data, User.Table, "a").Uuid.ShouldBe(new Guid("0b9d8c7e6f5a4b3c2d1e0f9a8b7c6d5e"));
        Find(data, User.Table, "b").Uuid.ShouldBe(new Guid("12345678123412341234123456789012"));
    }

    [Fact]
    public void Roles_are_those_of_waldur_with_what_the_scenario_says_otherwise()
    {
        var data = Load("roles: {CUSTOMER.OWNER: [RESOURCE.LIST], PROJECT.GUEST: []}\nusers: {a: }\ncustomers: {c: }\nprojects: {p: {customer: c, roles: {PROJECT.GUEST: [a]}}}");

        Role Of(string name) => data.Table(Role.Table).By(Role.ByName, name).Single();
        Of("CUSTOMER.OWNER").Permissions.ShouldBe(["RESOURCE.LIST"]);
        Of("CUSTOMER.MANAGER").Permissions.ShouldBe(
            DefaultRoles.Table.Single(role => role.Role == "CUSTOMER.MANAGER").Permissions, ignoreOrder: true);
        Of("PROJECT.GUEST").Permissions.ShouldBeEmpty();
        data.Table(Grant.Table).Single().Role.ShouldBe("PROJECT.GUEST");
    }

    [Theory]
    [InlineData("Cluster Aurora", "cluster-aurora")]
    [InlineData("Ünï  & Čo.", "uni-co")]
    [InlineData("İSTANBUL", "istanbul")]
    [InlineData("機械", "key")]
    public void Short_names_are_made_from_names(string name, string slug) =>
        Find(Load($"customers: {{Key: {{name: '{name}'}}}}"), Customer.Table, "Key").Slug.ShouldBe(slug);

    [Fact]
    public void The_default_scenario_has_a_robot_account_in_each_state_with_keys_that_the_api_accepts()
    {
        var data = ScenarioLoader.Load(Scenario.Shipped("hpc-site"));

        data.Table(RobotAccount.Table).Select(account => account.State).ShouldBe(Enum.GetValues<RobotAccountState>(), ignoreOrder: true);
        string[] keys = [.. data.Table(SshKey.Table).Select(key => key.PublicKey),
            .. data.Table(RobotAccount.Table).SelectMany(account => account.Keys)];
        keys.Length.ShouldBeGreaterThan(8);
        keys.ShouldAllBe(key => SshPublicKey.IsValid(key));
        data.Table(RobotAccount.Table).ShouldAllBe(account => account.Fingerprints.Length == account.Keys.Length);
    }

    [Fact]
    public void The_default_scenario_has_an_offering_user_in_each_state() =>
        ScenarioLoader.Load(Scenario.Shipped("hpc-site")).Table(OfferingUser.Table).Select(account => account.State).Distinct()
            .ShouldBe(Enum.GetValues<OfferingUserState>(), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Shipped_scenarios_make_the_same_world_each_time(string name)
    {
        string Map() => System.Text.Encoding.UTF8.GetString(
            WorldMap.Of(ScenarioLoader.Load(Scenario.Shipped(name)), "http://host", WaldurModules.Scenarios.Kinds).Body.Span);

        var map = Map();
        map.ShouldContain("\"token\":\"staff-token\"");
        map.ShouldBe(Map());
    }

    [Fact]
    public void Answers_call_for_a_review_by_the_rule_of_their_question_unless_the_scenario_says_otherwise()
    {
        var data = Load(
            """
            users: {ada: , bob: }
            customers: {c: }
            checklists: {k: {questions: {q: {review_answer_value: true}, open: {question_type: text_input}}}}
            offerings: {o: {customer: c, compliance_checklist: k}}
            offering_users:
              flagged: {offering: o, user: ada, completion: {answers: [{question: q, value: true}, {question: open, user: bob, value: ""}]}}
              calm: {offering: o, user: bob, completion: {is_completed: true, answers: [{question: q, value: true, requires_review: false}]}}
            """);

        ChecklistCompletion Of(string key) =>
            data.Table(ChecklistCompletion.Table).By(ChecklistCompletion.ByOfferingUser, Find(data, OfferingUser.Table, key).Uuid).Single();
        (Of("flagged").RequiresReview, Of("flagged").IsCompleted).ShouldBe((true, false));
        (Of("calm").RequiresReview, Of("calm").IsCompleted).ShouldBe((false, true));
        data.Table(ChecklistAnswer.Table).By(ChecklistAnswer.ByCompletion, Of("flagged").Uuid).Select(
            answer => (answer.User, answer.RequiresReview))
            .ShouldBe([(Find(data, User.Table, "ada").Uuid, true), (Find(data, User.Table, "bob").Uuid, false)]);
    }

    [Fact]
    public void Records_that_a_policy_makes_begin_the_checklist_too_and_depend_on_no_other()
    {
        const string World =
            """
            customers: {c: }
            projects: {p: {customer: c, roles: {PROJECT.MEMBER: [ada]}}, q: {customer: c, roles: {PROJECT.MEMBER: [bob]}}}
            checklists: {k: }
            offerings: {o: {customer: c, compliance_checklist: k, plugin_options: {username_generation_policy: waldur_username, service_provider_can_create_offering_user: true}}}
            resources: {r: {offering: o, project: q}}
            users: {ada: , bob: }
            """;
        var small = Load(World);
        var large = ScenarioLoader.Load(
            Scenario.Overlay(Scenario.FromText(World), Scenario.FromText("resources: {early: {offering: o, project: p}}")));

        var record = small.Table(OfferingUser.Table).Single();
        large.Table(OfferingUser.Table).Count.ShouldBe(2);
        large.Table(OfferingUser.Table).Get(record.Uuid).User.ShouldBe(record.User);
        ChecklistCompletion Of(WorldData data) =>
            data.Table(ChecklistCompletion.Table).By(ChecklistCompletion.ByOfferingUser, record.Uuid).Single();
        Of(large).Uuid.ShouldBe(Of(small).Uuid);
    }
}
