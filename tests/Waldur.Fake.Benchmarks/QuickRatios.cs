using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;

namespace Waldur.Fake.Benchmarks;

/// <summary>
/// The ratios that tell whether the fake is fast, each measured against something of this very machine: a bare TestHost that answers the
/// same bytes, or the same request to a small world. <c>docs/performance.md</c> says what they are about.
/// </summary>
/// <param name="output">Where they are told.</param>
/// <param name="only">A part of the names of those that are measured; null: all.</param>
internal sealed class QuickRatios(TextWriter output, string? only)
{
    private const string Robots = "/api/marketplace-robot-accounts/";
    private const string Records = "/api/marketplace-offering-users/";
    private const string Courses = "/api/marketplace-course-accounts/";
    private const string Users = "/api/users/";

    public static async Task<int> RunAsync(TextWriter output, string? only = null)
    {
        var start = Stopwatch.GetTimestamp();
        var ratios = new QuickRatios(output, only);
        await ratios.OneAsync();
        await ratios.ListsAsync();
        await ratios.ScaleAsync();
        await ratios.TellAsync("journal", 1.15, Journals.MeasureAsync);
        await ratios.TellAsync("bytes", 850, () => Task.FromResult(Bytes()));
        await ratios.TellAsync("load", 3.60, () => Task.FromResult(Starts.Load()));
        await ratios.TellAsync("cold", 1.70, Starts.ColdAsync);
        if (only is null or "peers")
            await Peers.RunAsync(output);
        await output.WriteLineAsync(FormattableString.Invariant($"measured in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s"));
        return 0;
    }

    /// <summary>One request: token, permissions, rendering and all, over a bare TestHost request that answers the same bytes.</summary>
    private async Task OneAsync()
    {
        using var fake = Sites.Robots(Sites.Small);
        using var client = fake.CreateClient("staff");
        using var testHost = new HttpClient(fake.CreateTestServerHandler("staff")) { BaseAddress = WaldurFake.BaseAddress };
        using var socket = new HttpClient { BaseAddress = await fake.ListenAsync() };
        socket.DefaultRequestHeaders.Authorization = new("Token", fake.TokenOf("staff"));
        var path = $"{Robots}{fake.World.RobotAccounts[0].Uuid:n}/";
        var body = await client.GetByteArrayAsync(path);
        await using var bare = await BareHost.StartAsync(body);
        await TellAsync("get-one", 1.00, () => Interleaved.MeasureAsync(Get(client, path), Get(bare.Client, "/x"), 200));
        await TellAsync("get-one-testhost", 1.70, () => Interleaved.MeasureAsync(Get(testHost, path), Get(bare.Client, "/x"), 200));
        await TellAsync("socket", 1.00, () => Interleaved.MeasureAsync(Get(socket, path), Get(bare.Socket, "/x"), 50));
        await TellAsync("create", 2.00, () => Interleaved.MeasureAsync(Create(fake), Get(bare.Client, "/x"), 40));
        await TellAsync("world", 0.10, () => Interleaved.MeasureAsync(
            Repeat(async () =>
            {
                using var fork = fake.Fork();
                using var its = fork.CreateClient("staff");
                _ = await its.GetByteArrayAsync(path);
            }),
            Repeat(() => BareHost.StartAndAskAsync(body)), 4));
        await TellAsync("start", 0.20, () => Interleaved.MeasureAsync(
            Repeat(async () =>
            {
                using var other = WaldurFake.Start();
                using var its = other.CreateClient("staff");
                _ = await its.GetByteArrayAsync(Robots);
            }),
            Repeat(() => BareHost.StartAndAskAsync(body)), 4));
    }

    /// <summary>First pages, of rows that have not changed since they were last shown, and right after a write to what they show.</summary>
    private async Task ListsAsync()
    {
        using var robots = Sites.Robots(Sites.Small);
        using var people = Sites.People(Sites.Small);
        (string Name, WaldurFake Fake, string Path, double Goal, double Fresh, int Runs)[] lists =
        [
            ("list-10", robots, Robots, 1.30, 2.50, 80),
            ("list-100", robots, Robots + "?page_size=100", 2.00, 3.50, 20),
            ("list-10-offering-users", people, Records, 1.40, 1.80, 80),
        ];
        foreach (var (name, fake, path, goal, fresh, runs) in lists)
        {
            using var client = fake.CreateClient("staff");
            await using var bare = await BareHost.StartAsync(await client.GetByteArrayAsync(path));
            await TellAsync(name, goal, () => Interleaved.MeasureAsync(Get(client, path), Get(bare.Client, "/x"), runs));
            await TellAsync(name + "-fresh", fresh, () => Interleaved.MeasureAsync(
                Fresh(fake.World, client, path), Interleaved.Timed(Get(bare.Client, "/x")), runs));
        }
    }

