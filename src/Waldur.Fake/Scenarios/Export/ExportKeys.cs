using System.Globalization;

namespace Waldur.Fake;

/// <summary>The keys that objects have in an export: their own, or one of kind and number, such as <c>user-7</c>, for objects that the API made.</summary>
/// <param name="data">The world.</param>
internal sealed class ExportKeys(WorldData data)
{
    private readonly Dictionary<Guid, string> _made = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>The key of an object; of a part of another object what stands after the last dot.</summary>
    public string Of<T>(TableDefinition<T> table, Guid uuid)
        where T : Entity => Of(table.Kind, uuid);

    /// <inheritdoc cref="Of{T}(TableDefinition{T},Guid)"/>
    public string Of(string kind, Guid uuid)
    {
        if (data.Table(Name.Table).Find(uuid) is { } name)
            return name.Key[(name.Key.LastIndexOf('.') + 1)..];
        if (!_made.TryGetValue(uuid, out var key))
            _made.Add(uuid, key = Make(kind));
        return key;
    }

    /// <inheritdoc cref="Of{T}(TableDefinition{T},Guid)"/>
    public string? OrNull<T>(TableDefinition<T> table, Guid? uuid)
        where T : Entity => uuid is { } known ? Of(table, known) : null;

    private string Make(string kind)
    {
        var singular = kind.TrimEnd('s').Replace('_', '-');
        while (true)
        {
            var number = _numbers[kind] = _numbers.GetValueOrDefault(kind) + 1;
            var key = string.Create(CultureInfo.InvariantCulture, $"{singular}-{number}");
            // The parts of an object have keys with its own before them: there a number of the kind is always free enough.
            if (Name.Find(data, kind, key) is null)
                return key;
        }
    }
}
