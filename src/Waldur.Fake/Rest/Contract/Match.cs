namespace Waldur.Fake;

/// <summary>A filter with the value that was sent.</summary>
/// <typeparam name="T">Kind of the rows.</typeparam>
/// <param name="keeps">Which rows match.</param>
internal sealed class Filter<T>(Func<In<T>, bool> keeps)
    where T : Entity
{
    /// <summary>Which rows match.</summary>
    public Func<In<T>, bool> Keeps { get; } = keeps;

    /// <summary>The matching rows by a facet: a list then looks at no others.</summary>
    public Func<WorldData, Places>? Places { get; init; }
}

/// <summary>A kind of filter together with what it looks at (HTTP conventions, section 11).</summary>
/// <typeparam name="T">Kind of the rows.</typeparam>
internal sealed class Match<T>
    where T : Entity
{
    /// <summary>The form of the parameter.</summary>
    public required Shape Shape { get; init; }

    /// <summary>Reads the values that were sent: at least one. Null: the filter is off.</summary>
    public required Func<IReadOnlyList<string>, Call, Outcome<Filter<T>?>> Read { get; init; }

    /// <summary>Whether a list is sent by repeating the parameter (or else joined by comma).</summary>
    public bool IsRepeated { get; init; }

    /// <summary>The key of the refusal, if it is not the name of the parameter.</summary>
    public string? ErrorKey { get; init; }
}

/// <summary>The kinds of filters.</summary>
internal static class Match
{
    private static readonly Problem s_wrongUuid = Problem.Texts("Enter a valid UUID.");
    private static readonly Problem s_nullCharacters = Problem.Texts("Null characters are not allowed.");

    /// <summary>Equal text, as the facet compares.</summary>
    public static Match<T> Exact<T>(Facet<T, string> facet)
        where T : Entity => Text<T>(asked => Same(facet, asked));

    /// <summary>Text within any of several, in any letter case.</summary>
    public static Match<T> Contains<T>(params IReadOnlyList<Func<In<T>, string?>> values)
        where T : Entity => Text<T>(asked => new(row =>
        {
            foreach (var value in values)
            {
                if (value(row)?.Contains(asked, StringComparison.OrdinalIgnoreCase) == true)
                    return true;
            }
            return false;
        }));

    /// <summary>Equal identifier, in any spelling.</summary>
    public static Match<T> Uuid<T>(Facet<T, Guid> facet)
        where T : Entity => Last<T>(Shape.Formatted("uuid"), (asked, _) =>
            UuidText.TryParse(asked, out var uuid) ? Same(facet, uuid) : s_wrongUuid);

    /// <summary>An identifier, in any spelling, that a row must have to do with in some way.</summary>
    public static Match<T> Uuid<T>(Func<In<T>, Guid, bool> matches)
        where T : Entity => Last<T>(Shape.Formatted("uuid"), (asked, _) =>
            UuidText.TryParse(asked, out var uuid) ? new Filter<T>(row => matches(row, uuid)) : s_wrongUuid);

    /// <summary>One of several identifiers, separated by comma. Commas alone name none, and no row matches.</summary>
    public static Match<T> AnyUuid<T>(Facet<T, Guid> facet)
        where T : Entity => Last<T>(Shape.ListOf(Shape.Formatted("uuid")), (asked, _) =>
        {
            var uuids = new HashSet<Guid>();
            foreach (var part in Parts(asked))
            {
                if (!UuidText.TryParse(part, out var uuid))
                    return s_wrongUuid;
                uuids.Add(uuid);
            }
            return Any(facet, uuids);
        });

    /// <summary>One of several texts, separated by comma.</summary>
    public static Match<T> AnyText<T>(Facet<T, string> facet)
        where T : Entity => Last<T>(Shape.ListOf(Shape.Text), (asked, _) => Any(facet, Parts(asked).ToHashSet(StringComparer.Ordinal)));

    /// <summary>A link to an object: URL or absolute path of the right route.</summary>
    public static Match<T> Link<T>(LinkTarget target, Facet<T, Guid> facet)
        where T : Entity => Last<T>(Shape.Text, (asked, call) =>
        {
            if (LinkTarget.IsUnreadable(asked))
                call.CrashAsServer(CommonDivergences.ServerCrash);
            return target.Match(asked, call.Request.WorldPath, out var uuid) switch
            {
                LinkMatch.Right => Same(facet, uuid),
                LinkMatch.NoRoute => Refuse.NoSuchPath(LinkTarget.PathOf(asked)!),
                _ => new Filter<T>(static _ => false) { Places = static _ => Places.None },
            };
        });

    /// <summary>A state by its label; repeated, any of them. Blank is a wrong label.</summary>
    public static Match<T> Label<T, TState>(Labels<TState> labels, Facet<T, TState> facet)
        where T : Entity
        where TState : struct, Enum => new()
        {
            Shape = Shape.ListOf(Shape.OneOf(labels.All)),
            IsRepeated = true,
            Read = (asked, _) =>
            {
                var states = new HashSet<TState>();
                foreach (var label in asked)
                {
                    if (!labels.TryParse(label, out var state))
                        return NotAChoice(label);
                    states.Add(state);
                }
                return Any(facet, states);
            },
        };

