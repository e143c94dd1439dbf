using System.Net;
using Samples.Xunit;
using Waldur.Fake;
using Xunit;

#region xunit-assembly
[assembly: AssemblyFixture(typeof(Site))]

namespace Samples.Xunit;

/// <summary>Started once for all classes, which xunit runs in parallel.</summary>
public sealed class Site : WaldurFixture;

public sealed class FirstParallelTests(Site fixture, ITestOutputHelper output)
{
    [Fact]
    public async Task An_account_is_deleted()
    {
        using var waldur = fixture.Fork(output.WriteLine);
        using var olga = waldur.CreateClient("olga");

        var answer = await olga.DeleteAsync(Account.Of(waldur), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }
}
#endregion

public sealed class SecondParallelTests(Site fixture, ITestOutputHelper output)
{
    [Fact]
    public async Task The_same_account_is_deleted_beside_it()
    {
        using var waldur = fixture.Fork(output.WriteLine);
        using var staff = waldur.CreateClient("staff");

        var answer = await staff.DeleteAsync(Account.Of(waldur), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }
}

internal static class Account
{
    public static string Of(WaldurFake waldur) => $"/api/marketplace-robot-accounts/{waldur.World.Uuid("robot_accounts", "ci"):n}/";
}
