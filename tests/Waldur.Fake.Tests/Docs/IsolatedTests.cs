using System.Net;

namespace Waldur.Fake.Tests.Docs;

#region isolated-tests
public sealed class IsolatedTests : IDisposable
{
    private static readonly WaldurFake s_seed = WaldurFake.Start();    // once, for all tests
    private readonly WaldurFake _waldur = s_seed.Fork();               // xunit makes an object for each test, and so a world

    public void Dispose() => _waldur.Dispose();

    [Fact]
    public async Task A_deleted_account_is_gone()
    {
        using var olga = _waldur.CreateClient("olga");
        var account = $"/api/marketplace-robot-accounts/{_waldur.World.Uuid("robot_accounts", "ci"):n}/";

        await olga.DeleteAsync(account, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, (await olga.GetAsync(account, TestContext.Current.CancellationToken)).StatusCode);
    }
}
#endregion
