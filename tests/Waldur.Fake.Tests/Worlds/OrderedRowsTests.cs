using Shouldly;

namespace Waldur.Fake.Tests.Worlds;

/// <summary>Rows in leaves, and sets of their places, against plain lists.</summary>
public sealed class OrderedRowsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Rows_that_come_and_go_and_move_are_those_of_a_sorted_list(int seed)
    {
        var picker = new Picker(seed);
        var (rows, expected) = (OrderedRows<User>.Empty, new List<(User Row, RowKey Key)>());
        for (var step = 0; step < 6_000; step++)
        {
            var growing = step % 4_000 < 2_500;
            var (before, known) = (rows, expected.ToList());
            if (expected.Count == 0 || picker.Next(10) < (growing ? 7 : 3))
            {
                var made = Made(step, picker.Next(picker.Next(2) == 0 ? 40 : 100_000));
                rows = rows.Insert(made.Row, made.Key);
                expected.Add(made);
            }
            else
            {
                var at = picker.Next(expected.Count);
                var (row, key) = expected[at];
                if (picker.Next(3) == 0)
                {
                    expected[at] = (row with { Email = $"{step}@example.com" }, key);
                    rows = rows.Replace(expected[at].Row, key);
                }
                else
                {
                    expected.RemoveAt(at);
                    rows = rows.Remove(key);
                }
            }
            expected.Sort((one, other) => RowKeyOrder.Instance.Compare(one.Key, other.Key));
            if (step % 97 == 0)
            {
                rows.ShouldBe(expected.Select(one => one.Row));
                before.ShouldBe(known.Select(one => one.Row));
                rows.Placed().Select(placed => rows.At(placed.Place)).ShouldBe(expected.Select(one => one.Row));
                expected.Select(one => rows.At(rows.PlaceOf(one.Key))).ShouldBe(expected.Select(one => one.Row));
                var skip = picker.Next(expected.Count + 1);
                rows.Page(null, skip, 25).ShouldBe(expected.Skip(skip).Take(25).Select(one => one.Row));
            }
        }
    }

    [Theory]
    [InlineData(300)]
    [InlineData(10_000)]
    public void A_set_of_places_is_paged_combined_and_changed_like_a_set_of_rows(int count)
    {
        var picker = new Picker(count);
        var all = Enumerable.Range(0, count).Select(number => Made(number, picker.Next(1_000_000))).ToList();
        all.Sort((one, other) => RowKeyOrder.Instance.Compare(one.Key, other.Key));
        var rows = OrderedRows<User>.Of(all);
        foreach (var (one, other) in new[] { (2, 3), (2, 40), (40, 60), (3, 1_000), (1_000, 1_500), (1, 7), (2, 2) })
        {
            var (left, right) = (Every(one), Every(other));
            var (mine, theirs) = (PlacesOf(left), PlacesOf(right));
            Check(mine, left);
            Check(mine.And(theirs), left.Intersect(right));
            Check(mine.Or(theirs, rows), left.Union(right));
            Check(mine.Except(theirs), left.Except(right));
            Check(Places.Union([mine, theirs, Places.None, PlacesOf(Every(11))], rows), left.Union(right).Union(Every(11)));
        }

        var (places, members) = (Places.None, new HashSet<(User Row, RowKey Key)>());
        for (var step = 0; step < 2_000; step++)
        {
            var row = all[picker.Next(count)];
            var place = rows.PlaceOf(row.Key);
            places.Has(place).ShouldBe(members.Contains(row));
            places = members.Remove(row) ? places.Without(place) : places.With(place, rows);
            if (places.Count > members.Count)
                members.Add(row);
            if (step % 50 == 0)
                Check(places, members);
        }

        List<(User Row, RowKey Key)> Every(int step) => [.. all.Where((_, index) => index % step == 0)];

        Places PlacesOf(List<(User Row, RowKey Key)> some) => Places.Of([.. some.Select(one => rows.PlaceOf(one.Key))]);

        void Check(Places set, IEnumerable<(User Row, RowKey Key)> expected)
        {
            var sorted = expected.OrderBy(one => one.Key, RowKeyOrder.Instance).Select(one => one.Row).ToList();
            set.Count.ShouldBe(sorted.Count);
            rows.Page(set, 0, count).ShouldBe(sorted);
            var skip = picker.Next(sorted.Count + 1);
            rows.Page(set, skip, 10).ShouldBe(sorted.Skip(skip).Take(10));
        }
    }

    private static (User Row, RowKey Key) Made(int number, int order)
    {
        var uuid = Randomness.Uuid((ulong)number, 1);
        return (new() { Uuid = uuid, Username = $"u{number}" }, new(new(order), number, uuid));
    }
}
