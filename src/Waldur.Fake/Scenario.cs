namespace Waldur.Fake;

/// <summary>
/// A description of a world, read from YAML or JSON. Anything wrong in it is a <see cref="ScenarioException"/> with every error of its
/// files, and nothing is skipped: what can't be read at all is refused at once, the rest by <see cref="Validate"/> and by loading, for what
/// one scenario leaves out another may bring.
/// </summary>
public sealed class Scenario
{
    private readonly IReadOnlyList<MapNode> _layers;
    private readonly IReadOnlyList<ScenarioError> _found;

    private Scenario(
        string name, IReadOnlyList<MapNode> layers, IReadOnlyList<ScenarioError> found, IReadOnlyList<(ScenarioSource, string)> texts) =>
        (Name, _layers, _found, Texts) = (name, layers, found, texts);

    /// <summary>The file, or the name given to a text; overlaid scenarios are joined by <c>+</c>.</summary>
    public string Name { get; }

    /// <summary>What was read, with all that was included.</summary>
    internal IReadOnlyList<(ScenarioSource Source, string Text)> Texts { get; }

    /// <summary>The scenarios that ship with the library.</summary>
    public static IReadOnlyList<string> ShippedNames => ShippedSource.Names;

    /// <summary>A scenario that ships with the library, such as <c>hpc-site</c>.</summary>
    public static Scenario Shipped(string name)
    {
        if (!ShippedNames.Contains(name, StringComparer.Ordinal))
        {
            throw new ScenarioException(
                name, $"no such scenario; there are {string.Join(", ", ShippedNames)}", Nearest.To(name, ShippedNames));
        }

        return From(new ShippedSource(name + ".yaml"));
    }

    /// <summary>A scenario file, with the files that it includes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="includeAnywhere">Whether it may include files outside of its folder.</param>
    public static Scenario FromFile(string path, bool includeAnywhere = false) => From(new FileSource(path), includeAnywhere);

    /// <summary>A scenario in a text.</summary>
    /// <param name="text">YAML or JSON; <c>version</c> may be left out.</param>
    /// <param name="name">How errors name it; includes are looked up beside it.</param>
    /// <param name="includeAnywhere">Whether it may include files outside of the folder of that name.</param>
    public static Scenario FromText(string text, string name = "scenario", bool includeAnywhere = false) =>
        From(new TextSource(text, name), includeAnywhere);

    /// <summary>A scenario that has its objects made up.</summary>
    /// <param name="asked">How many of which kind.</param>
    /// <param name="seed">The seed of the world; null: that of the scenarios below.</param>
    public static Scenario Generated(GenerateOptions asked, long? seed = null)
    {
        List<Entry> entries = [new(Generator.Key, default, asked.Map)];
        if (seed is { } number)
            entries.Add(new("seed", default, Node.Of(number)));
        return new(Generator.Key, [new(default, entries)], [], []);
    }

    /// <summary>
    /// Lays scenarios over each other, the last one on top: maps merge by key, objects field by field, other values are replaced.
    /// </summary>
    public static Scenario Overlay(params IReadOnlyList<Scenario> scenarios)
    {
        ArgumentOutOfRangeException.ThrowIfZero(scenarios.Count);
        return scenarios.Count == 1
            ? scenarios[0]
            : new(
                string.Join('+', scenarios.Select(scenario => scenario.Name)),
                [.. scenarios.SelectMany(scenario => scenario._layers)],
                [.. scenarios.SelectMany(scenario => scenario._found)],
                [.. scenarios.SelectMany(scenario => scenario.Texts)]);
    }

    /// <summary>
    /// Reads the whole scenario, so that anything wrong is told now: references, states and values that don't suit each other too.
    /// </summary>
    public Scenario Validate()
    {
        Read();
        return this;
    }

    private static Scenario From(ScenarioSource source, bool includeAnywhere = false)
    {
        var problems = new Problems();
        var reader = new ScenarioReader(problems, includeAnywhere);
        reader.Read(source);
        if (reader.IsBroken)
            problems.ThrowIfAny();
        return new(source.Name, reader.Layers, problems.Errors, reader.Texts);
    }

    /// <summary>What it says in a world of that seed; null: its own.</summary>
    internal ScenarioRead Read(long? seed = null) => WaldurModules.Scenarios.Read(_layers, _found, seed);
}
