using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Shouldly;

namespace Waldur.Fake.Tests.House;

/// <summary>
/// A property of an entity that its kind does not know would be dropped silently by an export. So every property of every row is changed,
/// one at a time: the export must change with it, and bring it back, unless the kind names the property as left out.
/// </summary>
public sealed class KindCompletenessTests
{
    /// <summary>What rows hold that no kind declares, and files don't have.</summary>
    private static readonly Dictionary<string, string> s_leftOut = new(StringComparer.Ordinal)
    {
        ["names.Kind"] = "a name stands in the map of its kind",
        ["checklist_completions.RequiresReview"] = "follows from the answers",
        ["grants.ScopeKind"] = "a grant stands in its scope",
        ["account_services.OnCreate"] = "code; a replaced account service is no part of a scenario",
        ["account_services.OnClose"] = "code; a replaced account service is no part of a scenario",
        ["account_services.NextUsernames"] = "a replaced account service is no part of a scenario",
    };

    /// <summary>Rows of every table, such that everything that hangs on others is there.</summary>
    private static readonly Lazy<WorldData> s_world = new(() =>
    {
        var data = ScenarioLoader.Load(Scenario.Overlay(
            Scenario.Shipped("hpc-site"), Scenario.FromText("""
                settings: {enforce_user_consent_for_offerings: false}
                faults: {slow: {on: any, delay: 1}}
                stubs: {version: {request: GET /api/version/, headers: {A: b}, body: x, content_type: text/plain}}
                """)));
        var changes = new Transaction(data);
        changes.Insert(AccountService.Table, new());
        return changes.Data;
    });

    [Fact]
    public void Every_property_of_every_row_is_exported_and_read_or_named_as_left_out() =>
        string.Join('\n', Forgotten(WaldurModules.Scenarios)).ShouldBeEmpty();

    [Fact]
    public void What_is_named_as_left_out_is_a_property_and_has_a_reason()
    {
        foreach (var kind in WaldurModules.Scenarios.Kinds.SelectMany(kind => kind.WithParts).Where(kind => kind.Rows is not null))
        {
            foreach (var (property, reason) in kind.LeftOut)
            {
                RowOf(kind.Rows!).GetProperty(property).ShouldNotBeNull();
                reason.ShouldNotBeNullOrWhiteSpace();
            }
        }
    }

    public static TheoryData<string> Keys { get; } =
        [.. RobotAccountKind.Kind.Select(field => field.Key).Except(Stamps.Of<RobotAccount>().Select(field => field.Key))];

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_forgotten_row_of_a_kind_is_found(string key)
    {
        var kind = new Kind<RobotAccount>(
            RobotAccount.Table, "robot_account", "Lacks a row.", _ => new() { Resource = default, Type = "", State = RobotAccountState.Ok })
        {
            { nameof(RobotAccount.Fingerprints), "as it is" },
        };
        foreach (var field in RobotAccountKind.Kind.Where(field => field.Key != key && Keys.Any(known => known.Data == field.Key)))
            kind.Add(field);
        var kinds = WaldurModules.Scenarios.Kinds.Select(one => one == RobotAccountKind.Kind ? kind : one);

        Forgotten(new(kinds, WaldurModules.Schema, WaldurModules.DefaultClock), RobotAccount.Table)
            .ShouldBe([$"robot_accounts.{key.Replace("_", "", StringComparison.Ordinal)} is not exported"], Case.Insensitive);
    }

    private static IEnumerable<string> Forgotten(ScenarioFormat format, TableDefinition? only = null)
    {
        var (world, kinds) = (s_world.Value, format.Kinds.SelectMany(kind => kind.WithParts).Where(kind => kind.Rows is not null).ToLookup(kind => kind.Rows));
        var plain = format.Write(world);
        foreach (var table in world.Schema.Tables.Where(table => only is null || table == only))
        {
            var rows = All(world, table);
            rows.ShouldNotBeEmpty($"{table.Kind}: a table without rows shows nothing");
            foreach (var property in RowOf(table).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite))
            {
                // Rows that stand in other objects have times of their own where those are seen, which the export tests compare.
                if (!kinds[table].Any() && property.DeclaringType == typeof(Entity))
                    continue;
                var name = $"{table.Kind}.{property.Name}";
                var isLeftOut = s_leftOut.ContainsKey(name) || kinds[table].Any(kind => kind.LeftOut.ContainsKey(property.Name));
                var changed = rows.Take(40).Select(row => (Before: row, Row: Changed(row, property))).Where(change => change.Row is not null)
                    .Select(change => (change.Row, World: With(world, table, change.Before, change.Row!)))
                    .FirstOrDefault(change => isLeftOut || format.Write(change.World) != plain);
                if (changed.Row is null)
                    yield return $"{name} is not exported";
                else if (isLeftOut && format.Write(changed.World) != plain)
                    yield return $"{name} is named as left out, and is not";
                else if (!isLeftOut && !IsRead(changed.World, table, changed.Row, property))
                    yield return $"{name} is exported and not read";
            }
        }

