using System.Globalization;

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
    private const int MostLetters = 120;

    private readonly Lock _gate = new();
    private WaldurFake? _seed;
    private bool _isDisposed;
    private int _runs;

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

    /// <summary>
    /// Where the run files of tests that have failed go, which <c>waldur-fake replay</c> repeats; null: none are written. Without saying so
    /// it is the folder that the environment names in <c>WALDUR_FAKE_RUNS</c>, or <c>waldur-runs</c> beside the tests' own program.
    /// </summary>
    public string? RunsFolder { get; init; } =
        Environment.GetEnvironmentVariable("WALDUR_FAKE_RUNS") ?? Path.Combine(AppContext.BaseDirectory, "waldur-runs");

    /// <summary>Whether tests that have passed leave a run file too, for reports about all of them.</summary>
    public bool KeepsAllRuns { get; init; }

    /// <summary>
    /// Disposes of the fork of a test that is over. If it has failed, its run file is written and <see cref="OnFailed(WaldurFake,string)"/>
    /// sees the fork first.
    /// </summary>
    /// <param name="fork">What <see cref="Fork"/> gave.</param>
    /// <param name="failed">Whether the test has failed, as its framework tells.</param>
    /// <param name="test">The name of the test, by which its run file is called; null: the file has a number.</param>
    public void End(WaldurFake fork, bool failed, string? test = null)
    {
        ArgumentNullException.ThrowIfNull(fork);
        using (fork)
        {
            test ??= string.Create(CultureInfo.InvariantCulture, $"run-{Interlocked.Increment(ref _runs)}");
            if (RunsFolder is { } folder && (failed || KeepsAllRuns))
                fork.WriteRun(Path.Combine(folder, FileOf(test)), test);
            if (failed)
                OnFailed(fork, test);
        }
    }

    /// <summary>Called once, when the first test asks for a fork. Override it to add in code what all tests shall find.</summary>
    protected virtual WaldurFake Start() => WaldurFake.Start(_configure);

    /// <summary>
    /// Called when a test has failed, with its fork as the test has left it, and its name. Override it to keep what helps.
    /// </summary>
    /// <param name="fork">The fork; it is disposed of afterwards.</param>
    /// <param name="test">The name of the test, as <see cref="End"/> was told it.</param>
    protected virtual void OnFailed(WaldurFake fork, string test) => OnFailed(fork);

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

    /// <summary>A test's name as that of a file, in any system.</summary>
    private static string FileOf(string test) => string.Concat(test.Take(MostLetters).Select(letter =>
        char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-')) + ".json";

    private WaldurFake Seed()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _seed ??= Start();
        }
    }
}
