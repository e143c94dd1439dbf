using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Waldur.Fake.Tests.Docs;

/// <summary>The code of the guides on robot accounts, resource users and course accounts, run as it stands there.</summary>
public sealed class AccountGuides : IDisposable
{
    private readonly WaldurFake _waldur = WaldurFake.Start();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _waldur.Dispose();

    [Fact]
    public async Task A_robot_account_is_in_Error()
    {
        var waldur = _waldur;
        #region robot-in-error
        var broken = waldur.World.Add.RobotAccount(a => a with { State = RobotAccountState.Error, ErrorMessage = "The disk is full" });
        #endregion

        using var staff = waldur.CreateClient("staff");
        var shown = await staff.GetFromJsonAsync<JsonElement>($"/api/marketplace-robot-accounts/{broken.Uuid:n}/", Cancellation);
        Assert.Equal("Error", shown.GetProperty("state").GetString());
        Assert.Equal("The disk is full", shown.GetProperty("error_message").GetString());
    }

    [Fact]
    public void A_link_goes_with_its_resource()
    {
        var waldur = _waldur;
        #region resource-user
        var link = waldur.World.Add.ResourceUser(l => l with { User = waldur.World.Uuid("users", "hanna") });   // on the newest resource
        waldur.World.Delete(waldur.World.Resources.Get(link.Resource));
        Assert.DoesNotContain(waldur.World.ResourceUsers, l => l.Uuid == link.Uuid);
        #endregion
    }

    [Fact]
    public async Task The_account_service_refuses()
    {
        var waldur = _waldur;
        using var carol = waldur.CreateClient("carol");
        var course = waldur.World.Uuid("projects", "course");
        var accounts = "/api/marketplace-course-accounts/";

        #region account-service
        waldur.World.AccountService = waldur.World.AccountService
            .Naming("ada", "bo")                                                       // the user names that it gives next
            .Refusing("cy@university.example.com", ServiceReply.Failed("The service can't be reached"));

        var made = await carol.PostAsJsonAsync(accounts, new { project = course, email = "ada@university.example.com" }, Cancellation);
        Assert.Equal("ada", (await made.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("username").GetString());

        var refused = await carol.PostAsJsonAsync(accounts, new { project = course, email = "cy@university.example.com" }, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);                   // and nothing is stored
        #endregion

        Assert.Equal(5, waldur.World.CourseAccounts.Count);
        Assert.Equal(CourseAccountState.Erred, waldur.World.Add.CourseAccount(a => a with { State = CourseAccountState.Erred }).State);
    }
}
