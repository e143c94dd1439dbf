using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Waldur.Fake;

/// <summary>
/// What the fake tells of itself, in any language: <c>GET /_fake/health</c>, <c>GET /_fake/world</c>, in which a test finds its
/// identifiers by the scenario's keys, and <c>GET /_fake/scenario</c>, the world as a scenario file.
/// </summary>
/// <param name="key">
/// What <c>X-Waldur-Fake-Key</c> must say where more than health is asked; null: nothing is asked for on loopback addresses,
/// and all but health is closed on others.
/// </param>
internal sealed class ControlEndpoints(string? key)
{
    private const string Prefix = "/_fake/";

    /// <summary>Does the server listen where others can reach it?</summary>
    public bool IsExposed { get; set; }

    /// <summary>The answer, or null if the request is not for these endpoints.</summary>
    public WireAnswer? Answer(WireRequest request, World world)
    {
        var question = request.Target.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? request.Target : request.Target[..question];
        if (!path.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var answer = path switch
        {
            "/_fake/health" => ReadOnly(request, () => Health(world)),
            "/_fake/world" => ReadOnly(request, () => Closed(request) ?? WorldMap.Of(world.Data, $"{request.Scheme}://{request.Host}{request.PathBase}")),
            "/_fake/scenario" => ReadOnly(request, () => Closed(request) ?? Fake.Answer.File("application/yaml; charset=utf-8", Encoding.UTF8.GetBytes(ScenarioExporter.ToYaml(world.Data)))),
            _ => Refuse.Detail(404, $"There is no {path} here; there are /_fake/health, /_fake/world and /_fake/scenario."),
        };
        var headers = new WireHeaders { { "Content-Type", answer.ContentType! } };
        headers.Add("Content-Length", answer.Body.Length.ToString(CultureInfo.InvariantCulture));
        headers.Add("Date", world.Data.Now.ToString("R", CultureInfo.InvariantCulture));
        headers.Add("Cache-Control", "no-store");
        return new() { Status = answer.Status, Headers = headers, Body = request.Method == "HEAD" ? default : answer.Body };
    }

    private static Answer ReadOnly(WireRequest request, Func<Answer> answer) =>
        request.Method is "GET" or "HEAD" ? answer() : Refuse.MethodNotAllowed(request.Method);

    private Answer? Closed(WireRequest request)
    {
        if (key is null)
        {
            return IsExposed
                ? Refuse.Forbidden("This shows tokens, and the fake listens on an address that others can reach: start it with a control key and send that as X-Waldur-Fake-Key.")
                : null;
        }
        var sent = Encoding.UTF8.GetBytes(request.Headers["X-Waldur-Fake-Key"] ?? "");
        return CryptographicOperations.FixedTimeEquals(sent, Encoding.UTF8.GetBytes(key))
            ? null
            : Refuse.Forbidden("X-Waldur-Fake-Key is missing or wrong.");
    }

    private static Answer Health(World world)
    {
        var json = new JsonOut("");
        json.BeginObject();
        json.Name("status");
        json.String("ok");
        json.Name("clock");
        json.DateTime(world.Data.Now);
        json.EndObject();
        return Fake.Answer.Json(200, json.Written);
    }
}
