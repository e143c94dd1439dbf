
namespace Waldur.Fake;

/// <summary>What a fake starts with.</summary>
public sealed class WaldurFakeOptions
{
    private readonly List<Func<Scenario>> _scenarios = [];
    private readonly List<GenerateOptions> _generated = [];

    /// <summary>What the fake follows where Waldur's documentation and its server disagree.</summary>
    public Fidelity Fidelity { get; set; } = Fidelity.Documented;

    /// <summary>What identifiers and other random values are made from; null: the seed of the scenario.</summary>
    public long? Seed { get; set; }

    /// <summary>Bodies longer than this, in bytes, are refused with 413.</summary>
    public long MaxBodySize { get; set; } = 10 * 1024 * 1024;

    /// <summary>
    /// Sends a helpful sentence, <c>X-Waldur-Fake-Hint</c>, with answers that puzzle people: a path that only a real Waldur has, a slip of
    /// the finger, a label where a number is asked for. A real Waldur has no such header.
    /// </summary>
    public bool Hints { get; set; } = true;

    /// <summary>Adds the CORS headers that Waldur's proxy adds, on all answers.</summary>
    public bool Cors { get; set; }

    /// <summary>What <c>X-Waldur-Fake-Key</c> must say to see <c>/_fake/world</c>; null: it is open on loopback addresses and closed on others.</summary>
    public string? ControlKey { get; set; }

    /// <summary>
    /// What the world's time moves with: a client's own <see cref="System.TimeProvider"/>, so that one advance moves both. The world begins at its
    /// time, or at the scenario's if that is later. Null: the world's clock stands still until <see cref="WaldurFake.Clock"/> is moved.
    /// </summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>The time of the machine: what a clock that runs follows, and by which worlds that nobody asks for expire. Tests replace it.</summary>
    public TimeProvider HostTime { get; set; } = TimeProvider.System;

    /// <summary>How long a world under <c>/_fake/worlds/</c> stays after somebody last asked for it.</summary>
    public TimeSpan WorldTtl { get; set; } = TimeSpan.FromHours(1);

    internal Action<string>? LogLine { get; private set; }

    /// <summary>Adds a scenario that ships with the library, such as <c>hpc-site</c>. Later scenarios are laid over earlier ones.</summary>
    public WaldurFakeOptions Scenario(string name) => Add(() => Fake.Scenario.Shipped(name));

    /// <summary>Adds a scenario file, YAML or JSON.</summary>
    public WaldurFakeOptions ScenarioFile(string path) => Add(() => Fake.Scenario.FromFile(path));

    /// <summary>Adds a scenario given as text.</summary>
    /// <param name="text">YAML or JSON.</param>
    /// <param name="name">How errors name it.</param>
    public WaldurFakeOptions ScenarioText(string text, string name = "scenario") => Add(() => Fake.Scenario.FromText(text, name));

    /// <summary>
    /// Adds objects that are made up from the seed: <c>options.Generate(g =&gt; g.Users(1000).RobotAccounts(5000))</c>. Where no scenario is
    /// named they are all there is, besides the staff user of the scenario <c>empty</c>.
    /// </summary>
    public WaldurFakeOptions Generate(Action<GenerateOptions> configure)
    {
        var options = new GenerateOptions();
        configure(options);
        _generated.Add(options);
        return this;
    }

    /// <summary>Writes one line a request, with what changed, for example to the output of a test.</summary>
    public WaldurFakeOptions Log(Action<string> write)
    {
        LogLine = write;
        return this;
    }

    /// <summary>All scenarios laid over each other; the default one if none was named.</summary>
    internal Scenario Read()
    {
        IEnumerable<Scenario> named = _scenarios.Count == 0
            ? [Fake.Scenario.Shipped(_generated.Count == 0 ? DefaultScenario : "empty")]
            : _scenarios.Select(scenario => scenario());
        return Fake.Scenario.Overlay([.. named, .. _generated.Select(generated => Fake.Scenario.Generated(generated))]);
    }

    /// <summary>The scenario that is loaded when none is named.</summary>
    public const string DefaultScenario = "hpc-site";

    private WaldurFakeOptions Add(Func<Scenario> scenario)
    {
        _scenarios.Add(scenario);
        return this;
    }
}
