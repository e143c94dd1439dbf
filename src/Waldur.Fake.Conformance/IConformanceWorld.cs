using System.Text.Json.Nodes;

namespace Waldur.Fake.Conformance;

/// <summary>A fresh world behind an address: what one run of one case needs to know of the server under test.</summary>
internal interface IConformanceWorld : IAsyncDisposable
{
    /// <summary>Sends requests; must neither follow redirects nor add anything.</summary>
    HttpMessageInvoker Http { get; }

    /// <summary>Where the world is, with a slash at the end.</summary>
    Uri BaseAddress { get; }

    /// <summary>The objects of the world by kind and key.</summary>
    WorldMap Objects { get; }

    /// <summary>The side of the divergences that the server takes.</summary>
    CaseFidelity Fidelity { get; }

    /// <summary>
    /// Something that compares equal as long as the world's data are the same (start times of tokens apart); null = can't be told.
    /// </summary>
    ValueTask<object?> DataAsync(CancellationToken cancellation);

    /// <summary>How an answer breaks the contract, whatever its case is about; null = it does not, or can't be told.</summary>
    string? Violation(string method, Uri address, Answer answer) => null;

    /// <summary>Moves the world's clock.</summary>
    Task AdvanceAsync(TimeSpan by, CancellationToken cancellation);

    /// <summary>Acts on the world from outside Waldur's API; an unknown name is an <see cref="ArgumentException"/>.</summary>
    Task ControlAsync(string name, JsonNode? arguments, CancellationToken cancellation);
}
