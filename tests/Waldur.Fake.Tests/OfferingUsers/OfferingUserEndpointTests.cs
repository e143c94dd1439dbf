using Shouldly;
using Xunit;
using static Waldur.Fake.Tests.OfferingUsers.ProviderWorld;

namespace Waldur.Fake.Tests.OfferingUsers;

public sealed class OfferingUserEndpointTests
{
    [Fact]
    public void A_record_with_a_username_is_made_ok_and_the_log_tells_it()
    {
        var world = new ProviderWorld();
        var made = world.Send("owner", "POST", List, world.Body(username: " ada ")).Should(201);
        made.Json.GetProperty("state").GetString().ShouldBe("OK");
        made.Json.GetProperty("username").GetString().ShouldBe("ada");
        made.Headers["Location"].ShouldBe(made.Json.GetProperty("url").GetString());
        made.Divergence.ShouldBe("offering-user-write-uuids");
        var entry = world.Data.Events.ShouldHaveSingleItem();
        entry.ToString().ShouldBe("marketplace_offering_user_created: Account for user u1 in offering GPU Cluster has been created.");
        entry.Scopes[0].ToString("n").ShouldBe(made.Json.GetProperty("uuid").GetString());
    }

    [Fact]
    public void Every_action_logs_its_own_text()
    {
        string[] walk =
        [
            "set_error_creating", "begin_creating", "set_pending_account_linking", "set_pending_additional_validation",
            "set_validation_complete",
            "request_deletion", "set_error_deleting", "set_ok", "request_deletion", "set_deleting", "set_deleted",
        ];
        var world = new ProviderWorld();
        var record = world.Add("u1", OfferingUserState.Requested);
        foreach (var action in walk)
        {
            var reply = world.Send("owner", "POST", Action(record, action)).Should(200, "");
            reply.Headers["Content-Type"].ShouldBeNull();
        }
        world.Data.Events.Select(entry => entry.ToString()).ShouldBe(
        [
            "marketplace_offering_user_updated: User u1 (Ada Lovelace) in offering GPU Cluster set to error creating state.",
            "marketplace_offering_user_updated: User u1 (Ada Lovelace) in offering GPU Cluster creation has begun.",
            "marketplace_offering_user_restriction_updated: User u1 (Ada Lovelace) in offering GPU Cluster set to pending account linking.",
            "marketplace_offering_user_updated: User u1 (Ada Lovelace) in offering GPU Cluster set to pending additional validation.",
            "marketplace_offering_user_updated: User u1 (Ada Lovelace) in offering GPU Cluster validation completed.",
            "marketplace_offering_user_updated: Deletion requested for user u1 (Ada Lovelace) in offering GPU Cluster.",
            "marketplace_offering_user_updated: User u1 (Ada Lovelace) in offering GPU Cluster set to error deleting state.",
            "marketplace_offering_user_updated: User u1 (Ada Lovelace) in offering GPU Cluster set to OK.",
            "marketplace_offering_user_updated: Deletion requested for user u1 (Ada Lovelace) in offering GPU Cluster.",
            "marketplace_offering_user_updated: User u1 (Ada Lovelace) in offering GPU Cluster deletion process started.",
            "marketplace_offering_user_updated: User u1 (Ada Lovelace) in offering GPU Cluster marked as deleted.",
        ]);
    }

    [Fact]
    public void Comments_restriction_and_deletion_are_logged_and_a_changed_username_is_not()
    {
        var world = new ProviderWorld();
        var record = world.Add("stranger", OfferingUserState.Requested);
        world.Send("owner", "PATCH", Action(record), """{"username":"s"}""").Should(200);
        world.Data.Events.ShouldBeEmpty();
        world.Send("owner", "PATCH", Action(record, "update_comments"), "{}").Should(200);
        world.Send("owner", "POST", Action(record, "update_restricted"), """{"is_restricted":true}""").Should(200, "");
        world.Send("owner", "POST", Action(record, "update_restricted"), """{"is_restricted":false}""").Should(200, "");
        world.Send("owner", "DELETE", Action(record)).Should(204, "");
        world.Data.Events.Select(entry => entry.ToString()).ShouldBe(
        [
            "marketplace_offering_user_updated: Service provider comments updated for user stranger in offering GPU Cluster.",
            "marketplace_offering_user_restriction_updated: Restriction status for user stranger in offering GPU Cluster has been set to True.",
            "marketplace_offering_user_restriction_updated: Restriction status for user stranger in offering GPU Cluster has been set to False.",
            "marketplace_offering_user_deleted: Account for user stranger in offering GPU Cluster has been deleted.",
        ]);
    }

