using System.Globalization;

namespace Waldur.Fake.Conformance;

/// <summary>Reads one step of a case.</summary>
internal static class StepReader
{
    private static readonly (string Key, BodyKind Kind)[] Bodies =
    [
        ("body", BodyKind.Json), ("text", BodyKind.Text), ("base64", BodyKind.Base64), ("form", BodyKind.Form), (
            "multipart", BodyKind.Multipart),
    ];

    public static Step Read(Node node, string user, string file)
    {
        var map = StrictMap.Of(node, file, "a step");
        Step step;
        if (map.FindText("advance") is { } time)
        {
            step = new AdvanceStep(
                TimeSpan.TryParse(time, CultureInfo.InvariantCulture, out var by) ? by : throw map.Wrong(
                    map.Line, $"`{time}` is not a time span"),
                map.Line);
        }
        else if (map.FindMap("control") is { } control)
        {
            step = control.Entries is [var one]
                ? new ControlStep(one.Key, one.Value, map.Line)
                : throw map.Wrong(control.Line, "`control` has one name");
        }
        else
        {
            step = ReadRequest(map, user, file);
        }

        map.Close();
        return step;
    }

    private static RequestStep ReadRequest(StrictMap map, string user, string file)
    {
        var line = map.GetText("request");
        var blank = line.IndexOf(' ', StringComparison.Ordinal);
        if (blank <= 0)
            throw map.Wrong(map.Line, $"`{line}` is not a method and a path");
        var expect = ReadExpectation(map.Get("expect"), file);
        return expect.Status is null
            ? throw map.Wrong(expect.Line, "`expect` has no `status`")
            : new(
                map.FindText("as") ?? user,
                line[..blank],
                line[(blank + 1)..],
                map.FindMap("headers"),
                ReadBody(map),
                expect,
                map.Find("documented") is { } documented ? ReadExpectation(documented, file) : null,
                map.Find("server") is { } server ? ReadExpectation(server, file) : null,
                map.FindMap("capture")?.Entries ?? [],
                map.Flag("changes"),
                map.Line);
    }

    private static RequestBody? ReadBody(StrictMap map)
    {
        var type = map.Find("content_type");
        var text = type is null or ScalarNode { IsNull: true } ? null : map.FindText("content_type");
        var given = Bodies.Select(body => (body.Kind, Content: map.Find(body.Key))).Where(body => body.Content is not null).ToArray();
        return given switch
        {
            [] => type is null ? null : new(BodyKind.None, type, text, HasContentType: true),
            [var one] => new(one.Kind, one.Content!, text, type is not null),
            _ => throw map.Wrong(map.Line, "a request has one body"),
        };
    }

    private static Expectation ReadExpectation(Node node, string file)
    {
        var map = StrictMap.Of(node, file, "an expectation");
        var read = new Expectation(
            map.FindInteger("status"),
            map.FindMap("headers"),
            map.Find("body"),
            map.Find("contains"),
            Texts(map, "keys"),
            Texts(map, "fields"),
            map.FindList("items"),
            map.FindText("item_field"),
            map.Find("has_item"),
            map.FindInteger("count"),
            map.Flag("empty"),
            map.FindText("detail_starts"),
            map.FindText("text"),
            map.FindText("matches"),
            map.FindText("not_matches"),
            map.Line);
        map.Close();
        return read;
    }

    private static string[]? Texts(StrictMap map, string key) => map.FindList(key)?
        .Select(item => item is ScalarNode scalar ? scalar.Text : throw map.Wrong(item.Line, $"an element of `{key}` must be text"))
            .ToArray();
}
