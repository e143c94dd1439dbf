using System.Collections;
using System.Collections.Immutable;

namespace Waldur.Fake;

/// <summary>A failure inside the fake, which was answered with 500. It is no behaviour of Waldur's.</summary>
/// <param name="Request">The request, such as <c>POST /api/marketplace-robot-accounts/</c>.</param>
/// <param name="Exception">What failed.</param>
public sealed record FakeFailure(string Request, Exception Exception)
{
    /// <inheritdoc/>
    public override string ToString() => $"failure inside the fake at {Request}: {Exception}";
}

/// <summary>
/// The failures inside a fake, the oldest first. Those that nobody looks at are told on the log when the fake is disposed of.
/// </summary>
internal sealed class FakeFailures : IReadOnlyList<FakeFailure>
{
    private ImmutableList<FakeFailure> _all = [];
    private int _seen;

    internal FakeFailures()
    {
    }

    /// <inheritdoc/>
    public int Count => Looked().Count;

    /// <inheritdoc/>
    public FakeFailure this[int index] => Looked()[index];

    /// <inheritdoc/>
    public IEnumerator<FakeFailure> GetEnumerator() => Looked().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal IEnumerable<FakeFailure> Unseen => _all.Skip(_seen);

    internal void Add(FakeFailure failure) => ImmutableInterlocked.Update(ref _all, static (all, added) => all.Add(added), failure);

    private ImmutableList<FakeFailure> Looked()
    {
        var all = _all;
        _seen = all.Count;
        return all;
    }
}

/// <summary>A failure inside the fake, thrown to the client because <see cref="ForkOptions.ThrowOnFailure"/> asks for it.</summary>
/// <param name="failure">What failed.</param>
public sealed class FakeFailureException(Exception failure)
    : Exception($"The fake itself failed; this is no answer of Waldur's. {failure.GetType().Name}: {failure.Message}", failure);
