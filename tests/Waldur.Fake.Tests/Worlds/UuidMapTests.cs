using Shouldly;

namespace Waldur.Fake.Tests.Worlds;

/// <summary>Rows by identifier, against a plain dictionary.</summary>
public sealed class UuidMapTests
{
    [Theory]
    [InlineData(1, 40)]
    [InlineData(2, 3_000)]
    public void Rows_are_found_as_in_a_dictionary_and_older_versions_stay(int seed, int identifiers)
    {
        var picker = new Picker(seed);
        var (map, expected) = (UuidMap<User>.Empty, new Dictionary<Guid, User>());
        for (var step = 0; step < 6_000; step++)
        {
            var (before, known) = (map, step % 500 == 0 ? new Dictionary<Guid, User>(expected) : null);
            var uuid = Uuid(picker.Next(identifiers));
            if (picker.Next(3) == 0 && expected.Remove(uuid))
            {
                map = map.Remove(uuid);
            }
            else
            {
                expected[uuid] = new() { Uuid = uuid, Username = $"{step}" };
                map = map.Set(expected[uuid], KeyOf(expected[uuid]));
            }
            map.Count.ShouldBe(expected.Count);
            if (known is not null)
            {
                Check(map, expected);
                Check(before, known);
            }
        }

        void Check(UuidMap<User> actual, Dictionary<Guid, User> rows)
        {
            for (var number = 0; number < identifiers; number++)
            {
                actual.TryGet(Uuid(number), out var row, out var key).ShouldBe(rows.TryGetValue(Uuid(number), out var one));
                row.ShouldBeSameAs(one);
                key?.Uuid.ShouldBe(Uuid(number));
            }
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 5_000)]
    [InlineData(10, 5_000)]
    [InlineData(5_000, 10)]
    [InlineData(5_000, 5_000)]
    public void Many_rows_at_once_are_the_same_as_one_after_the_other(int before, int added)
    {
        var all = Enumerable.Range(0, before + added).Select(number => new User { Uuid = Uuid(number), Username = $"{number}" }).ToList();
        var map = all.Take(before).Aggregate(UuidMap<User>.Empty, (made, row) => made.Set(row, KeyOf(row)));

        map = map.SetAll([.. all.Skip(before).Select(row => (row, KeyOf(row)))]);

        map.Count.ShouldBe(all.Count);
        foreach (var row in all)
        {
            map.TryGet(row.Uuid, out var found, out _).ShouldBeTrue();
            found.ShouldBeSameAs(row);
        }
        map.SetAll([(all[0], KeyOf(all[0])), (all[^1], KeyOf(all[^1]))]).Count.ShouldBe(all.Count);
    }

    /// <summary>Identifiers that are random, and some that differ in few bits, as people write them.</summary>
    private static Guid Uuid(int number) => number % 3 == 0
        ? new(0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)(number >> 8), (byte)number)
        : Randomness.Uuid(Randomness.Mix((ulong)number), 7);

    private static RowKey KeyOf(User row) => new(SortKey.Of(row.Username), 1, row.Uuid);
}