        // A role is told by its name alone, and has another identifier by another name.
        bool IsRead(WorldData changed, TableDefinition table, Entity row, PropertyInfo property) =>
            table == Role.Table || ReadAgain(format, changed, table, row.Uuid) is not { } again
            || Text(property.GetValue(again)) == Text(property.GetValue(row));
    }

    private static Type RowOf(TableDefinition table) => table.GetType().GetGenericArguments()[0];

    private static IReadOnlyList<Entity> All(WorldData world, TableDefinition table) =>
        [.. (IEnumerable<Entity>)Generic(typeof(WorldData).GetMethod(nameof(WorldData.Table))!, table).Invoke(world, [table])!];

    private static WorldData With(WorldData world, TableDefinition table, Entity before, Entity row)
    {
        var changes = new Transaction(world);
        Generic(typeof(KindCompletenessTests).GetMethod(nameof(Put), BindingFlags.Static | BindingFlags.NonPublic)!, table).Invoke(null, [changes, table, before, row]);
        return changes.Data;
    }

    private static void Put<T>(Transaction changes, TableDefinition<T> table, T before, T row)
        where T : Entity
    {
        if (before.Uuid == row.Uuid)
        {
            changes.Put(table, row);
            return;
        }
        // Not by deleting it, with which other rows would go.
        var rows = changes.Data.Table(table).Remove(before.Uuid).Insert(row, changes.Data.Table(table).SequenceOf(before.Uuid));
        changes.Become(changes.Data.With(table, rows, changes.Data.Sequence));
    }

    /// <summary>The row as the export has it after it was loaded; null if no file may say what it says.</summary>
    private static Entity? ReadAgain(ScenarioFormat format, WorldData world, TableDefinition table, Guid uuid)
    {
        try
        {
            return All(ScenarioLoader.Load(Scenario.FromText(format.Write(world))), table).SingleOrDefault(row => row.Uuid == uuid);
        }
        catch (ScenarioException)
        {
            return null;
        }
    }

    private static MethodInfo Generic(MethodInfo method, TableDefinition table) => method.MakeGenericMethod(RowOf(table));

    private static string Text(object? value) => value switch
    {
        JsonElement json => json.GetRawText(),
        Node node => NodeJson.Text(node),
        System.Collections.IEnumerable list and not string => string.Join(", ", list.Cast<object?>().Select(Text)),
        _ => $"{value}",
    };

    /// <summary>A copy of a row that differs in one property; null if it can't.</summary>
    private static Entity? Changed(Entity row, PropertyInfo property)
    {
        var value = property.GetValue(row);
        var other = (row, property.Name) switch
        {
            (Offering, nameof(Offering.State)) => OfferingEndpoints.States.First(state => state != (string)value!),
            (Resource, nameof(Resource.State)) => ResourceEndpoints.States.First(state => state != (string)value!),
            (Role, nameof(Role.Permissions)) => ((ImmutableHashSet<string>)value!).Clear(),
            _ => Another(property.PropertyType, value),
        };
        if (other is null)
            return null;
        var copy = (Entity)row.GetType().GetMethod("<Clone>$")!.Invoke(row, [])!;
        property.SetValue(copy, other);
        return copy;
    }

    private static object? Another(Type type, object? value) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        { IsEnum: true } of => Enum.GetValues(of).Cast<object>().First(one => !one.Equals(value)),
        var of when of == typeof(string) => value is "" or null ? "x" : (string)value == "x" ? "y" : $"{value}"[..^1] + "x",
        var of when of == typeof(bool) => !(bool)value!,
        var of when of == typeof(int) => (value as int? ?? 0) + 1,
        var of when of == typeof(decimal) => (value as decimal? ?? 0) + 1,
        var of when of == typeof(DateTime) => (value as DateTime? ?? WaldurModules.DefaultClock).AddHours(-1),
        var of when of == typeof(DateOnly) => (value as DateOnly? ?? new(2026, 2, 3)).AddDays(1),
        var of when of == typeof(TimeSpan) => (value as TimeSpan? ?? default) + TimeSpan.FromHours(1),
        var of when of == typeof(Guid) => Randomness.Uuid(7, "another", $"{value}"),
        var of when of == typeof(JsonElement) => JsonElement.Parse("""{"another":1}"""),
        var of when of == typeof(ImmutableArray<Guid>) => ((ImmutableArray<Guid>)value!).Add(Randomness.Uuid(7, "another", "")),
        var of when of == typeof(ImmutableArray<string>) => ((ImmutableArray<string>)value!).Add("x"),
        var of when of == typeof(ImmutableList<string>) => ((ImmutableList<string>)value!).Add("x"),
        var of when of == typeof(SshFingerprints) => SshFingerprints.None with { },
        var of when of == typeof(ImmutableArray<SshFingerprints>) => ((ImmutableArray<SshFingerprints>)value!).Add(SshFingerprints.None),
        var of when of == typeof(ImmutableArray<QuestionDependency>) => value is ImmutableArray<QuestionDependency> { IsEmpty: false } all ? all.RemoveAt(0) : null,
        var of when of == typeof(ImmutableArray<QuestionOption>) => value is ImmutableArray<QuestionOption> { IsEmpty: false } all ? all.RemoveAt(0) : null,
        var of when of == typeof(Func<AccountOrder, ServiceReply>) => (Func<AccountOrder, ServiceReply>)(_ => ServiceReply.Done),
        var of when of == typeof(Func<string, ServiceReply>) => (Func<string, ServiceReply>)(_ => ServiceReply.Done),
        var of when of == typeof(Node) => Node.Of("another"),
        var of when of == typeof(FaultTarget) => new FaultTarget(Group: "keys"),
        var of when of == typeof(FaultAnswer) => new FaultAnswer(503),
        var of => throw new NotSupportedException($"Say here what another {of} is."),
    };
}
