using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.Structure;

public sealed class StructureEndpointTests
{
    private static IEnumerable<string?> Names(Site site, string user, string target, string field = "name") =>
        site.Send(user, "GET", target).Should(200).Json.EnumerateArray().Select(row => row.GetProperty(field).GetString());

    public static TheoryData<string> Collections =>
    [
        "users", "keys", "customers", "projects", "marketplace-resources", "marketplace-provider-resources",
        "marketplace-provider-offerings",
        "marketplace-offering-user-roles",
    ];

    [Theory]
    [MemberData(nameof(Collections))]
    public void It_is_read_only(string collection)
    {
        var site = new Site();
        var head = site.Send("staff", "HEAD", $"/api/{collection}/").Should(200, "");
        head.Headers["X-Result-Count"].ShouldNotBeNull();
        site.Send("staff", "POST", $"/api/{collection}/", "{}").Should(405).Headers["Allow"].ShouldBe("GET, HEAD, OPTIONS");
        foreach (var method in new[] { "PUT", "PATCH", "DELETE" })
        {
            site.Send("staff", method, $"/api/{collection}/{Guid.Empty:n}/")
                .Should(405, $$"""{"detail":"Method \"{{method}}\" not allowed."}""");
        }

        site.Send("staff", "GET", $"/api/{collection}/{Guid.Empty:n}/").Should(404);
    }

    [Theory]
    [MemberData(nameof(Collections))]
    public void Who_has_no_role_sees_nothing_but_himself(string collection)
    {
        var site = new Site();
        site.Send("outsider", "GET", $"/api/{collection}/").Should(200).Json.GetArrayLength().ShouldBe(collection == "users" ? 1 : 0);
        site.Send("support", "HEAD", $"/api/{collection}/").Headers["X-Result-Count"].ShouldBe(
            site.Send("staff", "HEAD", $"/api/{collection}/").Headers["X-Result-Count"]);
    }

    [Fact]
    public void Roles_open_what_hangs_on_their_scope()
    {
        var site = new Site();
        Names(site, "admin", "/api/projects/").ShouldBe(["Plain", "Course"]);
        Names(site, "admin", "/api/customers/").ShouldBeEmpty();
        Names(site, "owner", "/api/customers/").ShouldBe(["Acme"]);
        Names(site, "admin", "/api/marketplace-resources/").ShouldBe(["alloc"]);
        Names(site, "admin", "/api/marketplace-provider-resources/").ShouldBeEmpty();
        Names(site, "provider", "/api/marketplace-resources/").ShouldBeEmpty();
        Names(site, "provider", "/api/marketplace-provider-resources/").ShouldBe(["alloc"]);
        Names(site, "provider", "/api/marketplace-provider-offerings/").ShouldBe(["HPC"]);
        Names(site, "provider", "/api/marketplace-offering-user-roles/").ShouldBe(["viewer"]);
    }

    [Fact]
    public void People_of_one_project_see_each_other_and_their_keys()
    {
        var site = new Site();
        var mate = site.World.Change(changes =>
        {
            var user = changes.Insert(User.Table, new User { Username = "mate" });
            changes.Insert(
                Grant.Table,
                new Grant { User = user.Uuid, Role = RoleName.ProjectMember, ScopeKind = ScopeKind.Project, Scope = site.Project });
            changes.Insert(
                SshKey.Table,
                new SshKey { User = user.Uuid, Name = "laptop", PublicKey = "ssh-rsa AAAA",
                    Fingerprints = SshPublicKey.Fingerprints("ssh-rsa AAAA") });
            return user;
        });
        Names(site, "admin", "/api/users/", "username").ShouldBe(["admin", "mate"]);
        Names(site, "admin", $"/api/keys/?user_uuid={mate.Uuid}").ShouldBe(["laptop"]);
        Names(site, "owner", "/api/users/", "username").ShouldBe(["owner"]);
        Names(site, "owner", "/api/keys/").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("username=admin", "admin")]
    [InlineData("full_name=tamm", "admin")]
    [InlineData("email=OUTSIDER@", "outsider")]
    [InlineData("is_active=false", "")]
    [InlineData("o=-username", "support staff provider owner outsider admin")]
    [InlineData("project_uuid={project}", "admin")]
    [InlineData("customer_uuid={consumer}", "owner admin")]
    public void Users_are_filtered_and_ordered(string query, string expected)
    {
        var site = new Site();
        query = query.Replace("{project}", site.Project.ToString(), StringComparison.Ordinal).Replace(
            "{consumer}", site.Consumer.ToString("n"), StringComparison.Ordinal);
        string.Join(' ', Names(site, "staff", $"/api/users/?{query}", "username")).ShouldBe(expected);
    }

    [Fact]
    public void Resources_are_filtered()
    {
        var site = new Site();
        Names(site, "staff", $"/api/marketplace-resources/?offering_uuid={site.Offering}&state=OK&state=Erred&query=ALL")
            .ShouldBe(["alloc"]);
        Names(site, "staff", $"/api/marketplace-resources/?provider_uuid={site.Consumer}").ShouldBeEmpty();
        site.Send("staff", "GET", "/api/marketplace-resources/?state=ok")
            .Should(400, """{"state":["Select a valid choice. ok is not one of the available choices."]}""");
        site.Send("staff", "GET", $"/api/marketplace-resources/{site.Resource}/?field=name").Should(200, """{"name":"alloc"}""");
    }

    [Fact]
    public void Me_tells_who_asks_with_roles_and_token()
    {
        var site = new Site();
        var me = site.Send("owner", "GET", "/api/users/me/").Should(200).Json;
        me.GetProperty("full_name").GetString().ShouldBe("Olga Owen");
        me.GetProperty("token").GetString().ShouldBe("owner");
        me.GetProperty("permissions").GetRawText()
            .ShouldBe(
                $$"""[{"role_name":"CUSTOMER.OWNER","scope_type":"customer","scope_uuid":"{{site.Consumer:n}}","scope_name":"Acme"}]""");
    }

    [Fact]
    public void What_the_typed_world_changes_is_seen()
    {
        var site = new Site();
        site.World.Delete(site.Data.UserOf(site.User("outsider")).It);
        Names(site, "staff", "/api/users/?username=outsider").ShouldBeEmpty();
        site.World.Save(site.Data.CustomerOf(site.Consumer).It with { Name = "Acme Ltd" });
        Names(site, "staff", "/api/customers/?query=ltd").ShouldBe(["Acme Ltd"]);
    }

    [Fact]
    public void A_picture_lies_where_its_url_says()
    {
        var site = new Site();
        site.World.Save(site.Data.UserOf(site.User("admin")).It with { Image = "media/alice.png" });
        site.Send("staff", "GET", $"/api/users/{site.User("admin")}/?field=image")
            .Should(200, """{"image":"http://fake/media/alice.png"}""");
        site.Send("nobody", "GET", "/media/alice.png").Should(200).Headers["Content-Type"].ShouldBe("image/png");
        site.Send("nobody", "POST", "/media/alice.png").Should(404);
        site.Send("nobody", "GET", "/media/bob.png").Should(404);
    }
}