    [Fact]
    public void Records_go_with_their_user_and_their_offering_and_the_log_tells_it()
    {
        var world = new ProviderWorld();
        world.Add("u1", OfferingUserState.Ok);
        world.Add("u2", OfferingUserState.Ok);
        world.World.Change(changes =>
        {
            changes.Delete(User.Table, world.User("u1"));
            changes.Delete(Offering.Table, world.Offering("o1"));
        });
        world.Data.Table(OfferingUser.Table).ShouldBeEmpty();
        world.Data.Events.Select(entry => entry.Message).ShouldBe(
        [
            "Account for user u1 in offering GPU Cluster has been deleted.",
            "Account for user u2 in offering GPU Cluster has been deleted.",
        ]);
    }

    [Fact]
    public void The_server_leaves_the_two_identifiers_out_and_echoes_what_was_sent()
    {
        var world = new ProviderWorld(fidelity: Fidelity.Server);
        var made = world.Send("owner", "POST", List, world.Body()).Should(201);
        made.Json.TryGetProperty("offering_uuid", out _).ShouldBeFalse();
        made.Json.TryGetProperty("user_uuid", out _).ShouldBeFalse();
        made.Divergence.ShouldBe("offering-user-write-uuids");

        var record = world.Data.Table(OfferingUser.Table)[0];
        var other = Uuid(world.Offering("o2"));
        var echoed = world.Send("owner", "PATCH", Action(record), $$"""{"offering_uuid":"{{other}}"}""").Should(200);
        echoed.Json.GetProperty("offering_uuid").GetString().ShouldBe(other);
        world.Now(record).Offering.ShouldBe(world.Offering("o1"));
    }

    [Fact]
    public void A_projection_that_leaves_the_identifiers_out_hides_the_divergence()
    {
        var world = new ProviderWorld();
        var record = world.Add("u1", OfferingUserState.Requested);
        var reply = world.Send("owner", "PATCH", $"{Action(record)}?field=uuid", """{"username":"a"}""")
            .Should(200, $$"""{"uuid":"{{Uuid(record.Uuid)}}"}""");
        reply.Divergence.ShouldBeNull();
        world.Now(record).Username.ShouldBeNull();
        world.Send("owner", "PATCH", $"{Action(record)}?field=username&field=state", """{"username":"a"}""")
            .Should(200, """{"username":"a","state":"OK"}""");
    }

    [Fact]
    public void An_unknown_identifier_is_refused_with_a_printed_list()
    {
        var world = new ProviderWorld();
        world.Send("owner", "POST", List, """{"offering_uuid":"abc","user_uuid":"nonsense"}""")
            .Should(400, """{"offering_uuid":"[ErrorDetail(string='Object with uuid=abc does not exist.', code='does_not_exist')]"}""");
        var quoted = world.Send("owner", "POST", List, """{"offering_uuid":"it's"}""").Should(400).Json.GetProperty("offering_uuid")
            .GetString();
        quoted.ShouldBe("[ErrorDetail(string=\"Object with uuid=it's does not exist.\", code='does_not_exist')]");
    }

    [Theory]
    [InlineData("\"x\"", "str")]
    [InlineData("1", "int")]
    [InlineData("1.5", "float")]
    [InlineData("true", "bool")]
    public void A_create_with_a_plain_value_crashes_the_server(string body, string type)
    {
        var documented = new ProviderWorld().Send("owner", "POST", List, body);
        documented.Should(400, $$"""{"non_field_errors":["Invalid data. Expected a dictionary, but got {{type}}."]}""");
        documented.Divergence.ShouldBe("server-crash");
        var server = new ProviderWorld(fidelity: Fidelity.Server).Send("owner", "POST", List, body).Should(500);
        server.Divergence.ShouldBe("server-crash");
    }

