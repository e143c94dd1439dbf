using System.Globalization;

namespace Waldur.Fake;

/// <summary>
/// The writing of a world as a scenario. Objects have their own keys, or one of kind and number, such as <c>user-7</c>, if the API made
/// them.
/// </summary>
/// <param name="data">The world; null where only defaults are asked for, which name nothing.</param>
internal sealed class Writing(WorldData? data)
{
    private readonly Dictionary<Guid, string> _made = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>The objects that have no key of their own.</summary>
    public IReadOnlyCollection<Guid> Nameless => _made.Keys;

    /// <summary>The key of an object; of a part of another object what stands after the last dot.</summary>
    public string KeyOf(string kind, Guid uuid)
    {
        if (data!.Table(Name.Table).Find(uuid) is { } name)
            return name.Key[(name.Key.LastIndexOf('.') + 1)..];
        if (!_made.TryGetValue(uuid, out var key))
            _made.Add(uuid, key = Make(kind));
        return key;
    }

    /// <summary>
    /// All rows of a kind, in the order in which they were inserted: where times or names are the same it decides their order.
    /// </summary>
    public IEnumerable<T> All<T>(TableDefinition<T> table)
        where T : Entity => data is null ? [] : InOrder(table, data.Table(table));

    /// <summary>Some rows of a kind, in the order in which they were inserted.</summary>
    public IEnumerable<T> By<T, TKey>(TableDefinition<T> table, TableIndex<T, TKey> index, TKey key)
        where T : Entity
        where TKey : notnull => data is null ? [] : InOrder(table, data.Table(table).By(index, key));

    /// <summary>A row, or null.</summary>
    public T? Find<T>(TableDefinition<T> table, Guid uuid)
        where T : Entity => data?.Table(table).Find(uuid);

    private IEnumerable<T> InOrder<T>(TableDefinition<T> table, IEnumerable<T> rows)
        where T : Entity => rows.OrderBy(row => data!.Table(table).SequenceOf(row.Uuid));

    private string Make(string kind)
    {
        var singular = kind.TrimEnd('s').Replace('_', '-');
        while (true)
        {
            var number = _numbers[kind] = _numbers.GetValueOrDefault(kind) + 1;
            var key = string.Create(CultureInfo.InvariantCulture, $"{singular}-{number}");
            // The parts of an object have keys with its own before them: there a number of the kind is always free enough.
            if (Name.Find(data!, kind, key) is null)
                return key;
        }
    }
}
