#region nunit
using System.Net;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using Waldur.Fake;

[assembly: Parallelizable(ParallelScope.All)]
[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]                    // each test has fields of its own

namespace Samples.NUnit;

[SetUpFixture]
public sealed class Site
{
    public static WaldurFixture Waldur { get; } = new();                       // once, for all tests

    [OneTimeTearDown]
    public static void Stop() => Waldur.Dispose();
}

public sealed class Tests
{
    private WaldurFake _waldur = null!;

    [SetUp]
    public void Fork() => _waldur = Site.Waldur.Fork(TestContext.Out.WriteLine);

    [TearDown]
    public void End() => Site.Waldur.End(
        _waldur, failed: TestContext.CurrentContext.Result.Outcome.Status is TestStatus.Failed, TestContext.CurrentContext.Test.FullName);

    [TestCase("olga")]
    [TestCase("staff")]                                                        // would get 404, were the world shared
    public async Task An_account_is_deleted(string user)
    {
        using var client = _waldur.CreateClient(user);
        var account = $"/api/marketplace-robot-accounts/{_waldur.World.Uuid("robot_accounts", "ci"):n}/";

        var answer = await client.DeleteAsync(account, TestContext.CurrentContext.CancellationToken);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
    }
}
#endregion