    [Fact]
    public void A_long_url_crashes_the_server_and_is_refused_otherwise()
    {
        var url = "https://example.com/" + new string('a', 181);
        var body = $$"""{"comment_url":"{{url}}"}""";
        var page = new ProviderWorld();
        var record = page.Add("u1", OfferingUserState.Creating);
        page.Send("owner", "POST", Action(record, "set_pending_account_linking"), body)
            .Should(400, """{"comment_url":["Ensure this field has no more than 200 characters."]}""").Divergence.ShouldBe("server-crash");
        var server = new ProviderWorld(fidelity: Fidelity.Server);
        record = server.Add("u1", OfferingUserState.Creating);
        server.Send("owner", "POST", Action(record, "set_pending_account_linking"), body).Should(500);
        server.Now(record).ShouldBe(record);
        server.Send("owner", "POST", Action(record, "set_pending_account_linking"), body.Replace("aaa", "aa", StringComparison.Ordinal))
            .Should(200);
    }

    [Fact]
    public void Consent_is_enforced_by_default_only_by_the_page_and_told_only_where_it_mattered()
    {
        const string Terms = "version: 1\nofferings: {o1: {terms_of_service: {version: '1'}}}";
        var page = new ProviderWorld(Terms);
        var server = new ProviderWorld(Terms, Fidelity.Server);
        var record = page.Add("u1", OfferingUserState.Ok);
        server.Add("u1", OfferingUserState.Ok);

        page.Send("owner", "GET", Action(record)).Should(404).Divergence.ShouldBe("offering-user-consent");
        page.Send("owner", "GET", List).Should(200, "[]").Divergence.ShouldBe("offering-user-consent");
        server.Send("owner", "GET", List).Should(200).Divergence.ShouldBe("offering-user-consent");
        page.Send("owner", "GET", $"{List}?state=Deleted").Should(200, "[]").Divergence.ShouldBeNull();
        page.Send("staff", "GET", List).Should(200).Divergence.ShouldBeNull();
        page.Send("u1", "GET", List).Should(200).Divergence.ShouldBeNull();

        var stated = new ProviderWorld(Terms + "\nsettings: {enforce_user_consent_for_offerings: true}", Fidelity.Server);
        stated.Add("u1", OfferingUserState.Ok);
        stated.Send("owner", "GET", List).Should(200, "[]").Divergence.ShouldBeNull();
    }

    [Fact]
    public void Who_may_comment_differs_and_is_told()
    {
        var page = new ProviderWorld();
        var server = new ProviderWorld(fidelity: Fidelity.Server);
        var record = page.Add("u1", OfferingUserState.Deleted);
        page.Send("u1", "PATCH", Action(record, "update_comments"), "{}")
            .Should(403, """{"detail":"You do not have permission to perform this action."}""").Divergence.ShouldBe(
                "offering-user-comments-permission");
        page.Send("owner", "PATCH", Action(record, "update_comments"), "{}")
            .Should(403, """{"detail":"Cannot update comments for offering user in state: Deleted"}""").Divergence.ShouldBeNull();
        record = server.Add("u1", OfferingUserState.Ok);
        server.Send("u1", "PATCH", Action(record, "update_comments"), """{"service_provider_comment":"a & b"}""")
            .Should(200, """{"service_provider_comment":"a &amp; b","service_provider_comment_url":""}""").Divergence.ShouldBe(
                "offering-user-comments-permission");
    }

    [Fact]
    public void Organization_groups_let_consumers_see_whom_they_share_a_project_with()
    {
        const string More = """
            version: 1
            organization_groups: {eu: {}}
            customers:
              c: {organization_groups: [eu]}
            projects:
              cp: {customer: c, roles: {PROJECT.ADMIN: [stranger], PROJECT.MEMBER: [u2]}}
            """;
        var apart = new ProviderWorld(More, Fidelity.Server);
        var joined = new ProviderWorld(More + "\nofferings: {o1: {organization_groups: [eu]}}", Fidelity.Server);
        foreach (var world in new[] { apart, joined })
        {
            world.Add("u1", OfferingUserState.Ok, "a");
            world.Add("u2", OfferingUserState.Ok, "b");
        }
        apart.Send("stranger", "GET", List).Should(200, "[]");
        joined.Send("stranger", "GET", $"{List}?field=username").Should(200, """[{"username":"b"}]""");
        joined.Send("u2", "GET", $"{List}?field=username").Should(200, """[{"username":"a"},{"username":"b"}]""");
    }
}
