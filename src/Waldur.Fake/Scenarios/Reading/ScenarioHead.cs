using System.Collections.Immutable;
using static Waldur.Fake.Forms;

namespace Waldur.Fake;

/// <summary>What a scenario says besides its objects.</summary>
internal sealed record ScenarioHead
{
    /// <summary>The permissions that a scenario may give to roles.</summary>
    private static readonly IEnumerable<string> s_permissions =
        DefaultRoles.Table.SelectMany(role => role.Permissions).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static readonly Fields<ScenarioHead> s_settings = new("settings", "Settings of the server.", _ => new())
    {
        {
            Setting.EnforceConsent, Maybe(Flag), h => h.EnforceConsent, (h, v) => h with { EnforceConsent = v },
            "Do providers see users of their offerings only if the user has consented?", "true as documented, false as the server does"
        },
    };

    public long Version { get; init; } = 1;

    public long Seed { get; init; } = 42;

    public DateTime Clock { get; init; }

    /// <summary>Where the random values of the world go on; null means that they begin with the seed.</summary>
    public long? Randomness { get; init; }

    public bool IsComplete { get; init; }

    /// <summary>Null leaves it to the fidelity.</summary>
    public bool? EnforceConsent { get; init; }

    public ImmutableArray<Named<ImmutableArray<string>>> Roles { get; init; } = [];

    /// <summary>What is to be made up besides; null: nothing.</summary>
    public Asked? Generate { get; init; }

    /// <summary>The table of a whole scenario.</summary>
    /// <param name="kinds">Its kinds, in the order of a file.</param>
    /// <param name="clock">When a world begins, unless its scenario says so.</param>
    public static Fields<ScenarioHead> Table(IReadOnlyList<IKind> kinds, DateTime clock) =>
        new("scenario", "A world: everything that it holds when it starts.", _ => new() { Clock = clock })
        {
            {
                "version", Long(1, 1), h => h.Version, (h, v) => h with { Version = v },
                "The version of this format. Every file says `version: 1`.", "refused in files"
            },
            { "seed", Long(), h => h.Seed, (h, v) => h with { Seed = v },
                "What identifiers, tokens and other random values are made from." },
            { "clock", Forms.Clock, h => h.Clock, (h, v) => h with { Clock = v }, "The time of the world when it starts." },
            {
                "randomness", Maybe(Long()), h => h.Randomness, (h, v) => h with { Randomness = v },
                "Where the random values of an exported world go on.", "they begin with the seed"
            },
            {
                "is_complete", Flag, h => h.IsComplete, (h, v) => h with { IsComplete = v },
                "Does the file say all there is, as an export does? Then offerings make no users, and offering users have no completion, "
                    + "but those that it names."
            },
            { "settings", s_settings, h => h, (h, v) => h with { EnforceConsent = v.EnforceConsent }, "Settings of the server." },
            {
                "roles", Named(List(OneOf(s_permissions)), "role names"), (h, _) => h.Roles, WithRoles,
                "The permissions of roles, instead of those that Waldur gives them. New roles `CUSTOMER.X`, `PROJECT.X` and `OFFERING.X` may be named."
            },
            kinds.Select(kind => new KindField(kind)),
            {
                "generate", new NullableForm<Asked>(GenerateTable(kinds), isSaid: false), h => h.Generate,
                (h, v) => h with { Generate = v },
                "Objects that are made up from the seed."
            },
        };

    private static Fields<Asked> GenerateTable(IReadOnlyList<IKind> kinds)
    {
        var fields = new Fields<Asked>(
            "generate",
            "Objects that are made up from the seed. They are named by kind and number: `user-1`, `robot-account-1`. "
                + "A number is the least: more are made where others need them.",
            _ => new())
        {
            { "seed", Maybe(Long()), a => a.Seed, (a, v) => a with { Seed = v }, "What the values are made from.",
                "the seed of the world" },
            { "locale", OneOf(Locales.All), a => a.Locale, (a, v) => a with { Locale = v }, "Where names come from." },
        };
        foreach (var option in Options(kinds))
            option.AddTo(fields);
        return fields;
    }

    /// <summary>What can be asked for.</summary>
    public static IEnumerable<GenerateOption> Options(IReadOnlyList<IKind> kinds) => kinds
        .Where(kind => kind.Drawing is not null)
        .SelectMany(kind => kind.Drawing!.Options.Prepend(CountOf(kind)))
        .OrderBy(option => option.Rank);

    /// <summary>How many objects of a kind are asked for.</summary>
    public static GenerateOption<int> CountOf(IKind kind) => GenerateOption.Count(kind.Kind, kind.Drawing!.Doc);

    /// <summary>A role is granted on objects of the kind that its name starts with.</summary>
    private static ScenarioHead WithRoles(ScenarioHead head, ImmutableArray<Named<ImmutableArray<string>>> roles, Reading reading)
    {
        foreach (var role in roles.Where(role => reading.IsWhole && (RoleLife.ScopeOf(role.Name) is null || role.Name.EndsWith('.'))))
        {
            reading.Problems.AddAt(
                role.At, $"roles.{role.Name}", "a role is named CUSTOMER.X, PROJECT.X or OFFERING.X",
                Nearest.To(role.Name, DefaultRoles.Table.Select(known => known.Role)));
        }
        return head with { Roles = roles };
    }

    /// <summary>The objects of a kind; they become rows of their own.</summary>
    private sealed class KindField(IKind kind) : Field<ScenarioHead>(kind.Kind, (Form)kind, kind.About, absent: null)
    {
        public override ScenarioHead Read(ScenarioHead row, Node node, Reading reading)
        {
            kind.Read(node, reading);
            return row;
        }

        public override Node Write(ScenarioHead row, Writing writing) => kind.Write(writing);
    }
}

/// <summary>A scenario that was read.</summary>
/// <param name="Root">Its layers laid over each other, with what it has generated.</param>
/// <param name="Head">What it says besides its objects.</param>
/// <param name="Rows">Its objects.</param>
internal sealed record ScenarioRead(MapNode Root, ScenarioHead Head, Rows Rows);
