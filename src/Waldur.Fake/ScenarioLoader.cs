namespace Waldur.Fake;

/// <summary>Makes the data of a world from a scenario. The same scenario and seed give the same data, in every process.</summary>
internal static class ScenarioLoader
{
    /// <summary>The data of a world.</summary>
    /// <param name="scenario">What is in it.</param>
    /// <param name="seed">Takes the place of the scenario's seed.</param>
    /// <exception cref="ScenarioException">Something in the scenario is wrong; all of it is told.</exception>
    public static WorldData Load(Scenario scenario, long? seed = null) => AccountLoading.Load(scenario.Read(seed));
}
