using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.ResourceUsers;

public sealed class ResourceUserTests
{
    private const string List = "/api/marketplace-resource-users/";

    private static string Body(Site site, Guid? role = null) =>
        $$"""{"resource":"{{Site.Link("marketplace-resources", site.Resource)}}","role":"{{Site.Link("marketplace-offering-user-roles", role ?? site.Viewer)}}","user":"{{Site.Link("users", site.User("outsider"))}}"}""";

    private static ResourceUser Linked(Site site) => site.World.Change(changes => changes.Insert(
        ResourceUser.Table, new ResourceUser { Resource = site.Resource, Role = site.Viewer, User = site.User("admin") }));

    [Fact]
    public void Staff_link_a_user_and_the_audit_log_tells_it()
    {
        var site = new Site();
        var made = site.Send("staff", "POST", List, Body(site)).Should(201);
        made.Headers["Location"].ShouldBeNull();
        made.Json.GetProperty("role_name").GetString().ShouldBe("viewer");
        var entry = site.Data.Events.ShouldHaveSingleItem();
        entry.Type.ShouldBe("marketplace_resource_user_created");
        entry.Message.ShouldBe("User outsider has been assigned role viewer in resource alloc.");
        entry.Scopes.ShouldBe([site.Offering, site.Provider]);

        site.Send("staff", "DELETE", $"{List}{made.Json.GetProperty("uuid").GetString()}/").Should(204, "");
        site.Data.Events[^1].ToString().ShouldBe(
            "marketplace_resource_user_deleted: User outsider has been unassigned role viewer in resource alloc.");
        site.Data.Table(ResourceUser.Table).ShouldBeEmpty();
    }

    [Fact]
    public void A_role_of_another_offering_is_refused()
    {
        var site = new Site();
        var other = site.World.Change(changes =>
        {
            var offering = changes.Insert(Offering.Table, new Offering { Customer = site.Provider, Name = "Other", Slug = "other" });
            return changes.Insert(OfferingUserRole.Table, new OfferingUserRole { Offering = offering.Uuid, Name = "other" });
        });
        site.Send("staff", "POST", List, Body(site, other.Uuid))
            .Should(400, """{"non_field_errors":["Role and resource should belong to the same offering."]}""");
    }

    [Theory]
    [InlineData("admin", 403, 201, true)]
    [InlineData("provider", 201, 400, true)]
    [InlineData("support", 403, 201, true)]
    [InlineData("staff", 201, 201, false)]
    [InlineData("outsider", 400, 400, false)]
    public void Who_may_link_differs_and_is_told(string user, int documented, int server, bool differs)
    {
        var divergence = differs ? "resource-user-permission" : null;
        var page = new Site();
        page.Send(user, "POST", List, Body(page)).Should(documented).Divergence.ShouldBe(divergence);
        var real = new Site(Fidelity.Server);
        real.Send(user, "POST", List, Body(real)).Should(server).Divergence.ShouldBe(divergence);
    }

    [Fact]
    public void What_a_filter_leaves_out_makes_no_divergence_matter()
    {
        var site = new Site();
        Linked(site);
        site.Send("provider", "GET", List).Divergence.ShouldBe("resource-user-permission");
        site.Send("provider", "GET", $"{List}?role_name=nobody").Should(200, "[]").Divergence.ShouldBeNull();
        site.Send("admin", "GET", List).Divergence.ShouldBeNull();
    }

    public static TheoryData<string> Parents => ["resource", "role", "user"];

    [Theory]
    [MemberData(nameof(Parents))]
    public void A_link_goes_with_what_it_points_at(string parent)
    {
        var site = new Site();
        var link = Linked(site);
        site.World.Change(changes =>
        {
            if (parent == "resource")
                changes.Delete(Resource.Table, link.Resource);
            else if (parent == "role")
                changes.Delete(OfferingUserRole.Table, link.Role);
            else
                changes.Delete(User.Table, link.User);
        });
        site.Send("staff", "GET", List).Should(200, "[]");
    }
}
