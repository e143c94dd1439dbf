using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.Worlds;

public sealed class WorldTests
{
    private readonly World _world = new(WaldurModules.EmptyWorld());

    [Fact]
    public void A_change_that_throws_leaves_no_trace()
    {
        var before = _world.Data;

        Should.Throw<InvalidOperationException>(() => _world.Change(changes =>
        {
            changes.Insert(Customer.Table, new Customer { Name = "Acme", Slug = "acme" });
            throw new InvalidOperationException();
        }));

        _world.Data.ShouldBeSameAs(before);
    }

    [Fact]
    public void A_change_that_is_not_to_be_kept_leaves_no_trace()
    {
        var before = _world.Data;

        _world.Change(changes => changes.NewUuid(), keep: _ => false).ShouldNotBe(Guid.Empty);

        _world.Data.ShouldBeSameAs(before);
    }

    [Fact]
    public void A_fork_is_isolated_and_a_reset_goes_back_to_what_it_was_forked_with()
    {
        _world.Add.Customer();
        var fork = _world.Fork();

        fork.Add.Customer();

        (_world.Customers.Count, fork.Customers.Count).ShouldBe((1, 2));
        fork.Reset();
        fork.Data.ShouldBeSameAs(_world.Data);
        _world.Reset();
        _world.Data.ShouldBeSameAs(_world.Baseline);
        (_world.Customers.Count, fork.Customers.Count).ShouldBe((0, 1));
    }

    [Fact]
    public void A_reset_goes_back_to_the_baseline_that_was_set()
    {
        _world.Add.Customer();
        _world.SetBaseline();
        _world.Add.Customer();

        _world.Reset();

        _world.Customers.Count.ShouldBe(1);
    }

    [Fact]
    public void The_audit_log_keeps_the_last_entries_and_tells_how_many_it_dropped()
    {
        _world.Change(changes =>
        {
            for (var i = 0; i < EventLog.Capacity + 5; i++)
                changes.Log("entry", i.ToString(System.Globalization.CultureInfo.InvariantCulture));
        });

        (_world.Events.Count, _world.Events.Dropped).ShouldBe((EventLog.Capacity, 5));
        (_world.Events[0].Message, _world.Events[^1].Message).ShouldBe(("5", "10004"));
    }

    [Theory]
    [InlineData(1969)]
    [InlineData(9001)]
    public void A_world_s_time_lies_between_1970_and_9000(int year) =>
        Should.Throw<ArgumentOutOfRangeException>(
            () => WaldurModules.EmptyWorld(clock: new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc)));

    [Fact]
    public void A_checkpoint_is_kept_and_restored()
    {
        var data = _world.Data;
        var checkpoint = _world.Checkpoint();
        _world.Add.Customer();

        _world.Restore(checkpoint);

        _world.Data.ShouldBeSameAs(data);
    }

    [Fact]
    public void Same_seed_and_same_changes_give_the_same_identifiers_and_times()
    {
        var other = new World(WaldurModules.EmptyWorld());

        _world.Add.RobotAccount().ShouldBe(other.Add.RobotAccount(), new ByUuidAndTimes());
        new World(WaldurModules.EmptyWorld(seed: 43)).Add.RobotAccount().Uuid.ShouldNotBe(_world.RobotAccounts[0].Uuid);
    }

    [Fact]
    public void Identifiers_look_like_random_ones()
    {
        var uuid = _world.Add.Customer().Uuid;

        uuid.Version.ShouldBe(4);
        (uuid.Variant & 0b1100).ShouldBe(0b1000);
    }

    [Fact]
    public void Indexes_follow_every_change()
    {
        var first = _world.Add.Resource();
        var second = _world.Add.Resource();
        var account = _world.Add.RobotAccount(row => row with { Resource = first.Uuid });

        _world.Change(changes => changes.Update(RobotAccount.Table, account with { Resource = second.Uuid }));
        _world.RobotAccounts.By(RobotAccount.ByResource, first.Uuid).Count.ShouldBe(0);
        _world.RobotAccounts.By(RobotAccount.ByResource, second.Uuid).ShouldHaveSingleItem().Uuid.ShouldBe(account.Uuid);

        _world.Change(changes => changes.Delete(RobotAccount.Table, account.Uuid));
        _world.RobotAccounts.By(RobotAccount.ByResource, second.Uuid).Count.ShouldBe(0);
    }

    [Fact]
    public void A_unique_value_is_refused_the_second_time()
    {
        var account = _world.Add.RobotAccount();

        Should.Throw<UniqueViolationException>(
            () => _world.Add.RobotAccount(row => row with { Resource = account.Resource, Type = account.Type }));
        _world.RobotAccounts.Count.ShouldBe(1);
    }

    [Fact]
    public void What_points_at_a_deleted_row_goes_with_it_or_is_mended()
    {
        var user = _world.Add.User();
        var account = _world.Add.RobotAccount(row => row with { Users = [user.Uuid], ResponsibleUser = user.Uuid });

        _world.Change(changes => changes.Delete(User.Table, user.Uuid));
        var mended = _world.RobotAccounts.Get(account.Uuid);
        mended.Users.ShouldBeEmpty();
        mended.ResponsibleUser.ShouldBeNull();

        _world.Change(changes => changes.Delete(Customer.Table, _world.Customers[0].Uuid));
        (_world.Projects.Count, _world.Offerings.Count, _world.Resources.Count, _world.RobotAccounts.Count).ShouldBe((0, 0, 0, 0));
    }

    [Fact]
    public void Text_is_ordered_by_code_point()
    {
        // U+FF01 is one unit and sorts before U+1F600, whose surrogates are smaller units.
        SortKey.CompareText("\uFF01", "\U0001F600").ShouldBeLessThan(0);
        SortKey.CompareText("a", "B").ShouldBeGreaterThan(0);
        SortKey.CompareText("a", "ab").ShouldBeLessThan(0);
        SortKey.Of((string?)null).ShouldBeGreaterThan(SortKey.Of("zzz"));
    }

    private sealed class ByUuidAndTimes : IEqualityComparer<RobotAccount>
    {
        public bool Equals(RobotAccount? x, RobotAccount? y) => (x?.Uuid, x?.Created, x?.Modified) == (y?.Uuid, y?.Created, y?.Modified);

        public int GetHashCode(RobotAccount obj) => obj.Uuid.GetHashCode();
    }

    [Fact]
    public void Two_schemas_in_one_process_do_not_disturb_each_other()
    {
        var both = new World(WorldData.Empty(new Schema(User.Table, Project.Table), seed: 1, WaldurModules.DefaultClock));
        var other = new World(WorldData.Empty(new Schema(Project.Table), seed: 1, WaldurModules.DefaultClock));

        both.Change(changes => changes.Insert(User.Table, new User { Username = "alice" }));
        other.Change(changes => changes.Insert(Project.Table, new Project { Customer = default, Name = "p", Slug = "p" }));

        both.Data.Table(User.Table).ShouldHaveSingleItem().Username.ShouldBe("alice");
        both.Data.Table(Project.Table).ShouldBeEmpty();
        other.Data.Table(Project.Table).ShouldHaveSingleItem().Name.ShouldBe("p");
        _world.Users.ShouldBeEmpty();
    }
}
