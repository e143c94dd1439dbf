using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Waldur.Fake;

/// <summary>A kind of named objects, whatever its rows are: everything that lists kinds goes by this.</summary>
internal interface IKind
{
    /// <summary>The name in the map of the world, and of a kind that stands by itself in scenario files: <c>robot_accounts</c>.</summary>
    string Kind { get; }

    /// <summary>The name of one: <c>robot_account</c>.</summary>
    string Singular { get; }

    /// <summary>What they are.</summary>
    string About { get; }

    /// <summary>The route that links to them lead to, or null.</summary>
    LinkTarget? Link { get; }

    /// <summary>Where it stands among the others; one that doesn't care comes after those that do.</summary>
    int Place { get; }

    /// <summary>How they are made up, or null.</summary>
    Drawing? Drawing { get; }

    /// <summary>Whether it stands at the end of a file, wherever it is in the map of the world.</summary>
    bool IsLast { get; }

    /// <summary>The kinds that stand inside of its objects.</summary>
    IEnumerable<IKind> Parts { get; }

    /// <summary>The kind, and those that stand inside of its objects, with theirs.</summary>
    IEnumerable<IKind> WithParts => Parts.SelectMany(part => part.WithParts).Prepend(this);

    IEnumerable<Guid> Identifiers(WorldData data);

    /// <summary>Deletes an object, and what goes with it.</summary>
    /// <returns>Whether objects of the kind can be deleted by themselves.</returns>
    bool Delete(Transaction changes, Guid uuid);

    /// <summary>Where rows of the kind are kept; null if they have no table of their own.</summary>
    TableDefinition? Rows { get; }

    /// <summary>Properties of the rows that files don't have, each with the reason.</summary>
    IReadOnlyDictionary<string, string> LeftOut { get; }

    /// <summary>What is wrong with a row that no file has given.</summary>
    IEnumerable<Flaw> Flaws(Entity row, WorldData world);

    /// <summary>Gives the objects of a node their identifiers.</summary>
    void Identify(Node? node, Reading reading);

    /// <summary>Reads the objects of a node into rows.</summary>
    void Read(Node node, Reading reading);

    /// <summary>All objects of a world; none if there is no world.</summary>
    Node Write(Writing writing);

    /// <summary>A row of the kind as a file has it.</summary>
    MapNode Write(Entity row, Writing writing);

    /// <summary>The constant that stands for an absent field of an object, or null.</summary>
    Node? Default(string field);

    /// <summary>The JSON Schema of the objects of a node.</summary>
    JsonObject Schema(SchemaBook book);

    /// <summary>The objects of a node, each in the order of the table and without what is as if it were absent.</summary>
    Node Tidy(Node node);
}

