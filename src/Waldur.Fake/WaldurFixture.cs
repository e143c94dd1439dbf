namespace Waldur.Fake;

/// <summary>
/// One world for many tests, which may run in parallel: it is started once, when the first test asks, and each test gets a fork of its own.
/// It needs no test framework and fits into each: as a class, collection or assembly fixture, or in a static property.
/// </summary>
/// <example>
/// A world of your own is a class of one line: <c>public sealed class Site() : WaldurFixture(options =&gt;
/// options.ScenarioFile("site.yaml"));</c>
/// </example>
public class WaldurFixture : IDisposable, IAsyncDisposable
{
    private readonly Action<WaldurFakeOptions>? _configure;
    private readonly Lock _gate = new();
    private WaldurFake? _seed;
    private bool _isDisposed;

    /// <summary>The default scenario, for all tests; nothing is started yet.</summary>
    public WaldurFixture()
    {
    }

    /// <summary>A world of these options. It is not public, as a fixture of xunit may have one public constructor only.</summary>
    /// <param name="configure">Sets the options.</param>
    protected WaldurFixture(Action<WaldurFakeOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        _configure = configure;
    }

    /// <summary>A fake for one test: it begins with what was started, and nothing that is done to it is seen in another.</summary>
    /// <param name="log">Takes one line a request, such as <c>output.WriteLine</c> of that test; null: where the fixture's own options
    /// say.</param>
    /// <param name="configure">What else is otherwise than in the fixture.</param>
    /// <exception cref="ObjectDisposedException">The fixture was disposed of.</exception>
    public WaldurFake Fork(Action<string>? log = null, Action<ForkOptions>? configure = null) => Seed().Fork(options =>
    {
        if (log is not null)
            options.Log(log);
        configure?.Invoke(options);
    });

    /// <summary>Disposes of the fork of a test that is over; if it has failed, <see cref="OnFailed"/> sees the fork first.</summary>
    /// <param name="fork">What <see cref="Fork"/> gave.</param>
    /// <param name="failed">Whether the test has failed, as its framework tells.</param>
    public void End(WaldurFake fork, bool failed)
    {
        ArgumentNullException.ThrowIfNull(fork);
        using (fork)
        {
            if (failed)
                OnFailed(fork);
        }
    }

    /// <summary>Called once, when the first test asks for a fork. Override it to add in code what all tests shall find.</summary>
    protected virtual WaldurFake Start() => WaldurFake.Start(_configure);

    /// <summary>Called when a test has failed, with its fork as the test has left it. Override it to keep what helps to see why.</summary>
    /// <param name="fork">The fork; it is disposed of afterwards.</param>
    protected virtual void OnFailed(WaldurFake fork)
    {
    }

    /// <summary>Stops what was started. Forks that tests still hold are theirs, and stay.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc cref="Dispose()"/>
    public ValueTask DisposeAsync()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Stops what was started; override it to dispose of what your fixture holds besides.</summary>
    /// <param name="disposing">Whether this is not a finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
        lock (_gate)
        {
            if (disposing && !_isDisposed)
                _seed?.Dispose();
            _isDisposed = true;
        }
    }

    private WaldurFake Seed()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _seed ??= Start();
        }
    }
}
