using System.Collections;

namespace Waldur.Fake;

/// <summary>An object of a scenario, named by its key.</summary>
internal abstract record ScenarioObject
{
    /// <summary>The key that names it among its kind.</summary>
    public string Key { get; init; } = "";

    /// <summary>The identifier; null means that it is made from seed, kind and key.</summary>
    public Guid? Uuid { get; init; }

    /// <summary>When it was made; null means the clock of the scenario.</summary>
    public DateTime? Created { get; init; }

    /// <summary>When it was saved last; null means when it was made.</summary>
    public DateTime? Modified { get; init; }

    /// <summary>The place of its key.</summary>
    internal Position At { get; init; }

    /// <summary>What it was read from.</summary>
    internal Node? Source { get; init; }

    /// <summary>The place of one of its fields, or of its key if the field is not there.</summary>
    public Position Place(string field) => (Source as MapNode)?[field]?.At ?? At;

    /// <summary>The place of an element of one of its fields.</summary>
    public Position Place(string field, int index) =>
        (Source as MapNode)?[field] is ListNode list && index < list.Items.Count ? list.Items[index].At : Place(field);

    /// <summary>The field that every object may have.</summary>
    public static IEnumerable<Field<T>> Identified<T>()
        where T : ScenarioObject, new() =>
        new Shape<T>("object", "")
        {
            { "uuid", Forms.Uuid, o => o.Uuid, (o, v) => (T)(o with { Uuid = v }), "The identifier.", "made from seed, kind and key" },
        };

    /// <summary>The fields of objects that have timestamps.</summary>
    public static IEnumerable<Field<T>> Stamped<T>()
        where T : ScenarioObject, new() =>
        new Shape<T>("object", "")
        {
            Identified<T>(),
            { "created", Forms.Moment, o => o.Created, (o, v) => (T)(o with { Created = v }), "When it was made.", "the clock, one microsecond after the object before" },
            { "modified", Forms.Moment, o => o.Modified, (o, v) => (T)(o with { Modified = v }), "When it was saved last.", "`created`" },
        };
}

/// <summary>The objects of a kind, in the order of the file, found by key.</summary>
internal sealed class Objects<T>(IReadOnlyList<T> all) : IReadOnlyList<T>
    where T : ScenarioObject
{
    private readonly Dictionary<string, T> _byKey = all.ToDictionary(one => one.Key, StringComparer.Ordinal);

    /// <summary>No objects.</summary>
    public static Objects<T> None { get; } = new([]);

    public int Count => all.Count;

    public IEnumerable<string> Keys => all.Select(one => one.Key);

    public T this[int index] => all[index];

    public T? Find(string? key) => key is null ? null : _byKey.GetValueOrDefault(key);

    public IEnumerator<T> GetEnumerator() => all.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
