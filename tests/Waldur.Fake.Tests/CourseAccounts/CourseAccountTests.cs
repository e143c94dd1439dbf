using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.CourseAccounts;

public sealed class CourseAccountTests
{
    private const string List = "/api/marketplace-course-accounts/";

    private static string Body(Site site, string more = "") => $$"""{"project":"{{site.Course:n}}"{{more}}}""";

    private static string Bulk(Site site, params string[] items) =>
        $$"""{"project":"{{site.Course:n}}","course_accounts":[{{string.Join(',', items)}}]}""";

    private static CourseAccount Stored(Site site) => site.Data.Table(CourseAccount.Table).ShouldHaveSingleItem();

    private static string Detail(CourseAccount account) => $"{List}{account.Uuid:n}/";

    [Fact]
    public void A_new_account_has_a_new_user()
    {
        var site = new Site();
        var made = site.Send("staff", "POST", List, Body(site, ""","email":" s@x.org ","description":"One" """)).Should(201);
        var account = Stored(site);
        made.Headers["Location"].ShouldBe(Site.Link("marketplace-course-accounts", account.Uuid));
        made.Json.EnumerateObject().Select(member => member.Name).ShouldBe(CourseAccountContract.Details.Names);
        account.Email.ShouldBe("s@x.org");
        account.Modified.ShouldBeGreaterThan(account.Created);

        var user = site.Data.UserOf(account.User!.Value).It;
        (user.Username, user.Email, user.Description, user.IsActive, user.IsStaff)
            .ShouldBe(("course_1000", "course_1000@example.com", "Course Account", true, false));
        site.Data.Table(Token.Table).By(Token.ByUser, user.Uuid).ShouldBeEmpty();
    }

    [Fact]
    public void Names_in_use_are_passed_over()
    {
        var site = new Site();
        site.World.Change(changes => changes.Insert(User.Table, new User { Username = "course_1000" }));
        site.Send("staff", "POST", List, Body(site)).Should(201).Json.GetProperty("username").GetString().ShouldBe("course_1001");
    }

    [Fact]
    public void An_account_without_user_leaves_both_keys_out_and_closes()
    {
        var site = new Site();
        var account = site.World.Change(changes => changes.Insert(CourseAccount.Table, new CourseAccount { Project = site.Course }));
        var keys = site.Send("staff", "GET", Detail(account)).Should(200).Json.EnumerateObject().Select(member => member.Name);
        keys.ShouldBe(CourseAccountContract.Details.Names.Except(["user_uuid", "username"]));
        site.Send("staff", "DELETE", Detail(account)).Should(204);
        Stored(site).State.ShouldBe(CourseAccountState.Closed);
    }

    [Fact]
    public void Closing_deactivates_the_user_and_happens_once()
    {
        var site = new Site();
        site.Send("admin", "POST", List, Body(site)).Should(201);
        site.Send("admin", "DELETE", Detail(Stored(site)), "{bad").Should(204, "");
        Stored(site).State.ShouldBe(CourseAccountState.Closed);
        site.Data.UserOf(Stored(site).User!.Value).It.IsActive.ShouldBeFalse();
        site.Send("admin", "DELETE", Detail(Stored(site)))
            .Should(409, """{"detail":"Valid states for operation: UPDATE_SCHEDULED, OK."}""");
    }

    [Fact]
    public void A_refused_order_stores_nothing()
    {
        var site = new Site();
        site.World.AccountService = new AccountService().Refusing();
        var before = site.Data;
        site.Send("staff", "POST", List, Body(site)).Should(400, """{"detail":"{'error': 'Internal server error'}"}""");
        site.Data.ShouldBeSameAs(before);

        site.World.AccountService = new AccountService().Refusing(reply: ServiceReply.Failed("Connection refused"));
        site.Send("staff", "POST", List, Body(site)).Should(400, """{"detail":"Connection refused"}""");
    }

    [Fact]
    public void A_refused_closing_keeps_what_went_wrong()
    {
        var site = new Site();
        site.Send("staff", "POST", List, Body(site)).Should(201);
        var before = Stored(site);
        site.World.AccountService = site.World.AccountService.RefusingToClose();
        site.Send("staff", "DELETE", Detail(before)).Should(400, """{"detail":{"error":"Internal server error"}}""");

        var after = Stored(site);
        after.State.ShouldBe(CourseAccountState.Ok);
        after.ErrorMessage.ShouldBe("{'error': 'Internal server error'}");
        after.ErrorTraceback.ShouldNotBeEmpty();
        after.Modified.ShouldBeGreaterThan(before.Modified);
        site.Data.UserOf(after.User!.Value).It.IsActive.ShouldBeTrue();
    }

