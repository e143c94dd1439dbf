using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using static Waldur.Fake.Forms;

namespace Waldur.Fake;

/// <summary>
/// Stubs, as scenario files have them: exact method and path, no matchers and no templates. What is emulated is not stubbed.
/// </summary>
internal static partial class StubKind
{
    /// <summary>Stubs are objects of a world like all others.</summary>
    /// <param name="isEmulated">Whether a path is emulated.</param>
    public static Module ModuleOf(Func<string, bool> isEmulated) => new() { Tables = [StubRow.Table], Kinds = [Of(isEmulated)] };

    private static Kind<StubRow> Of(Func<string, bool> isEmulated) => new(
        StubRow.Table, "stub", "The answer to a small extra path that is not emulated.", _ => new(),
        "Answers to paths that are not emulated, so that a client that also asks for those can be tested.",
        finish: (stub, reading) => Finish(stub, reading, isEmulated), place: 15, isLast: true)
    {
        {
            "request", FilledUpTo(2000), s => s.Request, (s, v) => s with { Request = v },
            "Method and path, exactly: `GET /api/version/`.", Required
        },
        { "status", Whole(200, 599), s => s.Status, (s, v) => s with { Status = v }, "The status." },
        { "headers", Maybe(AnyObject), s => s.Headers, (s, v) => s with { Headers = v }, "Headers: texts by name.", "none" },
        {
            "body", new NullableForm<Node>(Json, isSaid: false), s => s.Body, (s, v) => s with { Body = v },
            "The body: a text as it is, anything else as JSON.", "none"
        },
        {
            "content_type", new NullableForm<string>(FilledUpTo(200), isSaid: false), s => s.ContentType,
            (s, v) => s with { ContentType = v }, "The type of the body.", "`text/plain` of a text, `application/json` of anything else"
        },
        {
            "file", new NullableForm<Node>(new FileForm(), isSaid: false), _ => null, (s, v) => v is null ? s : s with { Body = v },
            "A file beside the scenario, or below, that has the body.", "none"
        },
    };

    private static StubRow Finish(StubRow stub, Reading reading, Func<string, bool> isEmulated)
    {
        if (!IsRequest(stub.Request))
            reading.Wrong("request", $"expected a method and a path such as 'GET /api/version/', not '{stub.Request}'");
        else if (isEmulated(stub.Request.Split(' ')[1]))
            reading.Wrong("request", $"'{stub.Request.Split(' ')[1]}' is emulated; faults change what it answers");
        if (stub.Headers?.EnumerateObject().Any(header => !IsHeader(header)) == true)
            reading.Wrong("headers", "a header is a name with a text, in letters, digits and signs of ASCII");
        if (stub.ContentType?.All(character => character is >= ' ' and <= '~') == false)
            reading.Wrong("content_type", "a content_type has letters, digits and signs of ASCII only");
        return stub;
    }

    /// <summary>Whether that is a method and a path.</summary>
    public static bool IsRequest(string text) => Request.IsMatch(text);

    private static bool IsHeader(JsonProperty header) => HeaderName.IsMatch(header.Name)
        && header.Value.ValueKind == JsonValueKind.String && header.Value.GetString()!.All(character => character is >= ' ' and <= '~');

    [GeneratedRegex("^[A-Z]+ /[^ ?#]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Request { get; }

    [GeneratedRegex("^[A-Za-z0-9!#$%&'*+.^_`|~-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex HeaderName { get; }

    /// <summary>A file that is read when the scenario is: its text is then the body.</summary>
    private sealed class FileForm : Form<Node>
    {
        public override string Name => "path";

        public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out Node value)
        {
            value = null;
            if (node is not ScalarNode { Type: ScalarType.Text } path)
            {
                reading.Expected(node, "a path");
                return false;
            }
            // What is sent over HTTP has no files beside it.
            if (reading.Live is not null || !IsScenarioFile(node.At.File))
            {
                reading.Problems.Add(node.At, "only a scenario file can name another file");
                return false;
            }
            try
            {
                var scenario = new FileSource(node.At.File);
                var file = scenario.Beside(path.Text);
                if (!file.IsBelow(scenario))
                    reading.Problems.Add(node.At, $"{path.Text} lies outside of the folder of the scenario");
                else
                    value = Node.Of(file.Text());
            }
            catch (ScenarioException wrong)
            {
                reading.Problems.Add(node.At, $"{wrong.Errors[0].File}: {wrong.Errors[0].Message}", wrong.Errors[0].Suggestion);
            }
            return value is not null;
        }

        public override JsonObject Schema(SchemaBook book) => new() { ["type"] = "string" };

        public override Node? Write(Node value, Writing writing) => null;

        private static bool IsScenarioFile(string? file) =>
            file is not null && Path.GetExtension(file) is ".yaml" or ".yml" or ".json" && File.Exists(file);
    }
}