/// <summary>Objects that are named by keys, in a map. What they become is kept in a row of their owner.</summary>
/// <typeparam name="T">What one becomes.</typeparam>
/// <param name="kind">The name in the map of the world.</param>
/// <param name="plural">What people call them.</param>
/// <param name="fields">One of them.</param>
/// <param name="all">Those of a world, in its order.</param>
/// <param name="uuid">The identifier of one.</param>
/// <param name="brief">The text that one may be written as.</param>
internal class Objects<T>(
    string kind, string plural, Fields<T> fields, Func<WorldData, IEnumerable<T>> all, Func<T, Guid> uuid,
    (Form<string> Form, Func<T, string, T> With)? brief = null)
    : Form<IReadOnlyList<T>>, IKind
{
    /// <inheritdoc/>
    public string Kind => kind;

    /// <inheritdoc/>
    public string Singular => fields.Name;

    /// <inheritdoc/>
    public string About { get; protected init; } = "";

    /// <inheritdoc/>
    public LinkTarget? Link { get; protected init; }

    /// <inheritdoc/>
    public int Place { get; protected init; }

    /// <inheritdoc/>
    public bool IsLast { get; protected init; }

    /// <inheritdoc/>
    public Drawing? Drawing { get; protected init; }

    /// <summary>An object, as the file may have it.</summary>
    protected Form<T> Item { get; } = brief is { } given ? Forms.Short(given.Form, given.With, fields) : fields;

    /// <inheritdoc/>
    public override string Name => $"map from keys to {plural}";

    /// <inheritdoc/>
    public IEnumerable<IKind> Parts => Fields.Parts.Select(part => part.Kind);

    /// <summary>The table of an object.</summary>
    public Fields<T> Fields => fields;

    /// <inheritdoc/>
    public IEnumerable<Guid> Identifiers(WorldData data) => all(data).Select(uuid);

    /// <inheritdoc/>
    public Node? Default(string field) => fields.Default(field);

    /// <inheritdoc/>
    public virtual bool Delete(Transaction changes, Guid uuid) => false;

    /// <inheritdoc/>
    public virtual TableDefinition? Rows => null;

    /// <inheritdoc/>
    public virtual IReadOnlyDictionary<string, string> LeftOut => ImmutableDictionary<string, string>.Empty;

    /// <inheritdoc/>
    public virtual IEnumerable<Flaw> Flaws(Entity row, WorldData world) => [];

    /// <inheritdoc/>
    public virtual MapNode Write(Entity row, Writing writing) => MapNode.Empty;

    /// <inheritdoc/>
    public void Identify(Node? node, Reading reading)
    {
        var outer = reading.Origin;
        foreach (var origin in Origins(Map(node), outer))
        {
            // What is no identifier is told of when it is read.
            reading.Identify(origin, Forms.Uuid.Read((origin.Entry.Value as MapNode)?["uuid"]));
            // The parts of others are named when those are read, but these may name each other.
            if (outer.Key is not null)
                IdentifyParts(origin, reading);
        }
        reading.Origin = outer;
    }

    /// <inheritdoc/>
    public void Read(Node node, Reading reading) => TryRead(node, reading, out _);

    /// <inheritdoc/>
    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out IReadOnlyList<T> all)
    {
        all = null;
        if (Map(node, reading) is not { } map)
        {
            if (!node.IsNull)
                reading.Expected(node, $"a {Name}");
            return false;
        }
        var (outer, objects) = (reading.Origin, new List<T>(map.Entries.Count));
        var known = reading.Named(kind, outer.Name);
        foreach (var origin in Origins(map, outer))
        {
            reading.Problems.Enter(origin.Key);
            if (node == map && !IsKey(origin.Key))
                reading.Problems.Add(origin.Entry.At, "a key has letters, digits, '_' and '-' only");
            var value = origin.Entry.Value is DrawnNode drawn ? drawn.Node : origin.Entry.Value;
            reading.Origin = origin with { Uuid = known.GetValueOrDefault(origin.Key), Entry = origin.Entry with { Value = value } };
            if (outer.Key is null)
                IdentifyParts(reading.Origin, reading);
            if (Item.TryRead(value, reading, out var one))
                objects.Add(reading.IsWhole ? Finish(one, reading) : one);
            reading.Problems.Leave();
        }
        (reading.Origin, all) = (outer, objects);
        return true;
    }

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) =>
        new() { ["type"] = new JsonArray("object", "null"), ["additionalProperties"] = Item.Schema(book) };

    /// <inheritdoc/>
    public virtual Node Write(Writing writing) => MapNode.Empty;

    /// <inheritdoc/>
    public override Node Write(IReadOnlyList<T> value, Writing writing) => new MapNode(default, [.. value.Select(one =>
    {
        // What an object points at has its key before the object itself has one.
        var written = fields.Write(one, writing);
        return new Entry(writing.KeyOf(kind, uuid(one)), default, written);
    })]);

    /// <inheritdoc/>
    public Node Tidy(Node node) => node is not MapNode map ? node : new MapNode(map.At, [.. map.Entries.Select(entry =>
        (entry.Value is DrawnNode drawn ? drawn.Node : entry.Value) is MapNode one ? entry with { Value = fields.Tidy(one) } : entry)]);

    /// <summary>The map of the objects of a node; null if it has none.</summary>
    /// <param name="node">The node.</param>
    /// <param name="reading">Takes what is wrong; null: that is not told now.</param>
    protected virtual MapNode? Map(Node? node, Reading? reading = null) => node as MapNode;

    /// <summary>What is done with an object that was read.</summary>
    protected virtual T Finish(T one, Reading reading) => one;

    private void IdentifyParts(Origin origin, Reading reading)
    {
        foreach (var (key, part) in fields.Parts)
        {
            reading.Origin = origin;
            part.Identify((origin.Entry.Value as MapNode)?[key], reading);
        }
    }

    private IEnumerable<Origin> Origins(MapNode? map, Origin owner)
    {
        for (var i = 0; i < map?.Entries.Count; i++)
            yield return new(kind, map.Entries[i].Key, owner.Name, default, owner.Uuid, i, map.Entries[i], map);
    }

    /// <summary>Keys stand in paths such as <c>users.alice.token</c>, so a dot or a blank would confuse.</summary>
    private static bool IsKey(string key) => key.Length is > 0 and <= 200 && key.All(c => char.IsLetterOrDigit(c) || c is '_' or '-');
}

