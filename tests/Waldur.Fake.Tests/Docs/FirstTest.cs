#region first-test
using System.Net;
using System.Net.Http.Json;
using Waldur.Fake;

public class FirstTest
{
    [Fact]
    public async Task A_member_may_not_mark_an_account_as_ready()
    {
        using var waldur = WaldurFake.Start();              // no port, no files
        using var staff = waldur.CreateClient("staff");     // an HttpClient with that user's token
        using var member = waldur.CreateClient("dave");

        var accounts = await staff.GetFromJsonAsync<RobotAccount[]>("/api/marketplace-robot-accounts/?page_size=100");
        var creating = accounts!.First(account => account.State == "Creating");

        var answer = await member.PostAsync($"{creating.Url}set_state_ok/", content: null);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private sealed record RobotAccount(string Url, string State);
}
#endregion
