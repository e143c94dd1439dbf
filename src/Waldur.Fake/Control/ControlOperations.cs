using System.Text;

namespace Waldur.Fake;

/// <summary>The operations that steer a fake.</summary>
internal static class ControlOperations
{
    public static IReadOnlyList<Operation> All { get; } =
    [
        new("GET", "/_fake/health")
        {
            Id = "health", Summary = "Whether the fake is up, and what time it is in its world.", Open = true,
            Result = Shape.Object(new("status", Shape.Text), new("clock", Shape.Formatted("date-time"))),
            Run = (call, _) => Health(call),
        },
        new("GET", "/_fake/world")
        {
            Id = "world", Summary = "Every object by kind and key, with its identifier and link, and of users the token.",
            Result = Shape.AnyObject,
            Run = (call, _) => WorldMap.Of(call.Data, call.Origin),
        },
        new("GET", "/_fake/scenario")
        {
            Id = "scenario", Summary = "The world as a scenario file, YAML; loaded again it makes an equal world.",
            Run = (call, _) => Answer.File("application/yaml; charset=utf-8", Encoding.UTF8.GetBytes(ScenarioExporter.ToYaml(call.Data))),
        },
    ];

    private static Answer Health(Call call)
    {
        var json = new JsonOut("");
        json.BeginObject();
        json.Name("status");
        json.String("ok");
        json.Name("clock");
        json.DateTime(call.Data.Now);
        json.EndObject();
        return Answer.Json(200, json.Written);
    }
}
