using System.Globalization;

namespace Waldur.Fake;

/// <summary>The named object that is being read.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Key">Its key among its kind, or among those of its owner: <c>laptop</c>.</param>
/// <param name="Of">The name of its owner: <c>alice</c>; empty if it has none.</param>
/// <param name="Uuid">Its identifier.</param>
/// <param name="Owner">That of its owner.</param>
/// <param name="Place">Its place among them, from 0.</param>
/// <param name="Entry">Where it stands in the file.</param>
/// <param name="Among">The map that it stands in.</param>
internal readonly record struct Origin(string Kind, string Key, string Of, Guid Uuid, Guid Owner, int Place, Entry Entry, MapNode Among)
{
    /// <summary>The name in the map of the world: <c>alice.laptop</c>.</summary>
    public string Name => string.IsNullOrEmpty(Of) ? Key ?? "" : $"{Of}.{Key}";
}

/// <summary>
/// The reading of a scenario, as far as it concerns its objects: all are named first, then each becomes a row; what is wrong is told.
/// </summary>
/// <param name="problems">Takes what is wrong.</param>
/// <param name="rows">Takes what is read; null for one layer by itself, which may leave out what another has, and name what another
/// has.</param>
internal sealed class Reading(Problems problems, Rows? rows = null)
{
    private readonly Dictionary<(string Kind, string Of), Dictionary<string, Guid>> _names = [];
    private readonly Dictionary<(string Kind, string Field, object Value), string> _values = [];
    private readonly Dictionary<Guid, string> _given = [];
    private readonly Dictionary<(MapNode Among, string Field), HashSet<string>> _circles = [];

    /// <summary>Takes what is wrong.</summary>
    public Problems Problems { get; } = problems;

    /// <summary>Whether this is a whole scenario.</summary>
    public bool IsWhole => rows is not null || Live is not null;

    /// <summary>The world that references lead into, where what is read is no scenario but says what is done to a world.</summary>
    public WorldData? Live { get; init; }

    /// <summary>Takes what is read; only a whole scenario has them.</summary>
    public Rows Rows => rows!;

    /// <summary>Whether the scenario says all there is.</summary>
    public bool IsComplete { get; init; }

    /// <summary>The object that is being read.</summary>
    public Origin Origin { get; set; }

    /// <summary>What is read with the object and kept beside it, until the whole object is read.</summary>
    public object? Beside { get; set; }

    /// <summary>The place of the map whose field is being read.</summary>
    public Position Map { get; set; }

    /// <summary>The place of the value that is being read.</summary>
    public Position At { get; set; }

    /// <summary>Tells that something else was expected.</summary>
    public void Expected(Node node, string what) => Problems.Add(node.At, $"expected {what}, not {node.Described}");

    /// <summary>Gives an object its identifier, before anything of it is read: it depends on seed, kind and key alone.</summary>
    public void Identify(Origin origin, Guid? given)
    {
        var (key, names) = ((origin.Kind, origin.Of), _names.GetValueOrDefault((origin.Kind, origin.Of)));
        if (names is null)
            _names.Add(key, names = new(StringComparer.Ordinal));
        if (names.TryAdd(origin.Key, given ?? (IsWhole ? Randomness.Uuid(Rows.Seed, origin.Kind, origin.Name) : default)) && IsWhole)
            Rows.Named(names[origin.Key], origin.Kind, origin.Name);
    }

    /// <summary>The identifiers of the objects of a kind, or of those of one owner, by key.</summary>
    public IReadOnlyDictionary<string, Guid> Named(string kind, string of = "") =>
        _names.GetValueOrDefault((kind, of))
            ?? (IReadOnlyDictionary<string, Guid>)System.Collections.Frozen.FrozenDictionary<string, Guid>.Empty;

