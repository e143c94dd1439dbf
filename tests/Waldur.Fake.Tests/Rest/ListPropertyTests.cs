using System.Globalization;
using System.Text.Json;
using Shouldly;
using Waldur.Fake.Tests.Worlds;

namespace Waldur.Fake.Tests.Rest;

/// <summary>
/// Lists are found by facets, which follow the tables. Here each is held to a plain scan: every row is asked for by itself, with the same
/// query and caller, and what is shown is sorted. The worlds are made up, and much is moved, made and deleted between the lists.
/// </summary>
public sealed class ListPropertyTests
{
    private const string Robots = "marketplace-robot-accounts";
    private const string Records = "marketplace-offering-users";
    private const string Links = "marketplace-resource-users";
    private const string Courses = "marketplace-course-accounts";

    [Theory]
    [InlineData(1, FidelitySide.Documented)]
    [InlineData(2, FidelitySide.Documented)]
    [InlineData(3, FidelitySide.Server)]
    [InlineData(4, FidelitySide.Server)]
    public void A_list_shows_what_a_scan_of_all_rows_finds(int seed, FidelitySide side)
    {
        using var fake = WaldurFake.Start(options =>
        {
            options.Scenario(seed % 2 == 0 ? "hpc-site" : "edge-cases").Generate(g => g
                .Users(30).Customers(5).Projects(9).Offerings(6).Resources(40)
                .RobotAccounts(330).OfferingUsers(150).ResourceUsers(120).CourseAccounts(150));
            options.Seed = seed;
            options.Fidelity = side == FidelitySide.Server ? Fidelity.Server : Fidelity.Documented;
        });
        var picker = new Picker(seed);
        var world = fake.World;
        var settings = new ApiSettings { Fidelity = side == FidelitySide.Server ? Fidelity.Server : Fidelity.Documented };
        for (var round = 0; round < 100; round++)
        {
            if (round % 20 == 19)
                world = picker.Next(2) == 0 ? fake.World : world.Fork();
            for (var move = picker.Next(4); move > 0; move--)
                world.Change(changes => Moves.Make(changes, picker));
            Check(world, settings, picker, round % 4);
        }
    }

    private static void Check(World world, ApiSettings settings, Picker picker, int which)
    {
        var data = world.Data;
        var tokens = data.Table(Token.Table).Where(token => data.UserOf(token.User).It.IsActive).Select(token => token.Key).ToList();
        var token = picker.Next(4) == 0 ? tokens[0] : tokens[picker.Next(tokens.Count)];
        var (name, uuids, query) = which switch
        {
            0 => (Robots, UuidsOf(data, RobotAccount.Table), RobotQuery(data, picker)),
            1 => (Records, UuidsOf(data, OfferingUser.Table), RecordQuery(data, picker)),
            2 => (Links, UuidsOf(data, ResourceUser.Table), LinkQuery(data, picker)),
            _ => (Courses, UuidsOf(data, CourseAccount.Table), CourseQuery(data, picker)),
        };
        var order = query.FirstOrDefault(part => part.StartsWith("o=", StringComparison.Ordinal))?[2..];
        var filters = string.Join('&', query.Where(part => !part.StartsWith("o=", StringComparison.Ordinal)));

        var (rows, notes) = (new List<JsonElement>(), new HashSet<string>());
        foreach (var uuid in uuids)
        {
            var one = Get($"/api/{name}/{uuid:n}/?{filters}");
            Note(one, notes);
            if (one.Status == 200)
                rows.Add(JsonElement.Parse(one.Body.Span));
        }
        if (order is not null)
            rows = [.. Sorted(rows, data, order)];

        var size = 1 + picker.Next(40);
        var page = 1 + picker.Next(Math.Max(1, (rows.Count + size - 1) / size));
        var target = $"/api/{name}/?{string.Join('&', query)}&page_size={size}&page={page}";
        var list = Get(target);
        list.Status.ShouldBe(200, target);
        list.Headers["X-Result-Count"].ShouldBe(rows.Count.ToString(CultureInfo.InvariantCulture), target);
        var shown = rows.Skip((page - 1) * size).Take(size).Select(row => row.GetRawText());
        $"[{string.Join(',', shown)}]".ShouldBe(System.Text.Encoding.UTF8.GetString(list.Body.Span), target);
        var noted = new HashSet<string>();
        Note(list, noted);
        noted.ShouldBe(notes, ignoreOrder: true, target);

        WireAnswer Get(string path)
        {
            var headers = new WireHeaders { { "Authorization", "Token " + token } };
            var request = new WireRequest { Method = "GET", Host = "localhost", Target = path, Headers = headers };
            return WaldurModules.Api.Handle(request, world, settings);
        }
    }

    /// <summary>The rows in the default order.</summary>
    private static List<Guid> UuidsOf<T>(WorldData data, TableDefinition<T> table)
        where T : Entity =>
    [
        .. data.Table(table).OrderBy(row => table.Order(row)).ThenBy(row => data.Table(table).SequenceOf(row.Uuid)).Select(row => row.Uuid),
    ];

    private static void Note(WireAnswer answer, HashSet<string> into) =>
        into.UnionWith((answer.Headers["X-Waldur-Fake-Divergence"] ?? "").Split(", ", StringSplitOptions.RemoveEmptyEntries));