    /// <summary>One of a few texts; repeated, any of them. Blank is none of them.</summary>
    public static Match<T> OneOf<T>(IReadOnlyList<string> choices, Facet<T, string> facet)
        where T : Entity => new()
        {
            Shape = Shape.ListOf(Shape.OneOf(choices)),
            IsRepeated = true,
            Read = (asked, _) => asked.FirstOrDefault(text => !choices.Contains(text, StringComparer.Ordinal)) is { } wrong
                ? NotAChoice(wrong)
                : Any(facet, asked.ToHashSet(StringComparer.Ordinal)),
        };

    public static Match<T> StateNumber<T, TState>(Labels<TState> labels, Facet<T, TState> facet)
        where T : Entity
        where TState : struct, Enum => Last<T>(
            Shape.Int with { Enum = [.. labels.States.Select(state => (object)Labels<TState>.Number(state))] },
            (asked, _) =>
            {
                foreach (var state in labels.States)
                {
                    if (asked == Labels<TState>.Number(state).ToString(System.Globalization.CultureInfo.InvariantCulture))
                        return Same(facet, state);
                }
                return NotAChoice(asked);
            }, trims: false);

    /// <summary>
    /// A boolean as the default widget takes it: <c>true</c>, <c>True</c>, <c>2</c>; <c>false</c>, <c>False</c>, <c>3</c>; anything else is
    /// ignored.
    /// </summary>
    public static Match<T> Flag<T>(Facet<T, bool> facet)
        where T : Entity => Last<T>(Shape.Bool, (asked, _) => asked switch
        {
            "true" or "True" or "2" => Same(facet, true),
            "false" or "False" or "3" => Same(facet, false),
            _ => default,
        }, trims: false);

    /// <summary>A boolean in any letter case, or 1 and 0; anything else is ignored.</summary>
    public static Match<T> Boolean<T>(Facet<T, bool> facet)
        where T : Entity => Last<T>(Shape.Bool, (asked, _) => asked.ToLowerInvariant() switch
        {
            "true" or "1" => Same(facet, true),
            "false" or "0" => Same(facet, false),
            _ => default,
        }, trims: false);

    /// <summary>At or after a moment.</summary>
    public static Match<T> Since<T>(Func<In<T>, DateTime> value)
        where T : Entity => Last<T>(Shape.Formatted("date-time"), (asked, _) => DateTimeText.TryParse(asked, out var moment)
            ? new Filter<T>(row => value(row) >= moment)
            : Problem.Texts("Enter a valid date/time."));

    /// <summary>On or after a date; rows without date never match. A refusal is keyed by <paramref name="errorKey"/>.</summary>
    public static Match<T> After<T>(string errorKey, Func<In<T>, DateOnly?> value)
        where T : Entity => Date<T>(errorKey, (row, asked) => value(row) >= asked);

    /// <summary>On or before a date; rows without date never match. A refusal is keyed by <paramref name="errorKey"/>.</summary>
    public static Match<T> Before<T>(string errorKey, Func<In<T>, DateOnly?> value)
        where T : Entity => Date<T>(errorKey, (row, asked) => value(row) <= asked);

    /// <summary>The refusal of a value that is none of the choices.</summary>
    public static Problem NotAChoice(string value) => Problem.Texts($"Select a valid choice. {value} is not one of the available choices.");

    private static Match<T> Date<T>(string errorKey, Func<In<T>, DateOnly, bool> keeps)
        where T : Entity
    {
        var match = Last<T>(Shape.Formatted("date"), (asked, _) => DateText.TryParseFilter(asked, out var date)
            ? new Filter<T>(row => keeps(row, date))
            : Problem.Texts("Enter a valid date."));
        return new() { Shape = match.Shape, Read = match.Read, ErrorKey = errorKey };
    }

    private static Match<T> Text<T>(Func<string, Filter<T>> filter)
        where T : Entity => Last<T>(Shape.Text, (asked, _) => asked.Contains('\0', StringComparison.Ordinal)
            ? s_nullCharacters
            : filter(asked));

    private static Match<T> Last<T>(Shape shape, Func<string, Call, Outcome<Filter<T>?>> read, bool trims = true)
        where T : Entity => new()
        {
            Shape = shape,
            Read = (values, call) =>
            {
                var last = trims ? Python.Strip(values[^1]) : values[^1];
                return last.Length == 0 ? default : read(last, call);
            },
        };

    private static Filter<T> Same<T, TKey>(Facet<T, TKey> facet, TKey asked)
        where T : Entity
        where TKey : notnull => new(row => facet.Has(row, asked)) { Places = data => facet.Find(data, asked) };

    private static Filter<T> Any<T, TKey>(Facet<T, TKey> facet, HashSet<TKey> asked)
        where T : Entity
        where TKey : notnull => new(row => facet.Value.TryGet(row, out var value) && asked.Contains(value))
        {
            Places = data => facet.Find(data, asked),
        };

    private static IEnumerable<string> Parts(string text) =>
        text.Split(',').Select(Python.Strip).Where(static part => part.Length > 0);
}
