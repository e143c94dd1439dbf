namespace Waldur.Fake;

/// <summary>A request that a gate has stopped.</summary>
public sealed class HeldRequest
{
    private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Passage _passage;

    internal HeldRequest(Passage passage, int number) => (_passage, Number) = (passage, number);

    /// <summary>Its number at the gate: the first that arrived has 1.</summary>
    public int Number { get; }

    /// <summary>Its method.</summary>
    public string Method => _passage.Request.Method;

    /// <summary>Its path and query as they were sent.</summary>
    public string Target => _passage.Request.Target;

    /// <summary>Who asks, by the key in the scenario or else the username; null: nobody that the fake knows.</summary>
    public string? Caller => _passage.Caller;

    /// <summary>The status that it was answered with; null: it was not answered.</summary>
    internal int? Status => _passage.Status;

    internal Task Gone => _letGo.Task;

    /// <summary>Lets it go. It may be gone already.</summary>
    /// <returns>Is done when it was answered, or stands at another gate: what it does in the world is done.</returns>
    public Task LetGo()
    {
        var next = _passage.Next;
        _letGo.TrySetResult();
        return next;
    }

    /// <inheritdoc/>
    public override string ToString() => $"#{Number} {Caller ?? "nobody"}: {Method} {Target}";
}

/// <summary>A request on its way through gates.</summary>
internal sealed class Passage(WireRequest request, Func<string?> caller)
{
    private readonly Lazy<string?> _caller = new(caller);
    private volatile TaskCompletionSource _next = New();

    public WireRequest Request => request;

    public string? Caller => _caller.Value;

    /// <summary>The status that it was answered with; null: it was not answered yet.</summary>
    public int? Status { get; set; }

    /// <summary>Is done when it stands at its next gate, or was answered.</summary>
    public Task Next => _next.Task;

    /// <summary>It stands at a gate: who let it go at the one before learns that.</summary>
    public void Stop()
    {
        var before = _next;
        _next = New();
        before.SetResult();
    }

    /// <summary>It was answered, or its client gave up.</summary>
    public void End() => _next.TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
