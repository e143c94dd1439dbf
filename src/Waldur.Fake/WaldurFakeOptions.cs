using Microsoft.Extensions.Logging;

namespace Waldur.Fake;

/// <summary>What a fake starts with.</summary>
public sealed class WaldurFakeOptions : ForkOptions
{
    private readonly List<(Func<string> Key, Func<Scenario> Read)> _scenarios = [];
    private readonly List<GenerateOptions> _generated = [];

    /// <summary>What identifiers and other random values are made from; null: the seed of the scenario.</summary>
    public long? Seed { get; set; }

    /// <summary>
    /// What the world's time moves with: a client's own <see cref="System.TimeProvider"/>, so that one advance moves both. The world begins
    /// at its time, or at the scenario's if that is later. Null: the world's clock stands still until <see cref="WaldurFake.Clock"/> is
    /// moved.
    /// </summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>Adds a scenario that ships with the library, such as <c>hpc-site</c>. Later scenarios are laid over earlier ones.</summary>
    public WaldurFakeOptions Scenario(string name) => Add(() => $"shipped {name}", () => Fake.Scenario.Shipped(name));

    /// <summary>Adds a scenario file, YAML or JSON.</summary>
    /// <param name="path">The file.</param>
    /// <param name="includeAnywhere">Whether it may include files outside of its folder.</param>
    public WaldurFakeOptions ScenarioFile(string path, bool includeAnywhere = false) =>
        Add(() => $"file {Path.GetFullPath(path)} {path} {includeAnywhere}", () => Fake.Scenario.FromFile(path, includeAnywhere));

    /// <summary>Adds a scenario given as text.</summary>
    /// <param name="text">YAML or JSON.</param>
    /// <param name="name">How errors name it.</param>
    public WaldurFakeOptions ScenarioText(string text, string name = "scenario") =>
        Add(
            () => $"text {Directory.GetCurrentDirectory()} {name.Length} {text.Length} {name}{text}",
            () => Fake.Scenario.FromText(text, name));

    /// <summary>
    /// Adds objects that are made up from the seed: <c>options.Generate(g =&gt; g.Users(1000).RobotAccounts(5000))</c>. Where no scenario
    /// is named they are all there is, besides the staff user of the scenario <c>empty</c>.
    /// </summary>
    public WaldurFakeOptions Generate(Action<GenerateOptions> configure)
    {
        var options = new GenerateOptions();
        configure(options);
        _generated.Add(options);
        return this;
    }

    /// <inheritdoc cref="ForkOptions.Log(Action{string})"/>
    public new WaldurFakeOptions Log(Action<string> write)
    {
        base.Log(write);
        return this;
    }

    /// <inheritdoc cref="ForkOptions.Log(ILoggerFactory)"/>
    public new WaldurFakeOptions Log(ILoggerFactory loggers)
    {
        base.Log(loggers);
        return this;
    }

    /// <summary>All scenarios laid over each other; the default one if none was named.</summary>
    internal Scenario Read()
    {
        IEnumerable<Scenario> named = _scenarios.Count == 0
            ? [Fake.Scenario.Shipped(_generated.Count == 0 ? DefaultScenario : "empty")]
            : _scenarios.Select(scenario => scenario.Read());
        return Fake.Scenario.Overlay([.. named, .. _generated.Select(generated => Fake.Scenario.Generated(generated))]);
    }

    /// <summary>The scenario that is loaded when none is named.</summary>
    public const string DefaultScenario = "hpc-site";

    /// <summary>What tells these scenarios from others, but for what files say.</summary>
    internal string Key => string.Join('\n', [
        .. _scenarios.Select(scenario => scenario.Key()), .. _generated.Select(generated => "generated " + NodeJson.Text(generated.Map)),
    ]);

    private WaldurFakeOptions Add(Func<string> key, Func<Scenario> read)
    {
        _scenarios.Add((key, read));
        return this;
    }
}
