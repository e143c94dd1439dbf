using System.Net;

namespace Waldur.Fake.Tests.Docs;

/// <summary>The code of the guide on offering users, run as it stands there.</summary>
public sealed class OfferingUserGuide
{
    [Fact]
    public async Task Records_that_nobody_asks_for()
    {
        using var waldur = WaldurFake.Start();
        using var olga = waldur.CreateClient("olga");
        var bobsAccount = $"/api/marketplace-offering-users/{waldur.World.Uuid("offering_users", "bob"):n}/";

        #region records-that-nobody-asks-for
        var hanna = waldur.World.UserNamed("hanna");
        var made = waldur.World.JoinProject(hanna.Uuid, waldur.World.Uuid("projects", "climate"));

        var account = Assert.Single(made);                                        // at the archive; at the cluster she had one
        Assert.Equal(OfferingUserState.Requested, account.State);

        waldur.World.ChangeUsernamePolicy(account.Offering, "waldur_username");
        Assert.Equal("hanna", waldur.World.OfferingUsers.Get(account.Uuid).Username);

        var bob = waldur.World.UserNamed("bob");
        waldur.World.RevokeConsent(bob.Uuid, waldur.World.Uuid("offerings", "hpc"));   // Olga no longer sees Bob's account
        Assert.Equal(HttpStatusCode.NotFound, (await olga.GetAsync(bobsAccount, Cancellation)).StatusCode);
        #endregion
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