/// <summary>
/// A kind of objects, declared once: the reading and checking of scenarios, export, JSON Schema, reference page, map of the world and
/// generation follow from it.
/// </summary>
/// <typeparam name="T">The row that an object becomes.</typeparam>
internal class Kind<T> : Objects<T>, IEnumerable<Field<T>>
    where T : Entity
{
    private readonly Func<T, Reading, T>? _finish;
    private readonly Dictionary<string, string> _leftOut = new(StringComparer.Ordinal);

    /// <summary>A kind.</summary>
    /// <param name="table">Where its rows are kept.</param>
    /// <param name="singular">The name of one: <c>robot_account</c>.</param>
    /// <param name="doc">What one is.</param>
    /// <param name="blank">A row before its fields are read: what is not given stays as it is here.</param>
    /// <param name="about">What they are.</param>
    /// <param name="plural">What people call them; without, as the table.</param>
    /// <param name="link">The route that links to them lead to.</param>
    /// <param name="finish">What no field knows by itself: checks, and what follows from several.</param>
    /// <param name="drawing">How they are made up.</param>
    /// <param name="place">Where it stands among the others.</param>
    /// <param name="isLast">Whether it stands at the end of a file.</param>
    /// <param name="brief">The text that an object may be written as.</param>
    public Kind(
        TableDefinition<T> table, string singular, string doc, Func<Origin, T> blank, string about = "", string? plural = null,
        LinkTarget? link = null, Func<T, Reading, T>? finish = null, Drawing? drawing = null, int place = int.MaxValue, bool isLast = false,
        (Form<string> Form, Func<T, string, T> With)? brief = null)
        : base(
            table.Kind, plural ?? table.Kind.Replace('_', ' '), new(singular, doc, origin => blank(origin) with { Uuid = origin.Uuid }),
            data => data.Table(table), row => row.Uuid, brief)
    {
        (Table, About, Link, Drawing, Place, IsLast, _finish) = (table, about, link, drawing, place, isLast, finish);
        Fields.Add(Stamps.Of<T>());
    }

    /// <summary>Where its rows are kept.</summary>
    public TableDefinition<T> Table { get; }

    /// <inheritdoc cref="Fields{T}.Add{TValue}(string,Form{TValue},Func{T,TValue},Func{T,TValue,T},string,Absent?)"/>
    public void Add<TValue>(
        string key, Form<TValue> form, Func<T, TValue> get, Func<T, TValue, T> with, string text, Absent? absent = null) =>
        Fields.Add(key, form, get, with, text, absent);

    /// <inheritdoc cref="Fields{T}.Add{TValue}(string,Form{TValue},Func{T,Writing,TValue},Func{T,TValue,Reading,T},string,Absent?)"/>
    public void Add<TValue>(
        string key, Form<TValue> form, Func<T, Writing, TValue> get, Func<T, TValue, Reading, T> with, string text,
        Absent? absent = null) =>
        Fields.Add(key, form, get, with, text, absent);

    /// <summary>Adds a field of a form of its own.</summary>
    public void Add(Field<T> field) => Fields.Add(field);

    /// <summary>Names a property of the row that files don't have: a test finds those that are neither a field nor named.</summary>
    public void Add(string property, string reason) => _leftOut.Add(property, reason);

    /// <summary>Adds a field that holds rows of another table.</summary>
    public void Add<TPart>(string key, Kind<TPart> kind, TableIndex<TPart, Guid> by, string text)
        where TPart : Entity =>
        Fields.Add(key, kind, (row, writing) => [.. writing.By(kind.Table, by, row.Uuid)], (row, _, _) => row, text);

    /// <inheritdoc/>
    public override Node Write(Writing writing) => Write([.. writing.All(Table)], writing);

    /// <inheritdoc/>
    public override TableDefinition Rows => Table;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> LeftOut => _leftOut;

    /// <inheritdoc/>
    public override IEnumerable<Flaw> Flaws(Entity row, WorldData world) => Fields.Flaws((T)row, world);

    /// <inheritdoc/>
    public override MapNode Write(Entity row, Writing writing) => (MapNode)Fields.Write((T)row, writing);

    /// <inheritdoc/>
    public override bool Delete(Transaction changes, Guid uuid)
    {
        changes.Delete(Table, uuid);
        return true;
    }

    /// <inheritdoc/>
    public IEnumerator<Field<T>> GetEnumerator() => Fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    protected override T Finish(T one, Reading reading) =>
        reading.Rows.Add(Table, _finish is null ? one : _finish(one, reading), isSeen: true);
}

/// <summary>Identifier and times, which most objects may say.</summary>
internal static class Stamps
{
    public static Fields<T> Of<T>()
        where T : Entity => new("object", "", _ => throw new NotSupportedException())
        {
            { "uuid", Forms.Uuid, (row, _) => row.Uuid, (row, uuid, reading) => row with { Uuid = reading.Claim(uuid) }, "The identifier.",
                "made from seed, kind and key" },
            {
                "created", Forms.Moment, row => row.Created, (row, moment) => row with { Created = moment }, "When it was made.",
                "the clock, one microsecond after the object before"
            },
            {
                "modified", Forms.Maybe(Forms.Moment), row => row.Modified == row.Created ? null : row.Modified,
                (row, moment) => row with { Modified = moment!.Value }, "When it was saved last.", "`created`"
            },
        };

}
