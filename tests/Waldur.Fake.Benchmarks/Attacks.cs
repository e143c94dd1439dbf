using System.Diagnostics;
using System.Runtime;
using System.Text;

namespace Waldur.Fake.Benchmarks;

/// <summary>
/// Requests and files that are made to cost more than in proportion to their size: the cost at four times the size over the cost at the
/// size. What is proportional comes to about 4, what is quadratic to 16.
/// </summary>
internal static class Attacks
{
    private const double Goal = 6.0;
    private const int Rounds = 20;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    /// <summary>Each attack: its name, its lesser size, and what is done with one of a size.</summary>
    private static readonly (string Name, int Size, Func<WaldurFake, int, Action> Of)[] s_all =
    [
        ("object-keys", 40_000, (fake, n) => Post(fake, "/api/marketplace-course-accounts/", $$"""{"project":{{Keys(n)}}}""")),
        ("uuid-keys", 40_000, (fake, n) => Post(fake, "/api/marketplace-offering-users/", $$"""{"offering_uuid":{{Keys(n)}}}""")),
        ("bulk-accounts", 4_000, (fake, n) => Post(
            fake, "/api/marketplace-course-accounts/create_bulk/",
            $$"""{"project":"{{fake.World.Uuid("projects", "course"):n}}","course_accounts":[{{Repeat(n, ",", i => $"{{\"email\":\"a{i}@example.com\"}}")}}]}""")),
        ("bulk-wrong", 100_000,
            (fake, n) =>
                Post(fake, "/api/marketplace-course-accounts/create_bulk/", $$"""{"course_accounts":[{{Repeat(n, ",", _ => "0")}}]}""")),
        ("link-list", 5_000, (fake, n) => Post(
            fake, "/api/marketplace-robot-accounts/",
            $$"""{"users":[{{Repeat(n, ",", _ => $"\"http://localhost/api/users/{fake.World.Uuid("users", "bob"):n}/\"")}}]}""")),
        ("form-pairs", 60_000, (fake, n) => Post(
            fake, "/api/marketplace-robot-accounts/", Repeat(n, "&", i => $"k{i}=v"), "application/x-www-form-urlencoded")),
        ("form-objects", 12_000, (fake, n) => Post(
            fake, "/api/marketplace-course-accounts/create_bulk/", Repeat(n, "&", i => $"course_accounts[{i}]email=x"),
            "application/x-www-form-urlencoded")),
        ("multipart", 60_000, (fake, n) => Post(
            fake, "/api/marketplace-robot-accounts/",
            Repeat(n, "", i => $"--b\r\nContent-Disposition: form-data; name=\"k{i}\"\r\n\r\nv\r\n") + "--b--",
            "multipart/form-data; boundary=b")),
        ("answers", 5_000, (fake, n) => Post(
            fake, $"/api/marketplace-offering-users/{fake.World.Uuid("offering_users", "alice"):n}/submit_answers/",
            $"[{Repeat(n, ",", _ => $"{{\"question_uuid\":\"{fake.World.Questions[0].Uuid:n}\",\"answer_data\":true}}")}]")),
        ("answer-keys", 10_000, (fake, n) => Post(
            fake, $"/api/marketplace-offering-users/{fake.World.Uuid("offering_users", "alice"):n}/submit_answers/",
            $"[{{\"question_uuid\":\"{fake.World.Questions[0].Uuid:n}\",\"answer_data\":{Keys(n)}}}]")),
        ("comment", 10_000, (fake, n) => Send(
            fake, "PATCH", $"/api/marketplace-offering-users/{fake.World.Uuid("offering_users", "alice"):n}/update_comments/",
            $$"""{"service_provider_comment":"{{Repeat(n, "", _ => "<div>")}}"}""")),
        Html("nested", 20_000, _ => "<div>"),
        Html("nested-spans", 20_000, _ => "<span>"),
        Html("siblings", 40_000, _ => "<p></b>"),
        Html("paragraphs", 40_000, _ => "<p>x</p>"),
        Html("open-paragraphs", 20_000, _ => "<p>x"),
        Html("ignored-ends", 40_000, _ => "some text</x>"),
        Html("ignored-starts", 40_000, _ => "some text<body>"),
        Html("formatting", 20_000, i => $"<b id={i}>", "<p>"),
        Html("formatting-in-paragraphs", 20_000, i => $"<p><b id={i}></p>"),
        Html("table", 10_000, _ => "<i></i>", before: "<table>"),
        Html("table-rows", 10_000, _ => "<tr><td>x</td></tr>", before: "<table>"),
        Html("comments", 20_000, _ => "x<!-- y -->"),
        Html("hidden-by-a-comment", 10_000, _ => "<div>", before: "<!-- <p a=\" -->"),
        Html("hidden-by-a-quote", 10_000, _ => "<div>", before: "<p =\">"),
        Html("closed-in-a-comment", 10_000, _ => "<div><!--</div>-->"),
        Html("entities", 50_000, _ => "&amp;x"),
        Html("nul", 50_000, _ => "x\0"),
        Html("lines", 50_000, _ => "x\r\n"),
        ("attributes", 8_000, (_, n) => Cleaning($"<p {Repeat(n, " ", i => $"a{i}=1")}>x</p>")),
        ("parents", 5_000, (_, n) => Loading(
            $"customers: {{c: }}\nofferings: {{o0: {{customer: c}}, {Repeat(n, ", ", i => $"o{i + 1}: {{customer: c, parent: o{i}}}")}}}")),
        ("unknown-keys", 40_000, (_, n) => Loading($"users: {{a: {{{Repeat(n, ", ", i => $"k{i}: 1")}}}}}")),
        ("unknown-kinds", 10_000, (_, n) => Loading(Repeat(n, "\n", i => $"k{i}: 1"))),
        ("wrong-values", 20_000, (_, n) => Loading($"users: {{{Repeat(n, ", ", i => $"u{i}: {{is_staff: 7}}")}}}")),
        ("same-attributes", 8_000, (_, n) => Cleaning($"<p {Repeat(n, " ", i => $"style={i}")}>x</p>")),
    ];

    public static async Task<int> RunAsync(TextWriter output, string? only = null)
    {
        // A collector that works beside the program takes time that no pause tells of.
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        using var fake = WaldurFake.Start();
        foreach (var (name, size, of) in s_all.Where(attack => only is null || attack.Name.Contains(only, StringComparison.Ordinal)))
        {
            var (small, large) = (of(fake, size), of(fake, 4 * size));
            var (best, bestOfLarge) = (double.MaxValue, double.MaxValue);
            var start = Stopwatch.GetTimestamp();
            for (var round = 0; round < Rounds && Stopwatch.GetElapsedTime(start) < s_patience; round++)
            {
                best = Math.Min(best, Time(small));
                bestOfLarge = Math.Min(bestOfLarge, Time(large));
            }
            await output.WriteLineAsync(
                Interleaved.Line($"attack-{name}", bestOfLarge / best, Goal) + FormattableString.Invariant($"   {bestOfLarge:0.0} ms"));
        }
        return 0;
    }

    /// <summary>How long it takes, without the pauses of the garbage collector: those begin at a size of their own, and jump.</summary>
    private static double Time(Action work)
    {
        var (start, paused) = (Stopwatch.GetTimestamp(), GC.GetTotalPauseDuration());
        work();
        return (Stopwatch.GetElapsedTime(start) - (GC.GetTotalPauseDuration() - paused)).TotalMilliseconds;
    }

    private static (string, int, Func<WaldurFake, int, Action>) Html(
        string name, int size, Func<int, string> part, string? then = null, string before = "") =>
        ("html-" + name, size, (_, n) => Cleaning(before + Repeat(n, "", part) + (then is null ? "" : Repeat(n, "", _ => then))));

    private static Action Cleaning(string comment) => () => CommentHtml.Clean(comment);

    private static Action Loading(string scenario) => () =>
    {
        try
        {
            ScenarioLoader.Load(Scenario.FromText(scenario));
        }
        catch (ScenarioException wrong) when (wrong.Errors.Count <= 101)
        {
            // Some are refused, which is to be as cheap.
            return;
        }
    };

    private static Action Post(WaldurFake fake, string target, string body, string type = "application/json") =>
        Send(fake, "POST", target, body, type);

    private static Action Send(WaldurFake fake, string method, string target, string body, string type = "application/json")
    {
        var request = new WireRequest
        {
            Method = method,
            Host = "localhost",
            Target = target,
            Headers = new() { { "Authorization", "Token staff-token" }, { "Content-Type", type } },
            Body = Encoding.UTF8.GetBytes(body),
        };
        return () =>
        {
            // A world of its own each time: it is not the world that is to grow.
            var world = fake.World.Fork();
            WaldurModules.Api.Handle(request, world, new());
        };
    }

    /// <summary>An object with so many keys.</summary>
    private static string Keys(int count) => "{" + Repeat(count, ",", i => $"\"k{i}\":0") + "}";

    private static string Repeat(int count, string between, Func<int, string> part) =>
        string.Join(between, Enumerable.Range(0, count).Select(part));
}