    /// <summary>The same request to 100,000 rows and to 100.</summary>
    private async Task ScaleAsync()
    {
        using var small = Sites.Robots(Sites.Small);
        using var large = Sites.Robots(Sites.Large);
        await TellAsync("page-scale", 1.50, () => ScaleAsync(large, "staff", Robots + "?page=5000", small, Robots + "?page=5"));
        await TellAsync("create-scale", 2.00, () => Interleaved.MeasureAsync(Create(large), Create(small), 20));
        await TellAsync("transition-scale", 2.00, () => Interleaved.MeasureAsync(Move(large), Move(small), 20));
        await WorstAsync("filter-scale", 1.30, Filters(small.World.Data), filter => ScaleAsync(
            large, "staff", $"{Robots}?page_size=5&{filter}", small, $"{Robots}?page_size=5&{filter}"));
        await TellAsync("visible-scale-all", 1.30, () => ScaleAsync(large, "olga", Robots, small, Robots));
        await TellAsync("visible-scale-few", 2.00, () => ScaleAsync(large, "erin", Robots, small, Robots));
        await WorstAsync("count-scale", 1.30, Filters(small.World.Data), filter => ScaleAsync(
            large, "staff", $"{Robots}?{filter}", small, $"{Robots}?{filter}", HttpMethod.Head));
        await TellAsync("create-cost", 1.20, () => Interleaved.MeasureAsync(
            CreateAndList(large, "?state=3&page_size=5"), CreateAndList(large, "?page_size=5"), 20));

        using var few = Sites.People(Sites.Small);
        using var many = Sites.People(Sites.Large);
        var (offering, user) = (few.World.OfferingUsers[0].Offering, few.World.OfferingUsers[0].User);
        var customer = few.World.Data.OfferingOf(offering).It.Customer;
        await WorstAsync(
            "filter-scale-offering-users", 1.30,
            [
                "state=OK", $"offering_uuid={offering:n}", $"user_uuid={user:n}", $"provider_uuid={customer:n}",
                $"state=OK&offering_uuid={offering:n}",
            ],
            filter => ScaleAsync(many, "staff", $"{Records}?page_size=4&{filter}", few, $"{Records}?page_size=4&{filter}"));
        foreach (var (name, path, keys) in Orders())
        {
            await WorstAsync("order-scale-" + name, 2.00, keys, key => ScaleAsync(
                many, "staff", $"{path}?o={key}", few, $"{path}?o={key}"));
            await WorstAsync("order-scale-deep-" + name, 2.00, keys, key => ScaleAsync(
                many, "staff", $"{path}?o={key}&page=1500", few, $"{path}?o={key}&page=2"));
        }
    }