    /// <summary>
    /// The identifier of the object that is named; tells it where there is none. A layer by itself knows none, and tells nothing.
    /// </summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="of">The name of its owner, or empty.</param>
    /// <param name="key">Its key.</param>
    /// <param name="at">Where it is named.</param>
    /// <param name="uuid">The identifier.</param>
    /// <param name="called">How people call those that it is one of; without, as the kind.</param>
    /// <param name="path">Where that is, from here.</param>
    public bool TryFind(string kind, string of, string key, Position at, out Guid uuid, string? called = null, string path = "")
    {
        uuid = default;
        if (!IsWhole)
            return false;
        var known = Named(kind, of);
        if (known.TryGetValue(key, out uuid) || (Live is not null && Names.TryFind(Live, kind, key, out uuid)))
            return true;
        var keys = Live is null ? known.Keys : Names.Of(Live, kind);
        var nearest = Nearest.To(key, keys);
        called ??= kind;
        Problems.AddAt(
            at, Problems.Path + path,
            nearest is null && !keys.Any() ? $"'{key}' is unknown: there are no {called}" : $"'{key}' is not a key of {called}", nearest);
        return false;
    }

    /// <summary>Whether a field of the object that is read, which names another of the same map, leads back to it.</summary>
    public bool IsInCircle(string field)
    {
        if (!_circles.TryGetValue((Origin.Among, field), out var circles))
            _circles.Add((Origin.Among, field), circles = Circles(Origin.Among, field));
        return circles.Contains(Origin.Key);
    }

    /// <summary>The keys in circles. Each object is passed once, however long the chains are.</summary>
    private static HashSet<string> Circles(MapNode among, string field)
    {
        var (circles, passed) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var entry in among.Entries)
        {
            var chain = new List<string>();
            var key = entry.Key;
            while (key is not null && passed.Add(key))
            {
                chain.Add(key);
                key = (among[key] as MapNode)?[field] is ScalarNode { IsNull: false } next ? next.Text : null;
            }
            if (key is not null && chain.IndexOf(key) is >= 0 and var start)
                circles.UnionWith(chain.Skip(start));
        }
        return circles;
    }

    /// <summary>The place of a field of the object that is being read, or of its key if the field is not there.</summary>
    public Position Place(string field) => Given(field)?.At ?? Origin.Entry.At;

    /// <summary>What the file has for a field of the object that is being read, or null.</summary>
    public Node? Given(string field) => (Origin.Entry.Value as MapNode)?[field];

    /// <summary>The text that the file has for a field of the object that is being read.</summary>
    public string Text(string field) => (Origin.Entry.Value as MapNode)?.TextOf(field) ?? "";

    /// <summary>Tells what is wrong with a field of the object that is being read, or with an item of it.</summary>
    public void Wrong(string field, string message, int? item = null)
    {
        var (at, path) = (Place(field), $"{Problems.Path}.{field}");
        if (item is { } index)
        {
            path += string.Create(CultureInfo.InvariantCulture, $".{index}");
            at = Given(field) is ListNode list && index < list.Items.Count ? list.Items[index].At : at;
        }
        Problems.AddAt(at, path, message);
    }

    /// <summary>When the object that was read is made: as the file says, or with the scenario.</summary>
    public DateTime Created(Entity row) => row.Created == default ? Rows.Clock : row.Created;

    /// <summary>Tells if another object of the kind has the same value.</summary>
    /// <param name="field">The field that says so.</param>
    /// <param name="value">The value.</param>
    /// <param name="message">What is wrong, with the key of the other.</param>
    public void Unique(string field, object value, Func<string, string> message)
    {
        if (!_values.TryAdd((Origin.Kind, field, value), Origin.Key))
            Wrong(field, message(_values[(Origin.Kind, field, value)]));
    }

    /// <summary>Tells if another object of any kind has the identifier: it must find its object. The path is that of the field.</summary>
    public Guid Claim(Guid uuid)
    {
        var (path, one) = (Problems.Path, Problems.Path[..Problems.Path.LastIndexOf('.')]);
        if (IsWhole && !_given.TryAdd(uuid, one))
            Problems.AddAt(At, path, $"{_given[uuid]} has this uuid already");
        return uuid;
    }
}
