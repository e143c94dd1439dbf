namespace Waldur.Fake;

/// <summary>
/// Writes the data of a world as a scenario. Loaded again they make an equal world: the same objects with their identifiers, times and
/// tokens, the same clock, and the same random values to come. The audit log and a replaced account service are no part of a scenario.
/// </summary>
internal static class ScenarioExporter
{
    /// <summary>The world as a scenario file, YAML.</summary>
    public static string ToYaml(WorldData data) => WaldurModules.Scenarios.Write(data);

    /// <summary>A scenario as one file: its layers are laid over each other, and what it has generated is written out.</summary>
    public static string ToYaml(Scenario scenario) => WaldurModules.Scenarios.Write(scenario.Read());
}
