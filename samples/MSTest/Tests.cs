#region mstest
using System.Net;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Waldur.Fake;

[assembly: Parallelize(Scope = ExecutionScope.MethodLevel)]

namespace Samples.MSTest;

[TestClass]
public static class Site
{
    public static WaldurFixture Waldur { get; } = new();                       // once, for all tests

    [AssemblyCleanup]
    public static void Stop() => Waldur.Dispose();
}

[TestClass]
public sealed class Tests(TestContext context)
{
    private readonly WaldurFake _waldur = Site.Waldur.Fork(context.WriteLine); // MSTest makes an object, and so a fork, for each test

    [TestCleanup]
    public void End() =>
        Site.Waldur.End(_waldur, failed: context.CurrentTestOutcome is not UnitTestOutcome.Passed, context.TestDisplayName);

    [TestMethod]
    [DataRow("olga")]
    [DataRow("staff")]                                                         // would get 404, were the world shared
    public async Task An_account_is_deleted(string user)
    {
        using var client = _waldur.CreateClient(user);
        var account = $"/api/marketplace-robot-accounts/{_waldur.World.Uuid("robot_accounts", "ci"):n}/";

        var answer = await client.DeleteAsync(account, context.CancellationToken);

        Assert.AreEqual(HttpStatusCode.NoContent, answer.StatusCode);
    }
}
#endregion
