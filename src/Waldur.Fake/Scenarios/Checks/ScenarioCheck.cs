
namespace Waldur.Fake;

/// <summary>Checks what no field can know by itself: references, uniqueness, and values that must suit each other.</summary>
internal static class ScenarioCheck
{
    public static void Run(ScenarioContents scenario, BindingContext context)
    {
        var problems = context.Problems;
        CheckReferences(scenario, context);
        UserChecks.Run(scenario, problems);
        GrantChecks.Run(scenario, problems);
        StructureChecks.Run(scenario, problems);
        ChecklistChecks.Run(scenario, problems);
        AccountChecks.Run(scenario, problems);
        OfferingUserChecks.Run(scenario, problems);
        IdentifierChecks.Run(scenario, problems);
    }

    private static void CheckReferences(ScenarioContents scenario, BindingContext context)
    {
        var known = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal)
        {
            ["users"] = [.. scenario.Users.Keys],
            ["organization_groups"] = [.. scenario.OrganizationGroups.Keys],
            ["customers"] = [.. scenario.Customers.Keys],
            ["projects"] = [.. scenario.Projects.Keys],
            ["checklists"] = [.. scenario.Checklists.Keys],
            ["offerings"] = [.. scenario.Offerings.Keys],
            ["resources"] = [.. scenario.Resources.Keys],
        };
        foreach (var reference in context.References)
        {
            if (!known[reference.Kind].Contains(reference.Key))
                Unknown(context.Problems, reference.At, reference.Path, reference.Kind, reference.Key, known[reference.Kind]);
        }
    }

    /// <summary>Tells that a key names nothing, with the nearest that does.</summary>
    public static void Unknown(Problems problems, Position at, string path, string kind, string key, IReadOnlyCollection<string> known)
    {
        var nearest = Nearest.To(key, known);
        problems.AddAt(at, path, nearest is null && known.Count == 0 ? $"'{key}' is unknown: there are no {kind}" : $"'{key}' is not a key of {kind}", nearest);
    }

    /// <summary>Tells of each object whose value another object has already.</summary>
    public static void Unique<T, TValue>(Problems problems, string kind, IEnumerable<T> all, Func<T, TValue?> value, string field, Func<T, string, string> message)
        where T : ScenarioObject
        where TValue : notnull
    {
        var seen = new Dictionary<TValue, string>();
        foreach (var one in all)
        {
            if (value(one) is { } own && !seen.TryAdd(own, one.Key))
                problems.AddAt(one.Place(field), $"{kind}.{one.Key}.{field}", message(one, seen[own]));
        }
    }
}
