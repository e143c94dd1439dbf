
namespace Waldur.Fake;

/// <summary>
/// Writes the data of a world as a scenario. Loaded again they make an equal world: the same objects with their identifiers, times and
/// tokens, the same clock, and the same random values to come. The audit log and a replaced account service are no part of a scenario.
/// </summary>
public static class ScenarioExporter
{
    /// <summary>The world as a scenario file, YAML.</summary>
    public static string ToYaml(WorldData data) => Yaml(Contents(data));

    /// <summary>A scenario as one file: its layers are laid over each other, and what it has generated is written out.</summary>
    public static string ToYaml(Scenario scenario) => Yaml(scenario.Contents);

    private static string Yaml(ScenarioContents contents) => YamlText.Of(ScenarioContents.Table.Write(contents)!);

    private static ScenarioContents Contents(WorldData data)
    {
        var keys = new ExportKeys(data);
        return new()
        {
            Seed = data.Seed,
            Clock = data.Now,
            Randomness = unchecked((long)data.Randomness),
            IsComplete = true,
            Settings = StructureExport.Settings(data),
            Roles = StructureExport.Roles(data),
            Users = StructureExport.Users(data, keys),
            OrganizationGroups = StructureExport.OrganizationGroups(data, keys),
            Customers = StructureExport.Customers(data, keys),
            Projects = StructureExport.Projects(data, keys),
            Checklists = ChecklistExport.Checklists(data, keys),
            Offerings = StructureExport.Offerings(data, keys),
            Resources = StructureExport.Resources(data, keys),
            RobotAccounts = AccountExport.RobotAccounts(data, keys),
            OfferingUsers = AccountExport.OfferingUsers(data, keys),
            ResourceUsers = AccountExport.ResourceUsers(data, keys),
            CourseAccounts = AccountExport.CourseAccounts(data, keys),
            Consents = AccountExport.Consents(data, keys),
        };
    }
}
