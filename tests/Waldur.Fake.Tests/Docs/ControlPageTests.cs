namespace Waldur.Fake.Tests.Docs;

public sealed class ControlPageTests
{
    private const string Head = """
        # Steering a fake over HTTP

        Under `/_fake/` a test in any language may ask about the fake itself, and steer it. This page is made from the operations in the
        code; a test keeps it equal to them, and `GET /_fake/schema/` describes them as OpenAPI.

        ```sh
        curl -s 'http://127.0.0.1:8000/_fake/health'     # {"status":"ok","clock":"2026-01-03T03:04:13.000013+00:00"}
        curl -s 'http://127.0.0.1:8000/_fake/world'      # {"users":{"staff":{"uuid":"…","url":"…","token":"staff-token"}, …
        ```

        Between two tests, go back: to the world as it began, or to a checkpoint. Bodies are JSON.

        ```sh
        JSON='Content-Type: application/json'
        curl -s -X POST 'http://127.0.0.1:8000/_fake/reset'
        curl -s -H "$JSON" 'http://127.0.0.1:8000/_fake/checkpoints' -d '{"name": "clean"}'
        curl -s -H "$JSON" 'http://127.0.0.1:8000/_fake/clock' -d '{"advance": 3600}'
        curl -s -X POST 'http://127.0.0.1:8000/_fake/checkpoints/clean/restore'
        ```

        A fault lets requests fail; `GET /_fake/faults` tells which were used. [The reference](scenario-reference.md#fault) has its fields.

        ```sh
        curl -s -H "$JSON" 'http://127.0.0.1:8000/_fake/faults' -d '{"on": "robot_accounts.list", "first": 1, "respond": 503}'
        ```

        ## Operations

        """;

    private const string Foot = """

        A member with `?` may be left out.

        ## Who may call them

        - **anybody**: no key is asked for.
        - **key**: if the fake was started with a control key (`--control-key KEY`, `options.ControlKey`), the header `X-Waldur-Fake-Key`
          must say it. Without a control key they are open to who asks at `localhost` or a loopback address, as long as the fake listens on
          such addresses only, and refused with 403
          otherwise: they show tokens. A web page of another origin may not steer a fake.

        Waldur's own tokens and permissions play no part. A path that is not there is a 404 that names those that are. `HEAD` works where
        `GET` does.

        """;

    [Fact]
    public void The_page_of_control_is_that_of_its_operations()
    {
        var rows = WaldurModules.Control.Operations.Select(operation => (IReadOnlyList<string>)
        [
            $"`{operation.Method} {operation.Path}`",
            operation.Summary,
            string.Join(", ", operation.Parameters.Select(parameter => $"`{parameter.Name}`")),
            InShort(operation.Body),
            InShort(operation.Result),
            operation.Open ? "anybody" : "key",
        ]);

        GeneratedDocs.ShouldBeUpToDate(
            "docs/control.md",
            $"{Head}\n{GeneratedDocs.Table(["Operation", "What it does", "Query", "Body", "Answer", "Who"], rows)}\n{Foot}");
    }

    /// <summary>A form in short: the names of an object's members, a list of them, or the type.</summary>
    private static string InShort(Shape? shape) => shape switch
    {
        null => "",
        { Items: { } items } => $"[{InShort(items)}…]",
        { Members: { } members } => $"{{{string.Join(", ", members.Select(member => member.Required ? member.Name : $"{member.Name}?"))}}}",
        _ => shape.Type ?? "any value",
    };
}
