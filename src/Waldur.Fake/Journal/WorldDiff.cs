using System.Text;

namespace Waldur.Fake;

/// <summary>What happened to an object between two moments of a world.</summary>
public enum WorldChangeKind
{
    /// <summary>It came.</summary>
    Added,

    /// <summary>Something in it is another.</summary>
    Changed,

    /// <summary>It went.</summary>
    Removed,
}

/// <summary>An object that is not the same at two moments of a world.</summary>
/// <param name="Change">What happened to it.</param>
/// <param name="Kind">Its kind, as scenario files name it, for example <c>robot_accounts</c>.</param>
/// <param name="Key">Its key in the scenario; one that a request made has its identifier instead.</param>
/// <param name="Uuid">Its identifier.</param>
/// <param name="Fields">
/// What is another, by the keys of scenario files: before and after, as JSON; null where there was nothing. Of objects that came or went
/// what a scenario file says of them: no fields that are as they would be without being told.
/// </param>
public sealed record WorldChange(
    WorldChangeKind Change, string Kind, string Key, Guid Uuid, IReadOnlyDictionary<string, (string? Before, string? After)> Fields);

/// <summary>What was added, changed and removed between two moments of a world, by kind and key.</summary>
public sealed class WorldDiff
{
    private WorldDiff(IReadOnlyList<WorldChange> changes) => Changes = changes;

    /// <summary>Everything that is not the same, in the order of the kinds and of their objects.</summary>
    public IReadOnlyList<WorldChange> Changes { get; }

    /// <summary>The objects that came.</summary>
    public IEnumerable<WorldChange> Added => Changes.Where(change => change.Change == WorldChangeKind.Added);

    /// <summary>The objects that changed.</summary>
    public IEnumerable<WorldChange> Changed => Changes.Where(change => change.Change == WorldChangeKind.Changed);

    /// <summary>The objects that went.</summary>
    public IEnumerable<WorldChange> Removed => Changes.Where(change => change.Change == WorldChangeKind.Removed);

    /// <summary>
    /// As JSON: <c>{"robot_accounts": {"bot": {"changed": {"state": ["OK", "Error"]}}}}</c>; of objects that came or went <c>added</c> or
    /// <c>removed</c> with their fields.
    /// </summary>
    public string ToJson() => Encoding.UTF8.GetString(Write().Span);

    /// <inheritdoc/>
    public override string ToString() => ToJson();

    /// <summary>What a row has become, as a change of an object.</summary>
    /// <param name="change">The row.</param>
    /// <param name="format">Knows its kind.</param>
    /// <param name="data">A world that knows what the row points at: what it does not know is shown by made up keys.</param>
    internal static WorldChange Of(RowChange change, ScenarioFormat format, WorldData data)
    {
        var (uuid, writing, kind) = ((change.After ?? change.Before)!.Uuid, new Writing(data), format.KindOf(change.Table));
        return new(
            change.Before is null ? WorldChangeKind.Added : change.After is null ? WorldChangeKind.Removed : WorldChangeKind.Changed,
            change.Table.Kind,
            data.Table(Name.Table).Find(uuid)?.Key ?? uuid.ToString("n"),
            uuid,
            kind is null
                ? new Dictionary<string, (string?, string?)>(StringComparer.Ordinal)
                : Fields(kind, Shape(change.Before), Shape(change.After)));

        MapNode Shape(Entity? row) => row is null ? MapNode.Empty : kind.Write(row, writing);
    }

    internal static WorldDiff Between(WorldData before, WorldData after, IEnumerable<IKind> kinds)
    {
        var (old, now) = (new Writing(before), new Writing(after));
        return new([.. kinds.SelectMany(kind => Between(kind, Objects(kind, before, old), Objects(kind, after, now)))]);
    }

    internal ReadOnlyMemory<byte> Write()
    {
        var json = new JsonOut("", 1024);
        Write(json, Changes);
        return json.Written;
    }

    /// <summary>Writes changes as <see cref="ToJson"/> does.</summary>
    internal static void Write(JsonOut json, IEnumerable<WorldChange> changes) =>
        json.Object(() =>
        {
            foreach (var kind in changes.GroupBy(change => change.Kind, StringComparer.Ordinal))
            {
                json.Object(kind.Key, () =>
                {
                    foreach (var change in kind)
                        Write(json, change);
                });
            }
        });

    private static void Write(JsonOut json, WorldChange change) => json.Object(change.Key, () =>
        json.Object(change.Change.ToString().ToLowerInvariant(), () =>
        {
            foreach (var (field, (before, after)) in change.Fields)
            {
                json.Name(field);
                if (change.Change != WorldChangeKind.Changed)
                {
                    json.Raw(before ?? after!);
                    continue;
                }
                json.BeginArray();
                json.Raw(before ?? "null");
                json.Raw(after ?? "null");
                json.EndArray();
            }
        }));

    private static IEnumerable<WorldChange> Between(IKind kind, Dictionary<Guid, Shown> before, Dictionary<Guid, Shown> after)
    {
        foreach (var (uuid, shown) in after)
        {
            if (!before.TryGetValue(uuid, out var old))
                yield return new(WorldChangeKind.Added, kind.Kind, shown.Key, uuid, Fields(kind, MapNode.Empty, shown.Fields));
            else if (!Node.AreSame(old.Fields, shown.Fields))
                yield return new(WorldChangeKind.Changed, kind.Kind, shown.Key, uuid, Fields(kind, old.Fields, shown.Fields));
        }
        foreach (var (uuid, old) in before)
        {
            if (!after.ContainsKey(uuid))
                yield return new(WorldChangeKind.Removed, kind.Kind, old.Key, uuid, Fields(kind, old.Fields, MapNode.Empty));
        }
    }

    private static Dictionary<string, (string? Before, string? After)> Fields(IKind kind, MapNode before, MapNode after) => before.Entries
        .Concat(after.Entries)
        .Select(entry => entry.Key)
        .Distinct(StringComparer.Ordinal)
        .Where(field => !Node.AreSame(before[field], after[field]))
        .ToDictionary(
            field => field,
            field => (Text(kind, before, field), Text(kind, after, field)),
            StringComparer.Ordinal);

    /// <summary>A field of an object as JSON; null if there is no object, or nothing in the field.</summary>
    private static string? Text(IKind kind, MapNode node, string field) =>
        (node[field] ?? (node == MapNode.Empty ? null : kind.Default(field))) is { IsNull: false } value ? NodeJson.Text(value) : null;

    /// <summary>The objects of a kind by identifier.</summary>
    private static Dictionary<Guid, Shown> Objects(IKind kind, WorldData data, Writing writing)
    {
        var objects = new Dictionary<Guid, Shown>();
        foreach (var entry in (kind.Write(writing) as MapNode)?.Entries ?? [])
        {
            if (UuidOf(entry.Value) is { } uuid)
                objects.Add(uuid, new(data.Table(Name.Table).Find(uuid)?.Key ?? uuid.ToString("n"), (MapNode)entry.Value));
        }
        return objects;
    }

    /// <summary>The identifier of an object as it was written.</summary>
    internal static Guid? UuidOf(Node node) =>
        UuidText.TryParse(((node as MapNode)?["uuid"] as ScalarNode)?.Text, out var uuid) ? uuid : null;

    private readonly record struct Shown(string Key, MapNode Fields);
}
