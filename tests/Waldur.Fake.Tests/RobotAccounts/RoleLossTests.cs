using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.RobotAccounts;

public sealed class RoleLossTests
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    private static Guid Account(Site site, params Guid[] users) => site.World.Change(changes => changes.Insert(
        RobotAccount.Table,
            new RobotAccount { Resource = site.Resource, Type = "cicd", Username = "bot", Users = [.. users],
                ResponsibleUser = users[0] })).Uuid;

    [Fact]
    public void A_role_past_its_end_counts_until_the_daily_job()
    {
        var site = new Site();
        var account = Account(site, site.User("admin"));
        site.World.Change(changes =>
        {
            foreach (var grant in changes.Data.Table(Grant.Table).By(Grant.ByUser, site.User("admin")).ToList())
                changes.Put(Grant.Table, grant with { ExpirationTime = changes.Data.Now + s_day });
        });
        site.World.EndExpiredRoles().ShouldBe(0);
        site.World.Clock.Advance(s_day + s_day);
        site.Send("admin", "HEAD", "/api/projects/").Headers["X-Result-Count"].ShouldBe("2");

        site.World.EndExpiredRoles().ShouldBe(2);
        site.Send("admin", "HEAD", "/api/projects/").Headers["X-Result-Count"].ShouldBe("0");
        var left = site.Data.Table(RobotAccount.Table).Get(account);
        left.Users.ShouldBeEmpty();
        left.ResponsibleUser.ShouldBeNull();
        site.Data.Events.Select(entry => entry.Message).ShouldBe(
        [
            "User admin has been removed from robot account bot due to loss of project access.",
            "Responsible user admin has been removed from robot account bot due to loss of project access.",
        ]);
    }

    [Fact]
    public void Another_role_in_the_project_keeps_the_user()
    {
        var site = new Site();
        var account = Account(site, site.User("admin"));
        site.World.Change(changes => changes.Insert(
            Grant.Table,
            new Grant { User = site.User("admin"), Role = RoleName.ProjectMember, ScopeKind = ScopeKind.Project, Scope = site.Project }));
        site.World.RemoveRole(site.User("admin"), RoleName.ProjectAdmin, site.Project).ShouldBe(0);
        site.World.RemoveRole(site.User("admin"), RoleName.ProjectMember, site.Project).ShouldBe(1);
        site.Data.Table(RobotAccount.Table).Get(account).Users.ShouldBeEmpty();
    }

    [Fact]
    public void The_reconciliation_also_evicts_who_belongs_to_the_customer_only()
    {
        var site = new Site();
        var account = Account(site, site.User("owner"), site.User("admin"));
        site.World.RemoveRole(site.User("owner"), RoleName.CustomerOwner, site.Consumer).ShouldBe(0);
        site.World.ReconcileRobotAccounts().ShouldBe(1);
        site.Data.Table(RobotAccount.Table).Get(account).Users.ShouldBe([site.User("admin")]);
        site.Data.Events[^1].Message.ShouldBe(
            "Responsible user owner has been removed from robot account bot during access reconciliation.");
    }
}
