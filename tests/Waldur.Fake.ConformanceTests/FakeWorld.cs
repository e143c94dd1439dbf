using System.Text.Json.Nodes;

namespace Waldur.Fake.Conformance;

/// <summary>A fake behind one of its transports, as the runner wants it.</summary>
internal sealed class FakeWorld(
    WaldurFake fake, HttpMessageInvoker http, Uri baseAddress, WorldMap objects, CaseFidelity fidelity,
        IDisposable? owned) : IConformanceWorld
{
    public HttpMessageInvoker Http => http;

    public Uri BaseAddress => baseAddress;

    public WorldMap Objects => objects;

    public CaseFidelity Fidelity => fidelity;

    public ValueTask<object?> DataAsync(CancellationToken cancellation) => new(new Rows(fake.World.Data));

    public string? Violation(string method, Uri address, Answer answer) =>
        new ContractCheck(fidelity is CaseFidelity.Server ? Fake.Fidelity.Server : Fake.Fidelity.Documented)
            .Violation(method, address.PathAndQuery, answer.Status, answer.Bytes);

    public Task AdvanceAsync(TimeSpan by, CancellationToken cancellation) =>
        ControlAsync("advance", new JsonObject { ["advance"] = (decimal)by.TotalSeconds }, cancellation);

    public Task ControlAsync(string name, JsonNode? arguments, CancellationToken cancellation) =>
        Controls.RunAsync(http, baseAddress, name, arguments, cancellation);

    public ValueTask DisposeAsync()
    {
        owned?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The rows of a world; equal if no row but that of a token is another one, and nothing was logged.</summary>
    private sealed class Rows(WorldData data)
    {
        private readonly WorldData _data = data;

        public override bool Equals(object? obj) =>
            obj is Rows other && _data.SameRows(other._data, except: Token.Table) && ReferenceEquals(_data.Events, other._data.Events);

        public override int GetHashCode() => 0;
    }
}
