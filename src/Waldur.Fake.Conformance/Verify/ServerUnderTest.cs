using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waldur.Fake.Conformance;

/// <summary>A server that cases are put to.</summary>
internal abstract class ServerUnderTest(HttpMessageInvoker http, Uri address, CaseFidelity fidelity)
{
    protected HttpMessageInvoker Http => http;

    public Uri Address => address;

    public CaseFidelity Fidelity => fidelity;

    /// <summary>What it is, in words.</summary>
    public abstract string Described { get; }

    /// <summary>How many cases are put to it at a time.</summary>
    public abstract int AtATime { get; }

    /// <summary>The server's own log then tells which case asked.</summary>
    protected static KeyValuePair<string, string> UserAgent(ConformanceCase one) => new("User-Agent", $"waldur-fake-verify ({one.Id})");

    /// <summary>Why a case can't be put to it; null if it can.</summary>
    public abstract string? Missing(ConformanceCase one);

    /// <summary>The world that a case is put to.</summary>
    public abstract Task<IConformanceWorld> WorldOfAsync(ConformanceCase one, CancellationToken cancellation);
}

/// <summary>A fake, in whatever process: it makes the world of each case.</summary>
/// <param name="http">Sends requests.</param>
/// <param name="address">The root of the fake.</param>
/// <param name="fidelity">The side of the divergences that is expected.</param>
/// <param name="key">Its control key, or null.</param>
/// <param name="described">What it is, in words.</param>
internal sealed class FakeUnderTest(HttpMessageInvoker http, Uri address, CaseFidelity fidelity, string? key, string described)
    : ServerUnderTest(http, address, fidelity)
{
    public override string Described => described;

    public override int AtATime => Math.Max(2, Environment.ProcessorCount);

    public override string? Missing(ConformanceCase one) => null;

    public override async Task<IConformanceWorld> WorldOfAsync(ConformanceCase one, CancellationToken cancellation)
    {
        var control = new HttpMessageInvoker(new Headed(Http, [.. Key(), UserAgent(one)]), disposeHandler: false);
        using var make = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, "_fake/worlds"))
        {
            Content = new StringContent(
                new JsonObject { ["scenario"] = JsonNode.Parse(one.World.Text) }.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        using var made = await control.SendAsync(make, cancellation);
        var text = await made.Content.ReadAsStringAsync(cancellation);
        if (!made.IsSuccessStatusCode)
            throw new VerifyException($"{Address} makes no world for {one.Id}: {(int)made.StatusCode} {Verification.Reason(text)}");
        using var json = JsonDocument.Parse(text);
        var name = json.RootElement.GetProperty("name").GetString()!;
        var world = new HttpMessageInvoker(new Headed(control, [new("X-Waldur-Fake-World", name)]), disposeHandler: false);
        return new World(world, Address, await WorldMap.ReadAsync(world, Address, cancellation), Fidelity, async () =>
        {
            using var delete = new HttpRequestMessage(HttpMethod.Delete, new Uri(Address, "_fake/worlds/" + name));
            using var answer = await control.SendAsync(delete, CancellationToken.None);
        });
    }

    private IEnumerable<KeyValuePair<string, string>> Key() => key is null ? [] : [new("X-Waldur-Fake-Key", key)];

    /// <summary>The world of a case.</summary>
    private sealed class World(
        HttpMessageInvoker http, Uri address, WorldMap objects, CaseFidelity fidelity, Func<Task> delete)
        : RemoteWorld(http, address, objects, fidelity)
    {
        /// <summary>The world as a scenario, without the times at which tokens were used, which move its clock too.</summary>
        public override async ValueTask<object?> DataAsync(CancellationToken cancellation)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(BaseAddress, "_fake/scenario"));
            using var answer = await Http.SendAsync(request, cancellation);
            var scenario = YamlReader.Read("the world", await answer.Content.ReadAsStringAsync(cancellation), new());
            return scenario is null ? null : NodeJson.Text(WithoutStarts(scenario));
        }

        private static Node WithoutStarts(Node node) => node is not MapNode map ? node : new MapNode(map.At, [.. map.Entries
            .Where(entry => entry.Key is not ("token_started" or "clock"))
            .Select(entry => entry with { Value = WithoutStarts(entry.Value) })]);

        public override Task ControlAsync(string name, JsonNode? arguments, CancellationToken cancellation) =>
            Controls.RunAsync(Http, BaseAddress, name, arguments, cancellation);

        public override async ValueTask DisposeAsync()
        {
            await delete();
            await base.DisposeAsync();
        }
    }
}

/// <summary>Any other server: its world is what it is, and a map names the objects in it.</summary>
/// <param name="http">Sends requests.</param>
/// <param name="address">The root of the server.</param>
/// <param name="fidelity">The side of the divergences that is expected.</param>
/// <param name="objects">Its objects by the keys of the cases.</param>
/// <param name="writes">Whether cases may write.</param>
internal sealed class ForeignServer(HttpMessageInvoker http, Uri address, CaseFidelity fidelity, WorldMap objects, bool writes)
    : ServerUnderTest(http, address, fidelity)
{
    public override string Described => Address.ToString();

    public override int AtATime => 1;

    public override string? Missing(ConformanceCase one) => CaseNeeds.Missing(one, objects, writes);

    public override Task<IConformanceWorld> WorldOfAsync(ConformanceCase one, CancellationToken cancellation)
    {
        var named = new HttpMessageInvoker(new Headed(Http, [UserAgent(one)]), disposeHandler: false);
        return Task.FromResult<IConformanceWorld>(new RemoteWorld(named, Address, objects, Fidelity));
    }
}

/// <summary>The world of a server that answers over HTTP.</summary>
internal class RemoteWorld(HttpMessageInvoker http, Uri address, WorldMap objects, CaseFidelity fidelity) : IConformanceWorld
{
    private readonly ContractCheck _check = new(fidelity is CaseFidelity.Server ? Fake.Fidelity.Server : Fake.Fidelity.Documented);

    public HttpMessageInvoker Http => http;

    public Uri BaseAddress => address;

    public WorldMap Objects => objects;

    public CaseFidelity Fidelity => fidelity;

    public virtual ValueTask<object?> DataAsync(CancellationToken cancellation) => default;

    public string? Violation(string method, Uri address, Answer answer) =>
        _check.Violation(method, address.PathAndQuery, answer.Status, answer.Bytes);

    public Task AdvanceAsync(TimeSpan by, CancellationToken cancellation) =>
        ControlAsync("advance", new JsonObject { ["advance"] = (decimal)by.TotalSeconds }, cancellation);

    public virtual Task ControlAsync(string name, JsonNode? arguments, CancellationToken cancellation) =>
        throw new ArgumentException($"`{name}` is something that only a fake can be told");

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>Adds headers to requests that have none of that name.</summary>
internal sealed class Headed(HttpMessageInvoker inner, IReadOnlyList<KeyValuePair<string, string>> headers) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.NonValidated.Contains(name))
                request.Headers.TryAddWithoutValidation(name, value);
        }
        return inner.SendAsync(request, cancellationToken);
    }
}
