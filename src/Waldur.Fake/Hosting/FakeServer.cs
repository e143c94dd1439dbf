
namespace Waldur.Fake;

/// <summary>Answers requests from one world: first the control endpoints under <c>/_fake/</c>, then the API.</summary>
/// <param name="api">The API.</param>
/// <param name="world">The world.</param>
/// <param name="settings">How it answers.</param>
/// <param name="control">The control endpoints.</param>
/// <param name="log">Is told of each request, and of what changed; or null.</param>
internal sealed class FakeServer(IApi api, World world, ApiSettings settings, ControlEndpoints control, RequestLog? log) : IWireServer
{
    /// <inheritdoc/>
    public long MaxBodySize => settings.MaxBodySize;

    /// <inheritdoc/>
    public ValueTask<WireAnswer> AnswerAsync(WireRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var before = world.Data;
        var answer = control.Answer(request, world) ?? api.Handle(request, world, settings);
        log?.Write(request, answer, before, world.Data);
        return ValueTask.FromResult(answer);
    }
}
