#region tunit
using System.Net;
using TUnit.Assertions;
using TUnit.Assertions.Extensions;
using TUnit.Core;
using Waldur.Fake;

namespace Samples.TUnit;

[ClassDataSource<WaldurFixture>(Shared = SharedType.PerTestSession)]
public sealed class Tests(WaldurFixture fixture)
{
    private readonly WaldurFake _waldur = fixture.Fork(line => TestContext.Current?.Output.WriteLine(line));

    [After(HookType.Test)]
    public void End(TestContext context) => fixture.End(
        _waldur, failed: context.Execution.Result?.State is TestState.Failed or TestState.Timeout, context.Metadata.DisplayName);

    [Test]
    [Arguments("olga")]
    [Arguments("staff")]                                                       // would get 404, were the world shared
    public async Task An_account_is_deleted(string user, CancellationToken cancellation)
    {
        using var client = _waldur.CreateClient(user);
        var account = $"/api/marketplace-robot-accounts/{_waldur.World.Uuid("robot_accounts", "ci"):n}/";

        var answer = await client.DeleteAsync(account, cancellation);

        await Assert.That(answer.StatusCode).IsEqualTo(HttpStatusCode.NoContent);
    }
}
#endregion
