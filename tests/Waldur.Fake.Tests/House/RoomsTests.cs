using Shouldly;

namespace Waldur.Fake.Tests.House;

/// <summary>The rooms of the library: imports go down only, and no two folders use each other.</summary>
public sealed class RoomsTests
{
    private static readonly Lazy<IReadOnlyList<RoomUse>> s_uses = new(() => Rooms.Uses(Rooms.OfTheLibrary()));

    [Fact]
    public void No_room_reaches_up()
    {
        s_uses.Value.Count.ShouldBeGreaterThan(1000);
        string.Join('\n', Rooms.Upward(s_uses.Value)).ShouldBeEmpty();
    }

    [Fact]
    public void No_two_folders_use_each_other() => string.Join('\n', Rooms.Rings(s_uses.Value)).ShouldBeEmpty();

    [Fact]
    public void A_use_of_a_higher_floor_is_found_however_it_is_spelled()
    {
        var uses = Rooms.Uses(
        [
            ("Rest/Low.cs", "namespace Waldur.Fake; class Low { public object Make() => High.Of().Name; }"),
            ("Testing/High.cs", "namespace Waldur.Fake; class High { public string Name = \"\"; public static High Of() => new(); }"),
        ]);

        Rooms.Upward(uses).ShouldContain(line => line.StartsWith("Rest reaches up to Testing: Rest/Low.cs:1", StringComparison.Ordinal));
        Rooms.Rings(uses).ShouldBeEmpty();
    }

    [Fact]
    public void A_ring_is_found_within_a_room_and_through_an_extension()
    {
        var uses = Rooms.Uses(
        [
            ("Rest/Wire/A.cs", "namespace Waldur.Fake; class A { public int Of(int number) => number.Doubled(); }"),
            ("Rest/Json/B.cs",
                "namespace Waldur.Fake; static class B { public static int Doubled(this int number) => 2 * number + C.One; }"),
            ("Rest/Python/C.cs", "namespace Waldur.Fake; class C { public const int One = 1; public A? Back; }"),
        ]);

        Rooms.Rings(uses).Count().ShouldBe(3);
        Rooms.Upward(uses).ShouldBeEmpty();
    }

    [Fact]
    public void A_use_of_a_lower_floor_and_of_one_s_own_room_is_fine()
    {
        var uses = Rooms.Uses(
        [
            ("RobotAccounts/A.cs", "namespace Waldur.Fake; class A { public B? Other; }"),
            ("RobotAccounts/A2.cs", "namespace Waldur.Fake; class A2 { public A? Other; }"),
            ("Rest/B.cs", "namespace Waldur.Fake; class B;"),
        ]);

        uses.ShouldHaveSingleItem().To.ShouldBe("Rest");
        Rooms.Upward(uses).ShouldBeEmpty();
        Rooms.Rings(uses).ShouldBeEmpty();
    }
}