    /// <summary>What a row weighs among 100,000, with a fifth of a resource, its indexes, and the facets that lists were asked by.</summary>
    private static Ratio Bytes()
    {
        using var small = Sites.Robots(Sites.Small);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var large = Sites.Robots(Sites.Large);
        using var client = large.CreateClient("olga");
        foreach (var filter in Filters(large.World.Data))
            client.GetByteArrayAsync($"{Robots}?{filter}").GetAwaiter().GetResult();
        return new((GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Sites.Large, 0, 0, 0);
    }

    /// <summary>Each filter by itself, and all pairs.</summary>
    private static List<string> Filters(WorldData data)
    {
        string[] single =
        [
            "state=3", "type=t0",
            $"provider_uuid={Sites.Uuid(data, Customer.Table, "nordic"):n}",
            $"customer_uuid={Sites.Uuid(data, Customer.Table, "university"):n}",
            $"project_uuid={Sites.Uuid(data, Project.Table, "climate"):n}",
        ];
        return [.. single, .. single.SelectMany((one, i) => single.Skip(i + 1).Select(other => $"{one}&{other}"))];
    }

    private static IEnumerable<(string Name, string Path, IEnumerable<string> Keys)> Orders() =>
    [
        ("offering-users", Records, Ways(OfferingUserContract.Order)),
        ("course-accounts", Courses, Ways(CourseAccountContract.Ordering)),
        ("users", Users, Ways(["username", "full_name", "native_name", "email", "is_active", "date_joined"])),
    ];

    private static IEnumerable<string> Ways(IEnumerable<string> keys) => keys.Select((key, i) => i % 2 == 0 ? key : "-" + key);

    private static async Task<Ratio> ScaleAsync(
        WaldurFake large, string user, string path, WaldurFake small, string smallPath, HttpMethod? method = null)
    {
        using var one = large.CreateClient(user);
        using var other = small.CreateClient(user);
        return await Interleaved.MeasureAsync(Get(one, path, method), Get(other, smallPath, method), 50, seconds: 0.4);
    }

    private static Func<int, Task> Repeat(Func<Task> work) => async runs =>
    {
        for (var i = 0; i < runs; i++)
            await work();
    };

    private static Func<int, Task> Get(HttpClient client, string path, HttpMethod? method = null) => async runs =>
    {
        for (var i = 0; i < runs; i++)
        {
            if (method is null)
            {
                _ = await client.GetByteArrayAsync(path);
                continue;
            }
            using var answer = await client.SendAsync(new(method, path));
            answer.EnsureSuccessStatusCode();
        }
    };

    /// <summary>Each list comes after a write to what it shows, whose time does not count.</summary>
    private static Func<int, Task<TimeSpan>> Fresh(World world, HttpClient client, string path) => async runs =>
    {
        var spent = TimeSpan.Zero;
        for (var i = 0; i < runs; i++)
        {
            world.Change(changes =>
            {
                if (i % 2 == 0)
                    changes.Update(User.Table, changes.Data.Table(User.Table)[0]);
                else
                    changes.Update(Offering.Table, changes.Data.Table(Offering.Table)[0]);
            });
            var start = Stopwatch.GetTimestamp();
            _ = await client.GetByteArrayAsync(path);
            spent += Stopwatch.GetElapsedTime(start);
        }
        return spent;
    };

    /// <summary>Each round works on a fork, so that the small table stays small.</summary>
    private static Func<int, Task> Create(WaldurFake fake) => CreateAndList(fake, list: null);

    private static Func<int, Task> CreateAndList(WaldurFake fake, string? list) => async runs =>
    {
        using var fork = fake.Fork();
        using var client = fork.CreateClient("staff");
        var resource = $"http://localhost/api/marketplace-resources/{fork.World.Resources[0].Uuid:n}/";
        for (var i = 0; i < runs; i++)
        {
            using var answer = await client.PostAsJsonAsync(Robots, new { resource, type = $"n{i}" });
            answer.EnsureSuccessStatusCode();
            if (list is not null)
                _ = await client.GetByteArrayAsync(Robots + list);
        }
    };

    private static Func<int, Task> Move(WaldurFake fake) => async runs =>
    {
        using var fork = fake.Fork();
        using var client = fork.CreateClient("staff");
        for (var i = 0; i < runs; i++)
        {
            var account = fork.World.RobotAccounts[i].Uuid;
            using var erred = await client.PostAsJsonAsync($"{Robots}{account:n}/set_state_erred/", new { error_message = "x" });
            using var mended = await client.PostAsync($"{Robots}{account:n}/set_state_ok/", content: null);
        }
    };

    private async Task TellAsync(string name, double goal, Func<Task<Ratio>> measure)
    {
        if (only is not null && !name.Contains(only, StringComparison.Ordinal))
            return;
        await LineAsync(name, goal, await measure(), "");
    }

    /// <summary>Tells the worst of several.</summary>
    private async Task WorstAsync(string name, double goal, IEnumerable<string> all, Func<string, Task<Ratio>> measure)
    {
        if (only is not null && !name.Contains(only, StringComparison.Ordinal))
            return;
        var worst = (Ratio: default(Ratio), Of: "");
        foreach (var one in all)
        {
            if (await measure(one) is var ratio && ratio.Value > worst.Ratio.Value)
                worst = (ratio, one);
        }
        await LineAsync(name, goal, worst.Ratio, "  " + worst.Of);
    }

    private Task LineAsync(string name, double goal, Ratio ratio, string of) => output.WriteLineAsync(
        Interleaved.Line(name, ratio.Value, goal)
        + string.Create(CultureInfo.InvariantCulture, $"   noise {ratio.Noise:0.00}, {ratio.Mine:0.0} over {ratio.Bare:0.0} µs{of}"));
}
