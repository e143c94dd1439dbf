using System.Collections.Immutable;
using System.Globalization;

namespace Waldur.Fake;

/// <summary>
/// The gates of one fake. They hold requests that are on their way, so they are no part of the world: forks and checkpoints know none.
/// </summary>
/// <param name="world">The world that the requests are put to.</param>
/// <param name="routes">Where paths lead.</param>
/// <param name="authentication">Tells who asks.</param>
internal sealed class GateBoard(World world, RouteTable routes, Authentication authentication)
{
    /// <summary>How long a request is held, and waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private ImmutableArray<Gate> _gates = [];
    private int _made;

    /// <summary>The time of the machine.</summary>
    public required TimeProvider HostTime { get; init; }

    /// <summary>Is told what nobody asked for.</summary>
    public required Action<string> Tell { get; init; }

    /// <summary>Those that are not open, oldest first.</summary>
    public ImmutableArray<Gate> All => _gates;

    /// <summary>Adds a gate.</summary>
    /// <param name="operation">What it stops; null: all.</param>
    /// <param name="isAfter">Whether it stops what is done.</param>
    /// <param name="patience">How long at most; without, 30 seconds.</param>
    public Gate Add(OperationName? operation, bool isAfter, TimeSpan? patience = null)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"gate-{Interlocked.Increment(ref _made)}");
        var gate = new Gate(this, name, operation, isAfter, patience ?? Patience);
        ImmutableInterlocked.Update(ref _gates, static (gates, added) => gates.Add(added), gate);
        return gate;
    }

    /// <summary>Stops nothing at that gate any more.</summary>
    public void Remove(Gate gate) => ImmutableInterlocked.Update(ref _gates, static (gates, gone) => gates.Remove(gone), gate);

    /// <summary>Lets all go.</summary>
    public void OpenAll()
    {
        foreach (var gate in _gates)
            gate.Open();
    }

    /// <summary>Whether a gate stops that request.</summary>
    public bool Stops(WireRequest request) => !_gates.IsEmpty && !At(request, _gates).IsEmpty;

    /// <summary>A request that sets out through gates.</summary>
    public Passage Passage(WireRequest request) => new(request, () =>
    {
        var data = world.Data;
        return authentication.CallerOf(request, data) is { } caller
            ? data.Table(Name.Table).Find(caller)?.Key ?? data.Table(User.Table).Get(caller).Username
            : null;
    });

    /// <summary>Holds a request at each gate that stops it.</summary>
    public async Task PassAsync(Passage passage, bool isAfter, CancellationToken gone)
    {
        foreach (var gate in At(passage.Request, _gates).Where(gate => gate.IsAfter == isAfter))
            await gate.HoldAsync(passage, gone).ConfigureAwait(false);
    }

    private ImmutableArray<Gate> At(WireRequest request, ImmutableArray<Gate> gates)
    {
        var operation = routes.NameOf(request);
        return [.. gates.Where(gate => gate.Operation is null || gate.Operation == operation)];
    }
}