    [Fact]
    public void An_account_that_the_service_does_not_know_is_closed()
    {
        var site = new Site();
        site.Send("staff", "POST", List, Body(site)).Should(201);
        site.World.AccountService = site.World.AccountService with { OnClose = _ => ServiceReply.UnknownAccount };
        site.Send("staff", "DELETE", Detail(Stored(site))).Should(204);
        site.Data.UserOf(Stored(site).User!.Value).It.IsActive.ShouldBeFalse();
    }

    [Fact]
    public void The_service_can_choose_names_and_learns_of_the_order()
    {
        var site = new Site();
        AccountOrder? seen = null;
        site.World.AccountService = new AccountService
        {
            OnCreate = order =>
            {
                seen = order;
                return ServiceReply.Named("student", "student@uni.example");
            },
        };
        site.Send("staff", "POST", List, Body(site, ""","email":"s@x.org" """)).Should(201);
        var order = seen.ShouldNotBeNull();
        order.ShouldBe(
            order with { Owner = "staff", Email = "s@x.org", ProjectSlug = "course", ValidFrom = new(2024, 1, 1),
                ValidTo = new(2024, 12, 31) });
        site.Data.UserOf(Stored(site).User!.Value).It.Email.ShouldBe("student@uni.example");
    }

    [Fact]
    public void Chosen_names_come_in_order_and_then_numbers()
    {
        var site = new Site();
        site.World.AccountService = new AccountService().Naming("ann", "bob");
        string.Join(
            ' ', Enumerable.Range(0, 3).Select(_ => site.Send("staff", "POST", List, Body(site)).Json.GetProperty("username").GetString()))
            .ShouldBe("ann bob course_1000");
    }

    [Fact]
    public void A_name_in_use_crashes_the_server_and_is_refused_by_the_page()
    {
        var page = new Site();
        page.World.AccountService = new AccountService().Naming("admin");
        page.Send("staff", "POST", List, Body(page)).Should(400).Divergence.ShouldBe("server-crash");
        page.Data.Table(CourseAccount.Table).ShouldBeEmpty();

        var real = new Site(Fidelity.Server);
        real.World.AccountService = new AccountService().Naming("free", "admin");
        var crash = real.Send("staff", "POST", $"{List}create_bulk/", Bulk(real, """{"email":"a@x.org"}""", """{"email":"b@x.org"}"""))
            .Should(500);
        crash.Headers["Content-Type"].ShouldBe("text/html; charset=utf-8");
        crash.Divergence.ShouldBe("server-crash");
        real.Data.Table(CourseAccount.Table).ShouldBeEmpty();
    }

    [Fact]
    public void Forks_and_resets_have_their_own_service()
    {
        var site = new Site();
        var fork = site.World.Fork();
        fork.AccountService = fork.AccountService.Refusing();
        site.Send(fork, "staff", "POST", List, Body(site)).Should(400);
        site.Send("staff", "POST", List, Body(site)).Should(201);
        fork.Reset();
        site.Send(fork, "staff", "POST", List, Body(site)).Should(201).Json.GetProperty("username").GetString().ShouldBe("course_1000");
    }

    [Fact]
    public void Bulk_answers_with_what_was_sent_or_with_the_accounts()
    {
        string[] items = ["""{"email":"b@x.org","description":"B"}""", """{"email":"a@x.org"}"""];
        var page = new Site();
        page.Send("admin", "POST", $"{List}create_bulk/", Bulk(page, items))
            .Should(200, $$"""{"course_accounts":[{"email":"b@x.org","description":"B"},{"email":"a@x.org","description":""}],"project":"{{page.Course:n}}"}""")
            .Divergence.ShouldBe("course-bulk-response, course-bulk-description");

        var real = new Site(Fidelity.Server);
        var made = real.Send("admin", "POST", $"{List}create_bulk/", Bulk(real, items)).Should(200);
        made.Json.EnumerateArray().Select(account => account.GetProperty("email").GetString()).ShouldBe(["b@x.org", "a@x.org"]);
        made.Json.EnumerateArray().Select(account => account.GetProperty("description").GetString()).ShouldBe(["", ""]);
        made.Headers["X-Result-Count"].ShouldBeNull();
    }

    [Fact]
    public void Bulk_leaves_out_what_the_service_refuses()
    {
        var site = new Site();
        site.World.AccountService = new AccountService().Refusing("b@x.org");
        site.Send(
            "staff", "POST", $"{List}create_bulk/",
            Bulk(site, """{"email":"a@x.org"}""", """{"email":"b@x.org"}""", """{"email":"c@x.org"}"""))
            .Should(200).Text.ShouldNotContain("b@x.org");
        site.Data.Table(CourseAccount.Table).Select(account => account.Email).ShouldBe(["a@x.org", "c@x.org"]);
    }

