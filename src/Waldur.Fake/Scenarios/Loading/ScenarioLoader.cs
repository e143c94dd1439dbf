
namespace Waldur.Fake;

/// <summary>Makes the data of a world from a scenario. The same scenario and seed give the same data, in every process.</summary>
public static class ScenarioLoader
{
    /// <summary>How each kind is loaded; what a kind points at comes before it.</summary>
    private static readonly IReadOnlyList<Action<ScenarioContents, LoadContext>> s_kinds =
    [
        RoleLoading.Load,
        UserLoading.Load,
        CustomerLoading.Load,
        ChecklistLoading.Load,
        OfferingLoading.Load,
        ResourceLoading.Load,
        GrantLoading.Load,
        ConsentLoading.Load,
        RobotAccountLoading.Load,
        ResourceUserLoading.Load,
        OfferingUserLoading.Load,
        OfferingUserLoading.LoadMissing,
        CompletionLoading.Load,
        CourseAccountLoading.Load,
    ];

    /// <summary>The data of a world.</summary>
    /// <param name="scenario">What is in it.</param>
    /// <param name="seed">Takes the place of the scenario's seed.</param>
    /// <exception cref="ScenarioException">Something in the scenario is wrong; all of it is told.</exception>
    public static WorldData Load(Scenario scenario, long? seed = null)
    {
        var contents = scenario.ContentsFor(seed);
        var changes = new Transaction(WorldData.Empty(WaldurModules.Schema, contents.Seed, contents.Clock));
        var context = new LoadContext(changes, contents.Seed);
        foreach (var load in s_kinds)
            load(contents, context);
        var loaded = context.Changes;
        if (context.Last > loaded.Data.Now)
            loaded.Advance(context.Last - loaded.Data.Now);
        return contents.Randomness is { } randomness ? loaded.Data.With(randomness: unchecked((ulong)randomness)) : loaded.Data;
    }
}
