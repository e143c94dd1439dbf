namespace Waldur.Fake;

/// <summary>
/// How the objects of a live world are named from outside: by the key that the scenario gave them, or by their identifier.
/// </summary>
internal static class Names
{
    /// <summary>The keys of a kind.</summary>
    public static IEnumerable<string> Of(WorldData data, string kind) =>
        data.Table(Name.Table).Where(name => name.Kind == kind).Select(name => name.Key);

    /// <summary>The identifier of what has that key; of users also by username. What is an identifier stands for itself.</summary>
    public static bool TryFind(WorldData data, string kind, string key, out Guid uuid)
    {
        uuid = Name.Find(data, kind, key) ?? default;
        return uuid != default || UuidText.TryParse(key, out uuid);
    }
}
