using System.Net;
using System.Text.Json.Nodes;

namespace Waldur.Fake.Conformance.RunnerTests;

/// <summary>A server of three lines, to see the runner itself at work.</summary>
internal sealed class ScriptedWorld(Func<HttpRequestMessage, string, HttpResponseMessage> script) : HttpMessageHandler, IConformanceWorld
{
    private const string World =
        """
        {
          "users": {
            "staff": {"uuid": "11111111111111111111111111111111", "url": "http://fake/api/users/11111111111111111111111111111111/", "token": "t0"},
            "u.v": {"uuid": "22222222222222222222222222222222", "url": "http://fake/api/users/22222222222222222222222222222222/", "token": "t1"}
          },
          "resource_users": {"ru1": {"uuid": "33333333333333333333333333333333"}}
        }
        """;

    private readonly List<string> _controls = [];

    public int Version { get; set; }

    public TimeSpan Clock { get; private set; }

    public IReadOnlyList<string> Controls => _controls;

    public HttpMessageInvoker Http => new(this, disposeHandler: false);

    public Uri BaseAddress { get; } = new("http://fake/");

    public WorldMap Objects { get; } = WorldMap.Parse(World);

    public CaseFidelity Fidelity { get; init; }

    public ValueTask<object?> DataAsync(CancellationToken cancellation) => new((object)Version);

    public Task AdvanceAsync(TimeSpan by, CancellationToken cancellation)
    {
        Clock += by;
        return Task.CompletedTask;
    }

    public Task ControlAsync(string name, JsonNode? arguments, CancellationToken cancellation)
    {
        _controls.Add(name + arguments?.ToJsonString());
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public static HttpResponseMessage Json(int status, string body, params (string Name, string Value)[] headers)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) };
        answer.Content.Headers.Remove("Content-Type");
        answer.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        foreach (var (name, value) in headers)
        {
            answer.Headers.TryAddWithoutValidation(name, value);
        }

        return answer;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        script(request, request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
}