    private static List<string> RobotQuery(WorldData data, Picker picker) => Some(
        picker,
        $"type={Any(data, RobotAccount.Table, picker)?.Type}",
        $"state={1 + picker.Next(6)}",
        $"resource_uuid={Any(data, Resource.Table, picker)?.Uuid:n}",
        $"resource=/api/marketplace-resources/{Any(data, Resource.Table, picker)?.Uuid:n}/",
        $"project_uuid={Any(data, Project.Table, picker)?.Uuid:n}",
        $"customer_uuid={Any(data, Customer.Table, picker)?.Uuid:n}",
        $"provider_uuid={Any(data, Customer.Table, picker)?.Uuid:n}",
        $"created={Uri.EscapeDataString($"{Any(data, RobotAccount.Table, picker)?.Created:O}")}");

    private static List<string> RecordQuery(WorldData data, Picker picker) => Some(
        picker,
        $"state={Label(OfferingUserLifecycle.Labels, picker)}&state={Label(OfferingUserLifecycle.Labels, picker)}",
        $"offering_uuid={Any(data, Offering.Table, picker)?.Uuid:n},{Any(data, Offering.Table, picker)?.Uuid:n}",
        $"offering_slug={Any(data, Offering.Table, picker)?.Slug},{Any(data, Offering.Table, picker)?.Slug}",
        $"parent_offering_uuid={Any(data, Offering.Table, picker)?.Uuid:n}",
        $"provider_uuid={Any(data, Customer.Table, picker)?.Uuid:n}",
        $"user_uuid={Any(data, User.Table, picker)?.Uuid:n}",
        $"user_username={Any(data, User.Table, picker)?.Username.ToUpperInvariant()}",
        $"is_restricted={picker.Next(2) == 0}",
        $"has_consent={picker.Next(2) == 0}",
        $"query={"aeio"[picker.Next(4)]}",
        $"o={Way(picker)}{new[] { "created", "modified", "username" }[picker.Next(3)]}",
        $"o={Way(picker)}username,{Way(picker)}modified");

    private static List<string> LinkQuery(WorldData data, Picker picker) => Some(
        picker,
        $"resource_uuid={Any(data, Resource.Table, picker)?.Uuid:n}",
        $"role_uuid={Any(data, OfferingUserRole.Table, picker)?.Uuid:n}",
        $"role_name={Any(data, OfferingUserRole.Table, picker)?.Name}",
        $"user_uuid={Any(data, User.Table, picker)?.Uuid:n}");

    private static List<string> CourseQuery(WorldData data, Picker picker) => Some(
        picker,
        $"username={Any(data, User.Table, picker)?.Username}",
        $"state={Label(CourseAccountLifecycle.Labels, picker)}",
        $"project_uuid={Any(data, Project.Table, picker)?.Uuid:n}",
        $"email={"aeio"[picker.Next(4)]}",
        $"o={Way(picker)}{CourseAccountContract.Ordering.ElementAt(picker.Next(8))}",
        $"o={Way(picker)}{CourseAccountContract.Ordering.ElementAt(picker.Next(8))}",
        $"o={Way(picker)}state,{Way(picker)}email");

    /// <summary>None, one or two of the parts, but one order at most.</summary>
    private static List<string> Some(Picker picker, params string[] parts)
    {
        var some = Enumerable.Range(0, picker.Next(3)).Select(_ => parts[picker.Next(parts.Length)]).Distinct().ToList();
        return some.Count(part => part.StartsWith("o=", StringComparison.Ordinal)) > 1 ? [some[0]] : some;
    }

    private static T? Any<T>(WorldData data, TableDefinition<T> table, Picker picker)
        where T : Entity => Moves.Any(data, table, picker);

    private static string Label<T>(Labels<T> labels, Picker picker)
        where T : struct, Enum => Uri.EscapeDataString(labels.All.ElementAt(picker.Next(labels.All.Count())));

    private static string Way(Picker picker) => picker.Next(2) == 0 ? "" : "-";

    /// <summary>Sorts by what is shown.</summary>
    private static IEnumerable<JsonElement> Sorted(List<JsonElement> rows, WorldData data, string order)
    {
        var sorted = rows.OrderBy(_ => 0);
        foreach (var part in order.Split(','))
        {
            var name = part.TrimStart('-');
            sorted = part[0] == '-' ? sorted.ThenByDescending(row => Key(row, name)) : sorted.ThenBy(row => Key(row, name));
        }
        return sorted.ThenBy(row => row.GetProperty("uuid").GetString() is { } uuid && Guid.Parse(uuid) is var id
            && data.Table(CourseAccount.Table).Find(id) is not null
                ? data.Table(CourseAccount.Table).SequenceOf(id)
                : data.Table(OfferingUser.Table).SequenceOf(Guid.Parse(row.GetProperty("uuid").GetString()!)));
    }

    private static SortKey Key(JsonElement row, string name)
    {
        var text = row.TryGetProperty(name, out var value) ? value.GetString() : null;
        return name == "state" && CourseAccountLifecycle.Labels.TryParse(text!, out var state) ? new((int)state) : SortKey.Of(text);
    }
}
