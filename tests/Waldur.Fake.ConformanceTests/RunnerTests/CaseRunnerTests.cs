using Shouldly;
using Xunit;

namespace Waldur.Fake.Conformance.RunnerTests;

public sealed class CaseRunnerTests
{
    private const string Answered =
        """{"uuid":"0123456789abcdef0123456789abcdef","when":"2026-01-14T09:30:12.123456+00:00","list":[{"a":1,"b":"x"},{"a":2,"b":"y"}],"none":null,"n":1.0}""";

    [Theory]
    [InlineData("status: 200")]
    [InlineData("""status: 200, body: {uuid: "<uuid>", when: "<datetime>", list: [{a: 1, b: x}, {a: "<int>", b: "<string>"}], none: null, n: 1.0}""")]
    [InlineData("""status: 200, contains: {list: [{a: 1}, {}], other: "<absent>", when: "<after:2026-01-14T09:30:12+00:00>", n: "<number>"}""")]
    [InlineData("status: 200, keys: [uuid, when, list, none, n]")]
    [InlineData("""status: 200, headers: {X-A: "1", X-B: null, Content-Type: "<starts:application/>"}""")]
    [InlineData("""status: 200, matches: "\"b\":\"y\"", not_matches: zzz""")]
    public async Task An_answer_as_expected_passes(string expect)
    {
        (await Run("GET /x", expect)).ShouldBe("");
    }

    [Theory]
    [InlineData("status: 201", "status 201 is expected, got 200")]
    [InlineData("""status: 200, body: {when: "<any>", uuid: "<any>", list: "<list>", none: null, n: 1.0}""", "the keys when, uuid, list, none, n are expected")]
    [InlineData("""status: 200, contains: {none: "<absent>"}""", "$.none must be absent")]
    [InlineData("status: 200, contains: {list: [{a: 1}]}", "$.list: 1 elements are expected, got 2")]
    [InlineData("status: 200, contains: {list: [{a: 1}, {b: z}]}", "$.list[1].b: \"z\" is expected, got \"y\"")]
    [InlineData("status: 200, contains: {n: 1}", "$.n: 1 is expected, got 1.0")]
    [InlineData("""status: 200, contains: {n: "1.0"}""", "$.n: \"1.0\" is expected, got 1.0")]
    [InlineData("""status: 200, contains: {when: "<uuid>"}""", "$.when: \"<uuid>\" is expected")]
    [InlineData("""status: 200, contains: {when: "<after:2026-01-14T09:30:12.123456+00:00>"}""", "$.when")]
    [InlineData("status: 200, contains: {uuid: \"<not:0123456789abcdef0123456789abcdef>\"}", "$.uuid")]
    [InlineData("status: 200, keys: [uuid]", "the keys uuid are expected")]
    [InlineData("""status: 200, headers: {X-A: "2"}""", "the header X-A: 2 is expected, got 1")]
    [InlineData("""status: 200, headers: {X-A: null}""", "the header X-A must be absent, got 1")]
    [InlineData("""status: 200, headers: {X-C: "2"}""", "the header X-C is missing")]
    [InlineData("status: 200, count: 1", "a list is expected")]
    [InlineData("status: 200, empty: true", "no body and no Content-Type is expected")]
    [InlineData("status: 200, detail_starts: x", "the key detail is missing")]
    [InlineData("status: 200, text: x", "the body x is expected")]
    [InlineData("status: 200, matches: zzz", "does not match zzz")]
    [InlineData("status: 200, not_matches: uuid", "matches uuid")]
    [InlineData("""status: 200, contains: {uuid: "${users.nobody-we-know.uuid}"}""", "the world has no `users.nobody-we-know`")]
    [InlineData("""status: 200, contains: {uuid: "${later}"}""", "nothing is called ${later}")]
    public async Task An_answer_not_as_expected_is_reported(string expect, string problem)
    {
        var report = await Run("GET /x", expect);
        report.ShouldStartWith("RA-1: t\nfile.yaml:5: step 1: GET /x as staff\n");
        report.ShouldContain(problem);
    }