    [Theory]
    [InlineData("[1,{}]", """{"course_accounts":[{"non_field_errors":["Invalid data. Expected a dictionary, but got int."]},{}]}""")]
    [InlineData("[{},null]", """{"course_accounts":[{},["This field may not be null."]]}""")]
    [InlineData("[{\"email\":\"\"}]", """{"course_accounts":[{"email":["This field may not be blank."]}]}""")]
    [InlineData("{}", """{"course_accounts":{"non_field_errors":["Expected a list of items but got type \"dict\"."]}}""")]
    [InlineData("\"x\"", """{"course_accounts":{"non_field_errors":["Expected a list of items but got type \"str\"."]}}""")]
    [InlineData("null", """{"course_accounts":["This field may not be null."]}""")]
    [InlineData("[]", """{"course_accounts":["This field cannot be empty."]}""")]
    public void Bulk_tells_what_is_wrong_with_its_list(string accounts, string expected)
    {
        var site = new Site();
        site.Send("outsider", "POST", $"{List}create_bulk/", $$"""{"project":"{{site.Course:n}}","course_accounts":{{accounts}}}""")
            .Should(400, expected);
        site.Data.Table(CourseAccount.Table).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("outsider", "{}", 403)]
    [InlineData("owner", "{}", 403)]
    [InlineData("owner", "[]", 403)]
    [InlineData("owner", "0", 403)]
    [InlineData("owner", null, 403)]
    [InlineData("admin", "{}", 400)]
    [InlineData("support", "{}", 400)]
    [InlineData("owner", "{\"x\":1}", 400)]
    public void An_empty_body_is_asked_for_any_managed_project(string user, string? body, int status)
    {
        var answer = new Site().Send(user, "POST", List, body).Should(status);
        if (status == 403)
            answer.Text.ShouldBe("""{"detail":"You don't have permission to create course accounts"}""");
    }

    [Fact]
    public void The_allowed_methods_are_those_of_the_route()
    {
        var site = new Site();
        site.Send("staff", "GET", List).Headers["Allow"].ShouldBe("GET, POST, HEAD, OPTIONS");
        site.Send("staff", "GET", $"{List}create_bulk/").Should(405).Headers["Allow"].ShouldBe("POST, OPTIONS");
        site.Send("outsider", "PATCH", $"{List}{Guid.Empty:n}/", "{bad")
            .Should(405, """{"detail":"Method \"PATCH\" not allowed."}""").Headers["Allow"].ShouldBe(
                "GET, PUT, PATCH, DELETE, HEAD, OPTIONS");
    }

    [Fact]
    public void Bulk_may_come_as_a_form()
    {
        const string Form = "application/x-www-form-urlencoded";
        var site = new Site();
        site.Send(
            "staff", "POST", $"{List}create_bulk/",
            $"project={site.Course:n}&course_accounts[1]email=b@x.org&course_accounts[0]email=a@x.org&course_accounts[0]description=A",
            Form)
            .Should(200, $$"""{"course_accounts":[{"email":"a@x.org","description":"A"},{"email":"b@x.org","description":""}],"project":"{{site.Course:n}}"}""");
        site.Send("staff", "POST", $"{List}create_bulk/", $"project={site.Course:n}", Form)
            .Should(400, """{"course_accounts":["This field is required."]}""");
    }

    [Fact]
    public void Deleting_a_project_closes_what_the_service_lets_close()
    {
        var site = new Site();
        var (closed, kept) = (site.World.Add.CourseAccount(), site.World.Add.CourseAccount());
        var stubborn = site.Data.UserOf(kept.User!.Value).It.Username;
        site.World.AccountService = site.World.AccountService with
        {
            OnClose = username => username == stubborn ? ServiceReply.Refused() : ServiceReply.Done,
        };
        site.World.DeleteProject(site.Course);

        site.World.CourseAccounts.Get(closed.Uuid).State.ShouldBe(CourseAccountState.Closed);
        site.World.CourseAccounts.Get(kept.Uuid).State.ShouldBe(CourseAccountState.Ok);
        site.World.CourseAccounts.Get(kept.Uuid).ErrorMessage.ShouldNotBeEmpty();
        site.World.Projects.Get(site.Course).IsRemoved.ShouldBeTrue();
        site.Send("staff", "POST", List, Body(site))
            .Should(400, $$"""{"project":["Object with uuid={{site.Course:n}} does not exist."]}""");
    }
}
