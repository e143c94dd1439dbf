using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Waldur.Fake.Tests.Scenarios.Generation;

/// <summary>
/// The rows of a world as texts with every property, so that worlds can be compared. Rows that no answer shows by themselves (roles,
/// settings, tokens, grants, terms of service) are compared by what they say, not by identifier and times.
/// </summary>
internal static class WorldRows
{
    private static readonly HashSet<TableDefinition> s_hidden = [Role.Table, Setting.Table, Token.Table, Grant.Table, TermsOfService.Table];

    /// <summary>Every row that has an identity, by its identifier.</summary>
    public static Dictionary<Guid, string> Of(WorldData data) => data.Schema.Tables
        .Where(table => !s_hidden.Contains(table) && table != Name.Table)
        .SelectMany(table => All(data, table))
        .ToDictionary(row => row.Uuid, row => Text(row, bare: false));

    /// <summary>All rows of all tables, in their order, as lines; names and the account service, which holds code, apart.</summary>
    public static IReadOnlyList<string> Lines(WorldData data) =>
    [
        $"seed {data.Seed}, clock {data.Now:O}",
        .. data.Schema.Tables.Where(table => table != Name.Table && table != AccountService.Table).SelectMany(table =>
        {
            var lines = All(data, table).Select(row => $"{table.Kind}: {Text(row, bare: s_hidden.Contains(table))}");
            return s_hidden.Contains(table) ? lines.Order(StringComparer.Ordinal) : lines;
        }),
    ];

    private static IEnumerable<Entity> All(WorldData data, TableDefinition table)
    {
        var rows = typeof(WorldData).GetMethod(nameof(WorldData.Table))!.MakeGenericMethod(table.GetType().GetGenericArguments())
            .Invoke(data, [table]);
        return ((IEnumerable)rows!).Cast<Entity>();
    }

    private static string Text(Entity row, bool bare) => string.Join(", ", row.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanWrite && !(bare && property.DeclaringType == typeof(Entity)))
        .Select(property => $"{property.Name}={Text(property.GetValue(row))}"));

    private static string Text(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        bool flag => flag ? "true" : "false",
        DateTime moment => moment.ToString("O", CultureInfo.InvariantCulture),
        JsonElement json => json.GetRawText(),
        IEnumerable<string> set and System.Collections.Immutable.IImmutableSet<string> =>
            string.Join(' ', set.Order(StringComparer.Ordinal)),
        IEnumerable list => $"[{string.Join("; ", list.Cast<object?>().Select(Text))}]",
        IFormattable one => one.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{{{string.Join(", ", value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0).Select(property => $"{property.Name}={Text(property.GetValue(value))}"))}}}",
    };
}
