using System.Text.Json;
using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.OfferingUsers;

public sealed class OfferingUserUpkeepTests
{
    private static ProviderWorld WithResource(string policy) => new($$$"""
        version: 1
        projects: {fresh: {customer: p}}
        offerings: {o1: {plugin_options: {username_generation_policy: {{{policy}}} } }}
        resources: {r: {offering: o1, project: fresh}}
        """);

    [Theory]
    [InlineData("service_provider", "", OfferingUserState.Requested)]
    [InlineData("waldur_username", "u1", OfferingUserState.Ok)]
    [InlineData("anonymized", "walduruser_00000", OfferingUserState.Ok)]
    [InlineData("full_name", "ada_lovelace_00", OfferingUserState.Ok)]
    [InlineData("freeipa", "", OfferingUserState.Requested)]
    [InlineData("identity_claim", "alovelace", OfferingUserState.Ok)]
    public void Who_joins_a_project_gets_a_username_by_the_policy(string policy, string username, OfferingUserState state)
    {
        var world = WithResource(policy);
        var record = world.World.JoinProject(world.User("u1"), world.Project("fresh")).ShouldHaveSingleItem();
        record.Username.ShouldBe(username);
        record.State.ShouldBe(state);
        world.Data.Events.ShouldHaveSingleItem().Type.ShouldBe("marketplace_offering_user_created");
        Access.HasRole(world.Data, world.User("u1"), world.Project("fresh")).ShouldBeTrue();

        world.World.JoinProject(world.User("u1"), world.Project("fresh")).ShouldBeEmpty();
        world.Data.Table(Grant.Table).By(Grant.ByScope, world.Project("fresh")).Count.ShouldBe(1);
    }

    [Fact]
    public void Numbers_go_on_after_the_greatest_one_taken()
    {
        var world = WithResource("anonymized");
        world.Add("u2", OfferingUserState.Deleted, "walduruser_00041");
        world.Add("stranger", OfferingUserState.Ok, "walduruser_other");
        world.World.JoinProject(world.User("u1"), world.Project("fresh"))[0].Username.ShouldBe("walduruser_00042");
    }

    [Fact]
    public void A_name_in_usernames_has_neither_accents_nor_blanks()
    {
        var world = new ProviderWorld("""
            version: 1
            users: {oskar: {first_name: Ôskar Émile, last_name: O'Öberg}, nameless: {}}
            projects: {fresh: {customer: p}}
            offerings: {o1: {plugin_options: {username_generation_policy: full_name}}}
            resources: {r: {offering: o1, project: fresh}}
            """);
        world.World.JoinProject(world.User("oskar"), world.Project("fresh"))[0].Username.ShouldBe("oskaremile_ooberg_00");
        world.World.JoinProject(world.User("nameless"), world.Project("fresh"))[0].Username.ShouldBe("");
    }

    [Fact]
    public void A_new_resource_gives_records_to_the_members_of_its_project()
    {
        var world = new ProviderWorld();
        var (_, made) = world.World.AddResource(
            new() { Offering = world.Offering("o1"), Project = world.Project("pr"), Name = "r", Slug = "r" });
        made.Select(record => record.User).ShouldBe([world.User("padmin"), world.User("u1"), world.User("u2")], ignoreOrder: true);
        world.World.AddResource(
            new() { Offering = world.Offering("o1"), Project = world.Project("pr"), Name = "s", Slug = "s" }).Made.ShouldBeEmpty();
        world.World.AddResource(
            new() { Offering = world.Offering("o2"), Project = world.Project("pr"), Name = "t", Slug = "t" }).Made.ShouldBeEmpty();
    }

    [Fact]
    public void A_changed_policy_gives_new_usernames_in_three_states_only()
    {
        var world = new ProviderWorld();
        var requested = world.Add("u1", OfferingUserState.Requested);
        var leaving = world.Add("u2", OfferingUserState.RequestedDeletion, "old");
        var linking = world.Add("padmin", OfferingUserState.PendingAccountLinking);
        var usable = world.Add("stranger", OfferingUserState.Ok, "before");
        var changed = world.World.ChangeUsernamePolicy(world.Offering("o1"), "waldur_username");
        changed.Select(record => record.Uuid).ShouldBe([requested.Uuid, usable.Uuid]);
        world.Now(requested).Username.ShouldBe("u1");
        world.Now(requested).State.ShouldBe(OfferingUserState.Ok);
        world.Now(usable).Username.ShouldBe("stranger");
        world.Now(leaving).ShouldBe(leaving);
        world.Now(linking).ShouldBe(linking);
        world.World.ChangeUsernamePolicy(world.Offering("o1"), "waldur_username").ShouldBeEmpty();
        Should.Throw<ArgumentException>(() => world.World.ChangeUsernamePolicy(world.Offering("o1"), "random"));
        world.Data.OfferingOf(world.Offering("o1")).It.PluginOptions.GetProperty(
            "service_provider_can_create_offering_user").ValueKind.ShouldBe(JsonValueKind.True);
    }

    [Theory]
    [InlineData("waldur_username", "padmin,u1,u2")]
    [InlineData("anonymized", "anon_00000,anon_00001,mine")]
    [InlineData("service_provider", "mine")]
    public void A_scenario_gets_the_records_that_a_policy_makes(string policy, string usernames)
    {
        var named = policy == "waldur_username" ? "" : "\noffering_users: {mine: {offering: o1, user: u1, username: mine}}";
        var world = new ProviderWorld($$$"""
            version: 1
            offerings: {o1: {plugin_options: {username_generation_policy: {{{policy}}}, username_anonymized_prefix: anon_} } }
            resources: {r: {offering: o1, project: pr}, again: {offering: o1, project: pr}, off: {offering: o2, project: pr}}
            """ + named);
        world.Data.Table(OfferingUser.Table).Select(record => record.Username).ShouldBe(usernames.Split(','));
        world.Data.Events.ShouldBeEmpty();
    }

    [Fact]
    public void Consent_is_given_renewed_and_taken_back()
    {
        const string Terms = "version: 1\nofferings: {o1: {terms_of_service: {version: '2', requires_reconsent: true}}}";
        var world = new ProviderWorld(Terms);
        var record = world.Add("u1", OfferingUserState.Ok, "ada");
        var (user, offering) = (world.User("u1"), world.Offering("o1"));
        string Seen() =>
            world.Send(
                "owner", "GET", $"{ProviderWorld.Action(record)}?field=has_consent&field=requires_reconsent") is { Status: 200 } reply
                    ? reply.Text
                    : "";

        Seen().ShouldBe("");
        world.World.Consent(user, offering, "1").Version.ShouldBe("1");
        Seen().ShouldBe("""{"has_consent":true,"requires_reconsent":true}""");
        world.World.Consent(user, offering).Version.ShouldBe("2");
        Seen().ShouldBe("""{"has_consent":true,"requires_reconsent":false}""");
        world.World.RevokeConsent(user, offering).RevocationDate.ShouldNotBeNull();
        Seen().ShouldBe("");
        world.Now(record).ShouldBe(record);
        Should.Throw<ArgumentException>(() => world.World.RevokeConsent(user, offering));
    }
}
