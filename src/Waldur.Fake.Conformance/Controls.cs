using System.Text;
using System.Text.Json.Nodes;

namespace Waldur.Fake.Conformance;

/// <summary>
/// What case files do to a world from outside Waldur's API: <c>control: {name: arguments}</c>. All of it goes through the control
/// operations of the fake, so that the cases can be run against one in another process.
/// </summary>
internal static class Controls
{
    /// <summary>Does it; a refusal is an error of the case.</summary>
    public static async Task RunAsync(
        HttpMessageInvoker http, Uri baseAddress, string name, JsonNode? arguments, CancellationToken cancellation)
    {
        var what = arguments as JsonObject ?? throw new ArgumentException($"the arguments of `{name}` must be a map");
        switch (name)
        {
            // {kind: key}: the object is deleted elsewhere, with what goes with it
            case "delete":
                foreach (var (kind, key) in what)
                    await SendAsync(HttpMethod.Delete, $"objects/{kind}/{key}", null);
                break;

            // {user, project, role}: the role is given; the user gets the offering users that are missing
            case "join_project":
                await SendAsync(HttpMethod.Post, "actions/give_role", what);
                break;
            case "advance":
                await SendAsync(HttpMethod.Post, "clock", what);
                break;
            default:
                await SendAsync(HttpMethod.Post, "actions/" + name, what);
                break;
        }

        async Task SendAsync(HttpMethod method, string path, JsonNode? body)
        {
            using var request = new HttpRequestMessage(method, new Uri(baseAddress, "_fake/" + path));
            request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
            using var answer = await http.SendAsync(request, cancellation);
            if (!answer.IsSuccessStatusCode)
                throw new ArgumentException($"control `{name}`: {await answer.Content.ReadAsStringAsync(cancellation)}");
        }
    }
}
