using System.Collections.Immutable;

namespace Waldur.Fake;

/// <summary>How a fake answers.</summary>
internal sealed record ApiSettings
{
    /// <summary>What the fake follows where documentation and server disagree.</summary>
    public Fidelity Fidelity { get; init; } = Fidelity.Documented;

    /// <summary>Bodies longer than this are refused with 413, in bytes.</summary>
    public long MaxBodySize { get; init; } = 10 * 1024 * 1024;

    /// <summary>Adds the CORS headers that Waldur's proxy adds, on all answers.</summary>
    public bool Cors { get; init; }

    /// <summary>The one origin that they name; null: any.</summary>
    public string? CorsOrigin { get; init; }

    /// <summary>
    /// Compares every answer with the contract; one that breaks it becomes a 500 that says how. Off, unless the switch
    /// <c>Waldur.Fake.CheckAnswers</c> of <see cref="AppContext"/> is on: the fake's own tests set it.
    /// </summary>
    public bool CheckAnswers { get; init; } = AppContext.TryGetSwitch("Waldur.Fake.CheckAnswers", out var on) && on;

    /// <summary>Keeps the requests with their answers.</summary>
    public bool Journal { get; init; } = true;

    /// <summary>What is said of a path that Waldur has and the fake has not.</summary>
    public OnNotEmulated OnNotEmulated { get; init; }

    /// <summary>Answers to paths that are not emulated, by method and path.</summary>
    public ImmutableDictionary<string, Func<HttpRequestMessage, HttpResponseMessage>> Mapped { get; init; } =
        ImmutableDictionary.Create<string, Func<HttpRequestMessage, HttpResponseMessage>>(StringComparer.Ordinal);

    /// <summary>Sends a helpful sentence, <c>X-Waldur-Fake-Hint</c>, with answers that puzzle people.</summary>
    public bool Hints { get; init; } = true;
}
