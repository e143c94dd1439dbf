#region xunit-class
using System.Net;
using Waldur.Fake;
using Xunit;

namespace Samples.Xunit;

public sealed class ClassFixtureTests(WaldurFixture fixture, ITestOutputHelper output) : IClassFixture<WaldurFixture>, IDisposable
{
    private readonly WaldurFake _waldur = fixture.Fork(output.WriteLine);      // xunit makes an object, and so a fork, for each test

    public void Dispose() => fixture.End(
        _waldur, failed: TestContext.Current.TestState?.Result is TestResult.Failed, TestContext.Current.Test?.TestDisplayName);

    [Theory]
    [InlineData("olga")]
    [InlineData("staff")]                                                      // would get 404, were the world shared
    public async Task An_account_is_deleted(string user)
    {
        using var client = _waldur.CreateClient(user);
        var account = $"/api/marketplace-robot-accounts/{_waldur.World.Uuid("robot_accounts", "ci"):n}/";

        var answer = await client.DeleteAsync(account, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }
}
#endregion
