using Shouldly;
using Xunit;

namespace Waldur.Fake.Conformance.RunnerTests;

public sealed class CaseReaderTests
{
    private const string Steps = "steps: [{request: GET /x, expect: {status: 200}}]";

    [Theory]
    [InlineData("cases:\n  - id: RA-1\n    title: t\n    colour: red\n    " + Steps, 4, "unknown key `colour` in a case")]
    [InlineData("cases:\n  - id: RA-1\n    title: t\n    steps:\n      - request: GET /x\n        expect: {stauts: 200, status: 200}", 6, "unknown key `stauts`")]
    [InlineData("cases:\n  - id: RA-1\n    title: t\n    steps:\n      - request: GET /x", 5, "no `expect`")]
    [InlineData("cases:\n  - id: RA-1\n    title: t\n    steps:\n      - request: GET /x\n        expect: {count: 1}", 6, "no `status`")]
    [InlineData("cases:\n  - id: RA-1\n    title: t", 2, "no `steps`")]
    [InlineData("cases:\n  - id: first\n    title: t\n    " + Steps, 2, "not an id")]
    [InlineData("cases:\n  - id: RA-1\n    title: t\n    title: u\n    " + Steps, 4, "comes twice")]
    [InlineData("cases:\n  - id: RA-1\n    title: t\n    transports: [carrier-pigeon]\n    " + Steps, 4, "in-process, testhost, socket")]
    [InlineData("cases:\n  - id: RA-1\n    title: t\n    fidelity: both\n    " + Steps, 2, "neither documented nor server")]
    [InlineData("fixture: nowhere\ncases:\n  - id: RA-1\n    title: t\n    " + Steps, 3, "no fixture `nowhere`")]
    [InlineData("cases:\n  - id: RA-1\n    title: t\n    for: [1]\n    " + Steps, 4, "must be a map of variables")]
    [InlineData("cases:\n  - id: RA-1\n    title: t\n    for: []\n    " + Steps, 4, "no rows")]
    [InlineData("cases:\n  - id: RA-1\n    title: t\n    steps:\n      - request: POST /x\n        body: 1\n        text: x\n        expect: {status: 200}", 5, "one body")]
    public void A_wrong_file_is_refused_with_file_and_line(string text, int line, string problem)
    {
        var error = Should.Throw<CaseFileException>(() => Read(text));
        error.Message.ShouldStartWith($"file.yaml:{line}: ");
        error.Message.ShouldContain(problem);
    }

    [Fact]
    public void A_table_of_variables_gives_a_case_for_each_row()
    {
        var cases = Read("cases:\n  - id: RA-1a\n    title: is ${s}\n    for: [{s: OK, n: 3}, {s: null, n: [4]}]\n    world: {x: {\"${n}\": {v: \"${s}\", w: \"a${s}\"}}}\n    " + Steps);
        cases.Select(one => one.Id).ShouldBe(["RA-1a/1", "RA-1a/2"]);
        cases.Select(one => one.Number).ShouldBe(["RA-1", "RA-1"]);
        cases[0].Title.ShouldBe("is OK");
        cases[0].World.Text.ShouldBe("""{"x":{"3":{"v":"OK","w":"aOK"}},"version":1}""");
        cases[1].World.Text.ShouldBe("""{"x":{"${n}":{"v":null,"w":"anull"}},"version":1}""");
    }

    [Fact]
    public void A_map_of_lists_gives_every_combination()
    {
        Read("cases:\n  - id: RA-1\n    title: ${a}${b}\n    for: {a: [1, 2], b: [x, y, z]}\n    " + Steps)
            .Select(one => one.Title).ShouldBe(["1x", "1y", "1z", "2x", "2y", "2z"]);
    }

    [Fact]
    public void The_world_is_laid_over_the_fixture()
    {
        var reader = new CaseReader(_ => "seed: 1\nusers: {a: {is_staff: true, username: x}}\nl: [1]");
        var one = reader.Read("fixture: f\ncases:\n  - id: RA-1\n    title: t\n    many: {m: {count: 2, key: \"k${i}\", object: {n: \"${i}\"}}}\n    world: {users: {a: {username: y}, b: {}}, l: [2], m: {k2: {z: 1}}}\n    " + Steps, "file.yaml")[0];
        one.World.Text.ShouldBe("""{"seed":1,"users":{"a":{"is_staff":true,"username":"y"},"b":{}},"l":[2],"m":{"k1":{"n":"1"},"k2":{"n":"2","z":1}},"version":1}""");
    }

    [Fact]
    public void A_number_may_carry_letters_and_a_section_is_its_own_number()
    {
        CaseNumber.Of("RA-48a").ShouldBe("RA-48");
        CaseNumber.Of("RA-48b/12").ShouldBe("RA-48");
        CaseNumber.Of("HT-6.1a").ShouldBe("HT-6.1a");
    }

    private static IReadOnlyList<ConformanceCase> Read(string text) =>
        new CaseReader(name => throw new FileNotFoundException(name)).Read(text, "file.yaml");
}
