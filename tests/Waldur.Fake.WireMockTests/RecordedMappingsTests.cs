using System.Net.Http.Json;
using Shouldly;
using WireMock.Server;

namespace Waldur.Fake.WireMockTests;

/// <summary>A conversation with the fake, told again by a WireMock server that has nothing but its mappings.</summary>
public sealed class RecordedMappingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("waldur-fake-").FullName;
    private readonly WaldurFake _waldur = WaldurFake.Start();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _waldur.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task What_was_recorded_is_answered_again_in_the_same_order()
    {
        var account = _waldur.World.OfferingUsers.First(account => account.State == OfferingUserState.Creating);
        using var staff = _waldur.CreateClient("staff");
        using var other = _waldur.CreateClient("outsider");
        var recorded = await TalkAsync(staff, other, account);
        _waldur.Requests.ToWireMockMappings(_folder).Count.ShouldBe(recorded.Count);

        using var server = WireMockServer.Start();
        server.ReadStaticMappings(_folder);
        using var staffAgain = ClientOf(server, "staff");
        using var otherAgain = ClientOf(server, "outsider");
        var told = await TalkAsync(staffAgain, otherAgain, account);

        told.ShouldBe(recorded.Select(text => text.Replace("http://localhost", server.Url, StringComparison.Ordinal)));
        // A scenario stays with its last answer.
        (await staffAgain.GetStringAsync($"/api/marketplace-offering-users/{account.Uuid:n}/", Cancellation))
            .ShouldContain("\"state\":\"OK\"");
        (await staffAgain.GetAsync("/api/users/me/", Cancellation)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    private static async Task<IReadOnlyList<string>> TalkAsync(HttpClient staff, HttpClient other, OfferingUser account)
    {
        var path = $"/api/marketplace-offering-users/{account.Uuid:n}/";
        return
        [
            await TextAsync(staff.GetAsync(path, Cancellation)),
            await TextAsync(other.GetAsync(path, Cancellation)),
            await TextAsync(staff.PostAsync(path + "set_ok/", null, Cancellation)),
            await TextAsync(staff.GetAsync(path, Cancellation)),
            await TextAsync(staff.GetAsync("/api/marketplace-robot-accounts/?page_size=2&o=-created&state=OK&state=Error", Cancellation)),
            await TextAsync(staff.PostAsJsonAsync("/api/marketplace-robot-accounts/", new { type = "x" }, Cancellation)),
            await TextAsync(staff.PostAsJsonAsync("/api/marketplace-robot-accounts/", new { resource = "x" }, Cancellation)),
            await TextAsync(staff.DeleteAsync(path, Cancellation)),
        ];
    }

    private static async Task<string> TextAsync(Task<HttpResponseMessage> sent)
    {
        using var answer = await sent;
        answer.Headers.TryGetValues("Link", out var links);
        return $"{(int)answer.StatusCode} {links?.Single()} {await answer.Content.ReadAsStringAsync(Cancellation)}";
    }

    private HttpClient ClientOf(WireMockServer server, string user) => new()
    {
        BaseAddress = new(server.Url!), DefaultRequestHeaders = { { "Authorization", "Token " + _waldur.TokenOf(user) } },
    };
}