    [Fact]
    public async Task Templates_and_captures_reach_the_request()
    {
        var seen = new List<string>();
        await using var world = new ScriptedWorld((request, body) =>
        {
            seen.Add($"{request.Method} {request.RequestUri!.PathAndQuery} {request.Headers.Authorization} {request.Content?.Headers.ContentType} {body}");
            return ScriptedWorld.Json(
                200, """{"made":{"uuid":"0123456789abcdef0123456789abcdef"},"n":[5]}""", ("Location", "http://fake/a/b/?q"));
        });
        var report = await Run(
            world,
            """
            - request: POST /a/${users.staff.dashed}/?u=${users.u.v.url.escaped}
              body: {u: "${users.u.v.url}", r: "${resource_users.ru1.uuid}", n: null, t: ["é", 1.50, "1", true]}
              expect: {status: 200}
              capture: {made: $.made.uuid, n: "$.n[0]", where: header:Location}
            - as: u.v
              request: PUT /b/${made}/${made.upper}/${made.braced.escaped}
              form: {x: "ä b", l: [1, "${n}"]}
              expect: {status: 200}
            - as: nobody
              request: GET ${where.path}
              expect: {status: 200, headers: {Location: "${host}/a/b/?q"}, body: {made: {uuid: "${made}"}, n: ["${n}"]}}
            - request: PATCH /c
              headers: {Authorization: Basic x}
              text: '{"a":1,}'
              content_type: text/plain
              expect: {status: 200}
            - advance: 01:30:00
            - control: {remove: {user: "${users.staff.uuid}"}}
            """);
        report.ShouldBe("");
        seen.ShouldBe(
        [
            "POST /a/11111111-1111-1111-1111-111111111111/?u=http%3A%2F%2Ffake%2Fapi%2Fusers%2F22222222222222222222222222222222%2F Token t0 application/json "
            + """{"u":"http://fake/api/users/22222222222222222222222222222222/","r":"33333333333333333333333333333333","n":null,"t":["é",1.50,"1",true]}""",
            "PUT /b/0123456789abcdef0123456789abcdef/0123456789ABCDEF0123456789ABCDEF/%7B01234567-89ab-cdef-0123-456789abcdef%7D Token t1 "
            + "application/x-www-form-urlencoded x=%C3%A4%20b&l=1&l=5",
            "GET /a/b/?q   ",
            """PATCH /c Basic x text/plain {"a":1,}""",
        ]);
        world.Clock.ShouldBe(TimeSpan.FromMinutes(90));
        world.Controls.ShouldBe(["""remove{"user":"11111111111111111111111111111111"}"""]);
    }

    [Fact]
    public async Task A_refused_request_that_changes_the_world_is_reported()
    {
        ScriptedWorld? world = null;
        world = new ScriptedWorld((_, _) =>
        {
            world!.Version++;
            return ScriptedWorld.Json(400, "{}");
        });
        await using (world)
        {
            (await Run(world, "- {request: GET /x, expect: {status: 400}}")).ShouldContain("yet the world's data changed");
            (await Run(world, "- {request: GET /x, expect: {status: 400}, changes: true}")).ShouldBe("");
        }
    }

    [Fact]
    public async Task One_fidelity_may_expect_something_else()
    {
        const string Step = "- {request: GET /x, expect: {status: 200, contains: {uuid: \"<uuid>\"}}, server: {status: 409}}";
        await using var documented = new ScriptedWorld((_, _) => ScriptedWorld.Json(200, Answered));
        await using var server = new ScriptedWorld((_, _) => ScriptedWorld.Json(409, Answered)) { Fidelity = CaseFidelity.Server };
        (await Run(documented, Step)).ShouldBe("");
        (await Run(server, Step)).ShouldBe("");
    }

    [Fact]
    public async Task What_holds_for_every_answer_is_looked_at()
    {
        var report = await Run("GET /api/x/", "status: 200", """{"a":[{"user_uuid":"01234567-89ab-cdef-0123-456789abcdef"}]}""");
        report.ShouldContain("every API answer has Vary: Accept, Accept-Language, Cookie; this one has none");
        report.ShouldContain("every API answer has Allow");
        report.ShouldContain("$.a[0].user_uuid is not 32 lower-case hex digits");
    }

    [Theory]
    [InlineData("status: 200, count: 2, items: [p, q], item_field: b", "")]
    [InlineData("status: 200, has_item: {a: 2}, keys: [a, b]", "")]
    [InlineData("status: 200, items: [q, p], item_field: b", "$[*].b[0]: \"q\" is expected")]
    [InlineData("status: 200, items: [q, p]", "no such field")]
    [InlineData("status: 200, has_item: {a: 3}", "no element contains")]
    [InlineData("status: 200, count: 3", "3 elements are expected, got 2")]
    public async Task Lists_have_expectations_of_their_own(string expect, string problem)
    {
        var report = await Run("GET /x", expect, """[{"a":1,"b":"p"},{"a":2,"b":"q"}]""");
        (problem.Length == 0 ? report.Length == 0 : report.Contains(problem, StringComparison.Ordinal)).ShouldBeTrue(report);
    }

    private static async Task<string> Run(string request, string expect, string answer = Answered)
    {
        await using var world = new ScriptedWorld((_, _) => ScriptedWorld.Json(200, answer, ("X-A", "1")));
        return await Run(world, $"- {{request: {request}, expect: {{{expect}}}}}");
    }

    private static Task<string> Run(ScriptedWorld world, string steps)
    {
        var text = "cases:\n- id: RA-1\n  title: t\n  steps:\n  " + steps.ReplaceLineEndings("\n").Replace(
            "\n", "\n  ", StringComparison.Ordinal);
        var one = new CaseReader(_ => "").Read(text, "file.yaml")[0];
        return CaseRunner.RunAsync(one, world, TestContext.Current.CancellationToken);
    }
}
