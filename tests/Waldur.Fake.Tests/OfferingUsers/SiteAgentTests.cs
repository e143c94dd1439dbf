using Shouldly;
using Xunit;
using static Waldur.Fake.Tests.OfferingUsers.ProviderWorld;

namespace Waldur.Fake.Tests.OfferingUsers;

/// <summary>What the site agent of January 2026 does with users (section 10), request for request.</summary>
public sealed class SiteAgentTests
{
    [Theory]
    [InlineData(FidelitySide.Documented)]
    [InlineData(FidelitySide.Server)]
    public void The_agent_makes_an_account_and_its_last_call_is_refused(FidelitySide side)
    {
        var world = new ProviderWorld(fidelity: side == FidelitySide.Server ? Fidelity.Server : Fidelity.Documented);
        var record = world.Add("u1", OfferingUserState.Requested);
        world.Add("u2", OfferingUserState.Ok, "linus");

        var listed = world.Send("owner", "GET", $"{List}?offering_uuid={world.Offering("o1")}&is_restricted=false&page_size=100")
            .Should(200);
        listed.Json.EnumerateArray().Where(one => one.GetProperty("state").GetString() == "Requested")
            .Select(one => one.GetProperty("uuid").GetString()).ShouldBe([Uuid(record.Uuid)]);
        listed.Headers["Link"]!.ShouldNotContain("rel=\"next\"");

        world.Send("owner", "POST", Action(record, "begin_creating")).Should(200, "");
        var named = world.Send("owner", "PATCH", Action(record), """{"username":"ada_hpc"}""").Should(200);
        named.Json.GetProperty("state").GetString().ShouldBe("OK");
        world.Send("owner", "POST", Action(record, "set_ok")).Should(
            400,
            """{"detail":"Cannot transition to OK from current state: 5. Valid states for operation: Requested, Creating, Pending additional validation, Pending account linking, Error creating, Error deleting."}""");
        world.Now(record).Username.ShouldBe("ada_hpc");
        world.Now(record).State.ShouldBe(OfferingUserState.Ok);
    }

    [Fact]
    public void A_comment_without_url_is_sent_with_null_and_refused()
    {
        var world = new ProviderWorld();
        var record = world.Add("u1", OfferingUserState.Creating);
        world.Send("owner", "POST", Action(record, "set_pending_account_linking"), """{"comment":"Link your account","comment_url":null}""")
            .Should(400, """{"comment_url":["This field may not be null."]}""");
        world.Now(record).ShouldBe(record);
        world.Send(
            "owner", "POST", Action(record, "set_pending_account_linking"),
            """{"comment":"Link your account","comment_url":"https://example.com/link"}""")
            .Should(200, "");
        world.Send("owner", "PATCH", Action(record), """{"username":"ada_hpc"}""").Should(200);
        world.Now(record).State.ShouldBe(OfferingUserState.Ok);
        world.Now(record).ServiceProviderComment.ShouldBe("Link your account");
    }

    [Fact]
    public void A_filter_by_user_and_text_finds_nothing_by_an_identifier()
    {
        var world = new ProviderWorld();
        world.Add("u1", OfferingUserState.Ok, "ada_hpc");
        world.Send("owner", "GET", $"{List}?user_username=U1").Should(200).Json.GetArrayLength().ShouldBe(1);
        world.Send("owner", "GET", $"{List}?user_username=u1&query={world.Offering("o1")}").Should(200, "[]");
    }
}
