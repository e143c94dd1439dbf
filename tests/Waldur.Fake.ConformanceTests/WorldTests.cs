using Shouldly;
using Xunit;

namespace Waldur.Fake.Conformance;

/// <summary>The worlds of the cases are scenarios like any other.</summary>
public sealed class WorldTests
{
    [Fact]
    public void The_world_of_every_case_is_a_valid_scenario()
    {
        var wrong = new List<string>();
        foreach (var world in Cases.InOrder.Where(one => one.Pending is null).DistinctBy(one => one.World))
        {
            try
            {
                Fake.Scenario.FromText(world.World.Text, world.Id).Validate();
            }
            catch (ScenarioException error)
            {
                wrong.Add($"{world.File}:{world.Line}: {error.Message}");
            }
        }

        wrong.ShouldBeEmpty();
    }
}
